# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The scenario service: runs a method on the CPEs found, at once or asynchronously, and keeps the results."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from tests.lab.core.message import Response
from tests.lab.dms import answers, methods
from tests.lab.dms.answers import Failure
from tests.lab.dms.bodies import READING_METHODS, Call
from tests.lab.dms.cwmp import CwmpFault
from tests.lab.dms.network import Network

OFFLINE = "Connection Request failed: the CPE does not answer"


@dataclass(frozen=True)
class Outcome:
    """What came of a scenario on one CPE, and from when on (unix time) that can be known."""

    at: float
    content: methods.Details | Failure


@dataclass
class Scenario:
    """A method on one or more CPEs.

    ``pending`` holds the CPEs that are still to be run, with the time at which that is due, or None for those that
    wait until they are met; ``missed`` the CPEs whose Connection Request failed and that gave no outcome.
    """

    env_id: str
    method: str
    parameters: Any
    cpe_ids: list[str]
    started: float
    pending: dict[str, float | None] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    missed: set[str] = field(default_factory=set)

    @property
    def ready_at(self) -> float | None:
        """When the last outcome can be known, or None if there is no knowing."""
        if len(self.outcomes) < len(self.cpe_ids):
            return None
        return max(outcome.at for outcome in self.outcomes.values())

    def as_queued(self) -> dict[str, Any]:
        """What is still to be done, as JSON-able data."""
        return {
            "env_id": self.env_id,
            "method": self.method,
            "parameters": self.parameters,
            "cpe_ids": list(self.cpe_ids),
            "started": self.started,
            "pending": dict(self.pending),
            "missed": sorted(self.missed),
        }


class ScenarioService:
    """Starts scenarios on a network and answers for them."""

    def __init__(self, network: Network, options: dict[str, Any]) -> None:
        self._network = network
        self._options = options
        self._scenarios: dict[str, Scenario] = {}
        self._waiting: dict[str, list[Scenario]] = {}  # cpe_id -> scenarios to run when the CPE is met
        self._missed: set[str] = set()  # of those, the CPEs that are met as soon as they can be reached
        network.on_contact = self._run_waiting

    # -- starting

    def start(self, call: Call) -> Response:
        """Run a scenario and answer for it."""
        indices = self._network.fleet.search(call.texts, call.times)
        if not indices:
            return answers.failed(Failure.plain(404, "No CPE found"), self._options["not_found_form"])
        if len(indices) > 1 and not call.multiple:
            text = f"{len(indices)} CPEs found, but the scenario is for one"
            return answers.failed(Failure.plain(409, text), self._options["several_form"])
        cpe_ids = [self._network.fleet.id_at(index) for index in indices]
        if call.run_async and self._options["multiple_env_ids"] and len(cpe_ids) > 1:
            env_ids = {cpe_id: self._start(call, [cpe_id]).env_id for cpe_id in cpe_ids}
            return answers.result(self._options["async_code"], "Scenarios were started", methods.pairs(env_ids))
        scenario = self._start(call, cpe_ids)
        if call.run_async:
            details: list[Any] | None = [] if self._options["async_details"] else None
            return answers.result(self._options["async_code"], "Scenario was started", details, env_id=scenario.env_id)
        return self._answer_synchronously(scenario, self._timeout(call))

    def _timeout(self, call: Call) -> float:
        return float(self._options["scenario_timeout"] if call.timeout is None else call.timeout)

    def _start(self, call: Call, cpe_ids: list[str]) -> Scenario:
        now = self._network.now()
        scenario = Scenario(str(uuid.uuid4()), call.method, call.parameters, cpe_ids, now)
        for cpe_id in cpe_ids:
            self._approach(scenario, call, cpe_id)
        if call.run_async or scenario.pending:
            self._keep(scenario)
        return scenario

    def _keep(self, scenario: Scenario) -> None:
        oldest = scenario.started - self._options["env_id_lifetime"]
        while self._scenarios:
            first = next(iter(self._scenarios.values()))
            if first.pending or first.started > oldest:
                break
            del self._scenarios[first.env_id]
        self._scenarios[scenario.env_id] = scenario

    def _approach(self, scenario: Scenario, call: Call, cpe_id: str) -> None:
        """Meet the CPE: now, after its latency, when it informs next, or not at all."""
        network = self._network
        now = network.now()
        if not network.cpe(cpe_id).reachable:
            if call.no_cnr:  # nothing was sent that could fail
                self._wait(scenario, cpe_id, None)
                self._missed.add(cpe_id)
            else:
                self._miss(scenario, cpe_id)
            return
        horizon = now if call.run_async else now + self._timeout(call)
        if call.no_cnr and self._options["no_cnr_contact"] == "next_inform":
            inform = network.next_inform(cpe_id)
            if inform is not None and inform <= horizon:
                self._run(scenario, cpe_id, inform)
            else:
                self._wait(scenario, cpe_id, inform)
            return
        due = now + network.option(cpe_id, "latency")
        if due <= horizon:
            self._run(scenario, cpe_id, due)
        else:
            self._run_later(scenario, cpe_id, due)

    def _miss(self, scenario: Scenario, cpe_id: str) -> None:
        """The Connection Request fails."""
        form = self._options["offline_form"]
        if form == "fault_form":
            at = self._network.now() + self._network.option(cpe_id, "connection_request_seconds")
            scenario.outcomes[cpe_id] = Outcome(at, Failure.plain(504, f"{OFFLINE} ({cpe_id})"))
            return
        scenario.missed.add(cpe_id)
        if form == "queued":
            self._wait(scenario, cpe_id, None)
            self._missed.add(cpe_id)

    def _wait(self, scenario: Scenario, cpe_id: str, due: float | None) -> None:
        """Run it when the CPE opens a session; ``due`` is when it does so at the latest, if that is known."""
        scenario.pending[cpe_id] = due
        self._waiting.setdefault(cpe_id, []).append(scenario)
        if due is not None:
            self._network.at(due, lambda: self._network.inform(cpe_id))

    def _run_later(self, scenario: Scenario, cpe_id: str, due: float) -> None:
        scenario.pending[cpe_id] = due
        self._network.at(due, lambda: self._run_due(scenario, cpe_id))

    # -- running

    def _run(self, scenario: Scenario, cpe_id: str, at: float) -> None:
        scenario.pending.pop(cpe_id, None)
        self._network.touch(cpe_id)
        content: methods.Details | Failure
        try:
            content = methods.run(scenario.method, self._network.cpe(cpe_id), scenario.parameters)
        except CwmpFault as fault:
            content = Failure.of_fault(fault)
        scenario.outcomes[cpe_id] = Outcome(at, content)

    def _run_due(self, scenario: Scenario, cpe_id: str) -> None:
        if cpe_id not in scenario.pending:
            return
        if self._network.cpe(cpe_id).reachable:
            self._run(scenario, cpe_id, self._network.now())
        else:
            del scenario.pending[cpe_id]
            self._miss(scenario, cpe_id)

    def _run_waiting(self, cpe_id: str) -> None:
        for scenario in self._waiting.pop(cpe_id, []):
            if cpe_id in scenario.pending:
                self._run(scenario, cpe_id, self._network.now())

    def settle(self) -> None:
        """Let happen what is due: planned things, and scenarios of CPEs that have come back."""
        self._network.agenda.run(self._network.now())
        for cpe_id in [cpe_id for cpe_id in self._missed if self._network.cpe(cpe_id).reachable]:
            self._missed.discard(cpe_id)
            self._network.inform(cpe_id)

    # -- answering

    def _answer_synchronously(self, scenario: Scenario, timeout: float) -> Response:
        if scenario.missed and self._options["offline_form"] == "queued":
            delay = max(self._network.option(cpe_id, "connection_request_seconds") for cpe_id in scenario.missed)
            return answers.result(202, f"{OFFLINE}; the scenario is queued", env_id=scenario.env_id, delay=delay)
        ready = scenario.ready_at
        if ready is not None and ready <= scenario.started + timeout:
            return self._render(scenario, ready - scenario.started)
        if scenario.missed or self._options["timeout_form"] == "polling_over":
            return answers.polling_over(timeout)
        return answers.failed(Failure.plain(408, "Scenario timed out"), self._options["fault_form"], timeout)

    def get_result(self, env_id: str, timeout: float) -> Response:
        """Answer GetResult; ``timeout`` in seconds. An env_id that is not known looks like one that is not ready."""
        now = self._network.now()
        scenario = self._scenarios.get(env_id)
        if scenario is None or now - scenario.started >= self._options["env_id_lifetime"]:
            return answers.polling_over(timeout)
        for cpe_id, due in list(scenario.pending.items()):
            if due is not None and due <= now + timeout and self._network.cpe(cpe_id).reachable:
                self._run(scenario, cpe_id, due)  # now, because the answer has to be known before it is waited for
        ready = scenario.ready_at
        if ready is None or ready > now + timeout:
            return answers.polling_over(timeout)
        return self._render(scenario, max(0.0, ready - now))

    def _render(self, scenario: Scenario, delay: float) -> Response:
        contents = {cpe_id: scenario.outcomes[cpe_id].content for cpe_id in scenario.cpe_ids}
        form = self._options["fault_form"]
        if len(contents) == 1:
            (content,) = contents.values()
            if isinstance(content, Failure):
                return answers.failed(content, form, delay)
            return answers.finished(content, delay)
        if self._options["multiple_form"] == "per_cpe":
            return answers.finished(methods.pairs({key: _shown(value) for key, value in contents.items()}), delay)
        failures = {cpe_id: content for cpe_id, content in contents.items() if isinstance(content, Failure)}
        if failures:
            texts = "; ".join(f"{cpe_id}: {failure.text}" for cpe_id, failure in failures.items())
            return answers.failed(Failure.plain(500, texts), form, delay)
        return answers.finished(
            [pair for content in contents.values() if not isinstance(content, Failure) for pair in content], delay
        )

    # -- state

    def snapshot(self) -> list[dict[str, Any]]:
        """The writes that are still to be run."""
        return [scenario.as_queued() for scenario in self._writes() if scenario.pending]

    def _writes(self) -> list[Scenario]:
        return [s for s in self._scenarios.values() if s.method not in READING_METHODS]

    def restore(self, queued: list[dict[str, Any]]) -> None:
        """Put back what ``snapshot`` gave: other writes that wait are dropped."""
        for scenario in self._writes():
            scenario.pending = {}
        for saved in queued:
            scenario = self._scenarios.get(saved["env_id"]) or Scenario(
                saved["env_id"], saved["method"], saved["parameters"], list(saved["cpe_ids"]), saved["started"]
            )
            scenario.missed = set(saved["missed"])
            self._scenarios[scenario.env_id] = scenario
            for cpe_id, due in saved["pending"].items():
                if due is None:
                    self._wait(scenario, cpe_id, None)
                    if cpe_id in scenario.missed or not self._network.cpe(cpe_id).reachable:
                        self._missed.add(cpe_id)
                else:
                    self._run_later(scenario, cpe_id, due)


def _shown(content: methods.Details | Failure) -> Any:
    """One CPE's part of an answer about several."""
    return {"code": content.code, "message": content.text} if isinstance(content, Failure) else content
