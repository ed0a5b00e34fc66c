# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy of docs/example-site that leads to a lab, and runs of the collection's playbooks over it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ansible.parsing.vault import VaultLib, VaultSecret

from tests.lab import Lab

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "example-site"
CALLBACKS = ROOT / "tests" / "plugins" / "callback"
EXAMPLE_PORT = 8443


@dataclass
class Finished:
    """One run of ansible-playbook: what it printed, what it ended with, every task's result, and the drift report."""

    code: int
    output: str
    records: list[dict[str, Any]]
    report: dict[str, Any] | None

    @property
    def recap(self) -> dict[str, dict[str, int]]:
        """Host -> count (ok, changed, failed, ...) of the recap."""
        lines = re.findall(r"^(\S+)\s+: (ok=.*)$", self.output, re.MULTILINE)
        return {
            host: {name: int(number) for name, number in re.findall(r"(\w+)=(\d+)", counts)} for host, counts in lines
        }

    def count(self, name: str) -> int:
        """A count of the recap over all hosts."""
        return sum(counts[name] for counts in self.recap.values())

    def items(self) -> dict[tuple[str, str, str], dict[str, Any]]:
        """Host, task and item of a loop -> result."""
        return {
            (record["host"], record["task"], str(item.get("item", ""))): item
            for record in self.records
            for item in record["result"].get("results", [record["result"]])
        }

    @property
    def changed(self) -> set[tuple[str, str, str]]:
        """Host, task and item of whatever was changed, or in check mode would be."""
        return {place for place, item in self.items().items() if item.get("changed")}

    def messages(self, host: str) -> str:
        """What failed on a host."""
        return "\n".join(
            str(item.get("msg"))
            for record in self.records
            if record["host"] == host and record["end"] != "ok"
            for item in record["result"].get("results", [record["result"]])
        )


class ExampleSite:
    """The example in a folder of its own, with the addresses of a lab's devices."""

    def __init__(self, lab: Lab, folder: Path) -> None:
        self.lab = lab
        self.folder = folder / "site"
        shutil.copytree(EXAMPLE, self.folder)
        for file in (self.folder / "inventory").glob("*.yml"):
            text = file.read_text(encoding="utf-8")
            for device, address in lab.site.places:
                text = text.replace(f"https://{address}:{EXAMPLE_PORT}", lab.url(device.name))
            file.write_text(text, encoding="utf-8")

    def without_dms(self) -> None:
        """Leave out the CPEs that only a DMS knows."""
        (self.folder / "inventory" / "cpes.dms.yml").unlink()

    def play(self, name: str, *arguments: str, **variables: Any) -> Finished:
        """Run a playbook of the collection (``site``, ``drift``), or one by its path; variables win over those of the example."""
        record, report = self.folder / "record.jsonl", self.folder / "drift.json"
        extra = self.folder / "extra.json"
        extra.write_text(json.dumps({"site_ca_path": str(self.lab.ca_path), **variables}), encoding="utf-8")
        for file in (record, report):
            file.unlink(missing_ok=True)
        command = [sys.executable, "-m", "ansible", "playbook", name if "/" in name else f"telco.cpe.{name}"]
        done = subprocess.run(
            [*command, "--extra-vars", f"@{extra}", *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "ANSIBLE_CONFIG": str(self.folder / "ansible.cfg"),
                "ANSIBLE_CALLBACK_PLUGINS": str(CALLBACKS),
                "ANSIBLE_CALLBACKS_ENABLED": "telco.cpe.drift,record",
                "ANSIBLE_LOCAL_TEMP": str(self.folder / "tmp"),
                "ANSIBLE_NOCOWS": "1",
                "DMS_CA_PATH": str(self.lab.ca_path),
                "TELCO_CPE_RECORD": str(record),
                "TELCO_CPE_DRIFT_REPORT": str(report),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
        found = json.loads(report.read_text(encoding="utf-8")) if report.exists() else None
        return Finished(done.returncode, done.stdout + done.stderr, [json.loads(line) for line in lines], found)

    def vaulted(self) -> set[str]:
        """Every secret that the example holds encrypted."""
        password = (EXAMPLE / "vault-password").read_text(encoding="utf-8").strip()
        vault = VaultLib([("default", VaultSecret(password.encode()))])
        files = (self.folder / "inventory").rglob("*.yml")
        found = set()
        for file in files:
            for text in _vaulted_texts(file.read_text(encoding="utf-8")):
                found.add(vault.decrypt(text).decode())
        return found

    def secrets(self) -> set[str]:
        """Every secret that must show nowhere: the example's, and whatever the devices hold."""
        return self.vaulted().union(*(device.secrets() for device in self.lab.devices.values()))


def _vaulted_texts(text: str) -> Iterator[str]:
    for block in re.findall(r"\$ANSIBLE_VAULT;.*(?:\n +[0-9a-f]+$)+", text, re.MULTILINE):
        yield "\n".join(line.strip() for line in block.splitlines())
