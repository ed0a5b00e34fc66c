# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role sim_rotation over a gateway of the lab: what it changes, in which order, what it leaves, and how it goes back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.integration.example_site import ExampleSite, Finished
from tests.lab import Lab, Site

NAME = "gateway-1"
QUICK = {"sim_rotation_grace": 0, "sim_rotation_register_timeout": 2, "sim_rotation_poll_interval": 1}
ALL = [{"port": port, "slots": [0, 1, 2]} for port in range(4)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExampleSite]:
    options = {"credit_of": "sim", "sims_per_port": 3, "register_seconds": 0.5}
    with Lab(Site(gateways=1, options={"sms_gateway": options})) as lab:
        yield ExampleSite(lab, tmp_path_factory.mktemp("sims"))


@pytest.fixture
def site(shared: ExampleSite) -> ExampleSite:
    shared.lab.reset()
    return shared


def rotate(site: ExampleSite, *arguments: str, ports: Any = ALL, **variables: Any) -> Finished:
    given = {**QUICK, "sim_rotation_ports": ports, **variables}
    return site.play("sim_rotation", "--limit", NAME, "-e", json.dumps(given), *arguments)


def slots(site: ExampleSite) -> list[int]:
    """The slots of the first four ports."""
    ports = site.lab.snapshot(NAME)["ports"]
    return [ports[str(number)]["slot"] for number in range(4)]


def switches(site: ExampleSite) -> list[tuple[str, str]]:
    """The ports that were put on slots, in order."""
    writes = [dict(entry.query) for entry in site.lab.journal.entries(kind="write")]
    assert {write["action"] for write in writes} <= {"slot"}
    return [(write["port"], write["param"]) for write in writes]


def patch_sim(site: ExampleSite, port: int, slot: int, changes: Any) -> None:
    site.lab.patch(NAME, {"ports": {str(port): {"sims": {str(slot): changes}}}})


def credit(value: str) -> dict[str, Any]:
    return {"remain": {"credit": value}}


def test_the_defaults_ask_for_nothing(site: ExampleSite) -> None:
    done = site.play("sim_rotation")
    assert done.code == 0, done.output[-4000:]
    assert site.lab.journal.entries() == []


def test_good_ports_are_left_alone_and_cost_one_read(site: ExampleSite) -> None:
    done = rotate(site, sim_rotation_min_signal=21, sim_rotation_min_remaining={"remain_credit": 1000})
    assert done.code == 0, done.output[-4000:]
    assert done.count("changed") == 0
    assert len(site.lab.journal.entries(kind="read")) == 1


def test_each_fault_leads_to_the_next_slot_and_a_second_run_changes_nothing(site: ExampleSite) -> None:
    patch_sim(site, 0, 0, None)  # no SIM card
    patch_sim(site, 1, 0, credit("4.99"))
    patch_sim(site, 2, 0, {"pin_enabled": True})
    wanted: dict[str, Any] = {"sim_rotation_min_remaining": {"remain_credit": 5, "remain_daily_connect": "1"}}
    done = rotate(site, **wanted)
    assert done.code == 0, done.output[-4000:]
    assert slots(site) == [1, 1, 1, 0]
    assert switches(site) == [("0", "1"), ("1", "1"), ("2", "1")]
    again = rotate(site, **wanted)
    assert (again.code, again.count("changed")) == (0, 0), again.output[-4000:]
    assert slots(site) == [1, 1, 1, 0]


def test_slots_are_tried_in_order_from_the_present_one_on(site: ExampleSite) -> None:
    site.lab.patch(NAME, {"ports": {"0": {"slot": 1}}})
    patch_sim(site, 0, 1, credit("0"))
    patch_sim(site, 0, 2, None)
    done = rotate(site, sim_rotation_min_remaining={"remain_credit": 5})
    assert done.code == 0, done.output[-4000:]
    assert switches(site) == [("0", "2"), ("0", "0")]


def test_a_port_goes_back_when_no_sim_card_does_and_the_others_are_looked_after(site: ExampleSite) -> None:
    for slot in (0, 1):
        patch_sim(site, 0, slot, credit("1.00"))
    patch_sim(site, 0, 2, {"pin_enabled": True})
    patch_sim(site, 1, 0, None)
    done = rotate(site, sim_rotation_min_remaining={"remain_credit": 5})
    assert done.code != 0
    assert switches(site) == [("0", "1"), ("0", "2"), ("0", "0"), ("1", "1")]
    assert slots(site) == [0, 1, 0, 0]
    message = done.messages(NAME)
    assert "No SIM card does for port 0." in message
    assert "Port 0 is on slot 0 as before (remain_credit is 1.00, less than 5)." in message
    assert "Slot 1: remain_credit is 1.00, less than 5." in message
    assert "Slot 2: reg is PIN_REQUIRE, its SIM card asks for the PIN." in message


def test_a_gateway_that_refuses_the_slot(site: ExampleSite) -> None:
    site.lab.device(NAME).set_options({"multi_sim": False})
    patch_sim(site, 0, 0, None)
    done = rotate(site)
    assert done.code != 0
    assert "only a multi-SIM gateway has slots" in done.messages(NAME)
    assert switches(site) == []


@pytest.mark.parametrize("of_the_play", [False, True])
def test_check_mode_predicts_and_changes_nothing(site: ExampleSite, of_the_play: bool) -> None:
    patch_sim(site, 0, 0, None)
    patch_sim(site, 1, 0, None)
    site.lab.refuse_writes = True
    if of_the_play:
        play = [
            {
                "hosts": "sms_gateway",
                "gather_facts": False,
                "check_mode": True,
                "roles": ["telco.cpe.sim_rotation"],
                "vars": {**QUICK, "sim_rotation_ports": ALL},
            }
        ]
        (site.folder / "checked.yml").write_text(json.dumps(play), encoding="utf-8")
        predicted = site.play("./checked.yml")
    else:
        predicted = rotate(site, "--check")
    assert predicted.code == 0, predicted.output[-4000:]
    assert site.lab.journal.refused == []
    site.lab.refuse_writes = False
    done = rotate(site)
    assert done.code == 0, done.output[-4000:]
    assert predicted.changed == done.changed
    assert predicted.count("changed") == done.count("changed") == 2


def test_a_port_without_power_stays_without(site: ExampleSite) -> None:
    site.lab.patch(NAME, {"ports": {"0": {"power": "off"}}})
    done = rotate(site)
    assert (done.code, switches(site)) == (0, []), done.output[-4000:]


def test_only_the_ports_that_an_event_speaks_of(site: ExampleSite) -> None:
    patch_sim(site, 0, 0, None)
    patch_sim(site, 1, 0, None)
    done = rotate(site, sim_rotation_only_ports=[1, 7])
    assert done.code == 0, done.output[-4000:]
    assert switches(site) == [("1", "1")]


def test_a_port_may_come_back_by_itself(site: ExampleSite) -> None:
    device = site.lab.device(NAME)
    device.set_options({"register_seconds": 3})
    with device.lock:
        device.radio.start_module("0", device.state["ports"]["0"])  # type: ignore[attr-defined]
    done = rotate(site, sim_rotation_grace=20)
    assert (done.code, switches(site)) == (0, []), done.output[-4000:]


def test_a_port_that_does_not_come_back(site: ExampleSite) -> None:
    site.lab.device(NAME).set_options({"register_seconds": 0})
    device = site.lab.device(NAME)
    with device.lock:
        device.set_options({"register_seconds": 3600})
        device.radio.start_module("0", device.state["ports"]["0"])  # type: ignore[attr-defined]
    done = rotate(site, sim_rotation_grace=2)
    assert done.code != 0
    assert switches(site) == [("0", "1"), ("0", "2"), ("0", "0")]


def test_a_weak_signal_and_one_that_is_not_known(site: ExampleSite) -> None:
    site.lab.patch(NAME, {"ports": {"0": {"signal": 5}, "1": {"signal": 99}}})
    done = rotate(site, ports=ALL[:2], sim_rotation_min_signal=6)
    assert done.code != 0, "the lab's signal is that of the port, whatever the SIM card"
    assert switches(site) == [("0", "1"), ("0", "2"), ("0", "0")]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"ports": [{"port": 0}]}, "missing required arguments: slots"),
        ({"ports": [{"port": 0, "slots": [4]}]}, "value of slots must be one or more of"),
        ({"sim_rotation_min_remaining": {"credit": 1}}, "credit"),
    ],
)
def test_mistakes_are_found_before_the_first_request(
    site: ExampleSite, variables: dict[str, Any], message: str
) -> None:
    done = rotate(site, **variables)
    assert done.code != 0
    assert message in done.output
    assert site.lab.journal.entries() == []
