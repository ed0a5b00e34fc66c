# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of single CPEs under the forms in which a DMS, or a CPE, may answer where the document leaves it open."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.case import Case
from tests.lab import Lab

CASES = [c for c in harness.all_cases() if c.module.startswith("dms_") and c.module != "dms_fleet_parameter_values"]
CONVERGING = [case for case in CASES if case.idempotent and not harness.is_info(case)]
VARIANTS: dict[str, dict[str, Any]] = {
    "faults as result codes": {"fault_form": "result_code"},
    "started with 202": {"async_code": 202},
    "started with details": {"async_details": True},
    "an env_id a CPE": {"multiple_env_ids": True},
    "slow CPEs": {"latency": 0.2},
    "booleans as integers": {"boolean_as_int": True},
    "booleans as digits only": {"boolean_quirk": True},
    "values in force later": {"deferred": True},
    "hidden values shown": {"reveals_hidden": True},
    "numbers used again": {"reuse_instance_numbers": True},
    "objects not in force yet": {"object_status": 1},
}
# One case of each module with a method of its own, and the method.
METHODS = {
    "dms_parameter_values-typed": "SetParameterValues",
    "dms_parameter_attributes-names": "SetParameterAttributes",
    "dms_object-create": "AddObject",
    "dms_object-absent": "DeleteObject",
    "dms_download-always": "ScheduleDownload",
    "dms_download-cancelled": "CancelTransfer",
    "dms_deployment_unit-install": "ChangeDUState",
    "dms_reboot": "Reboot",
    "dms_factory_reset": "FactoryReset",
    "dms_inform": "ScheduleInform",
}
ONE_EACH = [case for case in CASES if case.id in METHODS]


def _prepare(lab: Lab, case: Case, **options: Any) -> Any:
    """The device of a case in its first state, with some switches more."""
    harness.prepare(lab, case)
    device = lab.device(case.device)
    with device.lock:
        device.set_options(options)
    return device


def test_every_method_has_its_case() -> None:
    assert [case.id for case in ONE_EACH] == [case.id for case in CASES if case.id in METHODS]
    assert len(ONE_EACH) == len(METHODS)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("case", CONVERGING, ids=lambda case: case.id)
def test_every_variant_converges(lab: Lab, case: Case, variant: str) -> None:
    _prepare(lab, case, **VARIANTS[variant])
    first = harness.call(lab, case)
    assert not first.get("failed"), first["msg"]
    assert first["changed"] is True
    harness.settle(lab, case)
    second = harness.call(lab, case)
    assert not second.get("failed"), second["msg"]
    assert (second["changed"], second["plan"]) == (False, [])


@pytest.mark.parametrize("form", ["error_500", "result_code"])
@pytest.mark.parametrize("case", ONE_EACH, ids=lambda case: case.id)
def test_a_method_that_the_cpe_lacks_is_named(lab: Lab, case: Case, form: str) -> None:
    _prepare(lab, case, fault_form=form, unsupported_methods=[METHODS[case.id]])
    result = harness.call(lab, case)
    assert (result["error"]["kind"], result["error"]["code"]) == ("cwmp_fault", 9000)
    assert "method not supported" in result["msg"]


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"offline_form": "fault_form"}, "connection_request_failed"),
        ({"offline_form": "fault_form", "fault_form": "result_code"}, "connection_request_failed"),
        ({"offline_form": "polling_over", "scenario_timeout": 1}, "scenario_timeout"),
        ({"offline_form": "queued"}, "connection_request_failed"),
    ],
    ids=["fault", "result-code", "polling-over", "queued"],
)
@pytest.mark.parametrize("case", ONE_EACH, ids=lambda case: case.id)
def test_a_cpe_that_is_away_is_an_outcome_of_its_own(lab: Lab, case: Case, options: dict[str, Any], kind: str) -> None:
    _prepare(lab, case, online=False, **options)
    before = harness.state(lab, case)
    result = harness.call(lab, case, retries=0)
    assert result["failed"]
    assert result["error"]["kind"] == kind
    assert "DMS_DEVICE" in result["msg"]
    if "queued" in options.values() and result.get("queued") and not harness.requests(lab, case, "read"):
        assert result["env_id"]
        assert [queued["env_id"] for queued in harness.state(lab, case)["queued"]] == [result["env_id"]]
    else:
        assert harness.state(lab, case) == before


@pytest.mark.parametrize("case", [c for c in ONE_EACH if c.reads == 0], ids=lambda case: case.id)
def test_what_the_dms_puts_off_is_waited_for_until_the_cpe_is_back(lab: Lab, case: Case) -> None:
    device = _prepare(lab, case, online=False, offline_form="queued")

    def come_back() -> None:
        with device.lock:
            device.set_options({"online": True})

    timer = threading.Timer(1.0, come_back)
    timer.start()
    try:
        result = harness.call(lab, case, wait=True, wait_timeout=20, poll_interval=1)
    finally:
        timer.join()
    assert not result.get("failed"), result["msg"]
    assert (result["changed"], result["queued"]) == (True, False)
    assert len(lab.journal.entries(device=case.device, kind="write")) == 1


@pytest.mark.parametrize("case", ONE_EACH, ids=lambda case: case.id)
def test_async_is_left_running_and_its_result_fetched_later(lab: Lab, case: Case) -> None:
    _prepare(lab, case)
    started = harness.call(lab, case, command_options={"async": True}, wait=False)
    assert not started.get("failed"), started["msg"]
    assert (started["changed"], started["queued"]) == (True, True)
    fetch = next(one for one in CASES if one.module == "dms_result")
    result = harness.call(lab, fetch, env_id=started["env_id"])
    assert not result.get("failed"), result["msg"]
    assert result["result"]["finished"] is True
    harness.settle(lab, case)
    if case.idempotent:
        assert harness.call(lab, case)["changed"] is False


def test_several_cpes_in_one_list_can_be_told_apart_by_nobody(lab: Lab) -> None:
    case = next(case for case in CASES if case.id == "dms_parameter_attributes-several")
    _prepare(lab, case, multiple_form="flat")
    result = harness.call(lab, case)
    # All hold the same before, so that one list serves; what it shows is right for each of them.
    assert result["changed"] is True
    assert harness.call(lab, case)["changed"] is False
