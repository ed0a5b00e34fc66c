# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment of the checks doesn't depend on the caller's, and stays inside the checkout."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checks import environment as subject
from tests.checks.environment import CACHE, ROOT, environment


def test_keeps_out_what_would_change_the_tests() -> None:
    foreign = {
        "ANSIBLE_STDOUT_CALLBACK": "oneline",
        "ANSIBLE_CONFIG": "/etc/ansible/ansible.cfg",
        "PEPLINK_API_URL": "https://router.example.net",
        "DMS_API_TOKEN": "token",
        "SMS_GATEWAY_API_PASSWORD": "password",
        "ICWMP_API_URL": "http://cpe.example.net",
        "ACCESS_DEVICE_API_URL": "https://apio.example.net",
        "PYTHONPATH": "/elsewhere",
        "HTTPS_PROXY": "http://proxy.example.net:3128",
        "no_proxy": "example.net",
        "REQUESTS_CA_BUNDLE": "/elsewhere/ca.pem",
    }
    clean = environment({"PATH": "/usr/bin"})
    assert environment({"PATH": "/usr/bin", **foreign}) == clean


def test_keeps_the_way_to_the_packages_where_packages_are_installed() -> None:
    network = {"HTTPS_PROXY": "http://proxy.example.net:3128", "PIP_INDEX_URL": "https://pypi.example.net/simple"}
    assert network.items() <= environment(network, network=True).items()


@pytest.mark.parametrize("base", [{}, {"HOME": ""}, {"HOME": "/root", "LANG": "C"}], ids=["nothing", "empty", "other"])
def test_needs_nothing_of_the_caller(base: dict[str, str]) -> None:
    settings = environment(base)
    assert settings["HOME"] == str(CACHE / "home")
    assert settings["LC_ALL"] == "C.UTF-8"
    assert settings["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)


def test_is_the_same_when_derived_twice() -> None:
    once = environment(os.environ)
    assert environment(once) == once


def test_the_collection_is_a_link_to_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "COLLECTIONS", tmp_path)
    link = tmp_path / "ansible_collections" / "telco" / "cpe"
    link.parent.mkdir(parents=True)
    link.symlink_to("somewhere-else")
    assert subject.link_collection() == tmp_path
    assert link.resolve() == ROOT
    assert not os.path.isabs(os.readlink(link))


def test_pip_gets_the_settings_of_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "HOME", tmp_path / "home")
    caller = tmp_path / "caller" / ".config" / "pip" / "pip.conf"
    caller.parent.mkdir(parents=True)
    caller.write_text(
        "[global]\nindex-url = https://mirror.example.net/simple\ntimeout = 7\n"
        "[install]\nextra-index-url =\n    https://one.example.net/simple\n    https://two.example.net/simple\n",
        encoding="utf-8",
    )
    base = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "caller"), "PIP_TIMEOUT": "9"}
    subject.write_pip_settings(base)

    written = tmp_path / "home" / ".config" / "pip" / "pip.conf"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    effective = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path / "home")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert "global.index-url='https://mirror.example.net/simple'" in effective
    assert "global.timeout='9'" in effective
    assert r"install.extra-index-url='\nhttps://one.example.net/simple\nhttps://two.example.net/simple'" in effective
