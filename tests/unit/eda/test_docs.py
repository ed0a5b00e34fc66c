# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/events.md and the plugin's documentation show what the source makes of the samples; the rulebooks say what it takes."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from ansible_collections.telco.cpe.plugins.plugin_utils._push.buffer import Buffer
from ansible_collections.telco.cpe.plugins.plugin_utils._push.events import KINDS
from ansible_collections.telco.cpe.plugins.plugin_utils._push.intake import Intake
from ansible_collections.telco.cpe.plugins.plugin_utils._push.settings import Settings
from tests.checks.environment import ROOT
from tests.unit.eda.samples import SAMPLES, SN
from tests.unit.eda.test_source import SOURCE

GUIDE = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
RULEBOOKS = sorted((ROOT / "extensions" / "eda" / "rulebooks").glob("*.yml"))


def events(text: str) -> list[dict[str, Any]]:
    """What the source hands on for a push."""
    buffer = Buffer(10)
    settings = Settings.from_args({"port": 1, "host": "127.0.0.1", "gateways": {SN: "gateway-1"}})
    Intake(settings, buffer).take(text.encode(), "127.0.0.1")
    return list(buffer._events)


def test_the_event_in_the_guide() -> None:
    found = re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    assert found is not None
    assert [json.loads(found[1])] == events(SAMPLES["register down"][0])


def test_the_fields_in_the_guide() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| (.+) \|$", GUIDE.partition("## An event")[2], re.MULTILINE))
    del rows["type"]
    assert list(rows) == list(KINDS)
    for name, (_text, kind, record) in SAMPLES.items():
        told = re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", rows[kind]))
        # The sample of a result is one of a message that was sent without a user_id (section 3.3 has it).
        assert [field for field in told if field != "user_id"] == list(record), name


def test_the_rulebooks_in_the_guide() -> None:
    rows = re.findall(r"^\| `telco\.cpe\.(\w+)` \|", GUIDE, re.MULTILINE)
    assert sorted(rows) == [rulebook.stem for rulebook in RULEBOOKS]


def test_the_documented_return_values() -> None:
    documented = yaml.safe_load(SOURCE["RETURN"])
    (event,) = events(SAMPLES["register down"][0])
    assert set(event) <= set(documented)
    assert set(KINDS) <= set(documented)
    assert yaml.safe_load(SOURCE["DOCUMENTATION"])["options"]["types"]["choices"] == list(KINDS)
    records: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for _text, kind, record in SAMPLES.values():
        records[kind].append(record)
    for kind in KINDS:
        assert any(documented[kind]["sample"].keys() == record.keys() for record in records[kind]), kind


@pytest.mark.parametrize("rulebook", RULEBOOKS, ids=lambda path: path.stem)
def test_the_rulebooks_give_arguments_that_there_are(rulebook: Any) -> None:
    for ruleset in yaml.safe_load(rulebook.read_text(encoding="utf-8")):
        for source in ruleset["sources"]:
            assert set(source["telco.cpe.sms_gateway"]) <= set(Settings.__dataclass_fields__)
        for rule in ruleset["rules"]:
            for field in re.findall(r"event\.(\w+)\.", rule["condition"]):
                assert field in KINDS


def test_the_example_of_the_plugin() -> None:
    (ruleset,) = yaml.safe_load(SOURCE["EXAMPLES"])
    args = dict(ruleset["sources"][0]["telco.cpe.sms_gateway"])
    assert Settings.from_args(args).gateways == {"da00-0030-1901-2817": "gateway-1"}
