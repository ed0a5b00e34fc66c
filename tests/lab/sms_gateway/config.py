# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration: /api/get_config and /api/set_config (sections 19 and 20). Neither answer has an ``error_code``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.config_schema import Fields, index_max, sections
from tests.lab.sms_gateway.errors import Refused

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

SIP_PROXY = "sip_proxy"
_SUCCESS = "success"


def _asked(request: Request, known: dict[str, Fields]) -> dict[str, list[Any]]:
    given = params.body(request)
    if not isinstance(given, dict) or not given:
        raise params.bad("select at least one section")
    for name, value in given.items():
        if name not in known or not isinstance(value, list):
            raise params.bad(f"{name} is no section, or no array")
    return given


def get_config(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """The asked sections; an empty array means all of a section, numbers mean these indices."""
    known = sections(gateway.options)
    answer: dict[str, Any] = {}
    for name, wanted in _asked(request, known).items():
        held = gateway.state["config"][name]
        if name == SIP_PROXY:
            if wanted:
                raise params.bad("sip_proxy can only be empty")
            answer[name] = {field: held[field] for field in known[name]}
            continue
        check = params.integer(0, index_max(name, gateway.options))
        indices = [check(index) for index in wanted] or sorted(int(index) for index in held)
        answer[name] = [
            {"index": index, **_shown(gateway, known[name], held[str(index)])}
            for index in indices
            if str(index) in held
        ]
    return answer


def _shown(gateway: SmsGateway, fields: Fields, entry: dict[str, Any]) -> dict[str, Any]:
    row = {name: entry[name] for name, field in fields.items() if not field.optional}
    if "port_map" in row and gateway.options["port_map_in_get"] == "string":
        row["port_map"] = f"[ {','.join(map(str, row['port_map']))} ]"
    if "sip_authpswd" in row and gateway.options["authpswd_readback"] == "empty":
        row["sip_authpswd"] = ""
    return row


def set_config(gateway: SmsGateway, request: Request) -> list[dict[str, Any]]:
    """Set objects; the answer names each that was taken, in the order of the sections in the request."""
    known = sections(gateway.options)
    answer: list[dict[str, Any]] = []
    for name, entries in _asked(request, known).items():
        held = gateway.state["config"][name]
        if name == SIP_PROXY:
            result = _set_proxy(gateway, known[name], held, entries)
            if result:
                answer.append({name: result})
            continue
        answer.append({name: _set_entries(gateway, name, known[name], held, entries)})
    return answer


def _set_proxy(gateway: SmsGateway, fields: Fields, held: dict[str, Any], entries: list[Any]) -> str:
    """ "success", or "" where nothing is to be said: nothing asked, or a failure that the answer leaves out."""
    if not entries:
        return ""
    try:
        if len(entries) != 1:
            raise params.bad("sip_proxy is one object")
        held.update(_checked(gateway, fields, held, entries[0]))
    except Refused:
        return "failed" if gateway.options["config_failure"] == "failed" else ""
    return _SUCCESS


def _set_entries(
    gateway: SmsGateway, section: str, fields: Fields, held: dict[str, Any], entries: list[Any]
) -> list[str]:
    done = []
    check = params.integer(0, index_max(section, gateway.options))
    for entry in entries:
        index = entry.get("index") if isinstance(entry, dict) else None
        try:
            key = str(check(index))
            rest = {name: value for name, value in entry.items() if name != "index"}
            held[key] = {**held.get(key, {}), **_checked(gateway, fields, held.get(key), rest)}
        except Refused:
            if gateway.options["config_failure"] == "failed":
                done.append(f"{index}_failed")
            continue
        done.append(f"{key}_{_SUCCESS}")
    return done


def _checked(gateway: SmsGateway, fields: Fields, old: dict[str, Any] | None, given: Any) -> dict[str, Any]:
    """The whole object that results, or Refused; the switch ``partial_objects`` decides about missing members."""
    if not isinstance(given, dict):
        raise params.bad("not an object")
    for name in given:
        if name not in fields:
            raise params.bad(f"unknown member {name}")
    policy = gateway.options["partial_objects"]
    result = {}
    for name, field in fields.items():
        if name in given:
            result[name] = field.parse(given[name])
        elif old is not None and name in old and (field.optional or policy == "merge"):
            result[name] = old[name]
        elif field.optional or policy in ("merge", "default"):
            result[name] = field.default
        else:
            raise params.bad(f"{name} is missing")
    return result
