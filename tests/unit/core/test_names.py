# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Option names of an API's names."""

from __future__ import annotations

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.names import snake, snake_keys


@pytest.mark.parametrize(
    ("name", "option"),
    [
        ("name", "name"),
        ("vlanId", "vlan_id"),
        ("useWANIp", "use_wan_ip"),
        ("wpa2Personal", "wpa2_personal"),
        ("SIPPassword", "sip_password"),
        ("already_snake", "already_snake"),
        ("IP", "ip"),
    ],
)
def test_snake(name: str, option: str) -> None:
    assert snake(name) == option


def test_keys_at_every_depth() -> None:
    answer = {"vlanId": {"subNet": [{"netMask": 1}, "leftAlone"]}, "_order": [1], "x": None}
    assert snake_keys(answer) == {"vlan_id": {"sub_net": [{"net_mask": 1}, "leftAlone"]}, "x": None}
    assert answer["_order"] == [1]
