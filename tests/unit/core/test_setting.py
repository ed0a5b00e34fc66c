# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Settings: what is read, what is written, and what becomes of a write whose fate is unknown."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    Busy,
    CpeError,
    NoAnswer,
    NotTaken,
    ServerError,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import MASK, NEW
from ansible_collections.telco.cpe.plugins.module_utils._core.setting import Setting, field_at, value_at
from tests.unit.core.acme import DEVICE, Fault, Network, System, params


class Careful(Network):
    """Notes whether it was told to clean up, and writes each field by itself."""

    abandoned: list[CpeError]

    def writes(self, body: dict[str, Any], comparison: Any) -> list[Write]:
        return [Write("PUT", name, {name: value}) for name, value in body.items()]

    def abandon(self, error: CpeError) -> None:
        self.abandoned = [*getattr(self, "abandoned", []), error]


def run(kind: type[Setting] = Network, *, check: bool = False, **options: Any) -> dict[str, Any]:
    return kind(params(kind, **options), check_mode=check).run()


def test_a_converged_run_reads_once_and_writes_nothing(system: System) -> None:
    system.state = {"name": "a", "vlanId": "20"}
    result = run(name="a", vlan_id=20)
    assert system.log == ["read"]
    assert result == {
        "changed": False,
        "diff": {
            "before": {"name": "a", "vlan_id": 20},
            "after": {"name": "a", "vlan_id": 20},
            "before_header": f"{DEVICE} acme_network",
            "after_header": f"{DEVICE} acme_network",
        },
        "plan": [],
        "unverified": [],
        "acme_network": {"name": "a", "vlan_id": 20},
        "api_requests": 1,
    }


def test_a_run_writes_what_differs_and_reads_back(system: System) -> None:
    system.state = {"name": "a", "vlanId": 20, "serial": "1"}
    result = run(name="b", clear=["vlan_id"])
    assert system.log == ["read", ("PUT", {"name": "b", "vlanId": None}), "read"]
    assert result["changed"] is True
    assert result["plan"] == [{"method": "PUT", "endpoint": "network", "payload": {"name": "b", "vlanId": None}}]
    assert result["diff"]["after"] == result["acme_network"] == {"name": "b", "serial": "1"}


def test_check_mode_tells_the_same_and_writes_nothing(system: System) -> None:
    system.state = {"name": "a"}
    predicted = run(check=True, name="b", pin="1234")
    assert system.log == ["read"]
    done = run(name="b", pin="1234")
    for key in ("changed", "diff", "plan", "unverified", "acme_network"):
        assert predicted[key] == done[key]


def test_without_verify_nothing_is_read_back(system: System) -> None:
    result = run(name="b", verify=False)
    assert system.log == ["read", ("PUT", {"name": "b"})]
    assert result["acme_network"] == {"name": "b"}


def test_what_the_device_holds_is_shown_and_not_what_was_foreseen(system: System) -> None:
    class Meddling(Network):
        def send(self, plan: list[Write]) -> None:
            super().send(plan)
            system.state = {**(system.state or {}), "serial": "changed too"}

    assert run(Meddling, name="b")["acme_network"] == {"name": "b", "serial": "changed too"}


def test_a_write_that_did_not_take_is_a_failure_that_says_what_the_device_holds(system: System) -> None:
    system.state = {"name": "a", "vlanId": 20, "key": "s3cret-old"}
    system.faults = [Fault()]
    with pytest.raises(NotTaken) as caught:
        run(name="b", key="s3cret-new", clear=["vlan_id"])
    text = caught.value.text()
    assert text.startswith(f"{DEVICE}: the device accepted the change, but reads back otherwise: ")
    assert "name (asked 'b', the device holds 'a')" in text
    assert "vlan_id (asked 'nothing (cleared)', the device holds 20)" in text
    assert f"key (asked {MASK}, the device holds another value)" in text
    assert "Set verify to false" in text
    assert "s3cret" not in text


@pytest.mark.parametrize("error", [NoAnswer("reset"), Busy("later", retry_after=3.0)], ids=["no answer", "busy"])
@pytest.mark.parametrize("took", [True, False])
def test_a_write_of_unknown_fate_is_only_sent_again_if_it_did_not_take(
    system: System, error: CpeError, took: bool
) -> None:
    system.state = {"name": "a"}
    system.faults = [Fault(error, took)]
    result = run(name="b")
    sent = ("PUT", {"name": "b"})
    assert system.log == (["read", sent, "read", "read"] if took else ["read", sent, "read", sent, "read"])
    assert (result["changed"], result["acme_network"]) == (True, {"name": "b"})
    assert len(system.waits) == 1
    assert system.waits[0] == 3.0 or not isinstance(error, Busy)


def test_of_several_writes_only_those_that_did_not_take_are_sent_again(system: System) -> None:
    system.faults = [None, Fault(NoAnswer("reset"))]
    run(Careful, name="b", vlan_id=3)
    assert system.writes == [("PUT", {"name": "b"}), ("PUT", {"vlanId": 3}), ("PUT", {"vlanId": 3})]


def test_it_is_given_up_after_the_retries(system: System) -> None:
    system.faults = [Fault(NoAnswer("reset"))] * 9
    resource = Careful(params(Careful, name="b", retries=2), check_mode=False)
    with pytest.raises(NoAnswer) as caught:
        resource.run()
    assert len(system.writes) == 3
    assert resource.abandoned == [caught.value]


@pytest.mark.parametrize("error", [ServerError("500"), ApiFailure("refused"), Busy("later", retry_after=999.0)])
def test_a_failure_that_is_not_repeated_is_cleaned_up_after(system: System, error: CpeError) -> None:
    system.faults = [Fault(error)]
    resource = Careful(params(Careful, name="b", vlan_id=3), check_mode=False)
    with pytest.raises(type(error)):
        resource.run()
    assert system.log == ["read", ("PUT", {"name": "b"})]
    assert resource.abandoned == [error]
    assert system.waits == []


def test_a_run_that_succeeds_has_nothing_to_clean_up(system: System) -> None:
    resource = Careful(params(Careful, name="b"), check_mode=False)
    resource.run()
    assert not hasattr(resource, "abandoned")


def test_an_unreadable_secret_is_sent_when_something_else_changes(system: System) -> None:
    system.state = {"name": "a", "key": "***"}
    result = run(name="a", key="s3cret-key", pin="s3cret-pin")
    assert (result["changed"], system.writes, result["unverified"]) == (False, [], ["key", "pin"])
    result = run(name="b", key="s3cret-key", pin="s3cret-pin")
    assert system.writes == [("PUT", {"name": "b", "key": "s3cret-key", "pin": "s3cret-pin"})]
    assert result["unverified"] == ["key", "pin"]
    assert result["plan"][0]["payload"] == {"name": "b", "key": MASK, "pin": MASK}
    assert "s3cret" not in str(result)


def test_an_unreadable_secret_is_always_sent_if_asked_for(system: System) -> None:
    system.state = {"name": "a"}
    result = run(name="a", pin="s3cret-pin", update_secrets="always")
    assert (result["changed"], system.writes) == (True, [("PUT", {"pin": "s3cret-pin"})])
    assert run(name="a", update_secrets="always")["changed"] is False


def test_an_unreadable_field_that_is_no_secret_is_not_sent_along(system: System) -> None:
    class Odd(Network):
        def sendable(self, comparison: Any) -> Any:
            comparison.unverified.append(("name",))
            return super().sendable(comparison)

    system.state = {"name": "a", "vlanId": 1}
    run(Odd, name="a", vlan_id=2)
    assert system.writes == [("PUT", {"vlanId": 2})]


def test_a_readable_secret_is_compared_and_its_change_shown(system: System) -> None:
    system.state = {"key": "s3cret-old"}
    result = run(key="s3cret-new")
    assert (result["diff"]["after"], result["acme_network"]) == ({"key": NEW}, {"key": MASK})
    assert run(key="s3cret-new")["changed"] is False


def test_a_failure_to_read_is_not_swallowed(system: System) -> None:
    system.faults = [Fault(NoAnswer("reset"))]
    system.read_errors = [None, ApiFailure("gone")]
    with pytest.raises(ApiFailure, match="gone"):
        run(name="b")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("a", "b"), 1),
        (("a", "x"), None),
        (("a", "b", "c"), None),
        (("list", ("id", 2), "v"), "two"),
        (("list", ("id", 3), "v"), None),
        (("none", ("id", 3)), None),
    ],
)
def test_the_value_at_a_path(path: Any, value: Any) -> None:
    state = {"a": {"b": 1}, "list": [{"id": 1, "v": "one"}, {"id": 2, "v": "two"}], "none": None}
    assert value_at(state, path) == value


def test_what_a_module_has_to_bring_along() -> None:
    class Bare(Setting):
        pass

    bare = Bare({}, check_mode=False)
    with pytest.raises(TypeError, match="Bare can't be read"):
        bare.read()
    with pytest.raises(TypeError, match="Bare can't be written"):
        bare.writes({}, None)  # type: ignore[arg-type]


def test_a_path_that_no_table_describes_has_no_field() -> None:
    leaf = Field("speed", since="8.4.0")
    table = Group("", (Group("port", (leaf,)), Items("list", (leaf,), key="speed")))
    assert field_at(table, ("port", "speed")) is leaf
    assert field_at(table, ("list", ("speed", 1), "speed")) is leaf
    for path in (("port",), ("Device.X",), ("cpe-1", "Device.X"), ("port", "speed", "more")):
        assert field_at(table, path) is None
