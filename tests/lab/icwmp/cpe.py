# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One CPE with icwmp, as its web server shows it."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from tests.lab.core import Clock, Device, Kind, Request, Response
from tests.lab.icwmp import uhttpd
from tests.lab.icwmp.config import url_in_use, with_options
from tests.lab.icwmp.cwmp import CwmpClient, Daemon
from tests.lab.icwmp.rpcd import Sessions
from tests.lab.icwmp.tr069 import InformListener, Tr069
from tests.lab.icwmp.ubus import UbusObject
from tests.lab.icwmp.uci import Uci
from tests.lab.icwmp.uhttpd import Uhttpd

GENERATIONS = ("2021", "2023")
_READ_METHODS = {"tr069": {"status"}, "uci": {"configs", "get", "changes"}}


class IcwmpCpe(Device):
    """A CPE with uhttpd, rpcd and icwmpd. ``on_inform`` is called with each event that reached the ACS, ``sync`` before
    anything happens.

    Options besides the login:

    - ``generation``: "2021" (five commands, the event's first character counts) or "2023" (``reload`` only, the whole
      event code counts);
    - ``acl``: object pattern -> function patterns of the main user, ``uci``: configuration pattern -> "read", "write";
      ``users``: further users, name -> ``password``, ``acl`` and perhaps ``uci``;
    - ``expires_short``: a login answer says one second less under ``expires``, as published samples do;
    - ``script_timeout``, ``handler_seconds``: how long uhttpd waits for icwmp's handlers, and how long they take;
    - ``exit_status``: ``status`` in the answer to ``exit`` (None: there is none, as from 2021-07 on);
      ``reload_status``: the same for ``reload`` (the README's samples show 1); ``reload_fails``;
    - ``session_delay``, ``session_seconds``: from ``inform`` to the session's start, and how long the session takes;
      ``failing_sessions``: how many of the coming sessions fail;
    - ``serial_number``, ``acs_url``, ``periodic_inform_interval`` (s), ``utc_offset_minutes``; ``acs``: what else the UCI
      section acs holds, option -> text; ``acs_urls``: the addresses at which an ACS answers (None: whatever the address);
    - ``reload_on_commit``: icwmpd reads its configuration when rpcd commits it, without being told;
    - ``uptime``: how long icwmpd has been running when the lab starts (s); ``ran_before``: whether it has had a session
      (False gives the ``N/A`` form of ``status``); ``reboot_seconds``: how long a reboot takes.
    """

    system: ClassVar[str] = "icwmp"
    defaults: ClassVar[dict[str, Any]] = {
        "generation": "2021",
        "acl": {"*": ["*"]},
        "uci": {"*": ["read", "write"]},
        "users": {
            "operator": {"password": "lab-icwmp-pw2", "acl": {"tr069": ["command", "inform", "status"]}},
            "viewer": {"password": "lab-icwmp-pw3", "acl": {"tr069": ["status"]}},
        },
        "expires_short": False,
        "script_timeout": 60.0,
        "handler_seconds": 0.0,
        "exit_status": 0,
        "reload_status": 0,
        "reload_fails": False,
        "session_delay": 0.0,
        "session_seconds": 0.5,
        "failing_sessions": 0,
        "serial_number": "LAB0000001",
        "acs_url": "https://acs.example.net:7547/",
        "periodic_inform_interval": 1800.0,
        "acs": {
            "userid": "lab-cpe",
            "passwd": "lab-acs-pw1",
            "dhcp_discovery": "disable",
            "periodic_inform_enable": "1",
        },
        "acs_urls": None,
        "reload_on_commit": False,
        "utc_offset_minutes": 0,
        "uptime": 3000.0,
        "ran_before": True,
        "reboot_seconds": 2.0,
    }

    def __init__(
        self, name: str, *, clock: Clock | None = None, on_inform: InformListener | None = None, **options: Any
    ) -> None:
        super().__init__(name, clock=clock, **options)
        self.on_inform = on_inform
        self.sync: Callable[[], None] = lambda: None
        self._quiet = True
        self._sessions = Sessions(self.clock, self.options)
        self._client = self._build_client()
        self._tr069 = Tr069(self._client, self.clock, self.options)
        self._uci = Uci(self._client, self._sessions, self.clock, self.options)
        self._uhttpd = Uhttpd(self._sessions, self._objects, self.options)
        self._live_its_past()

    @property
    def daemon(self) -> Daemon:
        """What icwmpd knows at the moment: its sessions, statistics, configuration."""
        return self._client.daemon

    @property
    def acs_url(self) -> str:
        """The ACS that icwmpd talks to."""
        return url_in_use(self.daemon.active)

    def set_options(self, changes: dict[str, Any]) -> None:
        """Set switches; raises ValueError for a generation that does not exist."""
        if changes.get("generation", GENERATIONS[0]) not in GENERATIONS:
            raise ValueError(f"generation is one of {', '.join(GENERATIONS)}, not {changes['generation']!r}")
        super().set_options(changes)

    def handle(self, request: Request) -> Response:
        """Answer a request; while the CPE reboots there is no answer at all."""
        self.tick()
        if self.clock.now() < self.daemon.boots_until:
            return Response(drop=True)
        return self._uhttpd.answer(request)

    def configure(self, changes: Mapping[str, str | None]) -> None:
        """The ACS has set options of the section acs: they are in the configuration, and icwmpd has loaded that."""
        self.daemon.config = with_options(self.daemon.config, changes)
        self._client.reload(self.clock.now())

    def tick(self) -> None:
        """Let the CWMP sessions happen that are due."""
        self.sync()
        self._client.run_until(self.clock.now())

    def classify(self, request: Request) -> Kind:
        """Session calls are ``auth``; what only shows something reads, and all else writes, what nobody knows too."""
        kinds = {_kind_of(object_name, function) for object_name, function in uhttpd.calls(request)}
        if "write" in kinds:
            return "write"
        return "auth" if kinds == {"auth"} else "read"

    def snapshot(self) -> dict[str, Any]:
        """``config`` (the file), ``active`` (what icwmpd loaded), ``up``, and ``end_session`` (what was put off)."""
        self.tick()
        daemon = self.daemon
        return {
            "config": copy.deepcopy(daemon.config),
            "active": copy.deepcopy(daemon.active),
            "up": daemon.up,
            "end_session": list(daemon.end_session),
        }

    def restore(self, snapshot: dict[str, Any]) -> None:
        """Put a configuration back; a daemon that is to run again starts anew, with a 1 BOOT session."""
        if snapshot["up"] and not self.daemon.up:
            self._client.start(self.clock.now())
        elif self.daemon.up and not snapshot["up"]:
            self._client.stop()
        daemon = self.daemon
        daemon.config = copy.deepcopy(snapshot["config"])
        daemon.active = copy.deepcopy(snapshot["active"])
        daemon.end_session = list(snapshot["end_session"])

    def handle_silently(self, request: Request) -> Response:
        """Answer, but forget the sessions too that the request queued, and what it changed in a session of ubus."""
        self.tick()
        before = copy.deepcopy(self.daemon), copy.deepcopy(self._uci.deltas)
        response = self.handle(request)
        self._client.daemon, self._uci.deltas = before
        return response

    def reset(self) -> None:
        """Back to how the device was built; everybody is logged out."""
        self._sessions.drop_all()
        self._client.daemon = self._new_daemon()
        self._live_its_past()

    def login_page(self) -> Response:
        """LuCI's login page."""
        return Response.html(
            "<!DOCTYPE html><html><head><title>OpenWrt - LuCI</title></head><body>"
            '<form method="post" action="/cgi-bin/luci/"><h2>Authorization Required</h2>'
            '<input name="luci_username"><input name="luci_password" type="password">'
            '<button type="submit">Log in</button></form></body></html>'
        )

    def error_response(self, status: int) -> Response:
        """uhttpd answers errors of its own as a line of HTML."""
        return Response.html(f"<h1>Error {status}</h1>", status)

    def secrets(self) -> list[str]:
        """The users' passwords, the ids of live sessions, and the passwords for the ACS."""
        passwords = [user["password"] for user in self._sessions.users().values()]
        held = [configuration["acs"].get("passwd") for configuration in (self.daemon.config, self.daemon.active)]
        return passwords + self._sessions.ids() + sorted({password for password in held if password})

    def _objects(self) -> Mapping[str, UbusObject]:
        self._uci.drop(self._sessions.ids())
        objects = {"session": self._sessions.object}
        if self.daemon.up:
            objects["tr069"] = self._tr069.object
        return {**objects, "uci": self._uci.object}

    def _build_client(self) -> CwmpClient:
        return CwmpClient(self._new_daemon(), self.options, self._informed, self._sessions.drop_all)

    def _new_daemon(self) -> Daemon:
        config = {
            "acs_url": self.options["acs_url"],
            "periodic_inform_interval": self.options["periodic_inform_interval"],
            "acs": dict(self.options["acs"]),
        }
        return Daemon(config, copy.deepcopy(config), self.clock.now())

    def _live_its_past(self) -> None:
        """Give the daemon the sessions that it has had since it started; nobody is told of them."""
        self._quiet = True
        failing = self.options["failing_sessions"]
        self.options["failing_sessions"] = 0
        now = self.clock.now()
        if self.options["ran_before"]:
            self._client.start(now - self.options["uptime"])
            self._client.run_until(now)
        else:
            self._client.start(now, boot_session=False)
        self.options["failing_sessions"] = failing
        self._quiet = False

    def _informed(self, event: str) -> None:
        if not self._quiet and self.on_inform is not None:
            self.on_inform(event)


def _kind_of(object_name: str, function: str) -> Kind:
    if object_name == "session":
        return "auth"
    return "read" if function in _READ_METHODS.get(object_name, ()) else "write"
