# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ubus object ``tr069`` of icwmp, in the two generations that are in use.

Sources: "tr069 Schema" (icwmp, June 2021) for methods, arguments, commands and events; field notes "icwmp over ubus
JSON-RPC in practice", section 2, for what the methods answer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from tests.lab.core import Clock
from tests.lab.icwmp import cwmp, ubus
from tests.lab.icwmp.config import url_in_use
from tests.lab.icwmp.cwmp import CwmpClient
from tests.lab.icwmp.ubus import Reply, UbusObject

NOT_AVAILABLE = "N/A"
CONNECTION_REQUEST = "6 CONNECTION REQUEST"

#: The events of the document, by the first character that the 2021 code looks at.
DOCUMENTED_EVENTS = {
    "1": cwmp.BOOT,
    "2": cwmp.PERIODIC,
    "3": "3 SCHEDULED",
    "4": "4 VALUE CHANGE",
    "6": CONNECTION_REQUEST,
    "8": "8 DIAGNOSTICS COMPLETE",
}
#: The event codes of TR-069 Amendment 6, table 8; the 2023 code takes each of them, and nothing else but "".
EVENT_CODES = frozenset(
    {
        *DOCUMENTED_EVENTS.values(),
        "0 BOOTSTRAP",
        "5 KICKED",
        "7 TRANSFER COMPLETE",
        "9 REQUEST DOWNLOAD",
        "10 AUTONOMOUS TRANSFER COMPLETE",
        "11 DU STATE CHANGE COMPLETE",
        "12 AUTONOMOUS DU STATE CHANGE COMPLETE",
        "13 WAKEUP",
        "14 HEARTBEAT",
        "M Reboot",
        "M ScheduleInform",
        "M Download",
        "M ScheduleDownload",
        "M Upload",
        "M ChangeDUState",
    }
)
ALREADY_RUNNING = "Session already running, event will be sent at the end of the session"
#: Commands of 2021 that put something off: what, and the answer's text.
_PUT_OFF = {
    "reload_end_session": (cwmp.RELOAD, "icwmpd config will reload at the end of the session"),
    "reboot_end_session": (cwmp.REBOOT, "icwmpd will reboot at the end of the session"),
    "action_end_session": (
        cwmp.ACTION,
        "icwmpd will execute the scheduled action commands at the end of the session",
    ),
}


class Tr069:
    """The object's methods over a ``CwmpClient``. ``options`` is the device's."""

    def __init__(self, client: CwmpClient, clock: Clock, options: dict[str, Any]) -> None:
        self._client = client
        self._clock = clock
        self._options = options
        self.object = UbusObject(
            methods={"command": self._command, "status": self._status, "inform": self._inform},
            signature={
                "command": {"command": "string"},
                "status": {},
                "inform": {"GetRPCMethods": "boolean", "event": "string"},
            },
        )

    @property
    def _is_2021(self) -> bool:
        return bool(self._options["generation"] == "2021")

    def _command(self, _sid: str, arguments: dict[str, Any]) -> Reply:
        command = arguments.get("command")
        if command is None:
            return ubus.INVALID_ARGUMENT, None
        if command == "reload":
            return ubus.OK, self._reload()
        if self._is_2021:
            if command in _PUT_OFF:
                action, info = _PUT_OFF[command]
                self._client.put_off(action)
                return ubus.OK, {"status": 0, "info": info}
            if command == "exit":
                return ubus.OK, self._exit()
            return ubus.OK, {"status": -1, "info": f"{command} command is not supported"}
        return ubus.OK, {"status": -1, "info": f"'{command}' is not supported. Check the supported commands."}

    def _reload(self) -> dict[str, Any]:
        status = self._options["reload_status"]
        if self._client.daemon.running:
            self._client.put_off(cwmp.RELOAD)
            return {"status": status, "info": "Session running, reload at the end of the session"}
        if self._options["reload_fails"]:
            return {"status": -1, "info": "icwmpd config reload failed"}
        if self._client.reload(self._clock.now()) and not self._is_2021:
            self._client.inform(CONNECTION_REQUEST, self._clock.now())
        return {"status": status, "info": "icwmpd config reloaded"}

    def _exit(self) -> dict[str, Any]:
        self._client.stop()
        info = "icwmpd daemon stopped"
        status = self._options["exit_status"]
        return {"info": info} if status is None else {"status": status, "info": info}

    def _inform(self, _sid: str, arguments: dict[str, Any]) -> Reply:
        # The 2021 code asks whether the argument is there, not what it says: false means true.
        wants_methods = "GetRPCMethods" in arguments if self._is_2021 else arguments.get("GetRPCMethods", False)
        if wants_methods:
            self._client.inform(cwmp.PERIODIC, self._clock.now())
            return ubus.OK, {"status": 1, "info": "Session with GetRPCMethods will start"}
        event = self._event_of(arguments.get("event", ""))
        if event is None:
            return ubus.OK, {"status": -1, "info": "not able to get the event code"}
        running = self._client.daemon.running
        self._client.inform(event, self._clock.now())
        if running:
            return ubus.OK, {"status": -1 if self._is_2021 else 1, "info": ALREADY_RUNNING}
        return ubus.OK, {"status": 1, "info": "Session started"}

    def _event_of(self, text: str) -> str | None:
        """The event that the text means; None where the 2023 code refuses it."""
        if self._is_2021:
            return DOCUMENTED_EVENTS.get(text[:1], CONNECTION_REQUEST)
        if text == "":
            return CONNECTION_REQUEST
        return text if text in EVENT_CODES else None

    def _status(self, _sid: str, _arguments: dict[str, Any]) -> Reply:
        daemon = self._client.daemon
        last_status = daemon.last_status or NOT_AVAILABLE
        if daemon.starts_at is not None and daemon.last_status is not None and not daemon.running:
            last_status = "waiting"
        planned = [time for time in (daemon.starts_at, daemon.next_retry, daemon.next_periodic) if time is not None]
        time_text = self._time_text
        return ubus.OK, {
            "cwmp": {
                "status": "up",
                "start_time": time_text(daemon.start_time),
                "acs_url": url_in_use(daemon.active),
            },
            "last_session": {
                "status": last_status,
                "start_time": time_text(daemon.last_start),
                "end_time": time_text(daemon.last_end),
            },
            "next_session": {
                "status": "waiting",
                "start_time": time_text(min(planned, default=None)),
                "end_time": NOT_AVAILABLE,
            },
            "statistics": {
                "success_sessions": daemon.success,
                "failure_sessions": daemon.failure,
                "total_sessions": daemon.success + daemon.failure,
            },
        }

    def _time_text(self, moment: float | None) -> str:
        """Local time with a numeric offset and whole seconds, or ``N/A``."""
        if moment is None:
            return NOT_AVAILABLE
        zone = timezone(timedelta(minutes=self._options["utc_offset_minutes"]))
        return datetime.fromtimestamp(int(moment), zone).isoformat()


#: Something that is told each event that a session has delivered to the ACS.
InformListener = Callable[[str], None]
