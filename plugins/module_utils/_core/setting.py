# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from . import compare, diff, normal
from .compare import Change, Comparison, Path
from .errors import Busy, CpeError, NoAnswer, NotTaken, ServerError
from .fields import CLEAR, Field, Group, Items
from .payload import payload
from .plan import Write
from .resource import Resource
from .secret import MASK, Secret, mask


class Survey(t.NamedTuple):
    """What is before, what will be after, and what leads from one to the other."""

    before: dict[str, t.Any]
    after: dict[str, t.Any]
    changes: list[Change]
    unverified: list[str]
    plan: list[Write]


class Setting(Resource):
    """Something that is always there, can be read, and is changed where it differs.

    A module says how to ``read`` it and which ``writes`` bring about a payload; the rest is here.
    """

    engine_options: t.ClassVar[dict[str, t.Any]] = {"verify": {"type": "bool", "default": True}}

    def read(self) -> t.Mapping[str, t.Any]:
        """The system's answer for this resource, as it came. Raises NotFound."""
        raise TypeError(f"{type(self).__name__} can't be read")

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        """The calls that send a payload."""
        raise TypeError(f"{type(self).__name__} can't be written")

    def header(self) -> str:
        """What the diff is headed with."""
        return f"{self.client.connection.device} {self.key}"

    def desired(self) -> dict[str, t.Any]:
        """The desired state in normal form. Raises OptionError."""
        wanted = normal.from_options(self.table, self.params)
        return normal.with_clear(self.table, wanted, self.params.get("clear") or [])

    def current(self) -> dict[str, t.Any]:
        """The current state in normal form."""
        return normal.from_answer(self.table, self.read())

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        return compare.compare(self.table, self.desired(), current)

    def validate(self) -> None:
        super().validate()
        self.desired()

    def plan(self, comparison: Comparison) -> list[Write]:
        """The calls that remove the differences; none where there are none."""
        paths = [change.path for change in comparison.changes]
        if paths or self.params.get(self.policy) == "always":
            paths += self.sendable(comparison)
        if not paths:
            return []
        return self.writes(payload(self.table, comparison.desired, comparison.current, paths), comparison)

    def sendable(self, comparison: Comparison) -> list[Path]:
        """The secrets that can't be compared and are sent, or cleared, along (``policy``)."""
        wanted = ((path, value_at(comparison.desired, path)) for path in comparison.unverified)
        return [path for path, value in wanted if value is CLEAR or isinstance(value, Secret)]

    def survey(self) -> Survey:
        """Read, compare, plan: everything that is known before anything is written."""
        comparison = self.compare(self.current())
        return Survey(
            before=comparison.current,
            after=compare.predict(self.table, comparison),
            changes=comparison.changes,
            unverified=comparison.unverified_names,
            plan=self.plan(comparison),
        )

    def came_with(self, changes: t.Iterable[Change]) -> list[tuple[str, str]]:
        """The names of the changed fields that came with a certain firmware, each with that firmware."""
        fields = ((change.name, field_at(self.table, change.path)) for change in changes)
        return [(name, field.since) for name, field in fields if field is not None and field.since]

    def execute(self) -> dict[str, t.Any]:
        found = self.survey()
        if found.plan:
            self.client.check_plan(found.plan, self.came_with(found.changes))
        result = {
            "changed": bool(found.plan),
            "diff": diff.build(found.before, found.after, found.changes, self.header()),
            "plan": [write.shown() for write in found.plan],
            "unverified": found.unverified,
            self.key: self.show(found.after),
        }
        if found.plan and not self.check_mode:
            self.carry_out(found.plan)
            result.update(self.finish())
        return result

    def finish(self) -> dict[str, t.Any]:
        """Read back and verify; out, the keys of the result that this settles."""
        if not self.params["verify"]:
            return {}
        held = self.current()
        self.verify(self.compare(held))
        return {self.key: self.show(held)}

    def verify(self, comparison: Comparison) -> None:
        """Raises NotTaken for what reads back other than desired."""
        if comparison.changes:
            raise NotTaken(
                "the device accepted the change, but reads back otherwise: "
                + "; ".join(map(_mismatch, comparison.changes)),
                device=self.client.connection.device,
                hint="Set verify to false if the device is known to apply it later.",
            )

    def carry_out(self, plan: list[Write]) -> None:
        """Execute a plan. Where a write's fate is unknown, read whether it took, and only send again what did not."""
        attempt = 0
        while plan:
            try:
                self.send(plan)
                return
            except (Busy, NoAnswer, ServerError) as error:
                wait = None if isinstance(error, ServerError) else self.client.transport.wait_for(error, attempt)
                if wait is None:
                    self.abandon(error)
                    raise
                self.client.transport.pause(wait)
                attempt += 1
                plan = self.resume(error)
            except CpeError as error:
                self.abandon(error)
                raise

    def send(self, plan: list[Write]) -> None:
        """Send every write of a plan, in order."""
        for write in plan:
            self.client.write(write)

    def resume(self, error: CpeError) -> list[Write]:
        """What is left to do after a write whose fate is unknown."""
        return self.survey().plan

    def abandon(self, error: CpeError) -> None:
        """Clean up after a failure between the first write and the last."""


def value_at(state: t.Any, path: Path) -> t.Any:
    """What a normal form holds at a path; None where nothing stands."""
    for step in path:
        if isinstance(step, tuple):
            state = next((entry for entry in state or [] if entry.get(step[0]) == step[1]), None)
        elif isinstance(state, dict):
            state = state.get(step)
        else:
            return None
    return state


def field_at(group: Group, path: Path) -> Field | None:
    """The leaf of a table at a path; None where no leaf stands, as for a resource that is not described by its table."""
    node: t.Any = group
    for step in path:
        if isinstance(step, tuple):
            continue
        inside = node.group if isinstance(node, Items) else node
        if not isinstance(inside, Group) or step not in [one.option for one in inside.fields]:
            return None
        node = inside.node(step)
    return node if isinstance(node, Field) else None


def _mismatch(change: Change) -> str:
    if isinstance(change.after, Secret) or isinstance(change.before, Secret):
        return f"{change.name} (asked {MASK}, the device holds another value)"
    asked = "nothing (cleared)" if change.after is CLEAR else mask(change.after)
    return f"{change.name} (asked {asked!r}, the device holds {mask(change.before)!r})"
