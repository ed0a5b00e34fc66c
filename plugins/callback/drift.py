# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: drift
type: notification
short_description: Sum up what is not in its desired state
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - At the end of a run, lists each host and resource that was changed, or in check mode would be, field by field; and what is not
    known, because a host was unreachable or a task failed.
  - Counts tasks of the modules of this collection only, and the check of the arguments of its roles. Secrets are masked, as in all
    results of these modules.
  - Made for C(telco.cpe.drift) and for every other playbook with C(--check).
options:
  report_path:
    type: path
    description:
      - A file to which the report is written as JSON, also when nothing differs. Not written if unset.
      - It holds C(differences), a list of objects with C(host), C(task), C(resource), C(field), C(before) and C(after) (null where
        there is nothing), and C(unknown), a list of texts.
    env:
      - name: TELCO_CPE_DRIFT_REPORT
    ini:
      - section: callback_drift
        key: report_path
requirements:
  - C(callbacks_enabled = telco.cpe.drift) in the configuration, or E(ANSIBLE_CALLBACKS_ENABLED)
"""

import json
import typing as t
from pathlib import Path

from ansible.plugins.callback import CallbackBase

COLLECTION = "telco.cpe."
VALIDATION = "ansible.builtin.validate_argument_spec"
NOTHING = "(nothing)"


class Difference(t.NamedTuple):
    """One field of one resource of one host."""

    host: str
    task: str
    resource: str
    field: str
    before: t.Any
    after: t.Any


def differences(before: t.Any, after: t.Any, path: str = "") -> t.Iterator[tuple[str, t.Any, t.Any]]:
    """The fields in which two states differ: dotted path, value before, value after; None where there is none."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from differences(before.get(key), after.get(key), f"{path}.{key}" if path else str(key))
    elif before != after:
        yield path, before, after


class CallbackModule(CallbackBase):
    """Collects differences while tasks end, and shows them when the run does."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "telco.cpe.drift"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *args: t.Any, **kwargs: t.Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: list[Difference] = []
        self._unknown: list[str] = []

    def v2_runner_on_ok(self, result: t.Any) -> None:
        self._collect(result)

    def v2_runner_item_on_ok(self, result: t.Any) -> None:
        self._collect(result)

    def v2_runner_on_failed(self, result: t.Any, ignore_errors: bool = False) -> None:
        self._note_failure(result)

    def v2_runner_item_on_failed(self, result: t.Any) -> None:
        self._note_failure(result)

    def v2_runner_on_unreachable(self, result: t.Any) -> None:
        self._unknown.append(f"{result._host.get_name()} was unreachable")

    def v2_playbook_on_stats(self, stats: t.Any) -> None:
        # Hosts end in any order; the reports of two runs are to be compared.
        self._found.sort(key=lambda one: one.host)
        self._unknown.sort()
        self._write()
        self._display.banner("DRIFT")
        if not self._found and not self._unknown:
            self._display.display("Nothing differs from the desired state.")
        last = None
        for one in self._found:
            if (one.host, one.resource, one.task) != last:
                last = (one.host, one.resource, one.task)
                self._display.display(f"{one.host}: {one.resource} ({one.task})", color="yellow")
            self._display.display(f"    {one.field}: {_shown(one.before)} -> {_shown(one.after)}")
        for text in self._unknown:
            self._display.display(f"Not known: {text}{'' if text.endswith('.') else '.'}", color="red")

    def _collect(self, result: t.Any) -> None:
        content = result._result
        if not _is_ours(result) or not content.get("changed") or "results" in content:
            return
        diff = content.get("diff") or {}
        if {*(diff.get("before") or {}), *(diff.get("after") or {})} <= {"plan"}:
            return  # A command: it has no state that could drift.
        host, task = result._host.get_name(), result._task.get_name()
        for field, before, after in differences(diff.get("before"), diff.get("after")):
            self._found.append(Difference(host, task, diff.get("before_header", ""), field, before, after))

    def _note_failure(self, result: t.Any) -> None:
        content = result._result
        # The result of a loop follows those of its items; one that is unreachable ends the host, and is told then.
        told_otherwise = "results" in content or content.get("unreachable")
        if not told_otherwise and (_is_ours(result) or result._task.action == VALIDATION):
            host, task = result._host.get_name(), result._task.get_name()
            self._unknown.append(f"{host} failed ({task}): {str(content.get('msg', '')).strip()}")

    def _write(self) -> None:
        path = self.get_option("report_path")
        if path:
            report = {"differences": [one._asdict() for one in self._found], "unknown": self._unknown}
            Path(path).write_text(json.dumps(report, indent=2, default=str) + "\n", encoding="utf-8")


def _is_ours(result: t.Any) -> bool:
    return str(result._task.action).startswith(COLLECTION)


def _shown(value: t.Any) -> str:
    return NOTHING if value is None else json.dumps(value, default=str, ensure_ascii=False)
