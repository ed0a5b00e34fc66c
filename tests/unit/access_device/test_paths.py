# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names in URLs: nothing in a name may lead to another place."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
import requests

from ansible_collections.telco.cpe.plugins.module_utils._access_device.paths import (
    check_device_name,
    check_group,
    device_path,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError

GROUP = {"tenant_id": "foo", "group_id": "foogroup"}


def test_the_documents_sample() -> None:
    assert device_path("foo", "foogroup", "APIO Test Device New") == (
        "tenants/foo/groups/foogroup/access_devices/APIO%20Test%20Device%20New/"
    )


@pytest.mark.parametrize("name", ["a/b", "50%", "%2F", "Zoë", "a?b#c", "a+b&c=d", "...", "a\\b", "日本", "..%2F", "~x"])
def test_a_name_reaches_the_server_as_it_is(name: str) -> None:
    check_device_name(name)
    url = f"https://apio.example.com/api/v1/{device_path(name, name, name)}"
    sent = str(requests.Request("GET", url).prepare().path_url)
    segments = sent.split("/")
    assert segments[:4] == ["", "api", "v1", "tenants"]
    assert segments[5:8:2] == ["groups", "access_devices"]
    assert segments[9:] == [""]
    assert [unquote(segments[place]) for place in (4, 6, 8)] == [name] * 3


@pytest.mark.parametrize("name", [".", ".."])
@pytest.mark.parametrize("option", ["tenant_id", "group_id", "device_name"])
def test_a_name_that_would_lead_elsewhere_is_refused(option: str, name: str) -> None:
    """requests, and every server, would take access_devices/../ for the group itself: of all things for a DELETE."""

    def check() -> None:
        check_group({**GROUP, option: name})
        check_device_name(name)

    with pytest.raises(OptionError, match=f"^{option}: .*URL"):
        check()


@pytest.mark.parametrize("option", ["tenant_id", "group_id"])
@pytest.mark.parametrize("value", [None, ""])
def test_tenant_and_group_are_required(option: str, value: str | None) -> None:
    check_group(GROUP)
    with pytest.raises(OptionError, match=f"access_device_{option}"):
        check_group({**GROUP, option: value})


def test_the_length_of_a_name() -> None:
    check_device_name("x" * 40)
    for name in ("", "x" * 41):
        with pytest.raises(OptionError, match="1 to 40 characters"):
            check_device_name(name)
