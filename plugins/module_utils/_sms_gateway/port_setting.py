# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import dataclasses
import typing as t

from .._core.compare import Change, Comparison
from .._core.errors import ApiFailure, Busy, CpeError, NoAnswer, NotTaken, ServerError
from .._core.plan import Write
from .._core.secret import Secret, mask
from .._core.setting import Setting, Survey
from . import waiting
from .ports import PIN_REQUIRE, POWER_OFF, PUK_REQUIRE, SET_PORT_INFO, obstacle, tell_reg

ACTIONS = ("reset", "lock", "unlock", "block", "unblock")
PIN_ACTIONS = ("lock", "unlock")

State = dict[str, t.Any]

# A port is made to work before it is worked upon: what comes first, and with which value (None: with any).
_ORDER: tuple[tuple[str, str | None], ...] = (
    ("power", "on"),
    ("slot", None),
    ("action", "unlock"),
    ("action", "unblock"),
    ("number", None),
    ("imei", None),
    ("action", "lock"),
    ("action", "block"),
    ("action", "reset"),
    ("power", "off"),
)


class PortSetting(Setting):
    """What set_port_info changes on a port: one thing a request, taking effect after a while (HTTP API V1.2, 11).

    The option ``action`` is a command among the settings: it is sent once, whatever becomes of it.
    """

    engine_options: t.ClassVar[dict[str, t.Any]] = {
        **Setting.engine_options,
        **waiting.options(60, 2.0),
    }

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._part: list[Write] = []
        self._last: Write | None = None

    def validate(self) -> None:
        super().validate()
        waiting.check(self.params)

    def header(self) -> str:
        return f"{self.client.connection.device} port {self.params['port']}"

    def survey(self) -> Survey:
        found = super().survey()
        after = dict(found.after)
        switched = next((change.after for change in found.changes if change.name == "power"), None)
        if switched == "off":
            after["reg"] = POWER_OFF
        elif switched == "on":
            after.pop("reg", None)  # it depends on the SIM card and the network
        return found._replace(after=after)

    def plan(self, comparison: Comparison) -> list[Write]:
        wanted: State = {change.name: change.after for change in comparison.changes}
        if self.params["action"]:
            wanted["action"] = self.params["action"]
            self._refuse_hopeless_pin(comparison.current)
        return [
            self._write(name, wanted[name])
            for name, value in _ORDER
            if name in wanted and value in (None, wanted[name])
        ]

    def _write(self, name: str, value: t.Any) -> Write:
        payload: State = {"port": self.params["port"], "action": name, "param": str(value)}
        if name == "action":
            payload = {"port": self.params["port"], "action": value}
            if value in PIN_ACTIONS:
                payload["param"] = Secret(self.params["pin"])
        return Write("GET", SET_PORT_INFO, payload, query=True)

    def _refuse_hopeless_pin(self, current: State) -> None:
        if self.params["action"] in PIN_ACTIONS and current.get("reg") == PUK_REQUIRE:
            raise ApiFailure(
                f"port {self.params['port']}: the SIM card asks for its PUK, a PIN is of no use",
                device=self.client.connection.device,
                hint="Enter the PUK in a phone, or change the SIM card. Nothing was sent.",
            )

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        if self.params["action"]:
            result["diff"]["after"] = {**result["diff"]["after"], "action": self.params["action"]}
        return result

    def compare(self, current: State) -> Comparison:
        comparison = super().compare(current)
        if comparison.desired.get("power") == "off" == current.get("power"):
            # A module without power may show nothing of itself and its SIM card, and is to stay without.
            unseen = [change for change in comparison.changes if change.before in (None, "")]
            comparison.changes = [change for change in comparison.changes if change not in unseen]
            comparison.unverified += [change.path for change in unseen]
        return comparison

    def carry_out(self, plan: list[Write]) -> None:
        self._last = plan[-1]
        number = next((number for number, write in enumerate(plan) if write.payload["action"] in ACTIONS), len(plan))
        self._carry_out_part(plan[:number])
        for write in plan[number : number + 1]:
            self._act(write)
        self._carry_out_part(plan[number + 1 :])

    def _carry_out_part(self, part: list[Write]) -> None:
        self._part = part
        super().carry_out(part)

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            try:
                self.client.write(write)
            except NoAnswer:
                # What takes effect after a while can't be seen at once: without waiting it would be sent a second time.
                if self._differs_after_wait(write).changes:
                    raise
            else:
                if write != self._last and self.params["verify"]:
                    self.verify(self._differs_after_wait(write))

    def resume(self, error: CpeError) -> list[Write]:
        return [write for write in super().resume(error) if write in self._part]

    def abandon(self, error: CpeError) -> None:
        if isinstance(error, (ApiFailure, ServerError)):
            self._explain(error)

    def finish(self) -> dict[str, t.Any]:
        if not self.params["verify"]:
            return {}
        held = self._wait_until(lambda held: not self.compare(held).changes)
        self.verify(self.compare(held))
        return {self.key: mask(held)}

    def verify(self, comparison: Comparison) -> None:
        try:
            super().verify(comparison)
        except NotTaken as error:
            if "power" not in [change.name for change in comparison.changes]:
                error.note(obstacle(comparison.current.get("reg")))
            error.hint = (
                f"It was waited for {self.params['wait_timeout']} s. Raise wait_timeout if the gateway needs longer, or set "
                "verify to false if it is known not to show the change."
            )
            raise

    def _wait_until(self, done: t.Callable[[State], bool]) -> State:
        """Read the port until it is as awaited, or until the time is over: out, its state in normal form."""
        return waiting.until(self, self.current, done)

    def _differs_after_wait(self, write: Write) -> Comparison:
        """Wait for what one write changes: out, the comparison, with the change that did not take, if it did not."""
        name = write.payload["action"]

        def differing(held: State) -> list[Change]:
            return [change for change in self.compare(held).changes if change.name == name]

        held = self._wait_until(lambda held: not differing(held))
        return dataclasses.replace(self.compare(held), changes=differing(held))

    def _act(self, write: Write) -> None:
        """Send the action. What becomes of it is told, and it is never repeated."""
        action = write.payload["action"]
        try:
            self.client.write(write)
        except Busy as error:
            error.note(f"The {action} was not done")
            raise
        except (NoAnswer, ServerError) as error:
            error.note(f"Whether the {action} took effect is not known, and it is not repeated")
            self._explain(error)
            raise
        except ApiFailure as error:
            self._explain(error)
            raise
        if action in PIN_ACTIONS and self.params["verify"]:
            self._check_sim(action)

    def _check_sim(self, action: str) -> None:
        """Raise NotTaken where the SIM card shows after a lock or unlock that it did not accept the PIN."""
        asking = (PIN_REQUIRE,) if action == "unlock" else ()
        reg = self._wait_until(lambda held: held.get("reg") not in asking).get("reg")
        if reg in (*asking, PUK_REQUIRE):
            raise NotTaken(
                f"the gateway accepted the {action}, but the SIM card did not accept the PIN. {obstacle(reg)}",
                device=self.client.connection.device,
                hint="Check pin before the next run: after a few wrong PINs a SIM card asks for its PUK.",
            )

    def _explain(self, error: CpeError) -> None:
        """Add what the port's register status says about a refusal."""
        tell_reg(error, lambda: self.current().get("reg"))
