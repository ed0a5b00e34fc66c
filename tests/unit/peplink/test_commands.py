# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands on WAN connections: what is looked up first, what is sent, and that it is sent once."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    Busy,
    CpeError,
    NoAnswer,
    NotFound,
    OptionError,
    ServerError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.modules.peplink_billing_cycle import BillingCycle
from ansible_collections.telco.cpe.plugins.modules.peplink_cellular_module import CellularModule
from ansible_collections.telco.cpe.plugins.modules.peplink_sms import Sms
from ansible_collections.telco.cpe.plugins.modules.peplink_ussd import Ussd
from tests.unit.peplink.wire import Answer, Sent, Wire, ok, reply, run

IN_USE = {"status": "In Use", "active": True}
EMPTY = {"status": "No SIM Card Detected", "active": False}
RESET: dict[str, Any] = {"conn_id": "4", "action": "reset"}
RESCAN: dict[str, Any] = {"conn_id": "4", "action": "rescan_network"}
SMS: dict[str, Any] = {"address": "+4989123456", "content": "up"}
USSD: dict[str, Any] = {"conn_id": "4", "ussd": "*100#"}


def wan(kind: str, name: str = "", **sims: Any) -> dict[str, Any]:
    """A WAN as its status shows it; sims by slot: s1=..."""
    found: dict[str, Any] = {"name": name or kind, "type": kind, "virtualType": kind, "statusLed": "green"}
    if sims:
        slots = {key.removeprefix("s"): value for key, value in sims.items()}
        found["cellular"] = {"sim": {**slots, "order": list(slots)}}
    return found


class Router:
    """A router with an Ethernet WAN 1 and a cellular WAN 4; fault replaces the answer to the command."""

    def __init__(
        self, cellular: Any = None, *, firmware: str = "8.2.0 build 5000", fault: Answer | None = None
    ) -> None:
        self.wans = {"1": wan("ethernet"), "4": cellular or wan("cellular", s1=IN_USE, s2=EMPTY), "order": [1, 4]}
        self.firmware = firmware
        self.fault = fault
        self.commands: list[tuple[str, Any]] = []

    def __call__(self, request: Sent) -> Answer:
        if request.function == "status.wan.connection":
            return ok(self.wans)
        if request.function == "info.firmware":
            return ok({"1": {"version": self.firmware, "inUse": True}, "order": [1]})
        if request.function in ("login", "logout"):
            return ok({})
        self.commands.append((request.function, request.body))
        return self.fault or ok({"message": "Request is sent successfully"})


def ask(what: type[Resource], router: Router, check: bool = False, **options: Any) -> tuple[dict[str, Any], Wire]:
    result, wire, _one = run(what, options, router, check=check)
    return result, wire


@pytest.mark.parametrize(
    ("what", "options", "command", "done"),
    [
        (
            CellularModule,
            RESET,
            ("cmd.cellularModule.reset", {"connId": 4}),
            {"conn_id": "4", "name": "cellular", "action": "reset"},
        ),
        (
            CellularModule,
            RESCAN,
            ("cmd.cellularModule.rescanNetwork", {"connId": 4}),
            {"conn_id": "4", "name": "cellular", "action": "rescan_network"},
        ),
        (
            Sms,
            {"conn_id": "4", **SMS},
            ("cmd.sms.sendMessage", {"connId": 4, **SMS}),
            {"conn_id": "4", "address": "+4989123456"},
        ),
        (
            Sms,
            {"address": "+12"},
            ("cmd.sms.sendMessage", {"address": "+12"}),
            {"conn_id": None, "address": "+12"},
        ),
        (
            Ussd,
            USSD,
            ("cmd.sendUssd", {"connId": 4, "ussd": "*100#"}),
            {"message": "Request is sent successfully"},
        ),
        (
            BillingCycle,
            {"conn_id": "4", "sim_id": 2},
            ("cmd.billing.newCycle", {"connId": 4, "simId": 2}),
            {"conn_id": "4", "name": "cellular", "sim_id": 2},
        ),
        (
            BillingCycle,
            {"conn_id": "4"},
            ("cmd.billing.newCycle", {"connId": 4}),
            {"conn_id": "4", "name": "cellular", "sim_id": None},
        ),
    ],
)
def test_a_command_is_sent_once_and_in_check_mode_not_at_all(
    what: type[Resource], options: dict[str, Any], command: tuple[str, Any], done: Any
) -> None:
    router = Router()
    result, _wire = ask(what, router, **options)
    assert router.commands == [command]
    assert result["changed"] is True
    assert result[what.key] == done
    assert result["plan"] == [{"method": "POST", "endpoint": command[0], "payload": command[1]}]
    router = Router()
    predicted, _wire = ask(what, router, check=True, **options)
    assert router.commands == []
    assert what.key not in predicted
    assert (predicted["changed"], predicted["plan"], predicted["diff"]) == (True, result["plan"], result["diff"])


@pytest.mark.parametrize(
    ("what", "options"),
    [(CellularModule, RESET), (CellularModule, RESCAN), (Sms, SMS), (Ussd, USSD), (BillingCycle, {"conn_id": "4"})],
)
@pytest.mark.parametrize(
    ("fault", "kind", "note"),
    [
        (NoAnswer("no answer within 30 s"), NoAnswer, "is not known, and it is not tried again"),
        (reply(500, ""), ServerError, "is not known, and it is not tried again"),
        (reply(503, ""), Busy, "Nothing was done"),
    ],
)
def test_a_command_is_never_sent_twice_and_its_fate_is_told(
    what: type[Resource], options: dict[str, Any], fault: Answer, kind: type[CpeError], note: str
) -> None:
    router = Router(fault=fault)
    with pytest.raises(kind) as failure:
        ask(what, router, **options)
    assert note in failure.value.text()
    assert len(router.commands) == 1


@pytest.mark.parametrize(
    ("what", "options"),
    [(CellularModule, RESET), (CellularModule, RESCAN), (Sms, {"conn_id": "4", **SMS}), (Ussd, USSD)],
)
def test_a_connection_that_cant_do_it_is_refused(what: type[Resource], options: dict[str, Any]) -> None:
    router = Router()
    with pytest.raises(Unsupported) as failure:
        ask(what, router, **{**options, "conn_id": "1"})
    text = failure.value.text()
    assert "WAN connection 1 (ethernet) is no cellular WAN, but of type ethernet" in text
    assert "cellular WANs of this router: 4 (cellular)" in text
    with pytest.raises(NotFound, match="there is no WAN connection with id 7"):
        ask(what, router, **{**options, "conn_id": "7"})
    assert router.commands == []


def test_what_status_calls_gobi_or_a_modem_is_good_enough() -> None:
    ask(CellularModule, Router(wan("gobi")), **RESET)
    ask(Sms, Router(wan("modem")), conn_id="4", **SMS)
    with pytest.raises(Unsupported):
        ask(CellularModule, Router(wan("modem")), **RESET)


NO_DEVICE = {**wan("cellular", s1=IN_USE), "statusLed": "empty", "message": "No Device Detected"}


@pytest.mark.parametrize(("what", "options"), [(CellularModule, RESCAN), (Sms, {"conn_id": "4", **SMS}), (Ussd, USSD)])
@pytest.mark.parametrize(
    ("cellular", "message"),
    [
        (NO_DEVICE, r"WAN connection 4 \(cellular\) has no device: No Device Detected"),
        (wan("cellular", s1=EMPTY, s2=EMPTY), r"WAN connection 4 \(cellular\) has no SIM card"),
        (wan("cellular", s1={"active": False, "simCardDetected": False}), "has no SIM card"),
    ],
)
def test_without_a_sim_card_nothing_is_sent(
    what: type[Resource], options: dict[str, Any], cellular: dict[str, Any], message: str
) -> None:
    router = Router(cellular)
    with pytest.raises(ApiFailure, match=message) as failure:
        ask(what, router, **options)
    assert "Nothing was sent." in failure.value.text()
    assert router.commands == []


def test_a_module_that_is_not_detected_may_be_reset() -> None:
    router = Router(NO_DEVICE)
    ask(CellularModule, router, **RESET)
    assert router.commands


def test_an_sms_needs_some_sim_card() -> None:
    with pytest.raises(ApiFailure, match="no WAN connection of this router has a SIM card"):
        ask(Sms, Router(wan("cellular", s1=EMPTY)), **SMS)
    ask(Sms, Router(wan("cellular", s1={"active": False, "simCardDetected": True})), **SMS)


@pytest.mark.parametrize("address", ["4989123456", "+0123", "+1", "+1234567890123456", "+12\n", "+49 89"])
def test_an_address_is_checked_before_any_request(address: str) -> None:
    with pytest.raises(OptionError, match=r"address: .* is not valid, allowed is \+ and 2 to 15 digits"):
        ask(Sms, Router(), address=address)


def test_a_sim_that_is_asked_for_has_to_be_there() -> None:
    router = Router()
    with pytest.raises(ApiFailure, match="has no SIM card in slot 2"):
        ask(Ussd, router, sim_id="2", **USSD)
    with pytest.raises(NotFound, match="has no SIM 3; it has: 1, 2"):
        ask(Ussd, router, sim_id="3", **USSD)
    assert router.commands == []
    ask(Ussd, router, sim_id="1", **USSD)
    assert router.commands == [("cmd.sendUssd", {"connId": 4, "ussd": "*100#", "simId": 1})]


def test_without_an_active_sim_one_has_to_be_named() -> None:
    detected = {"status": "SIM Card Detected", "active": False}
    router = Router(wan("cellular", s1=detected, eSim1=detected))
    with pytest.raises(ApiFailure, match=r"no SIM of WAN connection 4 \(cellular\) is active: say which one by sim_id"):
        ask(Ussd, router, **USSD)


@pytest.mark.parametrize(
    ("firmware", "function"),
    [
        ("8.1.0", "cmd.sendUssd"),
        ("8.5.1", "cmd.sendUssd"),
        ("8.5.2 build 1", "cmd.sim.ussd.send"),
        ("?", "cmd.sendUssd"),
    ],
)
def test_ussd_is_called_as_the_firmware_calls_it(firmware: str, function: str) -> None:
    router = Router(firmware=firmware)
    ask(Ussd, router, **USSD)
    assert router.commands[0][0] == function


@pytest.mark.parametrize(("what", "options"), [(Ussd, USSD), (BillingCycle, {"conn_id": "4"})])
def test_firmware_that_lacks_the_command_is_told(what: type[Resource], options: dict[str, Any]) -> None:
    router = Router(firmware="8.0.2 build 1")
    with pytest.raises(Unsupported, match=r"needs firmware 8\.1\.0 or later, and the router runs 8\.0\.2 build 1"):
        ask(what, router, check=True, **options)


def test_a_single_sim_is_always_named_for_a_billing_cycle() -> None:
    router = Router(wan("cellular", s1=IN_USE))
    ask(BillingCycle, router, conn_id="4")
    assert router.commands == [("cmd.billing.newCycle", {"connId": 4, "simId": 1})]
    with pytest.raises(NotFound, match="has no SIM 2; it has: 1"):
        ask(BillingCycle, router, conn_id="4", sim_id=2)


def test_the_sim_of_a_wan_that_is_not_cellular_is_ignored_as_the_document_says() -> None:
    result, _wire = ask(BillingCycle, Router(), conn_id="1", sim_id=1)
    assert result["warnings"] == ["WAN connection 1 (ethernet) is not cellular: the router ignores sim_id."]


def test_a_router_that_tells_nothing_of_its_sims_is_let_decide() -> None:
    router = Router(wan("cellular"))
    ask(Ussd, router, sim_id="2", **USSD)
    ask(BillingCycle, router, conn_id="4", sim_id=2)
    assert [body["simId"] for _function, body in router.commands] == [2, 2]
