# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""peplink_ssid_profile: policies, and what belongs to which."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._peplink.ssid_profile import SsidProfile
from tests.unit.peplink.wire import Answer, Sent, ok, run

GUEST: dict[str, Any] = {
    "name": "Guest SSID",
    "enable": True,
    "captivePortal": True,
    "incontrolManaged": False,
    "broadcast": True,
    "vlanId": 1,
    "security": {"policy": "WPA2 Personal", "wpa2Personal": {"fastTransition": False, "key": "pass3ord"}},
}
WPA3 = {**GUEST, "security": {"policy": "WPA3 Personal", "wpa3Personal": {"key": "pass3ord"}}}


def plan(profile: dict[str, Any], **args: Any) -> Any:
    """What check mode says would be sent; None for no change."""

    def answer(request: Sent) -> Answer:
        return ok({"2": profile, "order": [2]})

    result, _wire, _one = run(SsidProfile, {"id": 2, **args}, answer, check=True)
    return result["plan"][0]["payload"] if result["plan"] else None


def test_the_documents_sample_request() -> None:
    assert plan({**GUEST, "enable": False}, enable=True, security={"wpa2_personal": {"key": "thisIsNewPassword"}}) == {
        "action": "update",
        "id": 2,
        "enable": True,
        "security": {"wpa2Personal": {"key": "********"}},
    }


def test_what_the_router_shows_is_no_change() -> None:
    security = {"policy": "WPA2 Personal", "wpa2_personal": {"key": "pass3ord", "fast_transition": False}}
    assert plan(GUEST, name="Guest SSID", vlan_id=1, broadcast=True, security=security) is None
    quiet = {**GUEST, "security": {"policy": "WPA2 Personal", "wpa2Personal": {"key": "pass3ord"}}}
    assert plan(quiet, security=security) is None


def test_another_policy_brings_its_own_key() -> None:
    # The same key as before: it belongs to the other policy's object, so it has to be sent.
    wanted = {"policy": "WPA/WPA2 Personal", "wpa_wpa2_personal": {"key": "pass3ord"}}
    assert plan(GUEST, security=wanted)["security"] == {
        "policy": "WPA/WPA2 Personal",
        "wpaWpa2Personal": {"key": "********"},
    }


def test_settings_of_a_policy_that_the_profile_does_not_have_are_refused() -> None:
    with pytest.raises(OptionError, match=r"security\.wpa_wpa2_personal: is only valid with policy WPA/WPA2 Personal"):
        plan(GUEST, security={"wpa_wpa2_personal": {"key": "12345678"}})


@pytest.mark.parametrize("policy", ["WPA3 Personal", "WPA2 Enterprise", "Open"])
def test_a_policy_that_the_api_does_not_know_is_left_alone_and_told(policy: str) -> None:
    profile = {**GUEST, "security": {"policy": policy}}
    for security in ({"policy": "WPA2 Personal"}, {"wpa2_personal": {"key": "12345678"}}):
        with pytest.raises(
            ApiFailure, match=f"'Guest SSID' has the policy '{policy}', of which the API can set nothing"
        ):
            plan(profile, security=security)
    assert plan(profile, enable=False) == {"action": "update", "id": 2, "enable": False}


def test_a_profile_managed_by_incontrol_is_warned_of_when_it_is_changed() -> None:
    def answer(request: Sent) -> Answer:
        return ok({"2": {**GUEST, "incontrolManaged": True}, "order": [2]})

    changed, _wire, _one = run(SsidProfile, {"id": 2, "enable": False}, answer, check=True)
    assert changed["warnings"] == ["InControl manages this SSID profile, and may overwrite what is set here."]
    same, _wire, _one = run(SsidProfile, {"id": 2, "enable": True}, answer, check=True)
    assert "warnings" not in same


def test_no_key_shows() -> None:
    def answer(request: Sent) -> Answer:
        return ok({"2": GUEST, "order": [2]})

    wanted = {"id": 2, "security": {"wpa2_personal": {"key": "brand-new-key"}}}
    result, _wire, _one = run(SsidProfile, wanted, answer, check=True)
    assert "pass3ord" not in str(result)
    assert "brand-new-key" not in str(result)
    shown = result["diff"]["before"]["security"], result["diff"]["after"]["security"]
    assert shown[0] != shown[1]
