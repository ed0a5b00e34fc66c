# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desired states of a table: what a user may give, with all that the constraints allow and nothing else."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._peplink import checks, wan_health

ADDRESS = st.ip_addresses(v=4).map(str)
WORD = st.text("abcdefghijklmnopqrstuvwxyzABC 0123456789-_.äß", min_size=1, max_size=12).filter(str.strip)
URL = st.builds("http://{}/".format, st.from_regex(r"[a-z]{1,8}\.example", fullmatch=True))
CHECKED: dict[Any, st.SearchStrategy[Any]] = {
    checks.ipv4: ADDRESS,
    checks.mac: st.from_regex(r"[0-9a-f]{2}([:-][0-9A-F]{2}){5}", fullmatch=True),
    checks.domain: st.from_regex(r"[a-z]{1,8}\.example", fullmatch=True),
    checks.dial_number: st.text("0123456789*#", min_size=1, max_size=6),
    checks.data_rate: st.from_regex(r"MCS[0-9]", fullmatch=True),
}


@st.composite
def desired(draw: st.DrawFn, group: Group, around: dict[str, Any] | None = None) -> dict[str, Any]:
    """Options for the members of an object; ``around`` holds the options that decide which members exist."""
    options: dict[str, Any] = {}
    for node in group.fields:
        if isinstance(node, Field) and node.read_only:
            continue
        deciding = {**(around or {}), **options}
        if node.when and deciding.get(node.when[0]) not in node.when[1]:
            continue
        needed = node.required or bool(_decides(group, node.option))
        if not needed and not draw(st.booleans()):
            continue
        value = draw(_value(node, deciding))
        if value not in ({}, None):
            options[node.option] = value
    return options


def _decides(group: Group, option: str) -> bool:
    """Whether members of an object, or of one inside it, exist by this option."""
    return any(
        (node.when is not None and node.when[0] == option)
        or (
            isinstance(node, Group) and option not in [inner.option for inner in node.fields] and _decides(node, option)
        )
        for node in group.fields
    )


def _value(node: Any, deciding: dict[str, Any]) -> st.SearchStrategy[Any]:
    if isinstance(node, Group):
        return desired(node, deciding)
    if isinstance(node, Items):
        entries = st.lists(desired(node.group, deciding).filter(bool), min_size=1, max_size=3)
        return entries.map(_with_different_keys) if node.key else entries
    if node.check is wan_health.host:
        host = st.fixed_dictionaries({"url": URL}, optional={"pattern": WORD})
        return st.lists(host if deciding["type"] == "http" else ADDRESS, max_size=2)
    if node.options:
        most = 10_000_000 if "kbps" in node.options[1].choices else 10**9
        unit = node.options[1].choices[0]
        return st.integers(1, most).map(lambda value: {"value": value, "unit": unit})
    if node.type == "list":
        return st.lists(_leaf(node, node.elements), min_size=1, max_size=3)
    return _leaf(node, node.type)


def _with_different_keys(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**entry, "id": number} for number, entry in enumerate(entries, start=1)]


def _leaf(node: Field, kind: str | None) -> st.SearchStrategy[Any]:
    if node.choices:
        return st.sampled_from(node.choices)
    if node.check in CHECKED:
        return CHECKED[node.check]
    if kind == "bool":
        return st.booleans()
    if kind == "int":
        low, high = node.range or (0, 100000)
        return st.integers(int(low or 0), int(high or 0))
    return WORD
