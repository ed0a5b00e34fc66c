# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entities: created, updated, removed, and what can't change on a living thing."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.entity import Entity, leaf_paths
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    NoAnswer,
    NotTaken,
    OptionError,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import CLEAR, Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import MASK
from tests.unit.core.acme import DEVICE, Account, Fault, System, params


def run(kind: type[Entity] = Account, *, check: bool = False, **options: Any) -> dict[str, Any]:
    return kind(params(kind, **options), check_mode=check).run()


def test_what_is_absent_is_created_with_everything_that_is_desired(system: System) -> None:
    system.state = None
    result = run(name="a", model="m", vlan_id=5, pin="s3cret-pin", key="s3cret-key")
    body = {"name": "a", "model": "m", "vlanId": 5, "pin": "s3cret-pin", "key": "s3cret-key"}
    assert system.log == ["read", ("POST", body), "read"]
    assert (result["changed"], result["diff"]["before"]) == (True, {})
    assert result["acme_account"] == {"name": "a", "model": "m", "vlan_id": 5, "key": MASK}
    assert "s3cret" not in str(result)
    assert run(name="a", model="m", vlan_id=5, pin="s3cret-pin", key="s3cret-key")["changed"] is False


def test_check_mode_tells_of_a_creation(system: System) -> None:
    system.state = None
    predicted = run(check=True, name="a", vlan_id=5)
    assert system.log == ["read"]
    done = run(name="a", vlan_id=5)
    for key in ("changed", "diff", "plan", "unverified", "acme_account"):
        assert predicted[key] == done[key]


def test_what_a_creation_needs(system: System) -> None:
    system.state = None
    with pytest.raises(OptionError, match=r"^name: is required: the acme account does not exist and is to be created"):
        run(vlan_id=5)
    system.state = {"name": "a"}
    run(vlan_id=5)
    assert system.writes == [("PUT", {"vlanId": 5})]


def test_what_exists_is_updated(system: System) -> None:
    system.state = {"name": "a", "vlanId": 4}
    result = run(name="b", clear=["vlan_id"])
    assert system.log == ["read", ("PUT", {"name": "b", "vlanId": None}), "read"]
    assert (result["changed"], result["acme_account"]) == (True, {"name": "b"})


def test_a_converged_run_reads_once(system: System) -> None:
    system.state = {"name": "a"}
    assert run(name="a")["changed"] is False
    assert system.log == ["read"]


def test_what_exists_is_removed(system: System) -> None:
    system.state = {"name": "a", "key": "s3cret"}
    predicted = run(check=True, state="absent")
    assert system.log == ["read"]
    result = run(state="absent")
    assert system.writes == [("DELETE", {})]
    assert (result["changed"], result["acme_account"]) == (True, {})
    assert result["diff"]["before"] == {"name": "a", "key": MASK}
    assert result["diff"]["after"] == {}
    for key in ("changed", "diff", "plan"):
        assert predicted[key] == result[key]


def test_what_is_absent_need_not_be_removed(system: System) -> None:
    system.state = None
    result = run(state="absent")
    assert (result["changed"], result["plan"], system.log) == (False, [], ["read"])


def test_a_field_that_can_not_change_is_refused_by_name(system: System) -> None:
    system.state = {"name": "a", "model": "m"}
    with pytest.raises(ApiFailure) as caught:
        run(name="b", model="n")
    assert caught.value.text() == f"{DEVICE}: model can't be changed on an existing acme account."
    assert system.writes == []
    assert run(name="a", model="m")["changed"] is False


def test_a_module_may_know_what_to_do_about_it(system: System) -> None:
    class Knowing(Account):
        def immutable_changed(self, changes: Any, current: dict[str, Any]) -> list[Write]:
            assert [change.name for change in changes] == ["model"]
            return [*self.removal(current), *self.creation({"name": "b", "model": "n"})]

    system.state = {"name": "a", "model": "m"}
    assert run(Knowing, name="b", model="n")["changed"] is True
    assert [method for method, _payload in system.writes] == ["DELETE", "POST"]


def test_fields_that_can_not_change_are_found_at_any_depth() -> None:
    class Deep(Account):
        table = Group(
            "",
            (
                Group("inner", (Field("fixed", immutable=True), Field("free"))),
                Items("port", (Field("id", immutable=True), Field("free")), key="id"),
            ),
        )

    deep = Deep({}, check_mode=True)
    assert deep._is_immutable(("inner", "fixed"))
    assert not deep._is_immutable(("inner", "free"))
    assert deep._is_immutable(("port", ("id", 1), "id"))
    assert not deep._is_immutable(("port", ("id", 1), "free"))
    assert not deep._is_immutable(("inner",))


@pytest.mark.parametrize(
    ("before", "options", "words"),
    [
        (None, {"name": "a"}, "the acme account was to be present and is not, though the request was accepted"),
        ({"name": "a"}, {"state": "absent"}, "the acme account was to be absent and is not"),
        ({"name": "a"}, {"name": "b"}, "name (asked 'b', the device holds 'a')"),
    ],
)
def test_what_did_not_take_is_told(system: System, before: Any, options: dict[str, Any], words: str) -> None:
    system.state = before
    system.faults = [Fault()]
    with pytest.raises(NotTaken) as caught:
        run(**options)
    assert words in caught.value.text()
    assert DEVICE in caught.value.text()


def test_without_verify_nothing_is_read_back(system: System) -> None:
    system.state = None
    system.faults = [Fault()]
    assert run(name="a", verify=False)["acme_account"] == {"name": "a"}
    assert system.log == ["read", ("POST", {"name": "a"})]


@pytest.mark.parametrize("took", [True, False])
@pytest.mark.parametrize(
    ("before", "options", "method"), [(None, {"name": "a"}, "POST"), ({"name": "a"}, {"state": "absent"}, "DELETE")]
)
def test_a_creation_or_removal_is_not_repeated_where_it_took(
    system: System, before: Any, options: dict[str, Any], method: str, took: bool
) -> None:
    system.state = before
    system.faults = [Fault(NoAnswer("reset"), took)]
    assert run(**options)["changed"] is True
    assert [name for name, _payload in system.writes] == [method] * (1 if took else 2)


def test_the_paths_of_a_state() -> None:
    table = Group(
        "",
        (
            Field("a"),
            Group("g", (Field("b"), Field("c")), clear=None),
            Items("keyed", (Field("id"), Field("v")), key="id", clear=[]),
            Items("plain", (Field("v"),)),
        ),
    )
    desired = {"a": "", "g": {"b": 1}, "keyed": [{"id": "x", "v": 2}], "plain": [{"v": 3}]}
    assert list(leaf_paths(table, desired)) == [
        ("a",),
        ("g", "b"),
        ("keyed", ("id", "x"), "id"),
        ("keyed", ("id", "x"), "v"),
        ("plain",),
    ]
    assert list(leaf_paths(table, {"g": CLEAR, "keyed": CLEAR})) == [("g",), ("keyed",)]


def test_what_a_module_has_to_bring_along() -> None:
    class Bare(Entity):
        pass

    bare = Bare({}, check_mode=False)
    with pytest.raises(TypeError, match="Bare can't be created"):
        bare.creation({})
    with pytest.raises(TypeError, match="Bare can't be removed"):
        bare.removal({})
