# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_download: what is sent, when nothing is, and what the result says."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NoAnswer
from ansible_collections.telco.cpe.plugins.modules.dms_download import RESOURCE

from .support import FakeTransport, reply, result, run_with

VERSION = "InternetGatewayDevice.DeviceInfo.SoftwareVersion"
READ, DOWNLOAD, CANCEL, RESULT = "GetParameterValues", "ScheduleDownload", "CancelTransfer", "GetResult"
URL = "http://files.example.com/a.bin"
BODY = {"Status": 1, "StartTime": "0001-01-01T00:00:00Z", "CompleteTime": "0001-01-01T00:00:00Z"}
ACCEPTED = [{"key": "data", "value": [{"methodName": "DownloadResponse", "is_response": True, "body": BODY}]}]
TOLD = {"status": 1, "start_time": "0001-01-01T00:00:00Z", "complete_time": "0001-01-01T00:00:00Z"}


class Dms:
    """A DMS whose CPE reports ``versions``, one a read, the last one for ever; ``answer`` is given to what is not a read."""

    def __init__(self, *versions: Any, answer: Any = None) -> None:
        self.versions = list(versions)
        self.answer = answer or result(ACCEPTED)

    def __call__(self, _verb: str, path: str, _body: Any) -> Any:
        if not path.endswith(READ):
            return self.answer(path) if callable(self.answer) else self.answer
        found = self.versions.pop(0) if len(self.versions) > 1 else self.versions[0]
        return result([{"key": VERSION, "value": found}]) if isinstance(found, str) else found


def go(dms: Any, check: bool = False, **args: Any) -> tuple[dict[str, Any], FakeTransport]:
    args.setdefault("search_options", {"cpe_id": "A"})
    if args.get("state") != "cancelled":
        args.setdefault("url", URL)
    return run_with(RESOURCE, dms, check=check, **args)


def methods(transport: FakeTransport) -> list[str]:
    return [path.rpartition("/")[2] for _verb, path, _body in transport.sent]


def test_every_documented_argument_is_sent_as_documented() -> None:
    windows = [
        {"window_start": 1, "window_end": 2, "window_mode": "3 When Idle", "user_message": "m", "max_retries": 3},
        {"window_start": 2, "window_end": 9},
    ]
    found, transport = go(
        Dms(),
        command_key="k",
        file_type="2 Web Content",
        username="u",
        password="planted",
        file_size=7,
        target_file_name="f",
        time_window_list=windows,
        command_options={"no_cnr": True, "timeout": 60},
    )
    assert transport.sent[0][2] == {
        "search_options": {"cpe_id": "A"},
        "command_options": {"no_cnr": True, "timeout": 60},
        "parameters": {
            "CommandKey": "k",
            "FileType": "2 Web Content",
            "URL": URL,
            "Username": "u",
            "Password": "planted",
            "FileSize": 7,
            "TargetFileName": "f",
            "TimeWindowList": [
                {"WindowStart": 1, "WindowEnd": 2, "WindowMode": "3 When Idle", "UserMessage": "m", "MaxRetries": 3},
                {"WindowStart": 2, "WindowEnd": 9, "WindowMode": "1 At Any Time", "UserMessage": "", "MaxRetries": -1},
            ],
        },
    }
    assert "planted" not in str(found)
    assert found["download"] == TOLD
    assert (found["changed"], found["queued"]) == (True, False)


def test_what_is_left_out_has_the_documents_values_and_a_day() -> None:
    _found, transport = go(Dms())
    window = {"WindowStart": 0, "WindowEnd": 86400, "WindowMode": "1 At Any Time", "UserMessage": "", "MaxRetries": -1}
    assert transport.sent[0][2]["parameters"] == {
        "CommandKey": "",
        "FileType": "1 Firmware Upgrade Image",
        "URL": URL,
        "Username": "",
        "Password": "",
        "FileSize": 0,
        "TargetFileName": "",
        "TimeWindowList": [window],
    }


def test_cancelling_sends_the_bare_key() -> None:
    found, transport = go(Dms(answer=result([])), state="cancelled", command_key="k")
    assert methods(transport) == [CANCEL]
    assert transport.sent[0][2]["parameters"] == "k"
    assert found["changed"] is True
    assert found["download"] == {}


class TestVersions:
    args: ClassVar[dict[str, Any]] = {"version_parameter": VERSION, "target_version": "2.0"}

    def test_a_cpe_that_runs_it_is_sent_nothing(self) -> None:
        found, transport = go(Dms("2.0"), **self.args)
        assert methods(transport) == [READ]
        assert found["changed"] is False
        assert found["plan"] == []
        assert found["download"] == {"version": "2.0"}

    def test_another_version_is_sent_the_download(self) -> None:
        found, transport = go(Dms("1.0"), **self.args)
        assert methods(transport) == [READ, DOWNLOAD]
        assert found["download"] == {"version": "1.0", **TOLD}

    def test_a_number_is_no_other_version(self) -> None:
        found, _transport = go(
            lambda *_: result([{"key": VERSION, "value": 2}]), version_parameter=VERSION, target_version="2"
        )
        assert found["changed"] is False

    def test_it_is_waited_for_while_the_cpe_is_away(self) -> None:
        away = reply({"error": "Connection Request failed: the CPE does not answer"}, 500)
        found, transport = go(Dms("1.0", "1.0", away, "2.0"), wait=True, **self.args)
        assert methods(transport) == [READ, DOWNLOAD, READ, READ, READ]
        assert found["download"]["version"] == "2.0"

    @pytest.mark.parametrize(
        ("later", "words"),
        [("1.0", "reports 1.0"), (reply({"error": "CPE is offline"}, 500), "can't be reached")],
    )
    def test_a_version_that_does_not_come_is_a_failure(self, later: Any, words: str) -> None:
        found, transport = go(Dms("1.0", later), wait=True, wait_timeout=12, poll_interval=5, **self.args)
        assert found["failed"]
        assert words in found["msg"]
        assert found["error"]["kind"] == "verify"
        assert found["changed"] is True
        assert methods(transport).count(DOWNLOAD) == 1
        assert methods(transport).count(READ) == 1 + 4  # at once, after 5, 10 and 12 s

    def test_a_fault_while_waiting_is_told(self) -> None:
        found, _transport = go(Dms("1.0", reply({"error": "CWMP fault 9005"}, 500)), wait=True, **self.args)
        assert found["error"]["kind"] == "cwmp_fault"

    def test_of_several_only_those_that_need_it_get_it_one_by_one(self) -> None:
        def dms(_verb: str, path: str, _body: Any) -> Any:
            if path.endswith(READ):
                held = {"A": "2.0", "B": "1.0", "C": "1.5"}
                return result([{"key": cpe, "value": [{"key": VERSION, "value": v}]} for cpe, v in held.items()])
            return result(ACCEPTED)

        found, transport = go(
            dms, search_options={"model": "M"}, command_options={"multiple": True, "timeout": 9}, **self.args
        )
        assert [body["search_options"] for _verb, _path, body in transport.sent[1:]] == [
            {"cpe_id": "B"},
            {"cpe_id": "C"},
        ]
        assert transport.sent[1][2]["command_options"] == {"timeout": 9}
        assert found["download"]["version"] == {"A": "2.0", "B": "1.0", "C": "1.5"}

    def test_several_that_all_need_it_get_one_request(self) -> None:
        parts = [{"key": cpe, "value": [{"key": VERSION, "value": "1.0"}]} for cpe in "AB"]
        answers = [{"key": cpe, "value": ACCEPTED} for cpe in "AB"]
        found, transport = go(
            lambda _verb, path, _body: result(parts if path.endswith(READ) else answers),
            search_options={"model": "M"},
            command_options={"multiple": True},
            **self.args,
        )
        assert methods(transport) == [READ, DOWNLOAD]
        assert found["download"]["cpes"] == {"A": TOLD, "B": TOLD}

    def test_a_failure_after_the_first_of_several_says_what_was_done(self) -> None:
        held = {"A": "2.0", "B": "1.0", "C": "1.5"}
        parts = [{"key": cpe, "value": [{"key": VERSION, "value": v}]} for cpe, v in held.items()]

        def dms(_verb: str, path: str, body: Any) -> Any:
            if path.endswith(READ):
                return result(parts)
            if body["search_options"] == {"cpe_id": "C"}:
                return reply({"error": "CWMP fault 9013"}, 500)
            return result(ACCEPTED)

        found, _transport = go(dms, search_options={"model": "M"}, command_options={"multiple": True}, **self.args)
        assert found["failed"]
        assert found["changed"] is True
        assert "1 of 2 calls had been carried out before" in found["msg"]

    def test_check_mode_reads_only(self) -> None:
        found, transport = go(Dms("1.0"), check=True, wait=True, **self.args)
        assert methods(transport) == [READ]
        assert found["changed"] is True
        assert found["download"] == {"version": "1.0"}


class TestAsync:
    @staticmethod
    def dms(*results: Any) -> Any:
        left = list(results)

        def answer(path: str) -> Any:
            if path.endswith(RESULT):
                return left.pop(0) if len(left) > 1 else left[0]
            return {"result": {"code": 200, "message": "started", "env_id": "env-7"}}

        return Dms(answer=answer)

    over: ClassVar[dict[str, Any]] = {"result": {"code": 204, "message": "Polling time is over"}}

    def test_it_is_left_running_unless_waited_for(self) -> None:
        found, transport = go(self.dms(), command_options={"async": True})
        assert methods(transport) == [DOWNLOAD]
        assert (found["queued"], found["env_id"], found["download"]) == (True, "env-7", {})

    def test_the_result_is_waited_for(self) -> None:
        found, transport = go(
            self.dms(self.over, self.over, result(ACCEPTED)), command_options={"async": True}, wait=True
        )
        assert methods(transport) == [DOWNLOAD, RESULT, RESULT, RESULT]
        assert transport.sent[1][2] == {"env_id": "env-7", "timeout": 5}
        assert found["download"] == TOLD
        assert (found["queued"], found["env_id"]) == (False, "env-7")

    def test_the_end_of_the_wait_is_told_apart(self) -> None:
        found, transport = go(
            self.dms(self.over), command_options={"async": True}, wait=True, wait_timeout=12, poll_interval=5
        )
        assert methods(transport).count(RESULT) == 4
        assert found["error"]["kind"] == "scenario_timeout"
        assert (found["queued"], found["env_id"]) == (True, "env-7")
        assert "does not know this env_id" in found["msg"]

    def test_a_fault_in_the_result_is_the_tasks(self) -> None:
        found, _transport = go(
            self.dms(reply({"error": "CWMP fault 9013"}, 500)), command_options={"async": True}, wait=True
        )
        assert (found["error"]["kind"], found["error"]["code"]) == ("cwmp_fault", 9013)
        assert found["env_id"] == "env-7"

    def test_a_start_without_an_id_cannot_be_waited_for(self) -> None:
        started = {"result": {"code": 200, "message": "started"}}
        found, _transport = go(Dms(answer=started), command_options={"async": True}, wait=True)
        assert "no env_id" in found["msg"]
        assert found["queued"] is True

    def test_a_dms_that_has_waited_all_the_same_is_believed(self) -> None:
        found, transport = go(Dms(answer=result(ACCEPTED)), command_options={"async": True}, wait=True)
        assert methods(transport) == [DOWNLOAD]
        assert found["download"] == TOLD

    def test_a_result_a_cpe_is_waited_for_where_each_has_an_id(self) -> None:
        def answer(path: str) -> Any:
            if path.endswith(RESULT):
                return result(ACCEPTED)
            return result([{"key": "A", "value": "env-a"}, {"key": "B", "value": "env-b"}])

        found, transport = go(
            Dms(answer=answer),
            command_options={"async": True, "multiple": True},
            wait=True,
            search_options={"cid": "x"},
        )
        assert [body["env_id"] for _verb, _path, body in transport.sent[1:]] == ["env-a", "env-b"]
        assert found["env_ids"] == {"A": "env-a", "B": "env-b"}
        assert set(found["download"]["cpes"]) == {"A", "B"}

    def test_what_the_dms_itself_puts_off_is_waited_for_too(self) -> None:
        def answer(path: str) -> Any:
            if path.endswith(RESULT):
                return result(ACCEPTED)
            return {"result": {"code": 202, "message": "Connection Request failed; queued", "env_id": "env-9"}}

        found, _transport = go(Dms(answer=answer), wait=True)
        assert (found["env_id"], found["queued"]) == ("env-9", False)
        found, _transport = go(Dms(answer=answer))
        assert found["error"]["kind"] == "connection_request_failed"
        assert (found["queued"], found["env_id"]) == (True, "env-9")


@pytest.mark.parametrize("failure", [NoAnswer("no answer within 90 s"), reply("gone", 500, "text/plain")])
def test_a_lost_answer_is_never_met_by_sending_again(failure: Any) -> None:
    found, transport = go(Dms(answer=failure))
    assert methods(transport) == [DOWNLOAD]
    assert "It was not sent again" in found["msg"]
