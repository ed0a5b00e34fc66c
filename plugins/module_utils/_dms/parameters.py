# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .._core.errors import OptionError
from .._core.secret import MASK, Secret
from . import names, types

# The option "parameters" of the modules that set values.
PARAMETERS_OPTION: dict[str, t.Any] = {
    "type": "list",
    "elements": "dict",
    "required": True,
    "options": {
        "name": {"type": "str", "required": True},
        "value": {"type": "raw"},
        "type": {"type": "str", "choices": list(types.TYPES)},
        "write_only": {"type": "bool", "default": False},
    },
}

_KINDS = {kind: f"type {kind}" for kind in types.TYPES} | {types.INTEGER: "an integer"}


@dataclass(frozen=True)
class Parameter:
    """One entry of the option ``parameters``. ``value`` None leaves the parameter alone."""

    option: str
    name: str
    value: t.Any
    type: str | None = None
    write_only: bool = False

    @property
    def secret(self) -> bool:
        """Whether its value must not show."""
        return self.write_only or names.is_secret(self.name)

    @property
    def hidden(self) -> bool:
        """Whether the CPE may read it back as the null value, whatever it is."""
        return self.secret or names.is_command(self.name)

    def check(self) -> None:
        """Everything that is known before the CPE is asked. Raises OptionError."""
        problem = names.problem_of(self.name)
        if problem:
            raise OptionError(f"{self.option}.name", f"{self.name!r} is not valid, allowed is {problem}")
        self.check_value()

    def check_value(self) -> None:
        """What is known of the value before the CPE is asked. Raises OptionError."""
        if self.value is None:
            return
        if self.type is not None:
            self._guarded(lambda: types.normal(self.value, t.cast(str, self.type)), f" as {self.type}")
        elif not types.is_six(self.value):
            self._guarded(lambda: types.as_text(self.value), "")

    def kind(self, held: t.Any) -> str:
        """Its type: the one given, else by what the CPE reports."""
        return self.type or types.kind_of(held, self.value)

    def is_held(self, held: t.Any) -> bool:
        """Whether the CPE holds the value wanted. Raises OptionError for a value that is none of the parameter's type."""
        kind = self.kind(held)
        return bool(self._guarded(lambda: types.equal(self.value, held, kind), f", as the CPE reports {_KINDS[kind]}"))

    def unreadable(self, held: t.Any) -> bool:
        """Whether the value that is read says nothing of the one that is held, because the parameter is hidden."""
        return self.hidden and types.is_null(held)

    def sent(self, held: t.Any) -> t.Any:
        """The value in the form in which it is sent; a Secret where it must not show."""
        return self.shown(types.wire(self.value, held, self.kind(held)))

    def shown(self, value: t.Any) -> t.Any:
        """A value of this parameter, a Secret where it must not show."""
        return Secret(value) if self.secret and isinstance(value, str) and value else value

    def entry(self, held: t.Any, *, inferred_type: bool) -> dict[str, t.Any]:
        """The parameter in a request. ``inferred_type``: send the type that was read, where none was given."""
        entry = {"Name": self.name, "Value": self.sent(held)}
        kind = self.type or (types.type_read(held, self.kind(held)) if inferred_type else None)
        if kind is not None:
            entry["Type"] = kind
        return entry

    def _guarded(self, action: t.Callable[[], t.Any], why: str) -> t.Any:
        try:
            return action()
        except types.NoValue as problem:
            value = "the value" if self.secret else repr(self.value)
            raise OptionError(
                f"{self.option}.value", f"{value} of {self.name} is not valid{why}, allowed is {problem}"
            ) from None


def parameters_of(params: t.Mapping[str, t.Any]) -> list[Parameter]:
    """The option ``parameters``, checked. Raises OptionError."""
    found = [
        Parameter(
            f"parameters[{number}]", entry["name"], entry.get("value"), entry.get("type"), bool(entry["write_only"])
        )
        for number, entry in enumerate(params["parameters"])
    ]
    if not found:
        raise OptionError("parameters", "at least one entry is required")
    seen: set[str] = set()
    for parameter in found:
        parameter.check()
        if parameter.name in seen:
            raise OptionError(f"{parameter.option}.name", f"{parameter.name} is given twice, each name may occur once")
        seen.add(parameter.name)
    return found


def secrets_of(params: t.Mapping[str, t.Any]) -> set[str]:
    """The values in the option ``parameters`` that must not show, in every form in which they may stand in a result."""
    found: set[str] = set()
    for entry in params.get("parameters") or []:
        if entry.get("write_only") or names.is_secret(entry["name"]):
            found |= set(texts(entry.get("value")))
    return found


def conceal(params: t.Any) -> None:
    """Mask the values in the option ``parameters`` that must not show, where they stand; the options need not be valid."""
    entries = params.get("parameters") if isinstance(params, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict) and entry.get("value") not in (None, ""):
            wants = entry.get("write_only")
            if wants not in (None, False) or names.is_secret(str(entry.get("name") or "")):
                entry["value"] = MASK


def texts(value: t.Any) -> t.Iterator[str]:
    """A value in every form in which it may stand in a text."""
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from texts(item)
        value = ",".join(map(str, value))
    if value not in (None, "") and not isinstance(value, bool):
        yield str(value)
