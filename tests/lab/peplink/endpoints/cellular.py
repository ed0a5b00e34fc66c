# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands for a cellular WAN: SIM choice, SMS, USSD, carriers, module, billing cycle."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from tests.lab.core.device import Kind
from tests.lab.core.message import Request
from tests.lab.peplink.arguments import flag, single_id
from tests.lab.peplink.call import NOTHING, Call, Endpoint, Endpoints
from tests.lab.peplink.errors import BAD_REQUEST, ApiFailure, invalid, unknown_id
from tests.lab.peplink.validate import (
    Check,
    Required,
    array,
    enum,
    identifier,
    integer,
    nullable,
    obj,
    pattern,
    string,
)

Wan = dict[str, Any]

SIM_SCHEMES: dict[tuple[int, ...], str] = {(1, 2): "", (1,): "1", (2,): "2"}
CUSTOM_SCHEME = "custom"  # "The cellular scheme type will change to custom automatically" (firmware 8.3)
SIM_NAMES = ("1", "2", "remoteSim", "fusionSim", "speedfusionConnect5gLte", "eSim1", "eSim2")
ADDRESS = r"\+[1-9][0-9]{1,14}"


def _cellular_key(call: Call, key: str, name: str = "connId") -> str:
    """The id, if it is a cellular WAN's. Raises ApiFailure."""
    wan = call.router.store.running["wan"].get(key)
    if wan is None:
        raise unknown_id(name)
    if wan["type"] != "cellular":
        raise ApiFailure(BAD_REQUEST, "No modem present")
    return key


def _conn_query(call: Call) -> str:
    return _cellular_key(call, call.query({"connId": single_id}, required=("connId",))["connId"])


def _active_sim(call: Call, key: str) -> int | None:
    sims = call.router.facts["wan"].get(key, {}).get("cellular", {}).get("sim", {})
    return next((int(sim) for sim, fact in sims.items() if fact.get("active")), None)


# -- cmd.wan.cellular ------------------------------------------------------------------------------------------------


def enabled_sims(cellular: Wan) -> list[int]:
    """The SIMs that the scheme uses: 1 for slot A, 2 for slot B."""
    scheme = cellular.get("simCardScheme", "")
    return next((list(sims) for sims, name in SIM_SCHEMES.items() if name == scheme), [1, 2])


def _read_sims(call: Call) -> Any:
    cellular = call.router.store.running["wan"][_conn_query(call)]["cellular"]
    return {"enabledSim": enabled_sims(cellular), "preferredSim": cellular.get("preferredSim")}


@cache
def _sims_schema(strict_ids: bool, by_priority: bool) -> Check:
    conn_id = Required(identifier(strict_ids))
    if by_priority:
        return obj({"connId": conn_id, "simPriority": Required(array(enum(*SIM_NAMES)))})
    return obj({"connId": conn_id, "enabledSim": array(enum(1, 2), largest=2), "preferredSim": nullable(enum(1, 2))})


def _update_sims(call: Call) -> Any:
    """Takes effect at once, in the running configuration and in a pending one."""
    by_priority = call.router.version >= (8, 3, 0)
    body = call.body(_sims_schema(call.options["strict_ids"], by_priority))
    key = _cellular_key(call, str(body["connId"]))
    chosen = body.get("simPriority" if by_priority else "enabledSim")
    if chosen is not None and (not chosen or len(set(chosen)) != len(chosen)):
        raise invalid("simPriority" if by_priority else "enabledSim", "must name at least one SIM, and none twice")
    for wans in call.router.store.both("wan"):
        cellular = wans[key]["cellular"]
        if by_priority:
            cellular.update({"simCardScheme": CUSTOM_SCHEME, "simPriority": list(body["simPriority"])})
        else:
            wans[key]["cellular"] = _with_sims(cellular, body)
    return NOTHING


def _with_sims(cellular: Wan, body: Wan) -> Wan:
    """preferredSim is "only applicable when multiple SIMs are being used": refused otherwise (own choice)."""
    after = copy.deepcopy(cellular)
    if "enabledSim" in body:
        after["simCardScheme"] = SIM_SCHEMES[tuple(sorted(body["enabledSim"]))]
    multiple = len(enabled_sims(after)) > 1
    if body.get("preferredSim") is not None:
        if not multiple:
            raise invalid("preferredSim", "only applicable when multiple SIMs are being used")
        after["preferredSim"] = body["preferredSim"]
    elif "preferredSim" in body or not multiple:
        after.pop("preferredSim", None)
    return after


# -- SMS and USSD ----------------------------------------------------------------------------------------------------


def _sms(call: Call, message: dict[str, Any]) -> dict[str, Any]:
    text = message["content"]
    return {
        "id": message["id"],
        "date": message["date"],
        "timestamp": message["timestamp"],
        "length": str(len(text)) if call.options["sms_length_form"] == "string" else len(text),
        call.options["sms_text_key"]: text,
    }


def _read_sms(call: Call) -> Any:
    key = _conn_query(call)
    sim = _active_sim(call, key)
    if sim is None:
        raise ApiFailure(BAD_REQUEST, "No modem present")
    inbox = call.router.facts["sms"].get(key, [])
    return {
        "connId": call.ident(key),
        "simId": sim,
        "sms": [
            {"sender": entry["sender"], "message": [_sms(call, message) for message in entry["message"]]}
            for entry in inbox
        ],
    }


@cache
def _sms_schema(strict_ids: bool) -> Check:
    return obj({"connId": identifier(strict_ids), "address": Required(string), "content": string})


_ADDRESS = pattern(ADDRESS, "+ and 2 to 15 digits, the first one not 0")


def _send_sms(call: Call) -> Any:
    body = call.body(_sms_schema(call.options["strict_ids"]))
    try:
        _ADDRESS(body["address"], "address")
    except ApiFailure:
        raise ApiFailure(BAD_REQUEST, "Wrong address format") from None
    wans = call.router.store.running["wan"]
    key = str(body["connId"]) if "connId" in body else next((k for k in wans if wans[k]["type"] == "cellular"), "")
    if key not in wans and "connId" in body:
        raise unknown_id("connId")
    if key not in wans or wans[key]["type"] != "cellular":
        raise ApiFailure(BAD_REQUEST, "No modem present")
    call.router.sent.append({"connId": key, "address": body["address"], "content": body.get("content", "")})
    return NOTHING


@cache
def _ussd_schema(strict_ids: bool) -> Check:
    ident = identifier(strict_ids)
    return obj({"connId": Required(ident), "simId": ident, "ussd": Required(pattern("[0-9*#]+", "digits, * and #"))})


def _send_ussd(call: Call) -> Any:
    body = call.body(_ussd_schema(call.options["strict_ids"]))
    key = _cellular_key(call, str(body["connId"]))
    slots = {sim["id"] for sim in call.router.store.running["wan"][key]["cellular"]["sim"]}
    sim = body.get("simId", _active_sim(call, key))
    if sim not in slots:
        raise unknown_id("simId")
    call.router.sent.append({"connId": key, "simId": sim, "ussd": body["ussd"]})
    return {"message": "Request is sent successfully"}


# -- carriers --------------------------------------------------------------------------------------------------------


def _scan_result(call: Call, key: str, reference: bool) -> Any:
    started = call.router.carrier_scans.get(key)
    now = call.router.clock.now()
    scanning = started is not None and now - started < call.options["carrier_scan_seconds"]
    answer: dict[str, Any] = {"scanStatus": "scanning" if scanning else "done"}
    if not scanning:
        answer["timestamp"] = int(now if started is None else started + call.options["carrier_scan_seconds"])
    answer["list"] = call.router.facts["carriers"]
    if reference:
        answer["reference"] = {"activeSim": _reference(call, key)}
    return answer


def _reference(call: Call, key: str) -> dict[str, Any] | None:
    active = _active_sim(call, key)
    if active is None:
        return None
    sims = call.router.store.running["wan"][key]["cellular"]["sim"]
    selection = next((sim.get("carrierSelection") for sim in sims if sim["id"] == active), None)
    return {"simId": active, call.options["carrier_reference_key"]: selection[0] if selection else None}


def _read_carriers(call: Call) -> Any:
    given = call.query({"connId": single_id, "reference": flag}, required=("connId", "reference"))
    return _scan_result(call, _cellular_key(call, given["connId"]), given["reference"])


def _single(check: Check) -> Check:
    """A value, or a list of it alone: the form of the document's example of cmd.carrier.scan."""

    def unwrap(value: Any, path: str) -> Any:
        return check(value[0] if isinstance(value, list) and len(value) == 1 else value, path)

    return unwrap


@cache
def _scan_schema(strict_ids: bool) -> Check:
    return obj(
        {
            "action": _single(enum("start")),
            "connId": Required(_single(identifier(strict_ids))),
            "reference": _single(enum("yes", "no")),
        }
    )


def _scan_carriers(call: Call) -> Any:
    body = call.body(_scan_schema(call.options["strict_ids"]))
    key = _cellular_key(call, str(body["connId"]))
    if "action" in body:
        call.router.carrier_scans[key] = call.router.clock.now()
    return _scan_result(call, key, body.get("reference") == "yes")


def _scan_kind(request: Request) -> Kind:
    """A scan interrupts service, asking for its result does not."""
    try:
        body = request.json()
    except ValueError:
        return "write"
    return "read" if isinstance(body, dict) and "action" not in body else "write"


@cache
def _select_schema(strict_ids: bool) -> Check:
    carrier: dict[str, Check | Required] = {
        "mcc": Required(pattern("[0-9]{3}", "3 digits")),
        "mnc": Required(pattern("[0-9]{2,3}", "2 or 3 digits")),
        "pcs": Required(integer(0, 1)),
        "name": string,
    }
    return obj(
        {
            "connId": Required(identifier(strict_ids)),
            "simId": enum(1, 2),
            "selectedCarrier": Required(obj(carrier)),
        }
    )


def _select_carrier(call: Call) -> Any:
    """Takes effect at once on the SIM given, else on the active one (own choice)."""
    body = call.body(_select_schema(call.options["strict_ids"]))
    key = _cellular_key(call, str(body["connId"]))
    chosen = body.get("simId", _active_sim(call, key))
    sims = call.router.store.running["wan"][key]["cellular"]["sim"]
    if chosen not in {sim["id"] for sim in sims}:
        raise unknown_id("simId")
    for wans in call.router.store.both("wan"):
        for sim in wans[key]["cellular"]["sim"]:
            if sim["id"] == chosen:
                sim["carrierSelection"] = [dict(body["selectedCarrier"])]
    return NOTHING


# -- module and billing ----------------------------------------------------------------------------------------------


@cache
def _module_schema(strict_ids: bool) -> Check:
    return obj({"connId": Required(identifier(strict_ids))})


def _rescan(call: Call) -> Any:
    _cellular_key(call, str(call.body(_module_schema(call.options["strict_ids"]))["connId"]))
    return NOTHING


def _reset(call: Call) -> Any:
    body = call.body(_module_schema(call.options["strict_ids"]))
    call.router.resets.append(_cellular_key(call, str(body["connId"])))
    return NOTHING


@cache
def _billing_schema(strict_ids: bool) -> Check:
    return obj({"connId": Required(identifier(strict_ids)), "simId": enum(1, 2)})


def _new_cycle(call: Call) -> Any:
    """Starts the usage from zero: of the SIM given, else of all (own choice)."""
    body = call.body(_billing_schema(call.options["strict_ids"]))
    key = str(body["connId"])
    wan = call.router.store.running["wan"].get(key)
    if wan is None:
        raise unknown_id("connId")
    usage = call.router.facts["allowance"]
    if wan["type"] != "cellular":  # "If the WAN Connection is not support cellular, the param will be ignored."
        usage[key] = 0
        return NOTHING
    sims = usage.setdefault(key, {})
    for sim in [str(body["simId"])] if "simId" in body else list(sims):
        sims[sim] = 0
    return NOTHING


ENDPOINTS: Endpoints = {
    # From firmware 8.3.0 on the GET is gone and the POST takes simPriority (field notes, section 4).
    ("GET", "cmd.wan.cellular"): Endpoint(_read_sims, (8, 0, 0), "read", "read", until=(8, 3, 0)),
    ("POST", "cmd.wan.cellular"): Endpoint(_update_sims, (8, 0, 0), "write", "write"),
    ("GET", "cmd.sms.get"): Endpoint(_read_sms, (8, 1, 0), "read", "read"),
    ("POST", "cmd.sms.sendMessage"): Endpoint(_send_sms, (8, 0, 0), "write", "write"),
    # Renamed in firmware 8.5.2 (field notes, section 4).
    ("POST", "cmd.sendUssd"): Endpoint(_send_ussd, (8, 1, 0), "write", "write", until=(8, 5, 2)),
    ("POST", "cmd.sim.ussd.send"): Endpoint(_send_ussd, (8, 5, 2), "write", "write"),
    ("GET", "cmd.carrier.scan"): Endpoint(_read_carriers, (8, 0, 1), "read", "read"),
    ("POST", "cmd.carrier.scan"): Endpoint(_scan_carriers, (8, 1, 0), "write", _scan_kind),
    ("POST", "cmd.carrier.select"): Endpoint(_select_carrier, (8, 0, 1), "write", "write"),
    ("POST", "cmd.cellularModule.rescanNetwork"): Endpoint(_rescan, (8, 0, 0), "write", "write"),
    ("POST", "cmd.cellularModule.reset"): Endpoint(_reset, (8, 0, 0), "write", "write"),
    ("POST", "cmd.billing.newCycle"): Endpoint(_new_cycle, (8, 1, 0), "write", "write"),
}
