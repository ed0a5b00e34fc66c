# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes every task result as a line of JSON into the file that TELCO_CPE_RECORD names."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: record
type: notification
short_description: Record task results for a test
description:
  - Writes every task result as a line of JSON.
"""


class CallbackModule(CallbackBase):  # type: ignore[misc]
    """Records host, task name, how it ended, and the result."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "notification"
    CALLBACK_NAME = "record"

    def _record(self, end: str, result: Any) -> None:
        kept = {
            key: value for key, value in result._result.items() if not key.startswith(("_ansible", "ansible_facts"))
        }
        line = {"host": result._host.get_name(), "task": result._task.get_name(), "end": end, "result": kept}
        with Path(os.environ["TELCO_CPE_RECORD"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, default=str) + "\n")

    def v2_runner_on_ok(self, result: Any) -> None:
        self._record("ok", result)

    def v2_runner_on_failed(self, result: Any, ignore_errors: bool = False) -> None:
        self._record("failed", result)

    def v2_runner_on_unreachable(self, result: Any) -> None:
        self._record("unreachable", result)
