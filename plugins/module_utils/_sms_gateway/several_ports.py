# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import CpeError, OptionError
from .._core.resource import Resource
from . import ports
from .port import Port, told_of
from .vendor import SMS_GATEWAY

# The options of a port, which each entry of the option ports has, too.
OF_A_PORT = ("port", "slot", "power", "number", "imei", "allow_imei_change", "action", "pin")


def _entry_spec() -> dict[str, t.Any]:
    spec = {name: entry for name, entry in Port.argument_spec().items() if name in OF_A_PORT}
    return {**spec, "port": {"type": "int", "required": True}}


class Ports(Resource):
    """One port, or several that are read at once and set up one after the other."""

    vendor = SMS_GATEWAY
    key = "ports"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **{name: entry for name, entry in Port.argument_spec().items() if name not in SMS_GATEWAY.connection_spec()},
        "port": {"type": "int"},
        "ports": {"type": "list", "elements": "dict", "options": _entry_spec()},
    }
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_one_of": [("port", "ports")],
        "mutually_exclusive": [("ports", name) for name in OF_A_PORT if name != "allow_imei_change"],
    }

    def _port(self, options: t.Mapping[str, t.Any], *, check_mode: bool, seen: dict[str, t.Any] | None = None) -> Port:
        part = Port({**self.params, **options}, check_mode=check_mode, seen=seen)
        part.client = self.client
        return part

    def validate(self) -> None:
        super().validate()
        if self.params["port"] is not None:
            self._port({}, check_mode=self.check_mode).validate()
            return
        entries = self.params["ports"]
        for place, entry in enumerate(entries):
            try:
                self._port(entry, check_mode=self.check_mode).validate()
            except OptionError as error:
                raise OptionError("", f"ports[{place}].{error.message}") from None
        numbers = [entry["port"] for entry in entries]
        if len(set(numbers)) < len(numbers):
            raise OptionError("ports", "each port may occur once")

    def execute(self) -> dict[str, t.Any]:
        if self.params["port"] is not None:
            return self._port({}, check_mode=self.check_mode).execute()
        return self._merged(self._execute_all())

    def _execute_all(self) -> list[dict[str, t.Any]]:
        """The result of each port. All of them are planned before the first is touched."""
        entries: list[dict[str, t.Any]] = self.params["ports"]
        seen = self._read(entries)
        results = [self._port(entry, check_mode=True, seen=seen[entry["port"]]).execute() for entry in entries]
        if self.check_mode:
            return results
        touched: list[int] = []
        for place, entry in enumerate(entries):
            if not results[place]["plan"]:
                continue
            try:
                results[place] = self._port(entry, check_mode=False, seen=seen[entry["port"]]).execute()
            except CpeError as error:
                left = [entries[later]["port"] for later in range(place + 1, len(entries)) if results[later]["plan"]]
                error.note(f"This was port {entry['port']}")
                if touched:
                    error.note(f"Done before: port {', '.join(map(str, touched))}")
                    error.extra["changed"] = True
                if left:
                    error.note(f"Not begun: port {', '.join(map(str, left))}")
                raise
            touched.append(entry["port"])
        return results

    def _read(self, entries: list[dict[str, t.Any]]) -> dict[int, dict[str, t.Any]]:
        """What all the ports hold, in one request: without the ports in it, because some firmwares refuse unknown ones."""
        if not entries:
            return {}
        wanted = {name for entry in entries for name in self._port(entry, check_mode=True).info_types}
        info_types = [name for name in ports.INFO_TYPES if name in wanted]
        answer = self.client.get(ports.GET_PORT_INFO, ports.query(None, info_types))
        return {entry["port"]: told_of(self.client, answer, entry["port"]) for entry in entries}

    def _merged(self, results: list[dict[str, t.Any]]) -> dict[str, t.Any]:
        device = self.client.connection.device
        by_port = list(zip((entry["port"] for entry in self.params["ports"]), results, strict=True))
        return {
            "changed": any(result["changed"] for result in results),
            "plan": [write for result in results for write in result["plan"]],
            "diff": {
                "before": {str(number): result["diff"]["before"] for number, result in by_port},
                "after": {str(number): result["diff"]["after"] for number, result in by_port},
                "before_header": f"{device} ports",
                "after_header": f"{device} ports",
            },
            "unverified": [f"ports[{number}].{name}" for number, result in by_port for name in result["unverified"]],
            self.key: [result[Port.key] for result in results],
        }
