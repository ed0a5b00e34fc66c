# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ACS in the configuration of the simulated CPE: rpcd's object uci, and what icwmpd makes of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lab.icwmp.config import url_in_use
from tests.unit.lab.icwmp_support import DENIED, Caller

PLACE = {"config": "cwmp", "section": "acs"}
NEW = "https://new.example.net/"
OLD = "https://acs.example.net:7547/"


def admin(**options: Any) -> Caller:
    caller = Caller(**options)
    caller.login(timeout=0)
    return caller


def uci(caller: Caller, method: str, arguments: dict[str, Any]) -> Any:
    return caller.call(method, arguments, "uci")


def test_the_section_reads_as_text() -> None:
    code, data = uci(admin(), "get", PLACE)
    assert code == 0
    assert data["values"] == {
        ".anonymous": False,
        ".type": "acs",
        ".name": "acs",
        "url": OLD,
        "userid": "lab-cpe",
        "passwd": "lab-acs-pw1",
        "dhcp_discovery": "disable",
        "periodic_inform_enable": "1",
        "periodic_inform_interval": "1800",
    }


def test_whole_configuration_and_single_option() -> None:
    caller = admin()
    assert uci(caller, "get", {"config": "cwmp"})[1]["values"]["acs"][".index"] == 0
    assert uci(caller, "get", {**PLACE, "option": "url"}) == [0, {"value": OLD}]
    assert uci(caller, "configs", {}) == [0, {"configs": ["cwmp"]}]


def test_a_change_is_the_sessions_own_until_it_is_committed() -> None:
    caller, other = admin(), Caller()
    other.cpe = caller.cpe
    other.login()
    before = caller.cpe.snapshot()
    assert uci(caller, "set", {**PLACE, "values": {"url": NEW, "userid": "x"}}) == [0]
    assert uci(caller, "get", PLACE)[1]["values"]["url"] == NEW
    assert uci(other, "get", PLACE)[1]["values"]["url"] == OLD
    changes = [["set", "acs", "url", NEW], ["set", "acs", "userid", "x"]]
    assert uci(caller, "changes", {"config": "cwmp"}) == [0, {"changes": changes}]
    assert caller.cpe.snapshot() == before
    assert uci(other, "commit", {"config": "cwmp"}) == [0]
    assert caller.cpe.snapshot() == before
    assert uci(caller, "commit", {"config": "cwmp"}) == [0]
    assert caller.cpe.snapshot()["config"]["acs_url"] == NEW
    assert caller.cpe.snapshot()["config"]["acs"]["userid"] == "x"
    assert uci(caller, "changes", {"config": "cwmp"}) == [0, {"changes": []}]
    assert caller.status()["cwmp"]["acs_url"] == OLD
    caller.call("command", {"command": "reload"})
    assert caller.status()["cwmp"]["acs_url"] == NEW


def test_reload_on_commit() -> None:
    caller = admin(reload_on_commit=True)
    uci(caller, "set", {**PLACE, "values": {"url": NEW}})
    uci(caller, "commit", {"config": "cwmp"})
    assert caller.status()["cwmp"]["acs_url"] == NEW


def test_revert_and_the_end_of_the_session_forget_changes() -> None:
    caller = admin()
    uci(caller, "set", {**PLACE, "values": {"url": NEW}})
    assert uci(caller, "revert", {"config": "cwmp"}) == [0]
    assert uci(caller, "get", {**PLACE, "option": "url"}) == [0, {"value": OLD}]
    uci(caller, "set", {**PLACE, "values": {"url": NEW}})
    caller.call("destroy", {}, "session")
    caller.login()
    uci(caller, "commit", {"config": "cwmp"})
    assert caller.cpe.snapshot()["config"]["acs_url"] == OLD


def test_empty_text_sets_nothing_and_delete_does() -> None:
    caller = admin()
    uci(caller, "set", {**PLACE, "values": {"userid": "", "periodic_inform_interval": 60, "insecure_enable": True}})
    uci(caller, "delete", {**PLACE, "options": ["passwd", "nothing"]})
    values = uci(caller, "get", PLACE)[1]["values"]
    assert (values["userid"], values["periodic_inform_interval"], values["insecure_enable"]) == ("lab-cpe", "60", "1")
    assert "passwd" not in values
    assert ["remove", "acs", "passwd"] in uci(caller, "changes", {"config": "cwmp"})[1]["changes"]


@pytest.mark.parametrize(
    ("method", "arguments", "code"),
    [
        ("get", {}, 2),
        ("set", {"config": "cwmp", "section": "acs"}, 2),
        ("set", {"config": "cwmp", "values": {}}, 2),
        ("commit", {}, 2),
        ("get", {"config": "nothing"}, 4),
        ("get", {"config": "cwmp", "section": "nothing"}, 4),
        ("get", {**PLACE, "option": "nothing"}, 4),
    ],
)
def test_refusals(method: str, arguments: dict[str, Any], code: int) -> None:
    assert uci(admin(), method, arguments) == [code]


def test_rights_to_the_object_and_to_the_configuration_are_two_things() -> None:
    may_read = admin(uci={"cwmp": ["read"]})
    assert uci(may_read, "get", PLACE)[0] == 0
    assert uci(may_read, "set", {**PLACE, "values": {"url": NEW}}) == [6]
    assert uci(may_read, "commit", {"config": "cwmp"}) == [6]
    assert uci(admin(uci={}), "get", PLACE) == [6]
    assert uci(admin(acl={"tr069": ["*"], "session": ["*"]}), "get", PLACE) == DENIED


@pytest.mark.parametrize(
    ("url", "acs", "used"),
    [
        ("http://a/", {}, "http://a/"),
        ("http://a/", {"dhcp_discovery": "enable"}, "http://a/"),
        ("http://a/", {"dhcp_discovery": "enable", "dhcp_url": "http://b/"}, "http://b/"),
        ("http://a/", {"dhcp_discovery": "disable", "dhcp_url": "http://b/"}, "http://a/"),
        ("", {"dhcp_discovery": "disable", "dhcp_url": "http://b/"}, "http://b/"),
        ("", {}, ""),
    ],
)
def test_which_acs_is_used(url: str, acs: dict[str, str], used: str) -> None:
    assert url_in_use({"acs_url": url, "acs": acs}) == used


def test_sessions_fail_where_no_acs_answers() -> None:
    caller = admin(acs_urls=[NEW])
    before = caller.status()["statistics"]["failure_sessions"]
    caller.call("inform")
    caller.cpe.clock.advance(1)
    assert caller.status()["statistics"]["failure_sessions"] == before + 1
    assert caller.informs == []
    caller.cpe.patch({"config": {"acs_url": NEW}})
    caller.call("command", {"command": "reload"})
    caller.cpe.clock.advance(7200)
    caller.cpe.tick()
    assert "6 CONNECTION REQUEST" in caller.informs


def test_periodic_informs_can_be_switched_off_and_on() -> None:
    caller = admin()
    for value, number in (("0", 0), ("1", 3)):
        uci(caller, "set", {**PLACE, "values": {"periodic_inform_enable": value, "periodic_inform_interval": "60"}})
        uci(caller, "commit", {"config": "cwmp"})
        caller.call("command", {"command": "reload"})
        caller.cpe.clock.advance(190)
        caller.cpe.tick()
        assert caller.informs == ["2 PERIODIC"] * number
