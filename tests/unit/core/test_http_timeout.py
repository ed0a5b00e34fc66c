# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A request may wait longer for its answer than the connection does for being established."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import NoAnswer, Unreachable
from ansible_collections.telco.cpe.plugins.module_utils._core.http import WRITE, Transport


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> tuple[Transport, list[Any]]:
    seen: list[Any] = []

    def request(*args: Any, **options: Any) -> Any:
        seen.append(options["timeout"])
        raise error

    monkeypatch.setattr(requests.Session, "send", request)
    return Transport(Connection("http://192.0.2.1", timeout=10, retries=0)), seen


def test_longer_wait_for_the_answer_leaves_the_connect_time_out_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    transport, seen = failing(monkeypatch, requests.exceptions.ReadTimeout())
    with pytest.raises(NoAnswer, match="within 330 s"):
        transport.call("POST", "x", kind=WRITE, timeout=330)
    with pytest.raises(NoAnswer, match="within 10 s"):
        transport.call("POST", "x", kind=WRITE)
    assert seen == [(10, 330), (10, 10)]


def test_connect_time_out_names_the_seconds_that_were_waited(monkeypatch: pytest.MonkeyPatch) -> None:
    transport, _seen = failing(monkeypatch, requests.exceptions.ConnectTimeout())
    with pytest.raises(Unreachable, match="within 10 s"):
        transport.call("POST", "x", kind=WRITE, timeout=330)
