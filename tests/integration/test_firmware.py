# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""firmware.yml and the role firmware_rollout over the lab's fleet: canary, waves, health, stop, and how it is resumed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.lab import Lab, Site

NUMBER = 9
SECRET = "planted-file-server-password"
VERSION = "9.9.9"
DEVICE_INFO = "InternetGatewayDevice.DeviceInfo"
INTERVAL = "InternetGatewayDevice.ManagementServer.PeriodicInformInterval"
WAVES = [1, 3, "100%"]


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    with Lab(Site(dms_cpes=NUMBER)) as lab:
        yield lab


@pytest.fixture
def rollout(running: Lab, tmp_path: Path) -> Rollout:
    running.reset()
    running.device("dms").reset_options()
    running.device("dms").set_options({"data_model": "TR-098", "reboot_seconds": 0.2})
    running.refuse_writes = False
    running.journal.clear()
    return Rollout(running, tmp_path)


class Rollout:
    """Runs of telco.cpe.firmware over all CPEs of the lab, as the inventory plugin finds them."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self.lab = lab
        self.dms: Any = lab.device("dms")
        self.folder = folder
        self.ids = sorted(["DMS_DEVICE", *(f"CPE{number:06d}" for number in range(1, NUMBER))])
        source = {"plugin": "telco.cpe.dms", "api_url": lab.url("dms", "http")}
        (folder / "acs.dms.yml").write_text(yaml.safe_dump(source), encoding="utf-8")
        self.output = ""

    def cpe(self, cpe_id: str, **options: Any) -> None:
        with self.dms.lock:
            self.dms.set_cpe_options(cpe_id, **options)

    def play(self, *arguments: str, **variables: Any) -> int:
        """Run the playbook. Out: what it ended with."""
        images = [
            {
                "models": ["ALPHA 001", "ALPHA 002", "BG-400"],
                "target_version": VERSION,
                "url": f"http://files.example.com/image-{VERSION}.bin",
                "username": "cpe",
                "password": SECRET,
                "command_key": "rollout-9",
            }
        ]
        given = {
            "firmware_rollout_images": images,
            "firmware_rollout_waves": WAVES,
            "firmware_rollout_wait_timeout": 3,
            "firmware_rollout_poll_interval": 1,
            "firmware_rollout_health_retries": 1,
            "firmware_rollout_health_delay": 1,
            **variables,
        }
        (self.folder / "extra.json").write_text(json.dumps(given), encoding="utf-8")
        command = [sys.executable, "-m", "ansible", "playbook", "--inventory", "acs.dms.yml", "telco.cpe.firmware"]
        done = subprocess.run(
            [*command, "--extra-vars", "@extra.json", "-vvv", *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "DMS_API_USERNAME": self.dms.options["username"],
                "DMS_API_PASSWORD": self.dms.options["password"],
                "ANSIBLE_LOCAL_TEMP": str(self.folder / "tmp"),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        self.output = done.stdout + done.stderr
        shown = self.output.replace((self.folder / "extra.json").read_text(), "")
        assert SECRET not in shown
        return done.returncode

    def downloads(self) -> list[str]:
        """The CPEs that were told to download, in the order of the requests."""
        return [
            entry.body["search_options"]["cpe_id"]
            for entry in self.lab.journal.entries(device="dms", kind="write")
            if entry.path.endswith("/ScheduleDownload")
        ]

    def versions(self) -> dict[str, str]:
        with self.dms.lock:
            return {cpe_id: self.dms.network.record(cpe_id)["sw_version"] for cpe_id in self.ids}

    def updated(self) -> list[str]:
        return [cpe_id for cpe_id, version in self.versions().items() if version == VERSION]

    def recap(self) -> dict[str, int]:
        """The sums of the recap's counts, and how many hosts are in it."""
        lines = re.findall(r"^\S+\s+: (ok=.*)$", self.output, re.MULTILINE)
        counts = [{name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", line)} for line in lines]
        return {"hosts": len(counts), **{name: sum(one[name] for one in counts) for name in ("changed", "failed")}}


def test_every_cpe_gets_it_the_canary_first_and_a_second_run_does_nothing(rollout: Rollout) -> None:
    rollout.lab.refuse_writes = True
    assert rollout.play("--check") == 0, rollout.output
    assert rollout.recap() == {"hosts": NUMBER, "changed": NUMBER, "failed": 0}
    assert rollout.lab.journal.refused == []
    rollout.lab.refuse_writes = False
    well = [{"name": INTERVAL, "value": 86400}]
    assert rollout.play(firmware_rollout_health=well, firmware_rollout_soak=1) == 0, rollout.output
    assert rollout.output.count("Pausing for 1 seconds") == len(WAVES)
    assert rollout.updated() == rollout.ids
    first, second = rollout.downloads()[0], set(rollout.downloads()[1:4])
    assert (first, second) == (rollout.ids[0], set(rollout.ids[1:4]))
    assert len(rollout.downloads()) == NUMBER
    rollout.lab.journal.clear()
    assert rollout.play() == 0
    assert rollout.recap() == {"hosts": NUMBER, "changed": 0, "failed": 0}
    assert rollout.downloads() == []


def test_a_canary_that_fails_ends_it_and_the_next_run_resumes(rollout: Rollout) -> None:
    rollout.cpe(rollout.ids[0], download_fault=9018)
    assert rollout.play() != 0
    assert rollout.downloads() == rollout.ids[:1]
    assert rollout.updated() == []
    assert "the download was scheduled" in rollout.output
    rollout.cpe(rollout.ids[0], download_fault=None)
    assert rollout.play() == 0, rollout.output
    assert rollout.updated() == rollout.ids


def test_a_wave_of_which_too_many_fail_is_the_last_and_the_next_run_does_what_is_left(rollout: Rollout) -> None:
    rollout.cpe(rollout.ids[2], online=False)
    assert rollout.play() != 0
    assert set(rollout.updated()) < set(rollout.ids[:4])
    assert set(rollout.downloads()) <= set(rollout.ids[:4])
    assert rollout.recap()["hosts"] == 4
    rollout.lab.journal.clear()
    before = rollout.updated()
    assert rollout.play(firmware_rollout_max_fail_percentage=40) != 0, "a host that fails counts in the end"
    assert rollout.updated() == [cpe_id for cpe_id in rollout.ids if cpe_id != rollout.ids[2]]
    assert not set(before) & set(rollout.downloads())
    rollout.cpe(rollout.ids[2], online=True)
    rollout.lab.journal.clear()
    assert rollout.play() == 0, rollout.output
    assert rollout.updated() == rollout.ids
    assert rollout.downloads() == [rollout.ids[2]]


def test_a_cpe_that_is_not_well_afterwards_ends_it(rollout: Rollout) -> None:
    ill = [{"name": INTERVAL, "value": 60}]
    assert rollout.play(firmware_rollout_health=ill) != 0
    assert rollout.updated() == rollout.ids[:1]
    assert f"is not well: {INTERVAL} is 86400 instead of 60" in rollout.output
    assert rollout.recap() == {"hosts": 1, "changed": 1, "failed": 1}


def test_a_model_without_an_image_is_left_alone(rollout: Rollout) -> None:
    other = [{"models": ["ALPHA"], "target_version": VERSION, "url": f"http://files.example.com/{VERSION}.bin"}]
    assert rollout.play(firmware_rollout_images=other) == 0, rollout.output
    assert rollout.updated() == []
    assert rollout.play(firmware_rollout_images=[]) == 0, rollout.output


def test_an_image_without_a_version_is_refused(rollout: Rollout) -> None:
    assert rollout.play(firmware_rollout_images=[{"models": ["ALPHA 001"], "url": "http://files.example.com/a"}]) != 0
    assert "target_version" in rollout.output
    assert rollout.downloads() == []
