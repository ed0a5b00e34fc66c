# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a whole router's desired state: the resources of other modules, made from the entries of one."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from .._core.compare import Change, Path
from .._core.errors import CpeError, OptionError
from .._core.plan import Write
from .._core.setting import Setting, Survey

# The options of the parts' modules that the whole decides: how to reach the router, when to apply, what to verify.
DECIDED = ("apply", "verify", "update_secrets")


@dataclass(frozen=True)
class Kind:
    """One kind of parts.

    option
        Of the whole. resource: what an entry of it is made into.
    entries
        It is a list of what the resource takes; else it is what the resource takes.
    inner
        The resource has one option, a list, which stands here without that name.
    known_by
        The key by which entries are told apart in the states; None for what is no list.
    """

    option: str
    resource: type[Setting]
    entries: bool = True
    inner: str | None = None
    known_by: str | None = "id"

    def spec(self) -> dict[str, t.Any]:
        """What an entry may have: the resource's argument spec, less what the whole decides."""
        decided = {*DECIDED, "instant_active", *self.resource.vendor.connection_spec()}
        return {name: entry for name, entry in self.resource.argument_spec().items() if name not in decided}


@dataclass
class Part:
    """One resource of the whole; ``name`` is its option, with the number of its entry."""

    kind: Kind
    name: str
    one: Setting
    survey: Survey | None = None
    _first: Survey | None = None

    def look(self, client: t.Any) -> Survey:
        """Survey it. Raises CpeError that names the option."""
        self.one.client = client
        with self.named():
            self.survey = self.one.survey()
        self._first = self._first or self.survey
        return self.survey

    def named(self) -> _Named:
        """A context whose CpeErrors name the option."""
        return _Named(self.name)

    @property
    def found(self) -> Survey:
        """What was found last."""
        return t.cast(Survey, self.survey)

    @property
    def first(self) -> Survey:
        """What was found before anything was written."""
        return t.cast(Survey, self._first)

    @property
    def key(self) -> t.Any:
        """What tells it from other entries."""
        known_by = t.cast(str, self.kind.known_by)
        return self.found.before.get(known_by, self.one.params.get(known_by))

    @property
    def place(self) -> Path:
        """Where it stands in the whole."""
        if not self.kind.entries:
            return (self.kind.option,)
        return (self.kind.option, (self.kind.known_by, self.key))

    def changes(self) -> list[Change]:
        """Its changes, with their paths in the whole."""
        return [Change(self._within(change.path), change.before, change.after) for change in self.found.changes]

    def _within(self, path: Path) -> Path:
        return (*self.place, *path[1:]) if self.kind.inner else (*self.place, *path)

    def renamed(self, name: str) -> str:
        """The name of one of its options, as the whole has it."""
        inner = self.kind.inner
        if inner:
            return self.kind.option + name.removeprefix(inner)
        return f"{self.kind.option}[{self.key}].{name}" if self.kind.entries else f"{self.kind.option}.{name}"

    def put(self, whole: dict[str, t.Any], state: dict[str, t.Any]) -> None:
        """Put a state of it where it stands in the state of the whole."""
        if self.kind.inner:
            asked = {str(entry[self.kind.known_by]) for entry in self.one.params[self.kind.inner]}
            entries = state.get(self.kind.inner) or []
            whole[self.kind.option] = [entry for entry in entries if str(entry.get(self.kind.known_by)) in asked]
        elif self.kind.entries:
            key = t.cast(str, self.kind.known_by)
            whole.setdefault(self.kind.option, []).append({key: self.key, **state})
        else:
            whole[self.kind.option] = state

    def writes(self) -> list[Write]:
        return self.found.plan


class _Named:
    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: t.Any, error: BaseException | None, _trace: t.Any) -> None:
        if isinstance(error, OptionError):
            error.message = f"{self._name}.{error.message}"
        elif isinstance(error, CpeError):
            error.message = f"{self._name}: {error.message}"


def make(kinds: t.Iterable[Kind], params: dict[str, t.Any], check_mode: bool, secrets: set[str]) -> list[Part]:
    """The parts that the options of the whole ask for, not validated beyond their types.

    Adds to ``secrets`` what is secret in them. Raises OptionError for what an argument spec does not allow.
    """
    parts: list[Part] = []
    problems: list[OptionError] = []
    for kind in kinds:
        value = params.get(kind.option)
        if value in (None, []):
            continue
        given = value if kind.entries else [{kind.inner: value} if kind.inner else value]
        for number, entry in enumerate(given):
            name = f"{kind.option}[{number}]" if kind.entries else kind.option
            checked = ArgumentSpecValidator(kind.spec(), **kind.resource.constraints).validate(entry)
            secrets |= set(checked._no_log_values)
            if checked.error_messages:
                problems.append(OptionError(name, "; ".join(checked.error_messages)))
                continue
            decided = {key: params[key] for key in (*DECIDED, *kind.resource.vendor.connection_spec())}
            options = {**checked.validated_parameters, **decided, "apply": False, "instant_active": None}
            parts.append(Part(kind, name, kind.resource(options, check_mode=check_mode)))
    if problems:
        raise problems[0]
    return parts
