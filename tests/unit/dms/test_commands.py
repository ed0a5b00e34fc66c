# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_reboot, dms_factory_reset and dms_inform: what is sent, and when a CPE counts as seen again."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NoAnswer
from ansible_collections.telco.cpe.plugins.modules import dms_factory_reset, dms_inform, dms_reboot

from .support import FakeTransport, reply, result, run_with

READ = "GetParameterValues"
IGD, TR181 = "InternetGatewayDevice.DeviceInfo.UpTime", "Device.DeviceInfo.UpTime"
DONE = result([{"key": "data", "value": [{"methodName": "RebootResponse", "is_response": True, "body": {}}]}])
AWAY = reply({"error": "Connection Request failed: the CPE does not answer (A)"}, 500)
NO_SUCH = reply({"error": "CWMP fault 9005: Invalid parameter name"}, 500)
A = {"cpe_id": "A"}


class Dms:
    """A DMS whose CPE has ``name`` as its uptime and gives ``looks``, one a read, the last one for ever."""

    def __init__(self, *looks: Any, name: str | None = IGD) -> None:
        self.looks = list(looks)
        self.name = name

    def __call__(self, _verb: str, path: str, body: Any) -> Any:
        if not path.endswith(READ):
            return DONE
        look = self.looks[0]
        if isinstance(look, int) and body["parameters"] != [self.name]:
            return NO_SUCH
        if len(self.looks) > 1:
            self.looks.pop(0)
        return result([{"key": self.name, "value": look}]) if isinstance(look, (int, str)) else look


def go(dms: Any, module: Any = dms_reboot, **args: Any) -> tuple[dict[str, Any], FakeTransport]:
    args.setdefault("search_options", A)
    return run_with(module.RESOURCE, dms, **args)


def methods(transport: FakeTransport) -> list[str]:
    return [path.rpartition("/")[2] for _verb, path, _body in transport.sent]


class TestWhatIsSent:
    def test_a_reboot_has_its_description_as_a_bare_string(self) -> None:
        found, transport = go(Dms(), description="RebootByDMS")
        assert transport.sent[0][1:] == (
            "v1/method/Reboot",
            {"search_options": A, "command_options": {}, "parameters": "RebootByDMS"},
        )
        assert found["reboot"] == {"seen_again": False}
        assert found["changed"] is True

    def test_a_factory_reset_has_empty_parameters(self) -> None:
        found, transport = go(Dms(), dms_factory_reset, confirm="A")
        assert transport.sent[0][1:] == (
            "v1/method/FactoryReset",
            {"search_options": A, "command_options": {}, "parameters": {}},
        )
        assert found["factory_reset"] == {"seen_again": False}

    def test_an_inform_has_delay_and_key(self) -> None:
        found, transport = go(Dms(), dms_inform, delay_seconds=5, command_options={"no_cnr": True, "async": False})
        assert transport.sent[0][1:] == (
            "v1/method/ScheduleInform",
            {
                "search_options": A,
                "command_options": {"no_cnr": True, "async": False},
                "parameters": {"DelaySeconds": 5, "CommandKey": ""},
            },
        )
        assert found["inform"] == {"delay_seconds": 5, "command_key": ""}

    @pytest.mark.parametrize(
        ("module", "args"),
        [(dms_reboot, {}), (dms_factory_reset, {"confirm": "A"}), (dms_inform, {"delay_seconds": 1})],
    )
    def test_nothing_in_check_mode_and_once_whatever_happens(self, module: Any, args: dict[str, Any]) -> None:
        found, transport = go(Dms(), module, check=True, **args)
        assert (found["changed"], transport.sent) == (True, [])
        found, transport = go(lambda *_: NoAnswer("no answer within 90 s"), module, **args)
        assert len(transport.sent) == 1
        assert "It was not sent again" in found["msg"]


class TestOneDeviceOnly:
    def test_no_other_confirmation_will_do(self) -> None:
        found, transport = go(Dms(), dms_factory_reset, confirm="B")
        assert "confirm: 'B' is not the cpe_id" in found["msg"]
        assert transport.sent == []

    def test_the_id_itself_must_be_given(self) -> None:
        found, transport = go(Dms(), dms_factory_reset, confirm="A", search_options={"mac": "02:00:00:00:00:01"})
        assert "search_options.cpe_id" in found["msg"]
        assert transport.sent == []

    def test_never_several(self) -> None:
        found, transport = go(Dms(), dms_factory_reset, confirm="A", command_options={"multiple": True})
        assert "command_options.multiple" in found["msg"]
        assert transport.sent == []


class TestSeenAgain:
    def test_a_short_uptime_is_a_restart(self) -> None:
        found, transport = go(Dms(86400, AWAY, AWAY, 0), wait=True)
        assert methods(transport) == ["Reboot", READ, READ, READ, READ, READ]
        assert [body["parameters"] for _verb, path, body in transport.sent[1:3]] == [[TR181], [IGD]]
        assert found["reboot"] == {"seen_again": True, "uptime": 0}

    def test_a_name_that_was_found_is_asked_for_alone(self) -> None:
        found, transport = go(Dms(86400, 0, name=TR181), wait=True)
        assert methods(transport) == ["Reboot", READ, READ]
        assert found["reboot"]["seen_again"] is True

    def test_digits_are_a_number(self) -> None:
        found, _transport = go(Dms(AWAY, "0", name=TR181), wait=True)
        assert found["reboot"] == {"seen_again": True, "uptime": 0}

    def test_a_cpe_without_uptime_must_have_been_away(self) -> None:
        def never(*looks: Any) -> Any:
            left = list(looks)
            return lambda _verb, path, _body: DONE if not path.endswith(READ) else left.pop(0) if left else NO_SUCH

        found, _transport = go(never(AWAY), wait=True)
        assert found["reboot"] == {"seen_again": True}
        found, _transport = go(never(), wait=True, wait_timeout=10)
        assert found["error"]["kind"] == "verify"
        assert "can't be told" in found["msg"]

    def test_a_cpe_that_stays_away_is_offline(self) -> None:
        found, transport = go(Dms(AWAY), wait=True, wait_timeout=12)
        assert found["error"]["kind"] == "cpe_offline"
        assert found["changed"] is True
        assert methods(transport).count("Reboot") == 1

    def test_a_cpe_that_did_not_restart_is_told(self) -> None:
        found, _transport = go(Dms(4711), wait=True, wait_timeout=12)
        assert found["error"]["kind"] == "verify"
        assert "up for 4711 s" in found["msg"]
        assert found["changed"] is True

    def test_another_fault_ends_the_wait(self) -> None:
        found, _transport = go(Dms(reply({"error": "CWMP fault 9003"}, 500)), wait=True)
        assert found["error"]["code"] == 9003
        assert found["changed"] is True

    def test_several_cannot_be_waited_for(self) -> None:
        found, transport = go(Dms(), wait=True, command_options={"multiple": True})
        assert "wait: can't be used with command_options.multiple" in found["msg"]
        assert transport.sent == []
