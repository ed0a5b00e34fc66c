# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A made-up vendor with one resource of each kind, and its system: an object in memory that logs what is asked of it."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, ClassVar

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telco.cpe.plugins.module_utils._core.client import Client
from ansible_collections.telco.cpe.plugins.module_utils._core.command import Command
from ansible_collections.telco.cpe.plugins.module_utils._core.compare import Comparison
from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.entity import Entity
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import CpeError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.http import Transport
from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info, Subset
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import from_answer
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._core.setting import Setting
from ansible_collections.telco.cpe.plugins.module_utils._core.vendor import Vendor

URL = "http://acme.example.com"
DEVICE = URL


@dataclass
class Fault:
    """What goes wrong at a write: the error, and whether the write took effect all the same."""

    error: CpeError | None = None
    took: bool = False


@dataclass
class System:
    """The made-up system. ``log`` has every request; ``faults`` are for the next writes, in turn; None is no fault."""

    state: dict[str, Any] | None = field(default_factory=dict)
    faults: list[Fault | None] = field(default_factory=list)
    read_errors: list[CpeError | None] = field(default_factory=list)
    log: list[Any] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    closed: int = 0

    def read(self) -> dict[str, Any] | None:
        self.log.append("read")
        error = self.read_errors.pop(0) if self.read_errors else None
        if error:
            raise error
        return copy.deepcopy(self.state)

    def write(self, write: Write) -> Any:
        self.log.append((write.method, copy.deepcopy(write.payload)))
        fault = self.faults.pop(0) if self.faults else None
        if fault is None or fault.took:
            self._take(write)
        if fault is not None and fault.error is not None:
            raise fault.error
        return {"done": write.method}

    def _take(self, write: Write) -> None:
        if write.method == "DELETE":
            self.state = None
            return
        merged = {**(self.state or {}), **write.payload}
        self.state = {key: value for key, value in merged.items() if value is not None and key != "pin"}

    @property
    def writes(self) -> list[Any]:
        return [entry for entry in self.log if entry != "read"]


class AcmeClient(Client):
    """Speaks to ``system``, which each test sets."""

    system: ClassVar[System] = System()

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, Transport(connection, sleep=self.system.waits.append))

    def close(self) -> None:
        self.system.closed += 1

    def get(self) -> dict[str, Any] | None:
        self.transport.requests += 1
        return self.system.read()

    def write(self, write: Write) -> Any:
        self.transport.requests += 1
        return self.system.write(write)


ACME = Vendor(
    name="acme",
    prefix="acme_",
    client=AcmeClient,
    tokens=True,
    timeout=12,
    options={"realm": {"type": "str"}},
    host_options={"site": "acme_site", "search.serial": "acme_serial"},
)
TABLE = Group(
    "",
    (
        Field("serial", read_only=True, immutable=True),
        Field("name", length=(1, 8)),
        Field("model", immutable=True),
        Field("vlan_id", type="int", range=(1, 4094), clear=None),
        Field("key", secret=True, hidden=("***",)),
        Field("pin", secret=True, write_only=True),
    ),
)


class Network(Setting):
    vendor = ACME
    key = "acme_network"
    table = TABLE

    def read(self) -> dict[str, Any]:
        return self.client.get() or {}

    def writes(self, body: dict[str, Any], comparison: Comparison) -> list[Write]:
        return [Write("PUT", "network", body)]


class Account(Entity):
    vendor = ACME
    key = "acme_account"
    table = TABLE
    create_requires = ("name",)

    def current(self) -> dict[str, Any] | None:  # type: ignore[override]
        answer = self.client.get()
        return None if answer is None else from_answer(self.table, answer)

    def writes(self, body: dict[str, Any], comparison: Comparison) -> list[Write]:
        return [Write("PUT", "account", body)]

    def creation(self, body: dict[str, Any]) -> list[Write]:
        return [Write("POST", "account", body)]

    def removal(self, current: dict[str, Any]) -> list[Write]:
        return [Write("DELETE", "account")]


class Reboot(Command):
    vendor = ACME
    key = "acme_reboot"
    selectors: ClassVar[dict[str, Any]] = {"delays": {"type": "list", "elements": "int", "default": [0]}}

    def writes(self) -> list[Write]:
        return [Write("POST", "reboot", {"delay": delay}) for delay in self.params["delays"]]


class Facts(Info):
    vendor = ACME
    key = "acme_info"
    subsets: ClassVar[dict[str, Subset]] = {
        "system": Subset("system"),
        "secrets": Subset("secret_things"),
        "slow": Subset("slow", default=False),
    }
    selectors = Info.gather_spec(subsets)

    def system(self) -> Any:
        return self.client.get()

    def secret_things(self) -> Any:
        return {"key": Secret("s3cret")}

    def slow(self) -> Any:
        return {"slow": True}


def params(resource: type[Resource], **options: Any) -> dict[str, Any]:
    """Validated parameters as Ansible hands them to a module."""
    given = {"api_url": URL, **options}
    checked = ArgumentSpecValidator(resource.argument_spec(), **resource.constraints).validate(given)
    assert not checked.errors.errors, checked.errors.msg
    found: dict[str, Any] = checked.validated_parameters
    return found
