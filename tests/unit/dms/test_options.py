# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""search_options and command_options."""

from __future__ import annotations

from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._dms.options import TARGET_OPTIONS, Target


def target(**args: Any) -> Target:
    checked = ArgumentSpecValidator(TARGET_OPTIONS).validate(args)
    assert not checked.errors.errors, checked.errors.msg
    return Target.of(checked.validated_parameters)


def test_every_documented_key_is_an_option() -> None:
    documented = [
        "cpe_id",
        "cid",
        "cid2",
        "cid3",
        "mac",
        "location",
        "data_model",
        "vendor",
        "ip_address",
        "model",
        "hw_version",
        "sw_version",
        "upstream_id",
        "protocol",
        "first_seen",
        "last_seen",
    ]
    assert sorted(TARGET_OPTIONS["search_options"]["options"]) == sorted(documented)
    given = dict.fromkeys(documented, "1")
    assert set(target(search_options=given).search) == set(documented)


def test_the_body_is_as_in_the_samples() -> None:
    body = target(search_options={"cpe_id": "DMS_DEVICE"}).body(["InternetGatewayDevice.ManagementServer."])
    assert list(body) == ["search_options", "command_options", "parameters"]
    assert body == {
        "search_options": {"cpe_id": "DMS_DEVICE"},
        "command_options": {},
        "parameters": ["InternetGatewayDevice.ManagementServer."],
    }


def test_command_options_are_sent_as_given_and_async_only_with_writes() -> None:
    given = {"async": True, "no_cnr": False, "multiple": False, "timeout": 300}
    wanted = target(search_options={"cpe_id": "A"}, command_options=given)
    assert wanted.command == given
    assert wanted.queued
    assert wanted.reading().command == {"no_cnr": False, "multiple": False, "timeout": 300}
    assert not wanted.reading().queued


@pytest.mark.parametrize(
    ("given", "sent"), [(1700000000, 1700000000), ("1700000000", 1700000000), (">5", ">5"), ("!5", "!5"), ("<5", "<5")]
)
def test_times_are_integers_alone_and_strings_with_an_operator(given: Any, sent: Any) -> None:
    assert target(search_options={"last_seen": given}).search == {"last_seen": sent}


@pytest.mark.parametrize(
    ("args", "path"),
    [
        ({}, "search_options"),
        ({"search_options": {}}, "search_options"),
        ({"search_options": {"cpe_id": None}}, "search_options"),
        ({"search_options": {"cpe_id": " "}}, "search_options.cpe_id"),
        ({"search_options": {"first_seen": "=5"}}, "search_options.first_seen"),
        ({"search_options": {"first_seen": "> 5"}}, "search_options.first_seen"),
        ({"search_options": {"first_seen": -5}}, "search_options.first_seen"),
        ({"search_options": {"cpe_id": "A"}, "command_options": {"timeout": 0}}, "command_options.timeout"),
    ],
)
def test_what_makes_no_sense_is_refused(args: dict[str, Any], path: str) -> None:
    with pytest.raises(OptionError) as caught:
        target(**args)
    assert caught.value.path == path


def test_a_host_without_search_options_learns_where_they_come_from() -> None:
    with pytest.raises(OptionError, match="dms_cpe_id"):
        target()
