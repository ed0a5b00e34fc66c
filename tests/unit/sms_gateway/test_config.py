# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_config: the forms of requests and answers, which differ, and what is sent of an entry."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.config_setting import unconfirmed
from ansible_collections.telco.cpe.plugins.modules.sms_gateway_config import RESOURCE

from .support import Answer, Network, Seen, run_module

PASSWORD = "s1p-pw"
GROUP = {
    "index": 0,
    "enable": "on",
    "description": "all",
    "sip_account": "1010",
    "sip_authid": "1010",
    "sip_authpswd": PASSWORD,
    "port_map": "[ 0,1,2 ]",
    "reg_type": "no_register",
    "select_type": "cyclicAscending",
    "tel_to_ip_hot_line": "",
    "ip_to_tel_hot_line": "",
}
# HTTP API V1.2, 20.4, as it stands there.
DOCUMENTED = (
    '[{"sip_proxy": "success"}, {"sip_trunk": ["31_success"]}, {"ip_to_tel_routing": ["1_success"]}, '
    '{"tel_to_ip_routing": ["1_success"]}, {"port_group": ["12_success"]}]]'
)


class Gateway:
    """Holds sections as get_config shows them; takes objects, each as a whole, unless it is told to refuse."""

    def __init__(self, **held: Any) -> None:
        self.held = held
        self.refuse: list[Any] = []
        self.text_only = False
        self.sent: list[dict[str, Any]] = []

    def __call__(self, seen: Seen) -> Answer:
        if seen.path == "/api/get_config":
            return Answer({section: self.held.get(section, []) for section in seen.body})
        self.sent.append(seen.body)
        answer: list[dict[str, Any]] = []
        for section, entries in seen.body.items():
            if section == "sip_proxy":
                self.held[section] = entries[0]
                answer.append({section: "success"})
            else:
                answer.append({section: [self._take(section, entry) for entry in entries if self._takes(entry)]})
        return Answer(answer)

    def _takes(self, entry: dict[str, Any]) -> bool:
        fits = not self.text_only or isinstance(entry.get("port_map"), str)
        return fits and entry["index"] not in self.refuse

    def _take(self, section: str, entry: dict[str, Any]) -> str:
        others = [old for old in self.held.get(section, []) if old["index"] != entry["index"]]
        self.held[section] = [*others, entry]
        return f"{entry['index']}_success"


def _run(gateway: Gateway, *, check: bool = False, **options: Any) -> dict[str, Any]:
    return run_module(RESOURCE, Network(gateway), options, check=check)


def test_the_documents_own_answer_confirms_what_it_names() -> None:
    sent = {
        "sip_proxy": [{}],
        "sip_trunk": [{"index": 31}],
        "ip_to_tel_routing": [{"index": 1}],
        "tel_to_ip_routing": [{"index": 1}],
        "port_group": [{"index": 12}],
    }
    answer = {"sip_proxy": "success", "sip_trunk": ["31_success"], "ip_to_tel_routing": ["1_success"]}
    answer |= {"tel_to_ip_routing": ["1_success"], "port_group": ["12_success"]}
    assert unconfirmed(sent, answer) == {}
    assert unconfirmed(sent, {}) == {
        "sip_proxy": [None],
        "sip_trunk": [31],
        "ip_to_tel_routing": [1],
        "tel_to_ip_routing": [1],
        "port_group": [12],
    }


@pytest.mark.parametrize("said", [["1_failed"], [], "1_success_not", ["11_success"], ["success"], None])
def test_everything_else_is_no_success(said: Any) -> None:
    assert unconfirmed({"sip_trunk": [{"index": 1}]}, {"sip_trunk": said}) == {"sip_trunk": [1]}
    assert unconfirmed({"sip_proxy": [{}]}, {"sip_proxy": said if said != ["success"] else "fail"}) == {
        "sip_proxy": [None]
    }


@pytest.mark.parametrize("text", [DOCUMENTED, DOCUMENTED[:-1], '{"sip_trunk":["31_success"],}'])
def test_an_answer_may_be_a_list_or_an_object_with_brackets_too_many(text: str) -> None:
    held = {"index": 31, "enable": "on", "domain": "a", "port": 1, "description": "", "check_network_status": "off"}
    answers = [Answer({"sip_trunk": [held]}), Answer(text), Answer({"sip_trunk": [{**held, "port": 2}]})]
    result = run_module(RESOURCE, Network(lambda _seen: answers.pop(0)), {"sip_trunk": [{"index": 31, "port": 2}]})
    assert not result.get("failed"), result["msg"]
    assert result["config"]["sip_trunk"][0]["port"] == 2


def test_an_entry_is_sent_as_a_whole_with_what_the_document_does_not_know() -> None:
    gateway = Gateway(port_group=[{**GROUP, "vendor_extra": "7"}], sip_trunk=[{"index": 1}])
    result = _run(gateway, port_group=[{"index": 0, "description": "none"}])
    assert gateway.sent == [
        {"port_group": [{**GROUP, "vendor_extra": "7", "description": "none", "port_map": [0, 1, 2]}]}
    ]
    assert PASSWORD not in str(result)
    before, after = (result["diff"][side]["port_group"]["0"] for side in ("before", "after"))
    assert {name for name in after if after[name] != before[name]} == {"description"}


def test_port_map_is_sent_as_text_to_a_gateway_that_takes_no_array() -> None:
    gateway = Gateway(port_group=[GROUP])
    gateway.text_only = True
    result = _run(gateway, port_group=[{"index": 0, "port_map": [3, 1]}])
    assert not result.get("failed"), result["msg"]
    assert [sent["port_group"][0]["port_map"] for sent in gateway.sent] == [[3, 1], "[3,1]"]
    assert _run(gateway, port_group=[{"index": 0, "port_map": [1, 3]}])["changed"] is False


def test_the_form_of_port_map_changes_nothing_for_a_group_that_is_refused() -> None:
    gateway = Gateway(port_group=[GROUP])
    gateway.refuse = [0, 5]
    result = _run(
        gateway,
        port_group=[{"index": 0, "port_map": [3]}, {"index": 5, "port_map": [4]}, {"index": 6, "port_map": [5]}],
    )
    assert "did not confirm port_group[0], port_group[5]" in result["msg"]
    assert [[entry["index"] for entry in sent["port_group"]] for sent in gateway.sent] == [[0, 5, 6], [0, 5]]
    assert PASSWORD not in str(result)


def test_the_proxy_is_sent_as_a_list_of_one_and_read_as_an_object() -> None:
    gateway = Gateway(sip_proxy={"domain": "", "port": 5060, "check_network_status": "off"})
    result = _run(gateway, sip_proxy={"domain": "172.18.25.31"})
    assert gateway.sent == [{"sip_proxy": [{"domain": "172.18.25.31", "port": 5060, "check_network_status": "off"}]}]
    assert result["config"]["sip_proxy"]["domain"] == "172.18.25.31"


def test_only_the_given_sections_are_asked_for() -> None:
    network = Network(Gateway())
    run_module(RESOURCE, network, {"sip_trunk": [], "purge": True})
    assert [seen.body for seen in network.seen] == [{"sip_trunk": []}]


def test_a_new_group_without_an_account_gets_an_empty_password() -> None:
    gateway = Gateway()
    _run(gateway, port_group=[{"index": 3, "port_map": [1]}])
    assert gateway.sent[0]["port_group"][0] == {
        "index": 3,
        "enable": "on",
        "description": "",
        "sip_account": "",
        "sip_authid": "",
        "sip_authpswd": "",
        "port_map": [1],
        "reg_type": "no_register",
        "select_type": "cyclicAscending",
        "tel_to_ip_hot_line": "",
        "ip_to_tel_hot_line": "",
    }


def test_purging_switches_off_and_keeps_the_rest() -> None:
    trunk = {"enable": "on", "domain": "a", "port": 5060, "description": "x", "check_network_status": "on"}
    gateway = Gateway(sip_trunk=[{"index": 1, **trunk}, {"index": 2, **trunk}, {"index": 3, **trunk, "enable": "off"}])
    _run(gateway, sip_trunk=[{"index": 1}], purge=True)
    assert gateway.sent == [{"sip_trunk": [{"index": 2, **trunk, "enable": "off"}]}]
