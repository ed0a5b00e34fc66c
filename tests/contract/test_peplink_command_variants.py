# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Peplink modules that command a router are right under every form in which document and practice differ.

What they read from a router, given back as the desired state, changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.lab import Lab
from tests.lab.peplink import PeplinkRouter

MODULES = (
    *("access_point", "auth_client", "auth_token", "billing_cycle", "carrier", "cellular_module", "gpio", "reboot"),
    *("sim", "sms", "ussd", "wan_priority", "wifi_wan"),
)
CASES = [case for case in harness.all_cases() if case.module in {f"peplink_{name}" for name in MODULES}]
# What a router is like all the time, in few combinations, because what they change does not meet.
EVERYWHERE: tuple[dict[str, Any], ...] = (
    {"strict_ids": True, "failure_status": 401, "list_separator": "space", "unknown_id": "fail"},
    {"ids_as_strings": True, "double_cookie": True, "undocumented_status_keys": True, "beta_notice": False},
    {"config_reads": "pending", "max_device": True, "status_wifi_type": "wifi", "priority_enables": True},
    {"applies_by_itself": True, "mode_key": "routingMode", "sim_allowance_order": False},
)
# What only some modules meet.
SOMEWHERE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("auth_client", {"auth_client_action": "required"}),
    ("auth_token", {"expires_in_form": "string"}),
    ("auth_token", {"client_settle_seconds": 0.5}),
    ("carrier", {"carrier_reference_key": "selectedCarrier"}),
    ("carrier", {"carrier_scan_seconds": 0.5}),
    ("ussd", {"firmware": "8.5.2 build 5301"}),
    ("wan_priority", {"instant_active_strings": False}),
    ("wifi_wan", {"wifi_connect_seconds": 0.5}),
)
RUNS = [(case, variant) for variant in EVERYWHERE for case in CASES] + [
    (case, variant) for name, variant in SOMEWHERE for case in CASES if case.module == f"peplink_{name}"
]


@pytest.fixture(autouse=True)
def _options_back(lab: Lab) -> Iterator[None]:
    yield
    lab.reset()


@pytest.mark.parametrize(("case", "variant"), RUNS, ids=[f"{case.id}-{next(iter(variant))}" for case, variant in RUNS])
def test_a_run_does_what_was_predicted_and_the_next_one_nothing(lab: Lab, case: Case, variant: dict[str, Any]) -> None:
    harness.prepare(lab, case)
    device = lab.device(case.device)
    with device.lock:
        device.set_options(variant)
    predicted = harness.call(lab, case, check=True)
    done = harness.call(lab, case)
    assert not done.get("failed"), done["msg"]
    for key in ("changed", "plan", "diff"):
        assert predicted[key] == done[key], key
    assert harness.state(lab, case)["pending"] is None
    if case.idempotent:
        again = harness.call(lab, case)
        assert not again.get("failed"), again["msg"]
        assert (again["changed"], again["plan"]) == (False, [])


@pytest.mark.parametrize("unknown", ["unknown function", "Unsupported request", "html"])
@pytest.mark.parametrize(
    ("case_id", "firmware", "needed"),
    [
        ("peplink_billing_cycle", "8.0.2", "firmware 8.1.0 or later"),
        ("peplink_carrier", "8.0.0", "firmware 8.0.1 or later"),
        ("peplink_carrier-scan", "8.0.2", "firmware 8.1.0 or later"),
        ("peplink_cellular_module", "7.1.2", "firmware 8.0.0 or later"),
        ("peplink_gpio", "8.1.0", "firmware 8.1.1 or later"),
        ("peplink_reboot", "8.1.3", "firmware 8.2.0 or later"),
        ("peplink_sim", "7.1.2", "firmware 8.0.0 or later"),
        ("peplink_sim", "8.3.0", "before 8.3.0"),
        ("peplink_sim-priority", "8.2.1", "firmware 8.3.0 or later"),
        ("peplink_sms", "7.1.2", "firmware 8.0.0 or later"),
        ("peplink_ussd", "8.0.2", "firmware 8.1.0 or later"),
        ("peplink_wan_priority", "7.1.2", "firmware 8.0.0 or later"),
    ],
)
@pytest.mark.parametrize("check", [True, False])
def test_what_the_firmware_lacks_is_told_before_anything_is_written(
    lab: Lab, case_id: str, firmware: str, needed: str, unknown: str, check: bool
) -> None:
    case = next(case for case in CASES if case.id == case_id)
    harness.prepare(lab, case)
    device = lab.device(case.device)
    with device.lock:
        device.set_options({"firmware": f"{firmware} build 1", "unknown_endpoint": unknown})
    result = harness.call(lab, case, check=check)
    assert result.get("failed")
    assert result["error"]["kind"] == "unsupported"
    assert needed in result["msg"]
    assert harness.requests(lab, case, "write") == 0


@pytest.mark.parametrize("firmware", ["7.1.1", "7.1.2"])
@pytest.mark.parametrize(
    "case_id", ["peplink_access_point", "peplink_auth_client", "peplink_auth_token", "peplink_wifi_wan"]
)
def test_old_firmware_is_served_with_what_it_has(lab: Lab, case_id: str, firmware: str) -> None:
    case = next(case for case in CASES if case.id == case_id)
    harness.prepare(lab, case)
    device = lab.device(case.device)
    with device.lock:
        device.set_options({"firmware": f"{firmware} build 1"})
    done = harness.call(lab, case)
    assert not done.get("failed"), done["msg"]
    assert done["changed"] is True
    assert harness.call(lab, case)["changed"] is False


def _token(lab: Lab, case: Case, scope: str) -> str:
    router = lab.device(case.device)
    assert isinstance(router, PeplinkRouter)
    with router.lock:
        client = router.access.add_client("for-this-test", scope)
        return router.access.grant(client["clientId"], client["clientSecret"], None).access_token


BY_TOKEN = pytest.mark.parametrize(
    "case", [case for case in CASES if not case.module.startswith("peplink_auth")], ids=lambda case: case.id
)


@BY_TOKEN
def test_a_token_is_enough(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    done = harness.call(lab, case, api_username=None, api_password=None, api_token=_token(lab, case, "api"))
    assert not done.get("failed"), done["msg"]
    assert done["changed"] is True
    assert not lab.journal.entries(path="/api/login")


@BY_TOKEN
def test_a_token_that_may_only_read_predicts_and_is_refused_the_rest(lab: Lab, case: Case) -> None:
    harness.prepare(lab, case)
    by_token = {"api_username": None, "api_password": None, "api_token": _token(lab, case, "api.read-only")}
    predicted = harness.call(lab, case, check=True, **by_token)
    if case.module == "peplink_gpio":  # it is read by a POST, which is refused, too
        predicted["changed"] = predicted["failed"]
    assert predicted["changed"] is True
    before = harness.state(lab, case)
    result = harness.call(lab, case, **by_token)
    assert result["failed"]
    assert result["error"]["kind"] in ("permission", "authentication")
    assert harness.state(lab, case) == before


def test_a_carrier_that_the_configuration_does_not_show_is_set_each_time(lab: Lab) -> None:
    case = next(case for case in CASES if case.id == "peplink_carrier-idle-sim")
    harness.prepare(lab, case)
    device = lab.device(case.device)
    with device.lock:
        device.set_options({"undocumented_readback": False})
    for _run in range(2):
        done = harness.call(lab, case)
        assert not done.get("failed"), done["msg"]
        assert (done["changed"], done["unverified"]) == (True, ["selected_carrier"])
        assert "does not show the carrier of SIM 2" in done["warnings"][0]


def _info(lab: Lab, **args: Any) -> dict[str, Any]:
    found = harness.call(lab, Case(module="peplink_info", device="router-1", args=args))
    assert not found.get("failed"), found["msg"]
    info: dict[str, Any] = found["info"]
    return info


def _desired(lab: Lab, module: str) -> dict[str, Any]:
    """What peplink_info tells of the router, as the options of a module."""
    if module == "peplink_gpio":
        return {"list": _info(lab, gather=["gpio"])["gpio"]}
    if module == "peplink_access_point":
        return {"enable": _info(lab, gather=["access_point"])["access_point"]["enable"]}
    if module == "peplink_sim":
        return {"conn_id": "4", **_info(lab, gather=["sim"], sim={"conn_id": "4"})["sim"]}
    wans = _info(lab, gather=["wan"])["wan"]
    if module == "peplink_wan_priority":
        return {
            "list": [
                {"conn_id": str(wan["id"]), "enable": wan["enable"], "priority": wan.get("priority")} for wan in wans
            ]
        }
    wifi = next(wan for wan in wans if "wireless" in wan)
    return {"conn_id": str(wifi["id"]), "ssid": wifi["wireless"]["ssid"], "preferred_bssid": wifi["wireless"]["bssid"]}


@pytest.mark.parametrize("variant", EVERYWHERE, ids=lambda variant: next(iter(variant)))
@pytest.mark.parametrize(
    "module", ["peplink_gpio", "peplink_access_point", "peplink_sim", "peplink_wan_priority", "peplink_wifi_wan"]
)
def test_what_was_read_and_is_given_back_changes_nothing(lab: Lab, module: str, variant: dict[str, Any]) -> None:
    device = lab.device("router-1")
    with device.lock:
        device.set_options(variant)
        device.patch({"wan": {"2": {"enable": False}}})
    again = harness.call(lab, Case(module=module, device="router-1", args=_desired(lab, module)))
    assert not again.get("failed"), again["msg"]
    assert (again["changed"], again["plan"]) == (False, [])
