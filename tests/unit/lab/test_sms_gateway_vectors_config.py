# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sample of get_config and set_config (SMS gateway HTTP API V1.2, sections 19.4 and 20.4)."""

from __future__ import annotations

from typing import Any

from tests.unit.lab.sms_gateway_samples import GROUP, SET_CONFIG, TRUNK, route
from tests.unit.lab.sms_gateway_support import call, gateway, post

EMPTY_SECTIONS: dict[str, Any] = {
    "sip_proxy": [],
    "sip_trunk": [],
    "ip_to_tel_routing": [],
    "port_group": [],
    "tel_to_ip_routing": [],
}


def test_get_config() -> None:
    device = gateway()
    ip_to_tel = route(63, ("sip_trunk", 31, "port", 0))
    tel_to_ip = route(63, ("port_group", 0, "sip_trunk_group", 0))
    post(
        device,
        "/api/set_config",
        {
            "sip_trunk": [TRUNK],
            "ip_to_tel_routing": [ip_to_tel],
            "tel_to_ip_routing": [tel_to_ip],
            "port_group": [GROUP],
        },
    )
    answer = post(device, "/api/get_config", EMPTY_SECTIONS)
    assert answer == {
        "sip_proxy": {"domain": "", "port": 5060, "check_network_status": "off"},
        "sip_trunk": [TRUNK],
        "ip_to_tel_routing": [ip_to_tel],
        "tel_to_ip_routing": [tel_to_ip],
        "port_group": [{**GROUP, "port_map": "[ 0,1,2,3,4,5,6,7 ]"}],
    }
    assert list(answer["ip_to_tel_routing"][0]) == list(ip_to_tel)
    assert list(answer["port_group"][0]) == list(GROUP)


def test_set_config_with_empty_sections() -> None:
    # The sample before the real one; its answer is not shown.
    assert post(gateway(), "/api/set_config", EMPTY_SECTIONS) == [
        {"sip_trunk": []},
        {"ip_to_tel_routing": []},
        {"port_group": []},
        {"tel_to_ip_routing": []},
    ]


SET_CONFIG_ANSWER = [
    {"sip_proxy": "success"},
    {"sip_trunk": ["31_success"]},
    {"ip_to_tel_routing": ["1_success"]},
    {"tel_to_ip_routing": ["1_success"]},
    {"port_group": ["12_success"]},
]


def test_set_config() -> None:
    # Repaired: the request lacks closing brackets, the answer has one too many.
    assert post(gateway(), "/api/set_config", SET_CONFIG) == SET_CONFIG_ANSWER


def test_set_config_as_printed() -> None:
    body = call(gateway(broken_json=True), "POST", "/api/set_config", SET_CONFIG).body
    assert body.endswith(b'{"port_group":["12_success"]}]]')


def test_set_config_with_the_slip_in_dst_mode_is_not_taken() -> None:
    wrong = {"ip_to_tel_routing": [{**SET_CONFIG["ip_to_tel_routing"][0], "dst_mode": "prot"}]}
    assert post(gateway(), "/api/set_config", wrong) == [{"ip_to_tel_routing": []}]
