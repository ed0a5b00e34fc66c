# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""info.firmware, info.location, status.lan.profile, cmd.ap, cmd.system.reboot."""

from __future__ import annotations

from typing import Any

from tests.lab.peplink.arguments import ids
from tests.lab.peplink.call import NOTHING, Call, Endpoint, Endpoints
from tests.lab.peplink.errors import NOT_FOUND, ApiFailure, invalid
from tests.lab.peplink.firmware import parse_version
from tests.lab.peplink.validate import Required, boolean, enum, obj

_AP = obj({"enable": Required(boolean)})
_REBOOT = obj({"firmwareId": enum(1, 2)})


def _images(call: Call) -> dict[str, Any]:
    given = call.options["firmware_images"]
    if given is None:
        major, minor, patch = parse_version(call.options["firmware"])
        older = f"{major}.{minor}.{patch - 1}" if patch else f"{major}.{max(minor - 1, 0)}.3"
        given = {
            "1": {"version": f"{older} build 1000", "bootable": True, "inUse": False},
            "2": {"version": call.options["firmware"], "bootable": True, "inUse": True},
        }
    booted = call.router.boot_firmware
    if booted is None:
        return dict(given)
    return {key: {**image, "inUse": key == booted} for key, image in given.items()}


def _firmware(call: Call) -> Any:
    call.query({})
    images = _images(call)
    if not call.caller.read:
        images = {key: image for key, image in images.items() if image["inUse"]}
    return call.keyed(images)


def _location(call: Call) -> Any:
    call.query({})
    if not call.options["gps"]:
        raise ApiFailure(NOT_FOUND, "Unsupported request")
    return call.router.facts["location"]


def _lan(call: Call) -> Any:
    table = call.router.facts["lan"]
    wanted = call.select(table, call.query({"id": ids}).get("id"), "id")
    return call.keyed({key: table[key] for key in wanted})


def _access_point(call: Call) -> Any:
    if not call.options["access_point"]:
        return {"support": False}
    return {
        "support": True,
        "enable": call.router.store.running["access_point"]["enable"],
        "wanDependent": call.router.facts["wan_dependent"],
    }


def _read_access_point(call: Call) -> Any:
    call.query({})
    return _access_point(call)


def _switch_access_point(call: Call) -> Any:
    body = call.body(_AP)
    if call.options["access_point"]:
        call.router.store.running["access_point"]["enable"] = body["enable"]
    return _access_point(call)


def _reboot(call: Call) -> Any:
    body = call.body(_REBOOT)
    wanted = str(body["firmwareId"]) if "firmwareId" in body else None
    images = _images(call)
    if wanted is not None:
        if not images[wanted]["bootable"]:
            raise invalid("firmwareId", "not bootable")
        call.router.set_options({"firmware": images[wanted]["version"], "firmware_images": images})
    call.router.reboot(wanted)
    return NOTHING


ENDPOINTS: Endpoints = {
    ("GET", "info.firmware"): Endpoint(_firmware, (7, 1, 1), "none", "read"),
    ("GET", "info.location"): Endpoint(_location, (8, 0, 1), "read", "read"),
    ("GET", "status.lan.profile"): Endpoint(_lan, (7, 1, 0), "read", "read"),
    ("GET", "cmd.ap"): Endpoint(_read_access_point, (7, 0, 2), "read", "read"),
    ("POST", "cmd.ap"): Endpoint(_switch_access_point, (7, 0, 2), "write", "write"),
    # Not in the document: "8.2.0 or later" in the one for firmware 8.3 (field notes, section 4).
    ("POST", "cmd.system.reboot"): Endpoint(_reboot, (8, 2, 0), "write", "write"),
}
