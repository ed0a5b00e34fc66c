# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The section acs of icwmp's configuration: how UCI's text reads, and what is sent."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core import normal
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR
from ansible_collections.telco.cpe.plugins.module_utils._core.payload import payload
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.acs import TABLE


@pytest.mark.parametrize("text", ["1", "true", "on", "Yes", "enable", "enabled"])
def test_what_is_true(text: str) -> None:
    read = normal.from_answer(TABLE, {"insecure_enable": text, "dhcp_discovery": text})
    assert read == {"insecure_enable": True, "dhcp_discovery": "enable"}


@pytest.mark.parametrize("text", ["0", "false", "off", "No", "disable", "disabled"])
def test_what_is_false(text: str) -> None:
    read = normal.from_answer(TABLE, {"insecure_enable": text, "dhcp_discovery": text})
    assert read == {"insecure_enable": False, "dhcp_discovery": "disable"}


def test_what_is_neither_is_shown_or_counts_as_unset() -> None:
    assert normal.from_answer(TABLE, {"insecure_enable": "?", "dhcp_discovery": "?"}) == {"dhcp_discovery": "?"}
    assert normal.from_answer(TABLE, {"periodic_inform_interval": "soon"}) == {}


def test_numbers_and_secrets() -> None:
    read = normal.from_answer(TABLE, {"periodic_inform_interval": "3600", "passwd": "x", "unknown": "y"})
    assert read == {"periodic_inform_interval": 3600, "passwd": "x"}
    assert isinstance(read["passwd"], Secret)


def test_everything_is_sent_as_text() -> None:
    wanted: dict[str, Any] = {
        "url": "http://acs:7547",
        "periodic_inform_interval": 60,
        "insecure_enable": False,
        "ipv6_enable": True,
        "userid": CLEAR,
    }
    assert payload(TABLE, wanted, {}, [(name,) for name in wanted]) == {
        "url": "http://acs:7547",
        "periodic_inform_interval": "60",
        "insecure_enable": "0",
        "ipv6_enable": "1",
        "userid": "",
    }
