# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ansible-rulebook runs the event source, the rulebooks of the collection and their playbooks on what the lab's gateway pushes."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.lab import Lab, Site
from tests.lab.sms_gateway import SmsGateway

JAVA = shutil.which("java") or os.environ.get("JAVA_HOME")
pytestmark = pytest.mark.skipif(not JAVA, reason="ansible-rulebook needs Java")

TOKEN = "pushtoken5731"
WORD = "codeword8264"
NAME = "gateway-1"
PATIENCE = 240.0
STOPPED = 128 + signal.SIGINT  # what ansible-rulebook ends with after SIGINT


def wait(until: Callable[[], Any], what: str, seconds: float = PATIENCE) -> None:
    """Wait until something is the case. Raises AssertionError where it is not in time."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, f"{what}: not after {seconds:g} s"
        time.sleep(0.1)


@dataclass
class Setting:
    """A lab's gateway that pushes, and the files that ansible-rulebook takes."""

    lab: Lab
    gateway: SmsGateway
    folder: Path
    port: int

    @contextlib.contextmanager
    def rulebook(self, name: str, **variables: Any) -> Iterator[subprocess.Popen[str]]:
        """ansible-rulebook with a rulebook, from when its source listens; stopped as a service manager stops it."""
        given = {
            "sms_gateway_push_host": "127.0.0.1",
            "sms_gateway_push_port": self.port,
            "sms_gateway_push_certfile": str(self.folder / "server.pem"),
            "sms_gateway_push_gateways": {self.gateway.state["sn"]: NAME},
            **variables,
        }
        (self.folder / "vars.json").write_text(json.dumps(given), encoding="utf-8")
        program = Path(sys.executable).with_name("ansible-rulebook")
        command = [str(program), "--rulebook", name, "--inventory", "inventory.json", "--vars", "vars.json"]
        environment = {**os.environ, "SMS_GATEWAY_PUSH_TOKEN": TOKEN, "SMS_COMMAND": WORD}
        with (self.folder / "output").open("w", encoding="utf-8") as output:
            process = subprocess.Popen(
                [*command, "--env-vars", "SMS_GATEWAY_PUSH_TOKEN,SMS_COMMAND", "--print-events", "--verbose"],
                cwd=self.folder, env=environment, text=True,
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
        try:
            wait(lambda: self._listens() or process.poll() is not None, "the source listens")
            assert process.poll() is None, self.output()
            yield process
            process.send_signal(signal.SIGINT)
            process.wait(60)
            assert "Traceback" not in self.output(), self.output()
        finally:
            process.kill()
            process.wait()

    def _listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
            return True
        return False

    def output(self) -> str:
        """What ansible-rulebook and the playbooks have printed so far."""
        return re.sub(r"\x1b\[[0-9;]*m", "", (self.folder / "output").read_text(encoding="utf-8"))

    def send(self, text: str, number: str = "6717") -> None:
        """An SMS comes in on port 0."""
        with self.gateway.lock:
            self.gateway.receive_sms(0, number, text)


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[Setting]:
    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    ca.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(tmp_path / "server.pem")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    options = {
        "push_url": f"https://127.0.0.1:{port}/?token={TOKEN}",
        "push_ca_path": str(tmp_path / "ca.pem"),
        "push_attempts": 2,
        "broken_json": True,
        "register_seconds": 0.5,
    }
    with Lab(Site(gateways=1, options={"sms_gateway": options})) as lab:
        gateway = lab.device(NAME)
        assert isinstance(gateway, SmsGateway)
        variables = {
            "ansible_connection": "local",
            "ansible_python_interpreter": sys.executable,
            "sms_gateway_api_url": lab.url(NAME),
            "sms_gateway_api_username": gateway.options["username"],
            "sms_gateway_api_password": gateway.options["password"],
            "sms_gateway_ca_path": str(lab.ca_path),
            "sim_rotation_ports": [{"port": port, "slots": [0, 1]} for port in range(3)],
            "sim_rotation_grace": 1,
            "sim_rotation_poll_interval": 1,
            "test_folder": str(tmp_path),
        }
        inventory = {
            "sms_gateway": {"hosts": {NAME: variables, "gateway-2": {**variables, "sms_gateway_api_url": "x"}}}
        }
        (tmp_path / "inventory.json").write_text(json.dumps(inventory), encoding="utf-8")
        yield Setting(lab, gateway, tmp_path, port)


def slots(setting: Setting) -> list[int]:
    ports = setting.lab.snapshot(NAME)["ports"]
    return [ports[str(number)]["slot"] for number in range(3)]


def test_a_port_that_lost_its_registration_gets_another_sim_card(setting: Setting) -> None:
    with setting.rulebook("telco.cpe.port_registration") as process:
        # Port 0, that nothing was heard of, needs another one as well: only the port of the event is looked after.
        with setting.gateway.lock:
            setting.gateway.patch({"ports": {"0": {"sims": {"0": None}}}})
            setting.gateway.push.take()
        setting.lab.patch(NAME, {"ports": {"1": {"sims": {"0": None}}}})
        wait(lambda: slots(setting)[1] == 1, "the SIM card is changed")
        wait(lambda: "PLAY RECAP" in setting.output(), "the playbook ends")
        wait(lambda: setting.output().count("'up'") >= 1, "the port is registered again")
    assert process.returncode == STOPPED, setting.output()
    output = setting.output()
    assert slots(setting) == [0, 1, 0]
    assert re.search(rf"{NAME} +: ok=\d+ +changed=1 +unreachable=0 +failed=0", output), output
    assert "gateway-2" not in output.partition("PLAY RECAP")[2], "the playbook is limited to the gateway of the event"
    assert output.count("PLAY RECAP") == 1, "the change itself leads to no other one"
    for secret in (TOKEN, *setting.gateway.secrets()):
        assert secret not in output


def test_a_code_word_runs_a_playbook(setting: Setting) -> None:
    playbook = [
        {
            "hosts": "sms_gateway",
            "gather_facts": False,
            "tasks": [
                {
                    "ansible.builtin.copy": {
                        "content": "{{ ansible_eda.event.sms.number }} {{ inventory_hostname }}",
                        "dest": "{{ test_folder }}/ran",
                        "mode": "0600",
                    }
                }
            ],
        }
    ]
    (setting.folder / "command.yml").write_text(json.dumps(playbook), encoding="utf-8")
    numbers = ["+491701234567", "+491701234568"]
    variables = {"sms_command_numbers": numbers, "sms_command_playbook": "command.yml"}
    with setting.rulebook("telco.cpe.sms_command", **variables) as process:
        setting.send(WORD, "+491707654321")
        setting.send(f"{WORD} ", numbers[0])
        setting.send("hello", numbers[0])
        setting.send(WORD, numbers[1])
        wait((setting.folder / "ran").exists, "the playbook runs")
        wait(lambda: "PLAY RECAP" in setting.output(), "the playbook ends")
    assert process.returncode == STOPPED, setting.output()
    assert (setting.folder / "ran").read_text(encoding="utf-8") == f"{numbers[1]} {NAME}"
    assert setting.output().count("PLAY RECAP") == 1
    assert TOKEN not in setting.output()


def test_events_of_every_kind_reach_the_rules_and_no_text_is_a_template(setting: Setting) -> None:
    """The texts would be evaluated if they came as they are: ansible-rulebook hands events to playbooks as extra variables."""
    kinds = ["sms", "sms_result", "sms_deliver_status", "ussd", "register", "cdr", "device", "exception_info"]
    attack = "{{ lookup('ansible.builtin.pipe', 'touch %s') }}"
    texts = [
        attack % (setting.folder / "attacked"),
        "#jinja2: variable_start_string:'[[', variable_end_string:']]'\n"
        + (attack % (setting.folder / "attacked")).replace("{{", "[[").replace("}}", "]]"),
    ]
    rulebook = [
        {
            "name": "All events",
            "hosts": "all",
            "sources": [
                {
                    "telco.cpe.sms_gateway": {
                        "host": "127.0.0.1",
                        "port": "{{ sms_gateway_push_port }}",
                        "certfile": "{{ sms_gateway_push_certfile }}",
                        "token": "{{ SMS_GATEWAY_PUSH_TOKEN }}",
                    }
                }
            ],
            "rules": [
                *(
                    {
                        "name": f"one {kind}",
                        "condition": f'event.type == "{kind}" and event.{kind} is defined',
                        "action": {"debug": {"msg": f"got <{kind}>"}},
                    }
                    for kind in kinds
                    if kind != "sms"
                ),
                {
                    "name": "one sms",
                    "condition": 'event.type == "sms"',
                    "action": {"run_playbook": {"name": "text.yml"}},
                },
            ],
        }
    ]
    playbook = [
        {
            "hosts": NAME,
            "gather_facts": False,
            "tasks": [
                {
                    "ansible.builtin.copy": {
                        "content": "{{ ansible_eda.event.sms.text }}",
                        "dest": "{{ test_folder }}/text{{ ansible_eda.event.sms.incoming_sms_id }}",
                        "mode": "0600",
                    }
                }
            ],
        }
    ]
    (setting.folder / "all.yml").write_text(json.dumps(rulebook), encoding="utf-8")
    (setting.folder / "text.yml").write_text(json.dumps(playbook), encoding="utf-8")
    files = [setting.folder / f"text{number}" for number in (1, 2)]
    with setting.rulebook("all.yml") as process:
        gateway = setting.gateway
        for text in texts:
            setting.send(text)
        with gateway.lock:
            free, sent = (
                gateway.radio.port(1),
                {"number": "10086", "user_id": 1, "text": "x", "count": 1, "report": True},
            )
            assert free is not None
            gateway.outbox.add_task([sent], [1])
            gateway.ussd.send(2, "*100#")
            gateway.radio.start_module("3", gateway.state["ports"]["3"])
            call = {"port": 4, "start_date": "2015-07-21 16:35:20", "answer_date": "2015-07-21 16:35:31", "duration": 3}
            gateway.add_call(call)
            gateway.push.device("power_on", "172.18.55.142", "F8-A0-3D-48-E5-19")
            gateway.push.exception(0, "call_fail", "reset")
        for kind in kinds:
            if kind != "sms":
                wait(lambda found=f"got <{kind}>": found in setting.output(), f"an event of kind {kind}")
        wait(lambda: all(file.exists() for file in files), "both texts")
        wait(lambda: setting.output().count("PLAY RECAP") == 2, "the playbooks end")
    assert process.returncode == STOPPED, setting.output()
    assert not (setting.folder / "attacked").exists()
    assert [file.read_text(encoding="utf-8") for file in files] == [
        texts[0].replace("{{", "{ {"),
        texts[1].replace("#jinja2", "# jinja2"),
    ]
