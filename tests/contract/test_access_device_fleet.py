# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many access devices at once: what that costs in requests, what purging removes, and what becomes of the others when one fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract import harness
from tests.contract.cases.access_device_fleet import CASES, PHONE
from tests.lab import Lab
from tests.lab.access_device import ApioServer
from tests.lab.core.faults import Fault

MIXED, LISTED = CASES
MANY = 500


@pytest.fixture
def apio(lab: Lab) -> Iterator[ApioServer]:
    """The server, put back with its options."""
    harness.prepare(lab, LISTED)
    server = lab.device("apio")
    assert isinstance(server, ApioServer)
    yield server
    lab.reset_device("apio")
    lab.faults.clear()


def _run(lab: Lab, devices: list[dict[str, Any]], **options: Any) -> dict[str, Any]:
    """Run the module, and forget what was asked before."""
    lab.journal.clear()
    return harness.call(lab, LISTED, devices=devices, **options)


def _done(lab: Lab, devices: list[dict[str, Any]], **options: Any) -> dict[str, Any]:
    result = _run(lab, devices, **options)
    assert not result.get("failed"), result["msg"]
    assert not result.get("unreachable"), result["msg"]
    return result


def _counted(lab: Lab) -> dict[str, int]:
    return {kind: harness.requests(lab, LISTED, kind) for kind in ("auth", "read", "write")}


def _results(result: dict[str, Any]) -> dict[str, str]:
    return {row["device_name"]: row["result"] for row in result["devices"]}


def _devices(lab: Lab) -> dict[str, Any]:
    devices: dict[str, Any] = lab.snapshot("apio")["tenants"]["foo"]["groups"]["foogroup"]["devices"]
    return devices


def _phones(count: int, **options: Any) -> list[dict[str, Any]]:
    return [
        {"device_name": f"Phone {n}", "device_type": PHONE, "mac_address": f"{n:012x}", **options} for n in range(count)
    ]


# What it costs


def test_hundreds_of_converged_devices_cost_one_list(lab: Lab, apio: ApioServer) -> None:
    phones = _phones(MANY)
    created = _done(lab, phones)
    assert _counted(lab) == {"auth": 1, "read": 2, "write": MANY}  # the list before, and once more to verify
    assert set(_results(created).values()) == {"applied"}
    converged = _done(lab, phones)
    assert _counted(lab) == {"auth": 1, "read": 1, "write": 0}
    assert (converged["changed"], converged["api_requests"]) == (False, 2)
    assert set(_results(converged).values()) == {"unchanged"}


def test_details_are_read_only_of_the_devices_of_which_more_is_asked_than_the_list_shows(
    lab: Lab, apio: ApioServer
) -> None:
    phones = [*_phones(20), {"device_name": "foodevice", "transport_protocol": "Unspecified"}]
    phones += [{"device_name": "dect-base", "protocol": "SIP 2.0"}, {"device_name": "nobody", "state": "absent"}]
    _done(lab, phones)
    assert _counted(lab)["read"] == 2 + 2
    assert _done(lab, phones)["changed"] is False
    assert _counted(lab) == {"auth": 1, "read": 1 + 2, "write": 0}
    read = [entry.path.rsplit("/", 2)[1] for entry in lab.journal.entries(device="apio", kind="read")]
    assert (read[0], set(read)) == ("access_devices", {"access_devices", "foodevice", "dect-base"})


def test_a_change_of_what_the_list_shows_needs_no_details(lab: Lab, apio: ApioServer) -> None:
    wanted = [{"device_name": "foodevice", "mac_address": "00:15:65:00:00:01", "net_address": "192.0.2.1"}]
    assert _done(lab, wanted)["changed"] is True
    assert _counted(lab) == {"auth": 1, "read": 2, "write": 1}
    assert _devices(lab)["foodevice"]["macAddress"] == "001565000001"
    assert _done(lab, wanted)["changed"] is False


def test_a_list_that_shows_more_spares_more(lab: Lab, apio: ApioServer, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.lab.access_device import devices

    monkeypatch.setattr(devices, "_LIST_FIELDS", (*devices._LIST_FIELDS, "description"))
    wanted = [{"device_name": "APIO Test Device", "description": "APIO Test Device"}]
    assert _done(lab, wanted)["changed"] is False
    assert _counted(lab)["read"] == 1


def test_a_list_that_shows_less_costs_details(lab: Lab, apio: ApioServer, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.lab.access_device import devices

    row = devices.list_row
    monkeypatch.setattr(devices, "list_row", lambda ref: {k: v for k, v in row(ref).items() if k != "deviceType"})
    wanted = [{"device_name": "foodevice", "device_type": "CTYealink-T48G"}]
    assert _done(lab, wanted)["changed"] is False
    assert _counted(lab)["read"] == 2


def test_nothing_asked_costs_nothing(lab: Lab, apio: ApioServer) -> None:
    result = _done(lab, [])
    assert (result["changed"], result["devices"], result["api_requests"]) == (False, [], 0)


def test_a_rate_limit_is_kept(lab: Lab, apio: ApioServer) -> None:
    apio.set_options({"rate_limit": 10})
    phones = _phones(15)
    _done(lab, phones, retries=5)
    assert any(entry.status == 429 for entry in lab.journal.entries(device="apio"))
    assert {phone["device_name"] for phone in phones} <= set(_devices(lab))


def _slowly(lab: Lab, apio: ApioServer, seconds: float, concurrency: int, devices: int) -> list[float]:
    """When the details of so many devices were asked for, in seconds since the first, each answered so many seconds later."""
    wanted = [{**phone, "protocol": "SIP 2.0"} for phone in _phones(devices)]
    _done(lab, wanted)
    handle = apio.handle

    def late(request: Any) -> Any:
        answer = handle(request)
        answer.delay = seconds if "/Phone " in request.path else 0
        return answer

    apio.handle = late  # type: ignore[method-assign]
    try:
        assert _done(lab, wanted, concurrency=concurrency)["changed"] is False
    finally:
        apio.handle = handle  # type: ignore[method-assign]
    times = [entry.time for entry in lab.journal.entries(device="apio", kind="read") if "/Phone " in entry.path]
    assert len(times) == devices
    return [time - times[0] for time in times]


def test_details_are_read_several_at_a_time_and_no_more(lab: Lab, apio: ApioServer) -> None:
    times = _slowly(lab, apio, 1, concurrency=3, devices=4)
    assert times[2] < 1 <= times[3]


def test_details_may_be_read_one_by_one(lab: Lab, apio: ApioServer) -> None:
    times = _slowly(lab, apio, 0.3, concurrency=1, devices=3)
    assert times[1] >= 0.3
    assert times[2] >= 0.6


def test_a_session_that_ends_while_details_are_read_is_renewed_once(lab: Lab, apio: ApioServer) -> None:
    wanted = [{**phone, "protocol": "SIP 2.0"} for phone in _phones(12)]
    _done(lab, wanted)
    handle = apio.handle

    def forgetful(request: Any) -> Any:
        answer = handle(request)
        if request.method == "GET" and request.path.endswith("/access_devices/"):
            apio.logins.end_all()
        return answer

    apio.handle = forgetful  # type: ignore[method-assign]
    try:
        assert _done(lab, wanted)["changed"] is False
    finally:
        apio.handle = handle  # type: ignore[method-assign]
    assert _counted(lab)["auth"] == 2


def test_a_server_that_fails_at_details_is_not_asked_for_all_of_them(lab: Lab, apio: ApioServer) -> None:
    wanted = [{**phone, "protocol": "SIP 2.0"} for phone in _phones(40)]
    _done(lab, wanted)
    lab.faults.add(Fault("login_page", device="apio", path="/Phone ", times=-1))
    result = _run(lab, wanted)
    assert result["error"]["kind"] == "not_the_system"
    assert _counted(lab)["read"] < 20


def test_a_device_whose_details_can_not_be_read_leaves_the_others_alone(lab: Lab, apio: ApioServer) -> None:
    wanted = [{**phone, "protocol": "SIP 2.0"} for phone in _phones(5)]
    _done(lab, wanted)
    lab.faults.add(Fault("status", device="apio", path="/Phone 2/", status=400, times=-1))
    result = _run(lab, [{**phone, "protocol": "SIP"} for phone in wanted])
    assert list(_results(result).values()) == ["applied", "applied", "failed", "applied", "applied"]


# Several groups


def test_devices_of_several_groups_cost_a_list_for_each(lab: Lab, apio: ApioServer) -> None:
    apio.set_options({"tenants": {"bar": ["bargroup"]}, "devices_per_group": 2})
    with apio.lock:
        apio.reset()
    wanted = [*_phones(1), {**_phones(1)[0], "tenant_id": "bar", "group_id": "bargroup"}]
    predicted = _done(lab, wanted, check=True)
    done = _done(lab, wanted)
    assert predicted["diff"] == done["diff"]
    assert set(done["diff"]["after"]) == {"foo/foogroup/Phone 0", "bar/bargroup/Phone 0"}
    assert "Phone 0" in lab.snapshot("apio")["tenants"]["bar"]["groups"]["bargroup"]["devices"]
    assert _done(lab, wanted)["changed"] is False
    assert _counted(lab) == {"auth": 1, "read": 2, "write": 0}
    # A group that no device names is none of purge's business.
    purged = _done(lab, wanted[1:], purge=True)
    assert _results(purged) == {"Phone 0": "unchanged", "device-0": "applied", "device-1": "applied"}
    assert "foodevice" in _devices(lab)


def test_a_group_that_is_not_there_is_told(lab: Lab, apio: ApioServer) -> None:
    result = _run(lab, _phones(1, group_id="nogroup"))
    assert result["error"]["kind"] == "not_found"
    assert "Group not found: nogroup" in result["msg"]
    assert _counted(lab)["write"] == 0


# Purge


KEPT = [{"device_name": name} for name in ("foodevice", "dect-base")]


def test_purge_removes_what_is_not_listed(lab: Lab, apio: ApioServer) -> None:
    predicted = _done(lab, KEPT, purge=True, check=True)
    assert set(_devices(lab)) == {"foodevice", "dect-base", "APIO Test Device", "DP_ApioUserTest"}
    done = _done(lab, KEPT, purge=True)
    for key in ("changed", "diff", "plan", "devices"):
        assert predicted[key] == done[key], key
    assert set(_devices(lab)) == {"foodevice", "dect-base"}
    assert _done(lab, KEPT, purge=True)["changed"] is False
    assert _counted(lab) == {"auth": 1, "read": 1, "write": 0}


def test_purge_has_a_limit_and_says_what_it_would_remove(lab: Lab, apio: ApioServer) -> None:
    result = _run(lab, [*KEPT, *_phones(3)], purge=True, purge_limit=1)
    assert result["error"]["kind"] == "option"
    assert "2 devices are not listed, and at most 1 may be removed" in result["msg"]
    assert "'APIO Test Device', 'DP_ApioUserTest'" in result["msg"]
    assert _counted(lab) == {"auth": 1, "read": 1, "write": 0}
    assert len(_devices(lab)) == 4
    # Those that are to be absent do not count.
    absent = [{"device_name": "APIO Test Device", "state": "absent"}]
    assert _done(lab, [*KEPT, *absent], purge=True, purge_limit=1)["changed"] is True
    assert set(_devices(lab)) == {"foodevice", "dect-base"}


def test_purge_keeps_devices_with_users_and_tells(lab: Lab, apio: ApioServer) -> None:
    result = _run(lab, KEPT[1:], purge=True)
    assert result["failed"]
    assert result["changed"] is True
    assert "1 of 4 devices failed: foodevice: the device is not listed, but has 2 connected users" in result["msg"]
    assert set(_devices(lab)) == {"foodevice", "dect-base"}
    assert _done(lab, [*KEPT[1:], {"device_name": "foodevice", "state": "absent"}], purge=True)["changed"] is True
    assert set(_devices(lab)) == {"dect-base"}


def test_without_purge_nothing_is_removed(lab: Lab, apio: ApioServer) -> None:
    _done(lab, KEPT[:1])
    assert len(_devices(lab)) == 4


# One that fails


def test_a_device_that_fails_leaves_the_others_alone(lab: Lab, apio: ApioServer) -> None:
    phones = _phones(5)
    phones[1]["device_type"] = "No such type"
    phones[2] = {"device_name": "foodevice", "device_type": PHONE}
    phones[3] = {"device_name": "New without a type"}
    result = _run(lab, phones)
    assert result["failed"]
    assert _results(result) == {
        "Phone 0": "applied",
        "Phone 1": "failed",
        "foodevice": "failed",
        "New without a type": "failed",
        "Phone 4": "applied",
    }
    assert "3 of 5 devices failed: Phone 1: " in result["msg"]
    assert "Unknown device type No such type" in result["devices"][1]["msg"]
    assert "can't be changed on an existing device" in result["devices"][2]["msg"]
    assert "device_type: is required" in result["devices"][3]["msg"]
    assert {"Phone 0", "Phone 4"} <= set(_devices(lab))
    good = [phones[0], phones[4]]
    assert _done(lab, good)["changed"] is False


def test_many_failures_are_told_in_short(lab: Lab, apio: ApioServer) -> None:
    result = _run(lab, _phones(30, device_type="No such type"))
    assert "30 of 30 devices failed" in result["msg"]
    assert "; and 20 more" in result["msg"]
    assert "Phone 10" not in result["msg"]
    assert len(result["devices"]) == 30


def test_what_concerns_the_whole_server_ends_the_run_and_the_next_one_goes_on(lab: Lab, apio: ApioServer) -> None:
    phones = _phones(6)
    lab.faults.add(Fault("reset_before", device="apio", kind="write", skip=2, times=-1))
    result = _run(lab, phones, retries=1)
    lab.faults.clear()
    assert list(_results(result).values()) == ["applied", "applied", "failed", "skipped", "skipped", "skipped"]
    assert result["error"]["kind"] == "no_answer"
    again = _done(lab, phones)
    assert list(_results(again).values()) == ["unchanged"] * 2 + ["applied"] * 4


@pytest.mark.parametrize(("status", "logins"), [(401, 2), (403, 1)])
def test_a_right_that_is_missing_is_missed_once(lab: Lab, apio: ApioServer, status: int, logins: int) -> None:
    lab.faults.add(Fault("status", device="apio", kind="write", status=status, times=-1))
    result = _run(lab, _phones(5))
    assert result["error"]["kind"] == "permission"
    assert list(_results(result).values()) == ["failed"] + ["skipped"] * 4
    assert _counted(lab)["auth"] == logins


def test_a_device_that_did_not_take_is_found_among_the_others(lab: Lab, apio: ApioServer) -> None:
    lab.faults.add(Fault("silent", device="apio", kind="write", skip=1))
    result = _run(lab, _phones(3))
    assert result["error"]["kind"] == "verify"
    assert list(_results(result).values()) == ["applied", "failed", "applied"]
    quiet = _done(lab, _phones(3), verify=False)
    assert quiet["changed"] is True
    assert _counted(lab)["read"] == 1


def test_a_recreation_of_a_device_with_users_is_refused(lab: Lab, apio: ApioServer) -> None:
    result = _run(lab, [{"device_name": "foodevice", "device_type": PHONE, "recreate": True}])
    assert "2 connected users" in result["msg"]
    assert _counted(lab)["write"] == 0


def test_a_device_that_is_gone_since_the_list_is_created(lab: Lab, apio: ApioServer) -> None:
    wanted = [{"device_name": "foodevice", "device_type": PHONE, "protocol": "SIP 2.0"}]
    handle = apio.handle

    def race(request: Any) -> Any:
        answer = handle(request)
        if request.method == "GET" and request.path.endswith("/access_devices/"):
            apio.state["tenants"]["foo"]["groups"]["foogroup"]["devices"].pop("foodevice", None)
            apio.handle = handle  # type: ignore[method-assign]
        return answer

    apio.handle = race  # type: ignore[method-assign]
    assert _done(lab, wanted)["changed"] is True
    assert _devices(lab)["foodevice"]["deviceType"] == PHONE


def test_no_secret_shows_in_what_a_server_says_of_a_device(lab: Lab, apio: ApioServer) -> None:
    secret = "planted-device-secret"
    body = {"details": f"password {secret} was used before"}
    lab.faults.add(Fault("status", device="apio", kind="write", status=400, body=body, times=-1))
    result = _run(lab, _phones(2, user_name="x", password=secret))
    assert result["failed"]
    assert secret not in str(result)
