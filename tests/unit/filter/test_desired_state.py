# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The filter desired_state: what a role takes is written, secrets are not, and text stays text."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from ansible.errors import AnsibleFilterError

from ansible_collections.telco.cpe.plugins.filter.desired_state import FilterModule, desired_state

MASK = "********"


class Tagged(int):
    """A number as templating leaves it behind."""


class Unsafe(str):
    """A text as ansible-core before 2.19 has it: str() gives it back as it is."""

    def __str__(self) -> str:
        return self


def exported(variables: dict[str, Any], role: str = "peplink_site") -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(desired_state(variables, role, "router-1"))
    return data


def wan(**fields: Any) -> dict[str, Any]:
    (one,) = exported({"peplink_site_wans": [{"id": 1, **fields}]})["peplink_site_wans"]
    assert one.pop("id") == 1
    return dict(one)


def test_what_the_role_takes_is_kept_and_nothing_else() -> None:
    assert wan(name="Fibre", active=True, connection={"priority": 2, "is_up": True}) == {
        "name": "Fibre",
        "connection": {"priority": 2},
    }


@pytest.mark.parametrize("value", [None, "", {}, {"dns": {}}])
def test_what_is_not_set_is_left_out(value: Any) -> None:
    assert wan(connection=value) == {}


def test_false_and_an_empty_list_are_values() -> None:
    assert wan(enable=False, multiple_ip=[]) == {"enable": False, "multiple_ip": []}


def test_a_value_that_the_role_can_not_bring_about_is_left_out() -> None:
    assert wan(physical={"speed": "10Gbps"}) == {}
    assert wan(physical={"speed": "Auto"}) == {"physical": {"speed": "Auto"}}


@pytest.mark.parametrize("held", ["plain-text-secret", MASK])
def test_a_reference_stands_for_a_secret(held: str) -> None:
    text = desired_state({"peplink_site_wans": [{"id": 1, "ddns": {"password": held}}]}, "peplink_site", "Router-1.x")
    name = "vault_router_1_x_peplink_site_wans_1_ddns_password"
    assert f"#   {name}\n" in text
    assert f'password: "{{{{ {name} }}}}"' in text
    assert held not in text


def test_a_mask_anywhere_in_a_value_is_a_secret() -> None:
    entry = {"name": "Device.ManagementServer.URL", "value": f"https://{MASK}@acs.example.com"}
    text = desired_state({"cpe_baseline_parameters": [entry]}, "cpe_baseline", "c")
    assert MASK not in text
    assert "vault_c_cpe_baseline_parameters_device_managementserver_url_value" in text


def test_two_secrets_have_two_names() -> None:
    wans = [{"id": number, "ddns": {"password": MASK}} for number in (1, 2)]
    text = desired_state({"peplink_site_wans": wans}, "peplink_site", "r")
    assert len({line for line in text.splitlines() if line.startswith("#   ")}) == 2


def test_text_that_looks_like_a_template_is_unsafe() -> None:
    text = desired_state({"peplink_site_wans": [{"id": 1, "name": "{{ 1 }}"}]}, "peplink_site", "r")
    assert 'name: !unsafe "{{ 1 }}"' in text


def test_numbers_and_texts_that_look_like_numbers_stay_what_they_are() -> None:
    ports = [{Unsafe("port"): Tagged(3), "slot": Tagged(0), "number": Unsafe("0123"), "power": "on"}]
    assert exported({"sms_gateway_ports": ports}, "sms_gateway") == {
        "sms_gateway_ports": [{"port": 3, "slot": 0, "number": "0123", "power": "on"}]
    }


def test_an_entry_of_which_nothing_is_left_is_left_out() -> None:
    assert exported({"peplink_site_wans": [{"active": True}, {"id": 2}]}) == {"peplink_site_wans": [{"id": 2}]}


def test_a_text_without_secrets_says_so_by_saying_nothing() -> None:
    assert desired_state({"peplink_site_wans": []}, "peplink_site", "r") == (
        "# Exported from the system itself.\n---\npeplink_site_wans: []\n"
    )


@pytest.mark.parametrize(
    ("variables", "role", "text"),
    [
        ({}, "nothing", "no role 'nothing'"),
        ({}, "../roles/peplink_site", "no role"),
        ({"peplink_wans": []}, "peplink_site", "no variable peplink_wans"),
    ],
)
def test_mistakes_are_told(variables: dict[str, Any], role: str, text: str) -> None:
    with pytest.raises(AnsibleFilterError, match=text):
        desired_state(variables, role, "r")


def test_ansible_finds_it() -> None:
    assert FilterModule().filters() == {"desired_state": desired_state}
