# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All CPEs behind the DMS: their records, their state (made when first needed), and their sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.lab.core.device import Clock
from tests.lab.dms.agenda import Agenda
from tests.lab.dms.cpe import Cpe
from tests.lab.dms.fleet import Fleet
from tests.lab.dms.model import DataModel
from tests.lab.dms.tr098 import TR098
from tests.lab.dms.tr181 import TR181

MODELS: dict[str, DataModel] = {model.name: model for model in (TR098, TR181)}

SECTIONS = {"values", "attributes", "objects", "added", "pending", "tasks", "resets", "record", "registered"}


class Network:
    """The CPEs by id. ``options`` is read live, so that a switch works from the next request on.

    ``on_contact`` is called with the cpe_id whenever a CPE opens a session of its own accord, ``on_change`` when values of a
    CPE have changed. CPEs in ``elsewhere`` report to another ACS.
    """

    def __init__(self, clock: Clock, options: dict[str, Any]) -> None:
        self._clock = clock
        self._options = options
        self.epoch = clock.now() if options["epoch"] is None else float(options["epoch"])
        self.fleet = Fleet(
            options["cpe_ids"], options["cpes"], self.epoch, options["data_model"], options["unregistered"]
        )
        self.agenda = Agenda()
        self.on_contact: Callable[[str], None] = lambda cpe_id: None
        self.on_change: Callable[[str], None] = lambda cpe_id: None
        self.elsewhere: set[str] = set()
        self._cpes: dict[str, Cpe] = {}

    def now(self) -> float:
        """The time, in seconds since the epoch."""
        return self._clock.now()

    def at(self, due: float, action: Callable[[], None]) -> None:
        """Do something at a time in seconds since the epoch."""
        self.agenda.at(due, action)

    def option(self, cpe_id: str, name: str) -> Any:
        """The value of a switch for one CPE: its own, else that of all."""
        own: dict[str, Any] = self._options["cpe_options"].get(cpe_id, {})
        return own.get(name, self._options[name])

    def index(self, cpe_id: str) -> int:
        """The index of a CPE's record. Raises KeyError for an id that the DMS does not know."""
        index = self.fleet.index_of(cpe_id)
        if index is None:
            raise KeyError(cpe_id)
        return index

    def cpe(self, cpe_id: str) -> Cpe:
        """The CPE with this id. Raises KeyError for an id that the DMS does not know."""
        cpe = self._cpes.get(cpe_id)
        if cpe is None:
            model = MODELS[self.fleet.product(self.index(cpe_id)).data_model]
            cpe = self._cpes[cpe_id] = Cpe(cpe_id, model, self)
        return cpe

    def record(self, cpe_id: str) -> dict[str, Any]:
        """The record of a CPE."""
        return self.fleet.record(self.index(cpe_id))

    def change_record(self, cpe_id: str, changes: dict[str, Any]) -> None:
        """Change keys of a CPE's record."""
        index = self.index(cpe_id)
        self.fleet.set_changes(index, {**self.fleet.changes(index), **changes})

    def changed(self, cpe_id: str) -> None:
        """Values of a CPE have changed, or may have."""
        self.on_change(cpe_id)

    def is_elsewhere(self, cpe_id: str) -> bool:
        """Whether a CPE reports to another ACS."""
        return cpe_id in self.elsewhere

    def touch(self, cpe_id: str) -> None:
        """A session takes place: ``last_seen`` is now, and the DMS knows the CPE from now on."""
        self.fleet.register(self.index(cpe_id), self.now())
        self.fleet.set_last_seen(self.index(cpe_id), self.now())

    def inform(self, cpe_id: str) -> None:
        """A CPE opens a session of its own accord (an inform); one that is switched off does not."""
        cpe = self.cpe(cpe_id)
        if not cpe.reachable:
            return
        self.touch(cpe_id)
        with cpe.session():
            self.on_contact(cpe_id)

    def next_inform(self, cpe_id: str) -> float | None:
        """When the next periodic inform is due (unix time), or None where they are off."""
        tree = self.cpe(cpe_id).tree
        prefix = f"{tree.model.root}ManagementServer.PeriodicInform"
        if not tree.value(f"{prefix}Enable"):
            return None
        interval = float(tree.value(f"{prefix}Interval"))
        last = self.fleet.last_seen(self.index(cpe_id))
        return self.now() + interval - (self.now() - last) % interval

    def secrets(self) -> list[str]:
        """The secret values of all CPEs that were ever reached."""
        return sorted({secret for cpe in self._cpes.values() for secret in cpe.secrets()})

    def snapshot(self) -> dict[str, Any]:
        """The CPEs that differ from how they were built: {cpe_id: state}."""
        states: dict[str, dict[str, Any]] = {}
        for cpe_id, cpe in self._cpes.items():
            state = cpe.snapshot()
            if state:
                states[cpe_id] = state
        for index in self.fleet.changed():
            states.setdefault(self.fleet.id_at(index), {})["record"] = self.fleet.changes(index)
        for index in self.fleet.registered():
            states.setdefault(self.fleet.id_at(index), {})["registered"] = True
        return dict(sorted(states.items()))

    def restore(self, states: dict[str, dict[str, Any]]) -> None:
        """Put back what ``snapshot`` gave. Raises KeyError for an unknown CPE, ValueError for an unknown name."""
        unknown = sorted({section for state in states.values() for section in state} - SECTIONS)
        if unknown:
            raise ValueError(f"the state of a CPE has no {', '.join(unknown)}; it has {', '.join(sorted(SECTIONS))}")
        present = self.snapshot()
        for cpe_id in present.keys() | states.keys():
            state = states.get(cpe_id, {})
            if state != present.get(cpe_id, {}):
                self.fleet.set_changes(self.index(cpe_id), state.get("record", {}))
                self.fleet.register(self.index(cpe_id), self.now() if state.get("registered") else None)
                self.cpe(cpe_id).restore(state)
