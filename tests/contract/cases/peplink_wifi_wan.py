# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_wifi_wan: POST /api/cmd.wifi.connect, .disconnect and .forget."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

WAIT = {"wait_timeout": 2, "poll_interval": 0.1}
EAP = {"login_id": "lab", "password": "lab-peplink-eap-pw1", "eap_method": "PEAP", "eap_phase2": "MSCHAPV2"}

BAD: tuple[tuple[dict[str, Any], str], ...] = (
    ({"conn_id": None}, "conn_id"),
    ({"ssid": None}, "ssid"),
    ({"ssid": ""}, "ssid: '' is not valid, allowed is 1 to 32 bytes"),
    ({"ssid": "ü" * 17}, "allowed is 1 to 32 bytes"),
    ({"state": "present"}, "connected, disconnected, forgotten"),
    ({"state": "forgotten", "security_policy": None}, "security_policy"),
    ({"state": "disconnected"}, "security_policy: is only valid with state connected, not with disconnected"),
    (
        {"state": "forgotten", "preferred_bssid": "A2:E5:B8:55:89:DF"},
        "preferred_bssid: is only valid with state connected",
    ),
    ({"security_policy": "wpa3"}, "open, wep, wpa-eap, wpa-psk, 8021x"),
    ({"key": "open-has-no-key"}, "key: is only valid with security_policy wep or wpa-psk, not with open"),
    ({"login_id": "lab"}, "login_id: is only valid with security_policy wpa-eap or 8021x, not with open"),
    ({"password": "lab"}, "password: is only valid with security_policy wpa-eap or 8021x, not with open"),
    ({"security_policy": "8021x", "eap_method": "TLS"}, "TTLS, PEAP"),
    ({"security_policy": "8021x", "eap_phase2": "MD5"}, "CHAP, MSCHAP, MSCHAPV2, PAP"),
    ({"security_policy": "wep", "eap_authentication_id": "anonymous"}, "eap_authentication_id: is only valid with"),
    ({"preferred_bssid": "A2"}, "preferred_bssid: 'A2' is not valid, allowed is a MAC address"),
    ({"wait_timeout": 0}, "wait_timeout: 0 is out of range"),
)

CASES = (
    Case(
        module="peplink_wifi_wan",
        device="router-1",
        args={"conn_id": "3", "ssid": "Airport", "security_policy": "open", **WAIT},
        changes=("running.wifi_profiles.3",),
        bad=BAD,
        write_path="cmd.wifi.connect",
    ),
    Case(
        module="peplink_wifi_wan",
        device="router-1",
        name="eap",
        args={"conn_id": "3", "ssid": "Office", "security_policy": "wpa-eap", **EAP, **WAIT},
        changes=("running.wifi_profiles.3",),
        secrets=("lab-peplink-eap-pw1",),
        write_path="cmd.wifi.connect",
    ),
    Case(
        module="peplink_wifi_wan",
        device="router-1",
        name="disconnected",
        args={"conn_id": "3", "state": "disconnected", **WAIT},
        write_path="cmd.wifi.disconnect",
    ),
    Case(
        module="peplink_wifi_wan",
        device="router-1",
        name="forgotten",
        args={"conn_id": "3", "ssid": "Main SSID", "security_policy": "wpa-psk", "state": "forgotten", **WAIT},
        changes=("running.wifi_profiles.3",),
        reads=2,
        write_path="cmd.wifi.forget",
    ),
)
