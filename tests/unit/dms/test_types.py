# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""TR-069 types: what counts as the same value, and in which form a value is sent."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._dms import types

UTC = datetime.UTC


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [
        ("int", -2147483648, 2147483647),
        ("unsignedInt", 0, 4294967295),
        ("long", -9223372036854775808, 9223372036854775807),
        ("unsignedLong", 0, 18446744073709551615),
    ],
)
def test_integers_keep_their_ranges(kind: str, low: int, high: int) -> None:
    assert types.normal(low, kind) == low
    assert types.normal(str(high), kind) == high
    for beyond in (low - 1, high + 1, str(high + 1)):
        with pytest.raises(types.NoValue, match=f"{low} to {high}"):
            types.normal(beyond, kind)


@pytest.mark.parametrize("value", ["", "1.0", "0x10", "ten", True, 1.5, [1], None, "1 2"])
def test_what_is_no_integer(value: Any) -> None:
    with pytest.raises(types.NoValue):
        types.normal(value, "int")


@pytest.mark.parametrize("value", [True, 1, "1", "true", "True", "TRUE", " true "])
def test_every_true_is_true(value: Any) -> None:
    assert types.normal(value, "boolean") is True


@pytest.mark.parametrize("value", [False, 0, "0", "false", "False"])
def test_every_false_is_false(value: Any) -> None:
    assert types.normal(value, "boolean") is False


@pytest.mark.parametrize("value", ["yes", "on", 2, -1, "", None, [True], "10"])
def test_what_is_no_boolean(value: Any) -> None:
    with pytest.raises(types.NoValue, match="true, false, 1 or 0"):
        types.normal(value, "boolean")


@pytest.mark.parametrize(
    "value",
    [
        "2026-01-31T03:15:00Z",
        "2026-01-31T03:15:00",
        "2026-01-31T04:15:00+01:00",
        "2026-01-30T22:15:00-0500",
        "2026-01-31T03:15:00.000Z",
        [2026, 1, 31, 3, 15, 0],
        datetime.datetime(2026, 1, 31, 3, 15, tzinfo=UTC),
        datetime.datetime(2026, 1, 31, 5, 15, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
    ],
)
def test_one_instant_in_every_form(value: Any) -> None:
    assert types.moment(value) == datetime.datetime(2026, 1, 31, 3, 15, tzinfo=UTC)


@pytest.mark.parametrize("value", ["0001-01-01T00:00:00Z", [1, 1, 1, 0, 0, 0]])
def test_unknown_time(value: Any) -> None:
    assert types.equal("0001-01-01T00:00:00Z", value, "dateTime")
    assert types.is_null(value)


@pytest.mark.parametrize(
    "value",
    [
        "31.1.2026",
        "2026-01-31",
        "2026-13-01T00:00:00Z",
        [2026, 2, 30, 0, 0, 0],
        [2026, 1, 31],
        [True, 1, 1, 0, 0, 0],
        "0001-01-01T00:00:00+01:00",
        17,
        "",
    ],
)
def test_what_is_no_date_time(value: Any) -> None:
    with pytest.raises(types.NoValue, match="six integers"):
        types.moment(value)


@given(
    st.datetimes(min_value=datetime.datetime(2, 1, 1), max_value=datetime.datetime(9998, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_a_moment_stays_the_same_in_every_zone_and_form(naive: datetime.datetime, minutes: int) -> None:
    there = naive.replace(microsecond=0, tzinfo=datetime.timezone(datetime.timedelta(minutes=minutes)))
    six = types.wire(there.isoformat(), [1, 1, 1, 0, 0, 0], "dateTime")
    iso = types.wire(there.isoformat(), "", "dateTime")
    assert types.is_six(six)
    assert types.moment(six) == types.moment(iso) == there
    assert types.equal(iso, six, "dateTime")
    assert types.equal(six, iso, "dateTime")


@given(st.integers(-(2**63), 2**64 - 1))
def test_an_integer_is_itself_as_text_too(number: int) -> None:
    assert types.equal(str(number), number, types.INTEGER)
    assert not types.equal(number + 1 if number < 2**64 - 1 else number - 1, number, types.INTEGER)


@given(st.text(), st.text())
def test_strings_are_equal_only_exactly(one: str, other: str) -> None:
    assert types.equal(one, other, "string") is (one == other)


def test_base64_is_compared_decoded() -> None:
    assert types.equal("aGVsbG8=", "aGVs\nbG8=", "base64")
    assert not types.equal("aGVsbG8=", "aGVsbG9=x", "base64")
    with pytest.raises(types.NoValue, match="base64"):
        types.normal("aGVsbG8", "base64")


def test_hex_binary_is_checked_and_compared_exactly() -> None:
    assert types.equal("00ff", "00ff", "hexBinary")
    assert not types.equal("00FF", "00ff", "hexBinary")
    with pytest.raises(types.NoValue, match="hexadecimal"):
        types.normal("0f0", "hexBinary")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("007", "007"),
        (7, "7"),
        (True, "true"),
        (["a", "b", 3], "a,b,3"),
        ([], ""),
        (datetime.date(2026, 1, 31), "2026-01-31"),
    ],
)
def test_strings_from_other_values(value: Any, text: str) -> None:
    assert types.as_text(value) == text


@pytest.mark.parametrize("value", [1.5, {"a": 1}, [["a"]], None, [None]])
def test_what_can_be_no_string(value: Any) -> None:
    with pytest.raises(types.NoValue):
        types.as_text(value)


@pytest.mark.parametrize(
    ("held", "wanted", "kind"),
    [
        (True, "1", "boolean"),
        (False, 0, "boolean"),
        (86400, "3600", types.INTEGER),
        (1, True, "boolean"),
        (0, "True", "boolean"),
        (2, "true", types.INTEGER),
        (1, 1, types.INTEGER),
        (5, True, types.INTEGER),
        ([1, 1, 1, 0, 0, 0], "2026-01-31T00:00:00Z", "dateTime"),
        ("0001-01-01T00:00:00Z", [2026, 1, 31, 0, 0, 0], "dateTime"),
        ("0001-01-01T00:00:00Z", "never", "string"),
        ("007", 7, "string"),
        ("1", True, "boolean"),
        ("1", "1", "string"),
        ("", True, "string"),
        (None, True, "boolean"),
        (None, 3, types.INTEGER),
        (None, "x", "string"),
        (["a", "b"], "a,b", "string"),
    ],
)
def test_what_the_cpe_reports_decides_the_type(held: Any, wanted: Any, kind: str) -> None:
    assert types.kind_of(held, wanted) == kind


@pytest.mark.parametrize(
    ("wanted", "held", "kind", "sent"),
    [
        ("true", False, "boolean", True),
        (True, 0, "boolean", 1),
        (False, "1", "boolean", "0"),
        (True, "false", "boolean", "true"),
        ("1", None, "boolean", True),
        ("3600", 86400, types.INTEGER, 3600),
        (7, "008", "string", "7"),
        ("2026-01-31T01:00:00+01:00", [1, 1, 1, 0, 0, 0], "dateTime", [2026, 1, 31, 0, 0, 0]),
        ("2026-01-31T01:00:00+01:00", "0001-01-01T00:00:00Z", "dateTime", "2026-01-31T00:00:00Z"),
        ([2026, 1, 31, 0, 0, 0], "0001-01-01T00:00:00Z", "dateTime", "2026-01-31T00:00:00Z"),
        ("2026-01-31T00:00:00.5Z", "", "dateTime", "2026-01-31T00:00:00.500000Z"),
        ("aGVs bG8=", "", "base64", "aGVs bG8="),
        (["b", "a"], "a,b", "string", "b,a"),
    ],
)
def test_a_value_is_sent_in_the_form_in_which_it_is_read(wanted: Any, held: Any, kind: str, sent: Any) -> None:
    result = types.wire(wanted, held, kind)
    assert result == sent
    assert type(result) is type(sent)


def test_fractions_do_not_differ_where_the_form_has_none() -> None:
    assert types.equal("2026-01-31T00:00:00.5Z", [2026, 1, 31, 0, 0, 0], "dateTime")


@pytest.mark.parametrize(
    ("wanted", "held", "kind", "same"),
    [
        ("", None, "string", True),
        ("x", None, "string", False),
        (True, "maybe", "boolean", False),
        (5, "five", "int", False),
        ("7", 7, "string", True),
        ("07", 7, "string", False),
        (7, "7", "unsignedInt", True),
    ],
)
def test_equality_with_what_is_of_another_type(wanted: Any, held: Any, kind: str, same: bool) -> None:
    assert types.equal(wanted, held, kind) is same


def test_a_number_proves_no_type_and_is_sent_without() -> None:
    assert types.type_read(3600, types.INTEGER) is None
    assert types.type_read(1, "boolean") is None
    assert types.type_read("1", "boolean") is None
    assert types.type_read(None, "string") is None
    assert types.type_read(True, "boolean") == "boolean"
    assert types.type_read("x", "string") == "string"
    assert types.type_read([1, 1, 1, 0, 0, 0], "dateTime") == "dateTime"
