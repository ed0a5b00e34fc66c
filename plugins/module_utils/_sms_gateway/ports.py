# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import CpeError
from .records import normal, records

GET_PORT_INFO = "api/get_port_info"
SET_PORT_INFO = "api/set_port_info"

PORT_RANGE = (0, 31)
SLOT_RANGE = (0, 3)
# What a gateway without several SIM cards a port tells as its slot (10.3).
NO_SLOTS = 255

# info_type: the table of 10.2. The examples of 10.4 ask for smsc, too, which firmwares that go by the table refuse.
INFO_TYPES = (
    "type",
    "imei",
    "imsi",
    "iccid",
    "number",
    "reg",
    "slot",
    "callstate",
    "signal",
    "gprs",
    "remain_credit",
    "remain_monthly_credit",
    "remain_daily_credit",
    "remain_daily_calltime",
    "remain_hourly_calltime",
    "remain_daily_connect",
)
SMSC = "smsc"

# Asked by one name, told by the other (10.2 and 10.4).
LONG_NAMES = {
    "remain_daily_calltime": "remain_daily_call_time",
    "remain_hourly_calltime": "remain_hourly_call_time",
    "remain_daily_connect": "remain_daily_connected",
}
_NUMBERS = ("port", "slot", "signal")

POWER_OFF = "POWER_OFF"
PIN_REQUIRE = "PIN_REQUIRE"
PUK_REQUIRE = "PUK_REQUIRE"

# Register statuses (10.3) that explain why a gateway refuses something, or why it does not take.
OBSTACLES = {
    POWER_OFF: "its module is powered off, power it on first",
    "NO_SIM": "there is no SIM card in it",
    PIN_REQUIRE: "its SIM card asks for the PIN",
    PUK_REQUIRE: "its SIM card asks for the PUK, because wrong PINs were entered",
    "UNREGISTER": "it is not registered in the network",
    "SEARCHING_NETWORK": "it still searches a network",
}


def query(ports: t.Iterable[int] | None, info_types: t.Iterable[str]) -> list[tuple[str, str]]:
    """The query of get_port_info; ``ports`` None for all of them."""
    pairs = [("port", ",".join(map(str, ports)))] if ports is not None else []
    return [*pairs, ("info_type", ",".join(info_types))]


def port_infos(answer: t.Mapping[str, t.Any]) -> list[dict[str, t.Any]]:
    """What an answer of get_port_info tells of its ports, in normal form."""
    return [normal(entry, _NUMBERS, LONG_NAMES) for entry in records(answer, "info")]


def obstacle(reg: t.Any) -> str:
    """What a port's register status says about why something is refused, as the end of a message."""
    meaning = f": {OBSTACLES[reg]}" if reg in OBSTACLES else ""
    return f"The port's register status is {reg}{meaning}"


def reg_of(client: t.Any, port: int) -> t.Any:
    """The register status of a port; None where the gateway does not tell it."""
    infos = port_infos(client.get(GET_PORT_INFO, query([port], ["reg"])))
    return next((info.get("reg") for info in infos if info.get("port") == port), None)


def tell_reg(error: CpeError, read: t.Callable[[], t.Any]) -> None:
    """Add to a failure what the port's register status, which ``read`` finds, says about it."""
    try:
        error.note(obstacle(read()))
    except CpeError as failure:
        error.note(f"The port's register status could not be read: {failure.message}")


def power(reg: t.Any) -> str:
    """Whether a port with this register status is powered: ``on`` or ``off``."""
    return "off" if reg == POWER_OFF else "on"
