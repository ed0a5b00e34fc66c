# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes about pending changes: one a run, told apart by router, and not mistaken while their run still works."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._peplink.notes import Notes, default_folder

URL = "https://192.0.2.1:8443/"


def rewritten(folder: Path, **content: Any) -> None:
    """Every note of a folder with other content."""
    for path in folder.glob("*.json"):
        path.write_text(json.dumps({**json.loads(path.read_text()), **content}))


def test_the_folder_follows_the_xdg_state_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    assert default_folder({}) == Path("/home/somebody/.local/state/telco.cpe/peplink")
    assert default_folder({"XDG_STATE_HOME": "/var/state"}) == Path("/var/state/telco.cpe/peplink")


def test_a_note_is_left_found_and_settled(tmp_path: Path) -> None:
    first = Notes(tmp_path / "notes", URL)
    assert first.left == []
    first.put(["config.ssid.profile", "cmd.config.apply", "config.ssid.profile"])
    first.put(["config.ssid.profile"])
    (path,) = (tmp_path / "notes").iterdir()
    assert json.loads(path.read_text())["functions"] == ["config.ssid.profile", "cmd.config.apply"]
    later = Notes(tmp_path / "notes", "https://192.0.2.1:8443")
    assert later.left == [path]
    later.put(["config.wan.connection"])
    assert len(list((tmp_path / "notes").iterdir())) == 2
    later.settle()
    assert list((tmp_path / "notes").iterdir()) == []
    first.settle()  # somebody else was faster


def test_taking_back_keeps_what_others_have_left(tmp_path: Path) -> None:
    Notes(tmp_path, URL).put(["config.gpio"])
    mine = Notes(tmp_path, URL)
    mine.put(["config.gpio"])
    mine.take_back()
    mine.take_back()
    assert len(Notes(tmp_path, URL).left) == 1


def test_routers_are_told_apart(tmp_path: Path) -> None:
    Notes(tmp_path, URL).put(["config.gpio"])
    assert Notes(tmp_path, "https://192.0.2.2:8443").left == []
    assert Notes(tmp_path, "https://192.0.2.1:8443/ra/remote/SN1").left == []
    assert Notes(tmp_path, "http://192.0.2.1:8443").left == []


def test_a_run_that_still_works_has_left_nothing(tmp_path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE)
    try:
        Notes(tmp_path, URL).put(["config.gpio"])
        started = Path(f"/proc/{other.pid}/stat").read_text().rpartition(")")[2].split()[19]
        rewritten(tmp_path, process=other.pid, started=started)
        assert Notes(tmp_path, URL).left == []
        rewritten(tmp_path, started="1")
        assert len(Notes(tmp_path, URL).left) == 1, "another process of the same number"
    finally:
        other.communicate()
    rewritten(tmp_path, started=started)
    assert len(Notes(tmp_path, URL).left) == 1


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"process": "x", "host": "", "started": null}'])
def test_a_note_that_can_t_be_read_counts(tmp_path: Path, content: str) -> None:
    Notes(tmp_path, URL).put(["config.gpio"])
    for path in tmp_path.iterdir():
        path.write_text(content)
    assert len(Notes(tmp_path, URL).left) == 1


def test_another_machine_s_note_counts(tmp_path: Path) -> None:
    Notes(tmp_path, URL).put(["config.gpio"])
    rewritten(tmp_path, host="elsewhere", process=os.getppid())
    assert len(Notes(tmp_path, URL).left) == 1


def test_user_information_stays_out_of_a_note(tmp_path: Path) -> None:
    Notes(tmp_path, "https://admin:pass@192.0.2.1").put(["config.gpio"])
    (path,) = tmp_path.iterdir()
    assert "pass" not in path.read_text() + path.name


def test_many_runs_at_once_leave_a_note_each(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _number: Notes(tmp_path, URL).put(["config.gpio"]), range(200)))
    assert len(Notes(tmp_path, URL).left) == 200
    assert not list(tmp_path.glob("*.draft"))
