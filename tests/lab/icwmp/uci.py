# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""rpcd's object ``uci``, as far as the section ``acs`` of icwmp's configuration ``cwmp`` goes.

The document of ``tr069`` has no method that sets the ACS. Sources: icwmp's guide (``uci set cwmp.acs.url=..``, ``ubus call
uci commit {"config":"cwmp"}``) and uci.cwmp.md for the options; openwrt/rpcd, uci.c, for what the methods take and answer: a
session sees its own changes at once, the file has them after ``commit``, and text that is empty sets nothing.
"""

from __future__ import annotations

from typing import Any

from tests.lab.core import Clock
from tests.lab.icwmp import ubus
from tests.lab.icwmp.config import CONFIG, SECTION, section, with_options
from tests.lab.icwmp.cwmp import CwmpClient
from tests.lab.icwmp.rpcd import Sessions
from tests.lab.icwmp.ubus import Reply, UbusObject

#: Option -> its new text, None for one that is deleted.
Delta = dict[str, str | None]


class Uci:
    """The object's methods. Changes that are not committed are kept by session, and go with it."""

    def __init__(self, client: CwmpClient, sessions: Sessions, clock: Clock, options: dict[str, Any]) -> None:
        self._client = client
        self._clock = clock
        self._sessions = sessions
        self._options = options
        self.deltas: dict[str, Delta] = {}
        place = {"config": "string", "section": "string"}
        self.object = UbusObject(
            methods={
                "configs": lambda _sid, _arguments: (ubus.OK, {"configs": [CONFIG]}),
                "get": self._get,
                "set": self._set,
                "delete": self._delete,
                "changes": self._changes,
                "revert": self._revert,
                "commit": self._commit,
            },
            signature={
                "configs": {},
                "get": {**place, "option": "string", "type": "string", "match": "table"},
                "set": {**place, "type": "string", "match": "table", "values": "table"},
                "delete": {**place, "type": "string", "match": "table", "option": "string", "options": "array"},
                "changes": {"config": "string"},
                "revert": {"config": "string"},
                "commit": {"config": "string"},
            },
        )

    def drop(self, live: list[str]) -> None:
        """Forget the changes of the sessions that are gone."""
        self.deltas = {sid: delta for sid, delta in self.deltas.items() if sid in live}

    def _held(self, sid: str) -> dict[str, str]:
        """The section as the session sees it."""
        held: dict[str, str | None] = {**section(self._client.daemon.config), **self.deltas.get(sid, {})}
        return {name: text for name, text in held.items() if text is not None}

    def _refusal(self, sid: str, arguments: dict[str, Any], right: str, *, needs: tuple[str, ...] = ()) -> int:
        """The ubus code that a call ends with before it does anything; 0 for none."""
        if "config" not in arguments or not all(name in arguments for name in needs):
            return ubus.INVALID_ARGUMENT
        if not self._sessions.may_use_config(sid, arguments["config"], right):
            return ubus.PERMISSION_DENIED
        if arguments["config"] != CONFIG or arguments.get("section", SECTION) != SECTION:
            return ubus.NOT_FOUND
        return ubus.OK

    def _get(self, sid: str, arguments: dict[str, Any]) -> Reply:
        refusal = self._refusal(sid, arguments, "read")
        if refusal:
            return refusal, None
        held = self._held(sid)
        shown = {".anonymous": False, ".type": SECTION, ".name": SECTION, **held}
        if "section" not in arguments:
            return ubus.OK, {"values": {SECTION: {**shown, ".index": 0}}}
        if "option" not in arguments:
            return ubus.OK, {"values": shown}
        if arguments["option"] not in held:
            return ubus.NOT_FOUND, None
        return ubus.OK, {"value": held[arguments["option"]]}

    def _set(self, sid: str, arguments: dict[str, Any]) -> Reply:
        refusal = self._refusal(sid, arguments, "write", needs=("values", "section"))
        if refusal:
            return refusal, None
        held = self._held(sid)
        for name, value in arguments["values"].items():
            text = str(int(value)) if isinstance(value, (bool, int)) else value
            if isinstance(text, str) and text and held.get(name) != text:
                self.deltas.setdefault(sid, {})[name] = text
        return ubus.OK, None

    def _delete(self, sid: str, arguments: dict[str, Any]) -> Reply:
        refusal = self._refusal(sid, arguments, "write", needs=("section",))
        if refusal:
            return refusal, None
        names = arguments.get("options") or [arguments.get("option")]
        held = self._held(sid)
        for name in names:
            if name in held:
                self.deltas.setdefault(sid, {})[name] = None
        return ubus.OK, None

    def _changes(self, sid: str, arguments: dict[str, Any]) -> Reply:
        refusal = self._refusal(sid, arguments, "read")
        if refusal:
            return refusal, None
        delta = self.deltas.get(sid, {})
        shown = [
            ["remove", SECTION, name] if text is None else ["set", SECTION, name, text] for name, text in delta.items()
        ]
        return ubus.OK, {"changes": shown}

    def _revert(self, sid: str, arguments: dict[str, Any]) -> Reply:
        refusal = self._refusal(sid, arguments, "write")
        if not refusal:
            self.deltas.pop(sid, None)
        return refusal, None

    def _commit(self, sid: str, arguments: dict[str, Any]) -> Reply:
        refusal = self._refusal(sid, arguments, "write")
        if refusal:
            return refusal, None
        daemon = self._client.daemon
        daemon.config = with_options(daemon.config, self.deltas.pop(sid, {}))
        if self._options["reload_on_commit"] and daemon.up and not daemon.running:
            self._client.reload(self._clock.now())
        return ubus.OK, None
