# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import CpeError, OptionError
from .._core.info import Info, search
from .._core.secret import Secret, mask
from . import names, scenario, spv
from .answers import Answer
from .options import Target
from .running import not_ended
from .vendor import DMS
from .waiting import WAITING_OPTIONS, Waiting, await_result, get_result

_PENDING = (
    "no result: the scenario has not ended, or the DMS does not know this env_id (any more), which looks the same"
)


class Result(Info):
    """What came of a scenario that was started asynchronously: GetResult (DMS NBI, "GetResult")."""

    vendor = DMS
    key = "result"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **WAITING_OPTIONS,
        "wait": {"type": "bool", "default": True},
        "env_id": {"type": "str", "required": True},
        "query": {"type": "str"},
    }

    def validate(self) -> None:
        super().validate()
        self.waiting = Waiting.of(self.params)
        if not self.params["env_id"].strip():
            raise OptionError("env_id", "must not be empty")

    def execute(self) -> dict[str, t.Any]:
        shown = mask(self._fetched())
        if self.params["query"]:
            shown = search(self.params["query"], shown)
        return {"changed": False, self.key: shown, "env_id": self.params["env_id"]}

    def _fetched(self) -> dict[str, t.Any]:
        env_id = self.params["env_id"]
        # The CPEs are known by the answer only, and there may be any number of them.
        everyone = Target({"env_id": env_id}, {"multiple": True})
        try:
            waits = self.waiting.wanted
            result = await_result(self.client, env_id, self.waiting) if waits else get_result(self.client, env_id, 0)
            if result is None and waits:
                raise not_ended(env_id, self.waiting.timeout)
            if result is None:
                return {"finished": False, "message": _PENDING}
            answers = scenario.settled(self.client, everyone, scenario.split(result))
            return _shown(answers)
        except CpeError as error:
            error.device = error.device or self.client.connection.device
            error.extra.setdefault("env_id", env_id)
            raise


def _shown(answers: list[Answer]) -> dict[str, t.Any]:
    """The result of a finished scenario. Raises CpeError where SmartSPV could not set everything."""
    found: dict[str, t.Any] = {"finished": True, "code": answers[0].code, "message": answers[0].message}
    statuses = [status for status in map(spv.status_of, answers) if status is not None]
    if statuses:
        found["status"] = max(statuses)
    details = {answer.cpe_id or f"#{number}": _details(answer) for number, answer in enumerate(answers, 1)}
    told_apart = len(answers) > 1 or answers[0].cpe_id is not None
    found["details"] = details if told_apart else _details(answers[0])
    return found


def _details(answer: Answer) -> dict[str, t.Any]:
    return {key: _marked(key, value) for key, value in scenario.pairs(answer)}


def _marked(name: str, value: t.Any) -> t.Any:
    return Secret(value) if isinstance(value, str) and value and names.is_secret(name) else value
