# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, NotFound, OptionError, Unsupported
from .._core.fields import Field, Group
from . import checks, ports
from .port_setting import ACTIONS, PIN_ACTIONS, PortSetting
from .vendor import SMS_GATEWAY

SETTINGS = ("slot", "number", "imei")


def told_of(client: t.Any, answer: t.Mapping[str, t.Any], port: int) -> dict[str, t.Any]:
    """What an answer of get_port_info tells of one port. Raises NotFound where it tells nothing."""
    infos = {info.get("port"): info for info in ports.port_infos(answer)}
    if port not in infos:
        known = ", ".join(map(str, infos)) or "no port"
        raise NotFound(f"the gateway has no port {port}, it tells of: {known}", device=client.connection.device)
    return infos[port]


class Port(PortSetting):
    """One port: get_port_info and set_port_info (HTTP API V1.2, 10 and 11).

    seen
        What the gateway has told of the port already, by the port's first read taken for it.
    """

    vendor = SMS_GATEWAY
    key = "info"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "port": {"type": "int", "required": True},
        "allow_imei_change": {"type": "bool", "default": False},
        "action": {"type": "str", "choices": list(ACTIONS)},
        "pin": {"type": "str", "no_log": True},
    }
    table = Group(
        "",
        (
            Field("port", type="int", range=ports.PORT_RANGE, read_only=True),
            Field("slot", type="int", range=ports.SLOT_RANGE),
            Field("power", choices=("on", "off"), reads=("reg",), parse=ports.power),
            Field("number", check=checks.phone_number),
            Field("imei", check=checks.imei),
            Field("reg", read_only=True),
        ),
    )

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool, seen: dict[str, t.Any] | None = None) -> None:
        super().__init__(params, check_mode=check_mode)
        self._seen = seen

    def validate(self) -> None:
        super().validate()
        if self.params["imei"] is not None and not self.params["allow_imei_change"]:
            raise OptionError(
                "imei", "is refused without allow_imei_change: true, because changing it is unlawful in many countries"
            )
        pin, action = self.params["pin"], self.params["action"]
        if action in PIN_ACTIONS and pin is None:
            raise OptionError("pin", f"is required with action {action}")
        if pin is not None and action not in PIN_ACTIONS:
            raise OptionError("pin", f"is allowed with action {' and '.join(PIN_ACTIONS)} only")
        allowed = checks.pin(pin) if pin is not None else None
        if allowed:
            raise OptionError("pin", f"the value is not valid, allowed is {allowed}")

    @property
    def info_types(self) -> list[str]:
        """What has to be known of the port."""
        return [*(name for name in SETTINGS if self.params[name] is not None), "reg"]

    def read(self) -> t.Mapping[str, t.Any]:
        info = self._seen if self._seen is not None else self._ask()
        self._seen = None
        self._require(info)
        return info

    def _ask(self) -> dict[str, t.Any]:
        port = self.params["port"]
        try:
            answer = self.client.get(ports.GET_PORT_INFO, ports.query([port], self.info_types))
        except ApiFailure as error:
            if 400 not in (error.code, error.http_status):
                raise
            raise NotFound(
                f"the gateway does not tell about port {port}",
                **error.details(),
                hint="This model may have fewer ports (sms_gateway_info with gather: [ports] lists them), or its firmware may not "
                f"know one of the information types {', '.join(self.info_types)}.",
            ) from None
        return told_of(self.client, answer, port)

    def _require(self, info: dict[str, t.Any]) -> None:
        reg, slot = info.get("reg"), info.get("slot")
        device = self.client.connection.device
        if reg is None and self.params["power"] is not None:
            raise Unsupported(
                "the gateway does not tell the register status of a port, which power is read from", device=device
            )
        if self.params["slot"] is not None and (slot == ports.NO_SLOTS or (slot is None and reg != ports.POWER_OFF)):
            raise Unsupported(
                f"the gateway tells of no slot of port {info['port']}: only a multi-SIM gateway has slots",
                device=device,
            )
