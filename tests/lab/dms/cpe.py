# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One CPE: what its CWMP client answers to each method, and what happens inside it later."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from tests.lab.dms import software, transfers
from tests.lab.dms.cwmp import CwmpFault, ParameterFault
from tests.lab.dms.model import DataModel, template_of
from tests.lab.dms.tree import ParameterTree
from tests.lab.dms.values import ValueFault

COMMAND_KEY_LENGTH = 32
FACTORY_USERNAME = "XsTI2F"


class Surroundings(Protocol):
    """What a CPE needs from the network that it is in."""

    epoch: float

    def now(self) -> float:
        """The time, in seconds since the epoch."""

    def option(self, cpe_id: str, name: str) -> Any:
        """The value of a switch for one CPE."""

    def record(self, cpe_id: str) -> dict[str, Any]:
        """The CPE's record in the ACS."""

    def change_record(self, cpe_id: str, changes: dict[str, Any]) -> None:
        """Tell the ACS what changed in the CPE."""

    def changed(self, cpe_id: str) -> None:
        """Values of the CPE have changed, or may have."""

    def is_elsewhere(self, cpe_id: str) -> bool:
        """Whether the CPE reports to another ACS, whose it is then."""

    def inform(self, cpe_id: str) -> None:
        """The CPE opens a session of its own accord."""

    def at(self, due: float, action: Callable[[], None]) -> None:
        """Do something at a time in seconds since the epoch."""


class Cpe:
    """The state of one CPE. Methods raise CwmpFault where the CPE answers with a fault."""

    def __init__(self, cpe_id: str, model: DataModel, surroundings: Surroundings) -> None:
        self.cpe_id = cpe_id
        self.surroundings = surroundings
        self.tree = ParameterTree(model, lambda: surroundings.record(cpe_id), self._compute)
        self.tree.on_change = lambda: surroundings.changed(cpe_id)
        self.pending: dict[str, Any] = {}
        self.tasks: list[dict[str, Any]] = []
        self.results: list[dict[str, Any]] = []  # what TransferComplete and DUStateChangeComplete would report
        self.resets = 0
        self.parameter_key = ""
        self.booted = surroundings.epoch - 86400
        self.reachable_from = 0.0
        self._sessions = 0
        self._pending_since = 0

    def option(self, name: str) -> Any:
        """The value of a switch for this CPE."""
        return self.surroundings.option(self.cpe_id, name)

    @property
    def reachable(self) -> bool:
        """Whether a Connection Request succeeds now."""
        if self.surroundings.is_elsewhere(self.cpe_id):
            return False
        return bool(self.option("online")) and self.surroundings.now() >= self.reachable_from

    @contextmanager
    def session(self) -> Iterator[None]:
        """A CWMP session: values that were deferred in an earlier one are in force when it has ended."""
        self._sessions += 1
        try:
            yield
        finally:
            if self.pending and self._sessions > self._pending_since:
                for path, value in self.pending.items():
                    self.tree.set_value(path, value)
                self.pending = {}

    def require(self, method: str) -> None:
        """Raise fault 9000 if the CPE does not support the method."""
        if method in self.option("unsupported_methods"):
            raise CwmpFault(9000)

    # -- values (TR-069 A.3.2.1, A.3.2.2)

    def get_parameter_values(self, names: list[str]) -> dict[str, Any]:
        """The values of full names and partial paths, sorted by name, hidden ones as null value."""
        return {path: self._visible(path) for path in self._select(names)}

    def _select(self, names: list[str]) -> list[str]:
        selected: set[str] = set()
        for name in names:
            try:
                selected.update(self.tree.select(name))
            except KeyError:
                raise CwmpFault(9005, name) from None
        return sorted(selected)

    def _visible(self, path: str) -> Any:
        row = self.tree.model.parameters[template_of(path)]
        value = row.type.null if row.hidden and not self.option("reveals_hidden") else self.tree.value(path)
        return int(value) if row.type.name == "boolean" and self.option("boolean_as_int") else value

    def set_parameter_values(self, items: list[dict[str, Any]], parameter_key: str) -> int:
        """Set all of ``items`` (Name, Value, perhaps Type) or none; the Status. Raises 9003 with a fault a parameter."""
        accepted: dict[str, Any] = {}
        faults: list[ParameterFault] = []
        for item in items:
            if item["Name"] in accepted:
                raise CwmpFault(9003, f"{item['Name']} is given twice")
            accepted[item["Name"]] = None
            try:
                accepted[item["Name"]] = self._accept(item)
            except ValueFault as fault:
                faults.append(ParameterFault(item["Name"], fault.code))
        if faults:
            raise CwmpFault(9003, parameters=tuple(faults))
        self._set_parameter_key(parameter_key)
        for name in self.option("silently_ignores"):
            accepted.pop(name, None)
        if self.option("deferred"):
            self.pending.update(accepted)
            self._pending_since = self._sessions
            return 1
        for path, value in accepted.items():
            self.tree.set_value(path, value)
        return int(self.option("spv_status"))

    def _accept(self, item: dict[str, Any]) -> Any:
        row = self.tree.parameter(item["Name"])
        if row is None:
            raise ValueFault(9005)
        may_write = row.writable or (row.leaf == "ParameterKey" and self.option("parameter_key_writable"))
        if not may_write:
            raise ValueFault(9008)
        return row.type.accept(item["Value"], item.get("Type"), digits_only=self.option("boolean_quirk"))

    def _set_parameter_key(self, key: str) -> None:
        self.tree.values.pop(f"{self.tree.model.root}ManagementServer.ParameterKey", None)
        self.parameter_key = key

    # -- attributes (A.3.2.4, A.3.2.5)

    def get_parameter_attributes(self, names: list[str]) -> dict[str, dict[str, Any]]:
        """Notification and AccessList of full names and partial paths, sorted by name."""
        return {path: self.tree.attributes_of(path) for path in self._select(names)}

    def set_parameter_attributes(self, items: list[dict[str, Any]]) -> None:
        """Change the attributes that each item says are to change: all items, or none."""
        changes: list[tuple[str, dict[str, Any]]] = []
        for item in items:
            new: dict[str, Any] = {}
            if item["NotificationChange"]:
                new["Notification"] = item["Notification"]
            if item["AccessListChange"]:
                new["AccessList"] = item["AccessList"]
            self._check_attributes(item["Name"], new)
            paths = self._select([item["Name"]])
            for path in paths if "Notification" in new else ():
                self._check_notification(path, new["Notification"])
            changes.extend((path, new) for path in paths)
        for path, new in changes:
            if path not in self.option("silently_ignores"):
                self.tree.set_attributes(path, new)

    @staticmethod
    def _check_attributes(name: str, new: dict[str, Any]) -> None:
        if not 0 <= new.get("Notification", 0) <= 6:
            raise CwmpFault(9003, f"Notification of {name}")
        for entity in new.get("AccessList", ()):
            if entity != "Subscriber" and not entity.startswith("X_"):
                raise CwmpFault(9003, f"AccessList of {name}: {entity}")

    def _check_notification(self, path: str, notification: int) -> None:
        forced = self.tree.model.parameters[template_of(path)].forced_active and notification != 2
        denied = notification == 2 and path in self.option("denies_active_notification")
        if denied or forced:
            raise CwmpFault(9009, path)

    # -- objects (A.3.2.6, A.3.2.7)

    def add_object(self, name: str, parameter_key: str) -> tuple[int, int]:
        """Add an instance to a table; its number and the Status."""
        table = self.tree.model.tables.get(template_of(name)) if self.tree.has_object(name) else None
        if table is None or not table.writable:
            raise CwmpFault(9005, name)
        if table.limit is not None and len(self.tree.instances(name)) >= table.limit:
            raise CwmpFault(9004, f"{name} holds {table.limit} instances")
        number = self.tree.add_instance(name, reuse=self.option("reuse_instance_numbers"))
        self._set_parameter_key(parameter_key)
        return number, int(self.option("object_status"))

    def delete_object(self, name: str, parameter_key: str) -> int:
        """Delete an instance with all that is under it; the Status."""
        head, _, last = name.removesuffix(".").rpartition(".")
        table = self.tree.model.tables.get(template_of(f"{head}."))
        if table is None or not name.endswith(".") or not last.isdigit() or not self.tree.has_object(name):
            raise CwmpFault(9005, name)
        if not table.writable:
            raise CwmpFault(9005, name)
        self.tree.delete_instance(f"{head}.", int(last))
        self.pending = {path: value for path, value in self.pending.items() if not path.startswith(name)}
        self._set_parameter_key(parameter_key)
        return int(self.option("object_status"))

    # -- commands

    def reboot(self) -> None:
        """Reboot (A.3.2.9): unreachable for a while, then an inform."""
        self.booted = self.surroundings.now() + self.option("reboot_seconds")
        self.reachable_from = self.booted
        self.surroundings.at(self.booted, self._inform)

    def _inform(self) -> None:
        self.surroundings.inform(self.cpe_id)

    def factory_reset(self) -> None:
        """Factory reset (A.4.1.6): the initial tree, an empty ParameterKey, other credentials, and a reboot."""
        self.tree.clear()
        self.pending = {}
        self.tasks = []
        self.parameter_key = ""
        self.resets += 1
        self.reboot()

    def schedule_inform(self, delay_seconds: int, command_key: str) -> None:
        """ScheduleInform (A.4.1.2): one more inform, ``delay_seconds`` from now."""
        if delay_seconds < 1:
            raise CwmpFault(9003, "DelaySeconds")
        check_command_key(command_key)
        self.add_task("inform", delay_seconds, {"CommandKey": command_key})

    def schedule_download(self, arguments: dict[str, Any]) -> None:
        """ScheduleDownload (A.4.1.8): a transfer in its first time window."""
        check_command_key(arguments["CommandKey"])
        transfers.check_download(arguments)
        self.add_task("download", arguments["TimeWindowList"][0]["WindowStart"], arguments)

    def cancel_transfer(self, command_key: str) -> None:
        """CancelTransfer (A.4.1.9): forget the transfers with this key; 9021 if one is running."""
        running = [task for task in self._transfers(command_key) if task["due"] <= self.surroundings.now()]
        if running:
            raise CwmpFault(9021)
        cancelled = self._transfers(command_key)
        self.tasks = [task for task in self.tasks if task not in cancelled]

    def _transfers(self, command_key: str) -> list[dict[str, Any]]:
        return [t for t in self.tasks if t["kind"] == "download" and t["arguments"]["CommandKey"] == command_key]

    def change_du_state(self, operations: dict[str, Any], command_key: str) -> None:
        """ChangeDUState (A.4.1.10): accepted now, done later; what came of it stands in the DeploymentUnit table."""
        check_command_key(command_key)
        if not any(operations.values()):
            raise CwmpFault(9003, "Operations")
        self.add_task("deployment", self.option("deployment_seconds"), {"Operations": operations})

    # -- what happens later

    def add_task(self, kind: str, delay: float, arguments: dict[str, Any]) -> None:
        """Plan something for ``delay`` seconds from now."""
        self._plan({"kind": kind, "due": self.surroundings.now() + delay, "arguments": arguments})

    def _plan(self, task: dict[str, Any]) -> None:
        self.tasks.append(task)
        lasts = self.option("download_seconds") if task["kind"] == "download" else 0
        self.surroundings.at(task["due"] + lasts, lambda: self._run_task(task))

    def _run_task(self, task: dict[str, Any]) -> None:
        if not any(task is planned for planned in self.tasks):
            return  # cancelled
        self.tasks = [planned for planned in self.tasks if planned is not task]
        if task["kind"] == "download":
            transfers.download(self, task["arguments"])
        elif task["kind"] == "deployment":
            software.change_deployment_units(self, task["arguments"]["Operations"])
        self._inform()

    # -- state

    def _compute(self, kind: str, argument: str) -> Any:
        if kind == "uptime":
            return max(0, int(self.surroundings.now() - self.booted))
        if kind == "now":
            return transfers.date_time(self.surroundings.now())
        if kind == "credential":
            return self._credential(argument)
        return self.parameter_key

    def _credential(self, name: str) -> str:
        """Credentials for Connection Requests: those of the factory, then others after each factory reset."""
        if name == "Password":
            return f"lab-connection-password-{self.cpe_id}-{self.resets}"
        if not self.resets:
            return FACTORY_USERNAME
        return hashlib.sha256(f"{self.cpe_id}/{self.resets}".encode()).hexdigest()[:6]

    def secrets(self) -> list[str]:
        """The values of the hidden parameters, and passwords in planned tasks."""
        values = [self.tree.value(path) for path in self.tree.hidden_paths()]
        values += [
            value for path, value in self.pending.items() if self.tree.model.parameters[template_of(path)].hidden
        ]
        for task in self.tasks:
            values.append(task["arguments"].get("Password"))
            operations = task["arguments"].get("Operations", {})
            values += [unit.get("Password") for units in operations.values() for unit in units]
        return sorted({value for value in values if isinstance(value, str) and value})

    def snapshot(self) -> dict[str, Any]:
        """What differs from the CPE as built, as JSON-able data; {} for one that was not changed."""
        state = self.tree.snapshot()
        if self.pending:
            state["pending"] = dict(self.pending)
        if self.tasks:
            state["tasks"] = [dict(task) for task in self.tasks]
        if self.resets:
            state["resets"] = self.resets
        return state

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Put back what ``snapshot`` gave. Raises ValueError for names the CPE does not have."""
        self.tree.restore(snapshot)
        self.pending = dict(snapshot.get("pending", {}))
        self._pending_since = self._sessions
        self.resets = snapshot.get("resets", 0)
        self.tasks = []
        for task in snapshot.get("tasks", ()):
            self._plan(dict(task))


def check_command_key(command_key: str) -> None:
    """Raise fault 9003 for a CommandKey that is longer than TR-069 allows."""
    if len(command_key) > COMMAND_KEY_LENGTH:
        raise CwmpFault(9003, "CommandKey")
