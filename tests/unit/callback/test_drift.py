# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The callback drift: what it counts, what it shows, what it writes."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.callback.drift import CallbackModule, differences

DEVICE = "https://192.0.2.1 port 0"


class Screen:
    """Keeps what is displayed."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.verbosity = 0

    def banner(self, text: str) -> None:
        self.lines.append(f"== {text}")

    def display(self, text: str, color: str | None = None) -> None:
        self.lines.append(text)


class Run:
    """A callback, and the events of a run that it is given."""

    def __init__(self, report: Path | None = None) -> None:
        self.callback = CallbackModule()
        self.screen = Screen()
        self.callback._display = self.screen
        self.callback.get_option = {"report_path": report and str(report)}.get

    def end(self) -> list[str]:
        """The lines that it shows at the end."""
        self.callback.v2_playbook_on_stats(None)
        return self.screen.lines


def result(action: str = "telco.cpe.sms_gateway_port", host: str = "gateway-1", **content: Any) -> Any:
    """The result of a task, as a callback gets it."""
    return SimpleNamespace(
        _host=SimpleNamespace(get_name=lambda: host),
        _task=SimpleNamespace(action=action, get_name=lambda: "role : Task"),
        _result=content,
    )


def change(before: Any, after: Any, **more: Any) -> dict[str, Any]:
    """The content of a result with a change."""
    return {"changed": True, "diff": {"before": before, "after": after, "before_header": DEVICE}, **more}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {}, []),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, [("b", 2, 3)]),
        ({"a": {"b": {"c": 1, "d": 1}}}, {"a": {"b": {"c": 2, "d": 1}}}, [("a.b.c", 1, 2)]),
        ({"a": 1}, {}, [("a", 1, None)]),
        ({}, {"a": 1}, [("a", None, 1)]),
        ({"a": {}}, {"a": {"b": 1}}, [("a.b", None, 1)]),
        ({"a": 1}, {"a": {"b": 1}}, [("a", 1, {"b": 1})]),
        ({"a": [1, 2]}, {"a": [2, 1]}, [("a", [1, 2], [2, 1])]),
        ({"a": False}, {"a": 0}, []),
        (None, None, []),
    ],
)
def test_the_fields_in_which_two_states_differ(before: Any, after: Any, expected: list[Any]) -> None:
    assert list(differences(before, after)) == expected


def test_nothing_differs() -> None:
    run = Run()
    run.callback.v2_runner_on_ok(result(changed=False, diff={"before": {"a": 1}, "after": {"a": 1}}))
    assert run.end() == ["== DRIFT", "Nothing differs from the desired state."]


def test_what_differs_is_shown_by_host_and_resource() -> None:
    run = Run()
    run.callback.v2_runner_on_ok(result(**change({"slot": 0, "power": "on"}, {"slot": 1, "power": "off"})))
    run.callback.v2_runner_item_on_ok(result(host="gateway-2", **change({"slot": 0}, {"slot": 1, "number": "é"})))
    assert run.end() == [
        "== DRIFT",
        f"gateway-1: {DEVICE} (role : Task)",
        "    slot: 0 -> 1",
        '    power: "on" -> "off"',
        f"gateway-2: {DEVICE} (role : Task)",
        "    slot: 0 -> 1",
        '    number: (nothing) -> "é"',
    ]


def test_the_result_of_a_loop_is_not_counted_beside_those_of_its_items() -> None:
    run = Run()
    item = change({"slot": 0}, {"slot": 1})
    run.callback.v2_runner_item_on_ok(result(**item))
    run.callback.v2_runner_on_ok(result(changed=True, results=[item]))
    assert run.end().count("    slot: 0 -> 1") == 1


def test_hosts_come_in_order_and_their_tasks_as_they_ran() -> None:
    run = Run()
    for host, field in (("b", "z"), ("a", "y"), ("b", "x"), ("a", "w")):
        run.callback.v2_runner_on_ok(result(host=host, **change({field: 1}, {field: 2})))
    for host in ("d", "c"):
        run.callback.v2_runner_on_unreachable(result(host=host, unreachable=True))
    assert [line.split(":")[0].strip() for line in run.end()[1:]] == ["a", "y", "w", "b", "z", "x", *["Not known"] * 2]
    assert run.screen.lines[-2:] == ["Not known: c was unreachable.", "Not known: d was unreachable."]


@pytest.mark.parametrize(
    "one",
    [
        result("ansible.builtin.template", **change({"a": 1}, {"a": 2})),
        result(changed=False, diff={"before": {"a": 1}, "after": {"a": 2}}),
        result(**change({}, {"plan": [{"method": "POST"}]})),
        result(**change({}, {})),
        result(changed=True),
        result(changed=True, diff=None),
    ],
    ids=["another collection", "unchanged", "a command", "no states", "no diff", "null"],
)
def test_what_is_no_drift(one: Any) -> None:
    run = Run()
    run.callback.v2_runner_on_ok(one)
    assert run.end()[1:] == ["Nothing differs from the desired state."]


def test_what_is_not_known() -> None:
    run = Run()
    run.callback.v2_runner_on_unreachable(result(unreachable=True, msg="no connection"))
    run.callback.v2_runner_on_failed(result(host="gateway-2", failed=True, msg="wrong credentials."))
    run.callback.v2_runner_item_on_failed(result(host="gateway-3", failed=True, msg=" busy "))
    run.callback.v2_runner_on_failed(result(host="gateway-3", failed=True, results=[{"failed": True}]))
    assert run.end() == [
        "== DRIFT",
        "Not known: gateway-1 was unreachable.",
        "Not known: gateway-2 failed (role : Task): wrong credentials.",
        "Not known: gateway-3 failed (role : Task): busy.",
    ]


def test_an_unreachable_item_is_told_once() -> None:
    run = Run()
    run.callback.v2_runner_item_on_failed(result(unreachable=True, msg="no connection"))
    run.callback.v2_runner_on_unreachable(result(unreachable=True, results=[]))
    assert run.end()[1:] == ["Not known: gateway-1 was unreachable."]


def test_arguments_that_are_refused_are_told_and_other_failures_are_not() -> None:
    run = Run()
    run.callback.v2_runner_on_failed(
        result("ansible.builtin.validate_argument_spec", failed=True, msg="no such option")
    )
    run.callback.v2_runner_on_failed(result("ansible.builtin.assert", failed=True, msg="not as desired"))
    assert run.end()[1:] == ["Not known: gateway-1 failed (role : Task): no such option."]


def test_the_report(tmp_path: Path) -> None:
    path = tmp_path / "drift.json"
    run = Run(path)
    run.callback.v2_runner_on_ok(result(**change({"key": "******** (current)"}, {"key": "******** (new)"})))
    run.callback.v2_runner_on_unreachable(result(host="gateway-2", unreachable=True))
    run.end()
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "differences": [
            {
                "host": "gateway-1",
                "task": "role : Task",
                "resource": DEVICE,
                "field": "key",
                "before": "******** (current)",
                "after": "******** (new)",
            }
        ],
        "unknown": ["gateway-2 was unreachable"],
    }


def test_a_report_is_written_when_nothing_differs_and_none_without_a_path(tmp_path: Path) -> None:
    path = tmp_path / "drift.json"
    Run(path).end()
    assert json.loads(path.read_text(encoding="utf-8")) == {"differences": [], "unknown": []}
    path.unlink()
    Run().end()
    assert list(tmp_path.iterdir()) == []
