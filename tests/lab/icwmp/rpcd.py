# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""rpcd's sessions and access control lists, and the ubus object ``session``.

Source: field notes "icwmp over ubus JSON-RPC in practice", section 1: login answers, time-outs that every call
touches, destroy needing an ACL.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.lab.core import Clock
from tests.lab.icwmp import ubus
from tests.lab.icwmp.ubus import Reply, UbusObject

#: The session everybody has without login: it may only log in.
ANONYMOUS = "0" * 32
DEFAULT_TIMEOUT = 300

Acl = dict[str, list[str]]


@dataclass
class Session:
    """A session: ``timeout`` in seconds without a call, 0 or less for never.

    ``acl`` maps objects to functions, ``uci`` configurations to the rights "read" and "write".
    """

    sid: str
    acl: Acl
    uci: Acl
    timeout: int = 0
    username: str | None = None
    expires: float = field(default=0.0)


class Sessions:
    """The sessions of one CPE. ``options`` is the device's: username, password, acl, uci, users, expires_short."""

    def __init__(self, clock: Clock, options: dict[str, Any]) -> None:
        self._clock = clock
        self._options = options
        self._sessions: dict[str, Session] = {}
        self.object = UbusObject(
            methods={"login": self._login, "destroy": self._destroy},
            signature={
                "login": {"username": "string", "password": "string", "timeout": "number"},
                "destroy": {"ubus_rpc_session": "string"},
            },
        )
        self.drop_all()

    def drop_all(self) -> None:
        """Forget every session, as after a reboot."""
        self._sessions = {ANONYMOUS: Session(ANONYMOUS, {"session": ["access", "login"]}, {})}

    def ids(self) -> list[str]:
        """The ids of the sessions that were logged in and have not expired."""
        return [sid for sid in list(self._sessions) if sid != ANONYMOUS and self._get(sid) is not None]

    def users(self) -> dict[str, dict[str, Any]]:
        """All users: name -> ``password``, ``acl``, and ``uci`` where they have rights to configurations."""
        main = {name: self._options[name] for name in ("password", "acl", "uci")}
        return {self._options["username"]: main, **self._options["users"]}

    def allowed(self, sid: str, object_name: str, function: str) -> bool:
        """Whether the session may call the function; asking touches the session, whatever the answer."""
        session = self._get(sid)
        if session is None:
            return False
        session.expires = self._clock.now() + session.timeout
        return _grants(session.acl, object_name, function)

    def may_use_config(self, sid: str, config: str, right: str) -> bool:
        """Whether the session may "read" or "write" a UCI configuration."""
        session = self._get(sid)
        return session is not None and _grants(session.uci, config, right)

    def _get(self, sid: str) -> Session | None:
        session = self._sessions.get(sid)
        if session is not None and session.timeout > 0 and session.expires <= self._clock.now():
            del self._sessions[sid]
            return None
        return session

    def _login(self, _sid: str, arguments: dict[str, Any]) -> Reply:
        if "username" not in arguments or "password" not in arguments:
            return ubus.INVALID_ARGUMENT, None
        user = self.users().get(arguments["username"])
        if user is None or user["password"] != arguments["password"]:
            return ubus.PERMISSION_DENIED, None
        timeout = arguments.get("timeout", DEFAULT_TIMEOUT)
        session = Session(secrets.token_hex(16), user["acl"], user.get("uci", {}), timeout, arguments["username"])
        session.expires = self._clock.now() + timeout
        self._sessions[session.sid] = session
        return ubus.OK, self._describe(session)

    def _describe(self, session: Session) -> dict[str, Any]:
        expires = session.timeout - 1 if self._options["expires_short"] else session.timeout
        uci = {"uci": session.uci} if session.uci else {}
        return {
            "ubus_rpc_session": session.sid,
            "timeout": session.timeout,
            "expires": max(expires, 0),
            "acls": {
                "access-group": {f"lab-{session.username}": ["read", "write"], "unauthenticated": ["read"]},
                "ubus": session.acl,
                **uci,
            },
            "data": {"username": session.username},
        }

    def _destroy(self, sid: str, _arguments: dict[str, Any]) -> Reply:
        # uhttpd puts the caller's own session id among the arguments and takes no other, so it is always logout.
        if sid != ANONYMOUS:
            self._sessions.pop(sid, None)
        return ubus.OK, None


def _grants(acl: Acl, name: str, right: str) -> bool:
    """Whether a list of rights by pattern grants one to something with this name."""
    return any(
        fnmatchcase(name, pattern) and any(fnmatchcase(right, allowed) for allowed in rights)
        for pattern, rights in acl.items()
    )
