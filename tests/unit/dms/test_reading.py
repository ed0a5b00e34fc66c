# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading parameters: names that come back in another form, names that are not there, several CPEs in one list."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import CpeError
from ansible_collections.telco.cpe.plugins.module_utils._dms import errors, reading
from ansible_collections.telco.cpe.plugins.module_utils._dms.options import Target

from .support import client, reply, result

ONE = Target({"cpe_id": "A"}, {})
MANY = Target({"vendor": "ALPHA"}, {"multiple": True})


class Cpe:
    """A CPE that answers with what it holds, under the names of ``given`` where these differ from what was asked."""

    def __init__(
        self, held: dict[str, Any], given: dict[str, str] | None = None, text: str = "CWMP fault 9005"
    ) -> None:
        self.held = held
        self.given = given or {}
        self.text = text

    def __call__(self, method: str, path: str, body: Any) -> Any:
        assert path == "v1/method/GetParameterValues"
        if any(name not in self.held for name in body["parameters"]):
            return reply({"error": self.text}, 500)
        pairs = [{"key": self.given.get(name, name), "value": self.held[name]} for name in body["parameters"]]
        return result(sorted(pairs, key=lambda pair: pair["key"]))


def test_one_request_reads_all_and_keeps_the_order_of_the_names() -> None:
    dms, transport = client(Cpe({"Device.B": 2, "Device.A": 1}))
    (found,) = reading.values(dms, ONE, ["Device.B", "Device.A"])
    assert list(found.values.items()) == [("Device.B", 2), ("Device.A", 1)]
    assert len(transport.sent) == 1


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("Device.IP.Interface.[wan].Enable", "Device.IP.Interface.3.Enable"),
        ("Device.IP.Interface.3.Enable", "Device.IP.Interface.[cpe-1].Enable"),
    ],
)
def test_an_instance_comes_back_by_alias_or_by_number(asked: str, given: str) -> None:
    dms, transport = client(Cpe({asked: True, "Device.UpTime": 5}, {asked: given}))
    (found,) = reading.values(dms, ONE, [asked, "Device.UpTime"])
    assert found.values == {asked: True, "Device.UpTime": 5}
    assert len(transport.sent) == 1


def test_aliases_that_could_be_either_instance_are_read_on_their_own() -> None:
    held = {"Device.I.[a].Enable": True, "Device.I.[b].Enable": False}
    dms, transport = client(
        Cpe(held, {"Device.I.[a].Enable": "Device.I.7.Enable", "Device.I.[b].Enable": "Device.I.2.Enable"})
    )
    (found,) = reading.values(dms, ONE, list(held))
    assert found.values == held
    assert [body["parameters"] for _method, _path, body in transport.sent] == [list(held), *([name] for name in held)]


def test_a_name_that_comes_back_with_nothing_like_it_does_not_exist() -> None:
    dms, _transport = client(lambda *asked: result([{"key": "Device.A", "value": 1}]))
    with pytest.raises(errors.CwmpFault) as caught:
        reading.values(dms, ONE, ["Device.A", "Device.B"])
    assert caught.value.code == 9005
    assert "no parameter Device.B" in caught.value.text()
    assert caught.value.as_result()["faults"][0]["parameter"] == "Device.B"


@pytest.mark.parametrize("missing", range(7))
def test_a_nameless_fault_9005_is_traced_to_its_parameter(missing: int) -> None:
    names = [f"Device.P{number}" for number in range(7)]
    held = {name: 1 for number, name in enumerate(names) if number != missing}
    dms, transport = client(Cpe(held))
    with pytest.raises(errors.CwmpFault) as caught:
        reading.values(dms, ONE, names)
    assert f"no parameter Device.P{missing}:" in caught.value.text()
    assert len(transport.sent) <= 4


def test_a_fault_that_names_its_parameter_costs_no_further_request() -> None:
    dms, transport = client(Cpe({"Device.A": 1}, text="CWMP fault 9005: Invalid parameter name: Device.B"))
    with pytest.raises(errors.CwmpFault) as caught:
        reading.values(dms, ONE, ["Device.A", "Device.B"])
    assert "Device.B" in caught.value.text()
    assert len(transport.sent) == 1


def test_tracing_that_fails_leaves_the_first_fault() -> None:
    answers = [reply({"error": "CWMP fault 9005"}, 500), reply({"error": "Device is offline"}, 500)]
    dms, _transport = client(lambda *asked: answers.pop(0))
    with pytest.raises(errors.CwmpFault) as caught:
        reading.values(dms, ONE, ["Device.A", "Device.B"])
    assert caught.value.code == 9005


def test_several_cpes_are_kept_apart() -> None:
    details = [{"key": name, "value": [{"key": "Device.A", "value": name}]} for name in ("X", "Y")]
    dms, _transport = client(lambda *asked: result(details))
    assert reading.values(dms, MANY, ["Device.A"]) == [
        reading.Reading("X", {"Device.A": "X"}),
        reading.Reading("Y", {"Device.A": "Y"}),
    ]


FLAT = [{"key": "Device.A", "value": 1}, {"key": "Device.A", "value": 2}]


def test_one_list_of_several_cpes_with_different_values_can_not_be_told_apart() -> None:
    dms, _transport = client(lambda *asked: result(FLAT))
    with pytest.raises(errors.SeveralFound) as caught:
        reading.values(dms, MANY, ["Device.A"])
    assert "which value is which CPE's" in caught.value.text()


def test_one_list_of_several_cpes_with_equal_values_needs_no_telling_apart() -> None:
    dms, _transport = client(lambda *asked: result([FLAT[0], FLAT[0]]))
    assert reading.values(dms, MANY, ["Device.A"])[0].values == {"Device.A": 1}
    with pytest.raises(CpeError) as caught:
        reading.values(dms, ONE, ["Device.A"])
    assert "more than one CPE" in caught.value.text()


def test_credentials_that_were_read_do_not_show_in_later_messages() -> None:
    dms, _transport = client(Cpe({"Device.User.1.Password": "read-secret"}))
    reading.values(dms, ONE, ["Device.User.1.Password"])
    assert "read-secret" not in dms.redact("the CPE refuses read-secret")
