# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The content of configuration files: base64 as the API takes it, and the tags that it refers to."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._access_device import content
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError


def test_the_documents_own_sample() -> None:
    sample = "IyBUZXN0IGNvbmZpZyBmaWxlIGZvciBhY2Nlc3MgZGV2aWNlCg=="
    assert content.encoded(b"# Test config file for access device\n") == sample
    assert content.canonical(sample, "file_content_base64") == sample


@given(st.binary(max_size=300))
def test_base64_with_line_breaks_means_the_same(data: bytes) -> None:
    assert content.canonical(base64.encodebytes(data).decode(), "x") == content.encoded(data)
    assert "\n" not in content.encoded(data)


@pytest.mark.parametrize("given", ["a", "YQ=", "Y!Q=", "YQ==x", "é"])
def test_what_is_no_base64(given: str) -> None:
    with pytest.raises(OptionError, match="file_content_base64: is no base64"):
        content.canonical(given, "file_content_base64")


@pytest.mark.parametrize(
    ("value", "expected"), [("YQ==\n", "YQ=="), ("", None), (None, None), ("no base64!", None), (7, None), ([], None)]
)
def test_what_an_answer_may_show(value: Any, expected: str | None) -> None:
    assert content.held(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%Tag_DP%", ["%Tag_DP%"]),
        ("a=%Tag_1%%Tag_2% %Tag_1%", ["%Tag_1%", "%Tag_2%"]),
        ("%BWMACADDRESS% %BWLINE-1% %BW_X%", []),
        ("%bwline%", ["%bwline%"]),
        ("5% of this, 10% of that", []),
        ("http://x/%C3%A9%2Fa%2F?b=%20c%20", []),
        ("%Étage% %tag.a-b_c%", ["%Étage%", "%tag.a-b_c%"]),
        ("%1%", []),
        ("%%", []),
        ("%a%", ["%a%"]),
        ("%" + "x" * 62 + "%", ["%" + "x" * 62 + "%"]),
        ("%" + "x" * 63 + "%", []),
        ("no tag at all", []),
    ],
)
def test_tags(text: str, expected: list[str]) -> None:
    assert content.tags(content.encoded(text.encode())) == expected


def test_content_that_is_no_text_has_the_tags_that_can_be_read() -> None:
    assert content.tags(content.encoded(b"\xff\xfe %Tag_DP% \x00")) == ["%Tag_DP%"]
