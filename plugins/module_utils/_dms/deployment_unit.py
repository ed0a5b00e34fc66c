# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.compare import Change
from .._core.entity import Entity
from .._core.errors import ApiFailure, Busy, CpeError, NotTaken, OptionError, Unsupported
from .._core.fields import Field, Group
from .._core.names import snake
from .._core.plan import Write
from .._core.secret import Secret, mask
from .._core.setting import Survey
from . import cwmp, reading, scenario, tables
from .arguments import KEY_LENGTH, NAME_LENGTH, url_problem
from .errors import CpeOffline, CwmpFault, ScenarioTimeout
from .setting import ScenarioSetting

CHANGE = "ChangeDUState"
TABLE = "DeploymentUnit."
ROOTS = ("Device.SoftwareModules.", "InternetGatewayDevice.SoftwareModules.")
# What is shown of a unit, by its names in the CPE (TR-157, TR-181: SoftwareModules.DeploymentUnit.{i}.).
SHOWN = ("UUID", "DUID", "Name", "Status", "Resolved", "URL", "Vendor", "Version", "ExecutionEnvRef")
OPTION_OF = {name: snake(name) for name in SHOWN}

INSTALLED = "Installed"
GONE = "Uninstalled"
ON_THE_WAY = {"present": ("Installing", "Updating"), "absent": ("Uninstalling",)}

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)


def _uuid_problem(value: str) -> str | None:
    return None if _UUID.match(value) else "a UUID such as 8fa31c80-29c5-5d4a-9c1e-0d2f6f0b6d7e"


UNIT = Group(
    "",
    (
        Field("uuid", api="UUID", check=_uuid_problem),
        Field("url", api="URL", length=(1, 1024), check=url_problem),
        Field("version", api="Version", length=(1, 32)),
        Field("username", api="Username", length=NAME_LENGTH),
        Field("password", api="Password", length=NAME_LENGTH, secret=True),
        Field("execution_env_ref", api="ExecutionEnvRef", length=(1, 256)),
        Field("command_key", api="CommandKey", length=KEY_LENGTH),
    ),
)


class SeveralUnits(ApiFailure):
    """More than one deployment unit is what the options describe."""

    kind = "several_units"


class Unit(dict[str, t.Any]):
    """One row of the CPE's DeploymentUnit table, option names as keys, and ``path``."""

    @property
    def status(self) -> str:
        return str(self.get("status") or INSTALLED)


class DeploymentUnit(ScenarioSetting, Entity):
    """A deployment unit of a CPE: ChangeDUState (DMS NBI, "ChangeDUState"; TR-069 A.4.1.10)."""

    key = "deployment_unit"
    table = UNIT
    engine_options = Entity.engine_options
    selectors: t.ClassVar[dict[str, t.Any]] = {**ScenarioSetting.selectors, "object_name": {"type": "str"}}
    constraints: t.ClassVar[dict[str, t.Any]] = {"required_one_of": [("uuid", "url")]}

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self.root: str | None = None
        self.held: list[Unit] = []

    @property
    def absent(self) -> bool:
        return bool(self.params["state"] == "absent")

    def validate(self) -> None:
        super().validate()
        if self.target.multiple:
            raise OptionError(
                "command_options.multiple", "must not be true: each CPE has its own units, so take one at a time"
            )
        place = self.params["object_name"]
        if place is not None and not place.endswith(f".SoftwareModules.{TABLE}"):
            raise OptionError(
                "object_name", f"{place!r} is not valid, allowed is a path that ends in SoftwareModules.{TABLE}"
            )
        if place is not None:
            self.root = place.removesuffix(TABLE)

    def secrets(self) -> set[str]:
        return {self.params["password"] or ""} - {""}

    # -- what the CPE has

    def units(self) -> list[Unit]:
        """The units that the options describe, by the UUID, else by the URL, and by the execution environment."""
        found = []
        for one in tables.instances(self._modules(), f"{self.root}{TABLE}").values():
            unit = Unit({OPTION_OF[name]: one.values[name] for name in SHOWN if name in one.values}, path=one.path)
            if unit.status != GONE and self._is_meant(unit):
                found.append(unit)
        return found

    def _modules(self) -> dict[str, t.Any]:
        """The values of SoftwareModules., which is never empty."""
        for root in (self.root,) if self.root else ROOTS:
            try:
                answers = scenario.read(self.client, self.target, reading.GET_VALUES, [root])
            except CwmpFault as fault:
                if fault.code != cwmp.NO_SUCH_PARAMETER:
                    raise
                continue
            self.root = root
            return reading.once(self.client, self.target, scenario.pairs(answers[0]))
        raise Unsupported(
            f"{self.target.label}: the CPE has no deployment units: there is no {' and no '.join(ROOTS) if not self.root else self.root}",
            device=self.client.connection.device,
        )

    def _is_meant(self, unit: Unit) -> bool:
        uuid, environment = self.params["uuid"], self.params["execution_env_ref"]
        if environment and str(unit.get("execution_env_ref", "")).rstrip(".") != environment.rstrip("."):
            return False
        if self.absent and self.params["version"] not in (None, unit.get("version")):
            return False
        if uuid:
            return bool(str(unit.get("uuid", "")).lower() == uuid.lower())
        return bool(unit.get("url") == self.params["url"])

    # -- what is to be done

    def survey(self) -> Survey:
        self.held = self.units()
        before = {unit["path"]: shown(unit) for unit in self.held}
        if self.absent:
            left = [unit for unit in self.held if unit.status not in ON_THE_WAY["absent"]]
            return Survey(before, {} if left else before, [], [], [self._uninstall(left)] if left else [])
        if not self.held:
            return self._install(before)
        if self._is_on_the_way() or self._has_it():
            return Survey(before, before, [], [], [])
        if len(self.held) > 1:
            versions = ", ".join(str(unit.get("version")) for unit in self.held)
            raise SeveralUnits(
                f"{self.target.label}: several units are what is described, of the versions {versions}; which is to be updated can't be told",
                device=self.client.connection.device,
                hint="Remove those that are too many (state absent, with their version), or give execution_env_ref.",
            )
        return self._update(self.held[0], before)

    def _is_on_the_way(self) -> bool:
        return any(unit.status in ON_THE_WAY[self.params["state"]] for unit in self.held)

    def _has_it(self) -> bool:
        """Whether a unit is as wanted: of the version, or where none is given from the URL."""
        for name in ("version", "url"):
            wanted = self.params[name]
            if wanted is not None:
                return any(unit.get(name) == wanted and unit.status == INSTALLED for unit in self.held)
        return any(unit.status == INSTALLED for unit in self.held)

    def _install(self, before: dict[str, t.Any]) -> Survey:
        if not self.params["url"]:
            raise OptionError("url", "is required: the deployment unit is not installed and is to be")
        names = ("uuid", "url", "version", "execution_env_ref")
        wanted = {name: self.params[name] for name in names if self.params[name] is not None}
        operation = self._operation("URL", "UUID", "Username", "Password", "ExecutionEnvRef")
        return Survey(before, {"<new>": {**wanted, "status": INSTALLED}}, [], [], [self._write(install=[operation])])

    def _update(self, unit: Unit, before: dict[str, t.Any]) -> Survey:
        path, wanted = (
            unit["path"],
            {name: self.params[name] for name in ("version", "url") if self.params[name] is not None},
        )
        changes = [
            Change((path, name), unit.get(name), value) for name, value in wanted.items() if unit.get(name) != value
        ]
        after = {path: {**before[path], **wanted, "status": INSTALLED}}
        operation = self._operation("UUID", "Version", "URL", "Username", "Password")
        # Version tells units of one UUID apart (fault 9031); the new one comes with the file.
        operation.update(UUID=str(unit.get("uuid") or ""), Version="")
        return Survey(before, after, changes, [], [self._write(update=[operation])])

    def _uninstall(self, units: list[Unit]) -> Write:
        operations = []
        for unit_uuid in dict.fromkeys(str(unit.get("uuid") or "") for unit in units):
            operation = self._operation("UUID", "Version", "ExecutionEnvRef")
            operations.append({**operation, "UUID": unit_uuid})
        return self._write(uninstall=operations)

    def _operation(self, *names: str) -> dict[str, t.Any]:
        found: dict[str, t.Any] = {}
        for node in UNIT.fields:
            value = self.params[node.option] or ""
            found[node.api_name] = Secret(value) if node.option == "password" and value else value
        return {name: found[name] for name in names}

    def _write(self, install: t.Any = (), update: t.Any = (), uninstall: t.Any = ()) -> Write:
        operations = {"Install": list(install), "Update": list(update), "Uninstall": list(uninstall)}
        body = {"Operations": operations, "CommandKey": self.params["command_key"] or ""}
        return Write("POST", f"method/{CHANGE}", self.target.body(body))

    # -- doing it

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            self.run_scenario(write)

    def resume(self, error: CpeError) -> list[Write]:
        plan = super().resume(error)
        if plan and not isinstance(error, Busy):
            error.note(
                "Whether the CPE has taken the request can't be known: it does so first, and acts later. It was not sent again; "
                "the next run looks what has come of it"
            )
            raise error
        return plan

    def is_done(self) -> bool:
        """Whether the table shows what was asked for."""
        self.held = self.units()
        return not self.held if self.absent else self._has_it() and not self._is_on_the_way()

    def _is_seen_done(self) -> bool:
        try:
            return self.is_done()
        except (Busy, CpeOffline, ScenarioTimeout):
            return False

    def finish(self) -> dict[str, t.Any]:
        return {}

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        pending = not self.check_mode and not self.left_queued and self._await(bool(result["plan"]))
        result["pending"] = pending
        held = result["diff"]["after"] if self.check_mode else {unit["path"]: shown(unit) for unit in self.held}
        result[self.key] = next(iter(held.values()), {})
        result.update(self.told())
        return result

    def _await(self, sent: bool) -> bool:
        """Look whether it is done, and with ``wait`` until it is. Out: whether it is still to be. Raises NotTaken."""
        if not sent and not self._is_on_the_way():
            return False
        if not self.waiting.wanted:
            return not (self.params["verify"] and self.is_done())
        if self.waiting.until(self.client, self._is_seen_done, bool):
            return False
        held = ", ".join(f"{unit.get('version')}: {unit.status}" for unit in self.held) or "no such unit"
        error = NotTaken(
            f"{self.target.label}: the CPE accepted the change, and after {self.waiting.timeout} s its DeploymentUnit table shows {held}",
            device=self.client.connection.device,
            hint="The CPE may still be at it, or may have failed, the reason of which the API does not tell. Raise wait_timeout if it needs longer.",
        )
        error.extra["changed"] = sent
        raise error


def shown(unit: Unit) -> dict[str, t.Any]:
    """A unit as results show it."""
    return t.cast("dict[str, t.Any]", mask(dict(unit)))
