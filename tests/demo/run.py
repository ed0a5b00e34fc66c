# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`make demo`: the collection at its main job, on a simulated site, from an installed archive.

Starts the lab, installs the collection into a path of its own, provisions the example site, runs again, lets somebody change
devices by hand, shows the drift, and mends it. Ends with an exit code other than 0 when any of that is not as it should be.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

from tests.checks.environment import CACHE, ROOT

EXAMPLE = ROOT / "docs" / "example-site"
WORK = CACHE / "demo"
SITE = WORK / "site"
COLLECTIONS = WORK / "collections"
PORT = 8443
DIFFERS = 2

# What somebody changes by hand, past Ansible: device -> changes to its state, as the lab's control API takes them.
BROKEN: dict[str, dict[str, Any]] = {
    "router-1": {"running": {"ssid": {"2": {"enable": False, "vlanId": 666}}}},
    "gateway-1": {"ports": {"0": {"slot": 0}}},
    "apio": {"tenants": {"foo": {"groups": {"foogroup": {"devices": {"Front desk": {"description": "Moved"}}}}}}},
    "dms": {
        "cpes": {"CPE000001": {"values": {"InternetGatewayDevice.ManagementServer.PeriodicInformInterval": 86400}}}
    },
}


class Failed(Exception):
    """Something is not as it should be."""


def step(text: str) -> None:
    """Say what comes next."""
    print(f"\n\033[1m== {text}\033[0m", flush=True)


def run(*command: str, expect: int = 0, quiet: bool = False) -> str:
    """Run a command in the site's folder and show what it prints; returns that. Raises Failed for another exit code."""
    print("$", " ".join(command), flush=True)
    lines = []
    with subprocess.Popen(
        command, cwd=SITE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if not quiet:
                print("   ", line, end="", flush=True)
    if process.returncode != expect:
        raise Failed(
            f"exit code {process.returncode} instead of {expect}: {' '.join(command)}\n" + "".join(lines[-40:])
        )
    return "".join(lines)


def free_port() -> int:
    """The example's port, or another one if somebody uses it."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.77.1.1", PORT)) != 0:
            return PORT
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def lab(port: int) -> Iterator[list[dict[str, Any]]]:
    """The simulated site, as long as it is needed: its devices, and where they are."""
    ready = WORK / "lab.json"
    command = [sys.executable, "-m", "tests.lab", "--https-port", str(port), "--ready-file", str(ready)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 30
            while not ready.exists():
                if process.poll() is not None or time.monotonic() > deadline:
                    raise Failed("the lab does not start")
                time.sleep(0.05)
            yield json.loads(ready.read_text(encoding="utf-8"))["devices"]
        finally:
            process.terminate()


def change(devices: list[dict[str, Any]], name: str, state: dict[str, Any]) -> None:
    """Change a device by hand, by the lab's control API."""
    url = f"{devices[0]['control_url']}/devices/{name}/state"
    request = urllib.request.Request(
        url, json.dumps(state).encode(), {"Content-Type": "application/json"}, method="PATCH"
    )
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10).close()


def move_to(devices: list[dict[str, Any]]) -> None:
    """Put the lab's addresses into the copy of the example, where they differ."""
    wanted = {f"https://{address}": url for url in (device["https_url"] for device in devices)
              for address in [f"{url.removeprefix('https://').rsplit(':', 1)[0]}:{PORT}"]}  # fmt: skip
    for file in (SITE / "inventory").glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        for there, here in wanted.items():
            text = text.replace(there, here)
        file.write_text(text, encoding="utf-8")


def changed(output: str) -> int:
    """The number of changed tasks in a recap, all hosts together."""
    return sum(int(number) for number in re.findall(r"\bchanged=(\d+)", output))


def main() -> int:
    """Run the demonstration; returns the exit code."""
    started = time.monotonic()
    shutil.rmtree(WORK, ignore_errors=True)
    shutil.copytree(EXAMPLE, SITE)
    os.environ.update(ANSIBLE_COLLECTIONS_PATH=str(COLLECTIONS), ANSIBLE_CONFIG=str(SITE / "ansible.cfg"))
    try:
        step("Build the collection and install it into a path of its own")
        run("ansible-galaxy", "collection", "build", "--output-path", str(WORK), str(ROOT))
        (archive,) = WORK.glob("telco-cpe-*.tar.gz")
        run("ansible-galaxy", "collection", "install", "--offline", "-p", str(COLLECTIONS), str(archive), quiet=True)
        step("Start the simulated site: two routers, an SMS gateway, TR-069 clients, a DMS, an APIO server")
        with lab(free_port()) as devices:
            for device in devices:
                print(f"    {device['name']:10} {device['system']:14} {device['https_url']}")
            show(devices)
    except Failed as failure:
        print(f"\nThe demonstration failed: {failure}", file=sys.stderr)
        return 1
    print(f"\nDone in {time.monotonic() - started:.0f} s; the simulated site is stopped.")
    return 0


def show(devices: list[dict[str, Any]]) -> None:
    """Provision, converge, drift, mend."""
    move_to(devices)
    os.environ["DMS_CA_PATH"] = devices[0]["ca_path"]
    play = ("ansible-playbook", "-e", f"site_ca_path={devices[0]['ca_path']}")
    step("The inventory: hosts of our own, and the CPEs that DMS lists")
    run("ansible-inventory", "--graph")
    step("Provision the whole site from its desired state")
    if changed(run(*play, "telco.cpe.site")) == 0:
        raise Failed("the first run changed nothing")
    step("Run again: nothing is left to do")
    if changed(run(*play, "telco.cpe.site")) != 0:
        raise Failed("the second run changed something")
    step("Somebody changes devices by hand")
    for name, state in BROKEN.items():
        print(f"    {name}: {json.dumps(state)}")
        change(devices, name, state)
    step("The drift report (ends with an exit code other than 0, for pipelines)")
    report = run(*play, "telco.cpe.drift", expect=DIFFERS)
    for name in ("router-1", "gateway-1", "voice-foogroup", "CPE000001"):
        if not re.search(rf"^{name}: ", report, re.MULTILINE):
            raise Failed(f"the drift report does not name {name}")
    step("Mend it")
    if changed(run(*play, "telco.cpe.site", quiet=True)) == 0:
        raise Failed("nothing was mended")
    run(*play, "telco.cpe.drift", quiet=True)
    print("    The site is as desired again.")


if __name__ == "__main__":
    sys.exit(main())
