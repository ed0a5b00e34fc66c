# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A made-up system with one of everything that a table can declare: the engine's tests drive it."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items

TABLE = Group(
    "",
    (
        Field("serial", read_only=True),
        Field("name", length=(1, 32)),
        Field("enable", type="bool"),
        Field("vlan_id", type="int", range=(1, 4094), clear=None),
        Field("timeout", type="int", reads=("timeoutSeconds",), parse=lambda seconds: int(seconds) * 1000, clear=None),
        Field("tags", type="list", elements="str", unordered=True, count=(0, 4)),
        Field("hosts", type="list", elements="str"),
        Field("password", secret=True, hidden=("@~HiDdEn~@",)),
        Field("key", secret=True),
        Group(
            "ddns",
            (
                Field("user", companion=True),
                Field("host", companion=True),
                Field("use_wan_ip", type="bool"),
            ),
            clear=None,
        ),
        Group(
            "healthcheck",
            (Field("enable", type="bool", companion=True), Field("interval", type="int"), Field("retry", type="int")),
            gate="enable",
        ),
        Items(
            "sim",
            (
                Field("id", type="int", required=True),
                Field("pin", secret=True, write_only=True),
                Group("roaming", (Field("enable", type="bool"),)),
                Field("apn", clear=None),
            ),
            key="id",
        ),
        Items("carriers", (Field("mcc"), Field("mnc"), Field("name"))),
    ),
)


def apply(device: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    """What the made-up system holds after a write: objects merge, null unsets, lists with ids merge by id."""
    after = copy.deepcopy(device)
    _merge(after, body)
    health = after.get("healthcheck", {})
    if health.get("enable") is False:
        after["healthcheck"] = {"enable": False}
    if "timeout" in after:
        after["timeoutSeconds"] = after.pop("timeout") / 1000
    elif "timeout" in body:
        after.pop("timeoutSeconds", None)
    return after


def _merge(place: dict[str, Any], body: dict[str, Any]) -> None:
    for key, value in body.items():
        if value is None:
            place.pop(key, None)
        elif isinstance(value, dict):
            _merge(place.setdefault(key, {}), value)
        elif key == "sim":
            entries = {entry["id"]: entry for entry in place.setdefault(key, [])}
            for entry in value:
                if entry["id"] not in entries:
                    entries[entry["id"]] = {"id": entry["id"]}
                    place[key].append(entries[entry["id"]])
                _merge(entries[entry["id"]], {name: item for name, item in entry.items() if name != "pin"})
        else:
            place[key] = value


def _maybe(**strategies: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=strategies)


_TEXT = st.text("abc123", min_size=1, max_size=6)
_TEXTS = st.lists(_TEXT, max_size=3, unique=True)
_CARRIER = _maybe(mcc=st.sampled_from(["001", "454"]), mnc=st.sampled_from(["0", "06"]), name=_TEXT)

#: Options as a task may give them; null is the same as left out.
OPTIONS = _maybe(
    name=_TEXT | st.none(),
    enable=st.booleans() | st.none(),
    vlan_id=st.integers(1, 4094),
    timeout=st.integers(1, 10).map(lambda seconds: seconds * 1000),
    tags=_TEXTS,
    hosts=_TEXTS,
    key=_TEXT,
    password=_TEXT,
    ddns=st.fixed_dictionaries({"user": _TEXT, "host": _TEXT}, optional={"use_wan_ip": st.booleans()}),
    healthcheck=_maybe(enable=st.booleans(), interval=st.integers(1, 9), retry=st.integers(1, 9)),
    sim=st.lists(
        st.fixed_dictionaries(
            {"id": st.integers(1, 2)}, optional={"pin": _TEXT, "apn": _TEXT, "roaming": _maybe(enable=st.booleans())}
        ),
        max_size=2,
        unique_by=lambda entry: entry["id"],
    ),
    carriers=st.lists(_CARRIER, max_size=2),
)

#: What the made-up system may hold, in its own names and forms.
DEVICE = st.fixed_dictionaries(
    {
        "healthcheck": st.just({"enable": False})
        | st.fixed_dictionaries(
            {"enable": st.just(True)}, optional={"interval": st.integers(1, 9), "retry": st.integers(1, 9)}
        )
    },
    optional={
        "serial": st.just("2831-AAAA-BBBB"),
        "name": _TEXT,
        "enable": st.sampled_from([True, False, 0, 1, "yes", "off"]),
        "vlanId": st.integers(1, 4094) | st.integers(1, 4094).map(str),
        "timeoutSeconds": st.integers(1, 10),
        "tags": _TEXTS,
        "hosts": _TEXTS,
        "key": _TEXT,
        "password": st.just("@~HiDdEn~@"),
        "ddns": _maybe(user=_TEXT, host=_TEXT, useWanIp=st.booleans()),
        "sim": st.lists(
            st.fixed_dictionaries(
                {"id": st.integers(1, 2)}, optional={"apn": _TEXT, "roaming": _maybe(enable=st.booleans())}
            ),
            max_size=2,
            unique_by=lambda entry: entry["id"],
        ),
        "carriers": st.lists(_CARRIER, max_size=2),
    },
)
