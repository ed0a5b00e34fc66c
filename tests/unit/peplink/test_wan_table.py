# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The WAN's table against the document: every member, every null, every sample."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items, clearable_paths
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import from_answer
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Concealed
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan import WAN
from tests.unit.peplink.documented import CLEARED_BY_NULL, WAN_CONFIG


def _writable(group: Group, path: str = "") -> Iterator[str]:
    """The API paths that a table can send."""
    for node in group.fields:
        place = path + node.api_name
        if isinstance(node, Items):
            yield from _writable(node.group, place + ".")
        elif isinstance(node, Group):
            yield from _writable(node, place + ".")
        elif node.options:
            yield from _writable(Group(node.option, node.options), place + ".")
        elif not node.read_only:
            yield place


def test_the_table_has_every_documented_member_and_no_other() -> None:
    assert set(_writable(WAN)) == WAN_CONFIG


def test_what_can_be_cleared_is_what_the_document_clears_by_null() -> None:
    assert set(clearable_paths(WAN)) == CLEARED_BY_NULL
    assert all(node.clear is None for node in clearable_paths(WAN).values())


def test_no_name_of_the_api_had_to_be_written_down() -> None:
    def nodes(group: Group) -> Iterator[Any]:
        for node in group.fields:
            yield node
            if not isinstance(node, Field):
                yield from nodes(Group(node.option, node.fields))

    assert all(not node.api for node in nodes(WAN))


# The document's sample answer of GET /api/config.wan.connection?id=1 2&infoType=connection healthcheck.
FIRST = {
    "name": "WAN 1",
    "asLan": False,
    "enable": True,
    "active": True,
    "multipleIp": [],
    "connection": {
        "method": "dhcp",
        "mode": "NAT",
        "icmpPing": True,
        "priority": 1,
        "dns": {"auto": True},
        "ddns": {
            "username": "username",
            "password": "@~HiDdEn~@",
            "host": ["kjkjkjkj.com"],
            "provider": "noip",
            "enable": True,
        },
        "bandwidth": {
            "upload": {"bandwidth": 100000, "unit": "kbps"},
            "download": {"bandwidth": 100000, "unit": "kbps"},
        },
        "schedule": 4,
        "dhcp": {"hostname": ""},
    },
    "healthcheck": {
        "method": "nslookup",
        "timeout": 5,
        "interval": 5,
        "retry": 3,
        "recovery": 3,
        "enable": True,
        "nslookup": {"includePublic": False, "host": ["208.67.222.222", "208.67.220.220"]},
    },
}
SECOND = {
    "name": "WAN2",
    "asLan": False,
    "enable": True,
    "active": True,
    "multipleIp": [],
    "connection": {
        "method": "dropIn",
        "mode": "IP Forwarding",
        "icmpPing": True,
        "priority": 0,
        "dns": {"auto": False, "host": ["3.3.3.3"]},
        "ddns": {"enable": False},
        "bandwidth": {
            "upload": {"bandwidth": 100000, "unit": "kbps"},
            "download": {"bandwidth": 100000, "unit": "kbps"},
        },
        "pepVpnNat": True,
        "dropIn": {"ip": "169.254.0.1", "mask": 24, "gateway": "22.2.2.2"},
    },
    "healthcheck": {
        "method": "nslookup",
        "timeout": 5,
        "interval": 5,
        "retry": 3,
        "recovery": 3,
        "enable": True,
        "nslookup": {"includePublic": True},
    },
}
LIMIT = {"value": 100000, "unit": "kbps"}


def test_the_documents_first_sample_in_normal_form() -> None:
    assert from_answer(WAN, FIRST) == {
        "name": "WAN 1",
        "as_lan": False,
        "enable": True,
        "active": True,
        "schedule": 4,
        "multiple_ip": [],
        "connection": {
            "routing_mode": "NAT",
            "method": {"type": "dhcp", "detail": {"hostname": ""}},
            "dns": {"auto": True},
            "priority": 1,
            "icmp_ping": True,
            "bandwidth": {"upload": LIMIT, "download": LIMIT},
        },
        "healthcheck": {
            "enable": True,
            "method": {
                "type": "nslookup",
                "detail": {"included_public": False, "host": ["208.67.222.222", "208.67.220.220"]},
            },
            "timeout": 5000,
            "interval": 5,
            "retry": 3,
            "recovery": 3,
        },
        "ddns": {
            "enable": True,
            "provider": "noip",
            "username": "username",
            "password": Concealed("@~HiDdEn~@"),
            "host": ["kjkjkjkj.com"],
        },
    }


def test_the_documents_second_sample_in_normal_form() -> None:
    found = from_answer(WAN, SECOND)
    assert found["connection"] == {
        "routing_mode": "IP Forwarding",
        "pepvpn_nat": True,
        "method": {"type": "dropIn", "detail": {"ip": "169.254.0.1", "mask": 24, "gateway": "22.2.2.2"}},
        "dns": {"auto": False, "host": ["3.3.3.3"]},
        "priority": 0,
        "icmp_ping": True,
        "bandwidth": {"upload": LIMIT, "download": LIMIT},
    }
    assert found["ddns"] == {"enable": False}
    assert found["healthcheck"]["method"] == {"type": "nslookup", "detail": {"included_public": True}}


@pytest.mark.parametrize(
    ("answer", "path", "value"),
    [
        ({"connection": {"hotStandby": {"enable": True}}}, "connection.hot_stand_by", True),
        (
            {"connection": {"bandwidth": {"upload": {"value": "1.5", "unit": "Mbps"}}}},
            "connection.bandwidth.upload.value",
            1500,
        ),
        ({"connection": {"bandwidth": {"upload": {"bandwidth": 0, "unit": "kbps"}}}}, "connection", None),
        ({"connection": {"bandwidth": {"upload": {"bandwidth": 7, "unit": "furlongs"}}}}, "connection", None),
        ({"connection": {"bandwidth": {"upload": 64}}}, "connection.bandwidth.upload.value", 64),
        ({"connection": {"gobi": {"mode": "auto", "forceSubnet": 24}}}, "connection.gobi.force_subnet", 24),
        ({"connection": {"modem": {"mobileType": "2G_3G"}}}, "modem.mobile_type", "2G_3G"),
        ({"connection": {"modem": {"operator": {"auto": True, "apn": "x"}}}}, "modem", None),
        (
            {"connection": {"modem": {"operator": {"auto": False, "dialNumber": 99}}}},
            "modem.operator.dial_number",
            "99",
        ),
        (
            {"connection": {"modem": {"huaweiBand": ["GSM900/GSM1800/WCDMA210"]}}},
            "modem.huawei_band",
            ["GSM900/GSM1800/WCDMA2100"],
        ),
        ({"connection": {"method": "Static IP", "staticIp": {"mask": "24"}}}, "connection.method.detail.mask", 24),
        ({"connection": {"method": "unknown"}}, "connection.method.type", "unknown"),
        ({"connection": {"method": "L2TP", "l2tp": {"staticIp": ""}}}, "connection.method", {"type": "l2tp"}),
        (
            {"cellular": {"sim": {"2": {"mobileType": "LTE"}, "1": {}, "order": [2, 1]}}},
            "cellular.sim",
            [{"id": 2, "mobile_type": "LTE"}, {"id": 1}],
        ),
        ({"physical": {"mac": "00-1a-dd-00-00-01"}}, "physical.mac", "00:1A:DD:00:00:01"),
        ({"physical": {"speed": "auto"}}, "physical.speed", "Auto"),
        ({"healthcheck": {"enable": False}}, "healthcheck", {"enable": False}),
        ({"healthcheck": {"timeout": 10}}, "healthcheck.timeout", 10000),
        ({"healthcheck": {"timeout": 0.2}}, "healthcheck.timeout", 200),
        ({"healthcheck": {"timeout": 200}}, "healthcheck.timeout", 200),
        ({"ddns": {"provider": "customUrl", "customUrl": "https://a.example"}}, "ddns.provider", "others"),
        (
            {"bandwidthAllowanceMonitor": {"action": ["email", "disconnnect"]}},
            "bandwidth_allowance_monitor.action",
            ["email", "disconnect"],
        ),
        (
            {"bandwidthAllowanceMonitor": {"monthlyAllowance": {"value": 1, "unit": "GB"}}},
            "bandwidth_allowance_monitor.monthly_allowance",
            {"value": 1024, "unit": "MB"},
        ),
    ],
)
def test_what_routers_show_otherwise_than_they_take_it(answer: dict[str, Any], path: str, value: Any) -> None:
    found: Any = from_answer(WAN, answer)
    for step in path.split("."):
        found = found.get(step)
    assert found == value


@pytest.mark.parametrize(
    "answer", [{"connection": None}, {"connection": []}, {"cellular": "x"}, {"healthcheck": []}, {"ddns": None}, {}]
)
def test_nonsense_is_nothing(answer: dict[str, Any]) -> None:
    assert from_answer(WAN, answer) == {}
