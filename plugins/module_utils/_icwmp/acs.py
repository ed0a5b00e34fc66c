# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import contextlib
import re
import typing as t

from .._core.compare import Comparison
from .._core.errors import CpeError, NotFound, NotTaken, NotTheSystem
from .._core.fields import Field, Group
from .._core.plan import Write
from .._core.setting import Setting
from . import tr069

# Where icwmp keeps what it knows of its ACS: the section acs of the UCI configuration cwmp (icwmp's uci.cwmp.md). The
# object uci of rpcd reads and writes it; the object tr069 has no method for that.
PLACE: dict[str, t.Any] = {"config": "cwmp", "section": "acs"}
CONFIG = {"config": "cwmp"}

COMMIT = Write("call", "uci commit", CONFIG)
RELOAD = tr069.call("command", {"command": "reload"})

_TRUE = {"1", "true", "on", "yes", "enable", "enabled"}
_FALSE = {"0", "false", "off", "no", "disable", "disabled", ""}
_URL = re.compile(r"https?://[^\s]+\Z", re.IGNORECASE)
_STRING = (1, 256)


def _flag(value: t.Any) -> bool | None:
    """A UCI boolean, in any of the ways in which they are written; None for none."""
    text = str(value).strip().lower()
    return True if text in _TRUE else False if text in _FALSE else None


def _switch(value: t.Any) -> str:
    """``enable`` or ``disable`` from what stands in dhcp_discovery, a word in 2021 and a boolean later."""
    flag = _flag(value)
    return str(value) if flag is None else "enable" if flag else "disable"


def _number(value: t.Any) -> t.Any:
    text = str(value).strip()
    return int(text) if text.isdecimal() else None


def _url(value: str) -> str | None:
    return None if _URL.match(value) else "an address that begins with http:// or https://"


def _text(option: str, **more: t.Any) -> Field:
    return Field(option, api=option, length=_STRING, **more)


def _bool(option: str) -> Field:
    return Field(option, type="bool", api=option, parse=_flag, send=lambda value: "1" if value else "0")


def _int(option: str, low: int, high: int | None = None) -> Field:
    return Field(option, type="int", api=option, range=(low, high), parse=_number, send=str)


TABLE = Group(
    "",
    (
        _text("url", check=_url),
        _text("userid", clear=""),
        _text("passwd", clear="", secret=True),
        Field("dhcp_discovery", api="dhcp_discovery", choices=("enable", "disable"), parse=_switch),
        Field("dhcp_url", api="dhcp_url", read_only=True),
        _bool("periodic_inform_enable"),
        _int("periodic_inform_interval", 1),
        _text("periodic_inform_time", clear=""),
        _int("retry_min_wait_interval", 1, 65535),
        _int("retry_interval_multiplier", 1000, 65535),
        Field("compression", api="compression", choices=("GZIP", "Deflate", "Disabled")),
        _text("ssl_capath", clear=""),
        _text("https_ssl_capath", clear=""),
        _bool("insecure_enable"),
        _bool("ipv6_enable"),
        _bool("http_disable_100continue"),
    ),
)


class AcsSetting(Setting):
    """The section acs of icwmp's configuration: set in the ubus session, committed, and read by icwmp at a reload."""

    table = TABLE
    key = "acs"

    def header(self) -> str:
        return f"{self.client.connection.device} cwmp.acs"

    def read(self) -> t.Mapping[str, t.Any]:
        try:
            answer = self.client.call("uci", "get", PLACE)
        except NotFound as error:
            raise NotFound(
                "the CPE has no configuration of icwmp: no section acs in /etc/config/cwmp",
                **error.details(),
                hint="Is icwmp installed on the CPE?",
            ) from None
        values = answer.get("values")
        if not isinstance(values, dict):
            raise NotTheSystem("uci get gives no values", device=self.client.connection.device)
        # UCI holds text only; a list there is not what icwmp reads.
        return {name: value for name, value in values.items() if isinstance(value, str) and value != ""}

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        gone = [name for name, value in body.items() if value == ""]
        values = {name: value for name, value in body.items() if value != ""}
        plan = []
        if values:
            plan.append(Write("call", "uci set", {**PLACE, "values": values}))
        if gone:
            plan.append(Write("call", "uci delete", {**PLACE, "options": gone}))
        return [*plan, COMMIT, RELOAD]

    def resume(self, error: CpeError) -> list[Write]:
        # The session reads back what it has set, committed or not; to commit and to reload again does no harm.
        return super().resume(error) or [COMMIT, RELOAD]

    def abandon(self, error: CpeError) -> None:
        with contextlib.suppress(CpeError):
            self.client.write(Write("call", "uci revert", CONFIG))

    def finish(self) -> dict[str, t.Any]:
        result = super().finish()
        if result and self.client.call("uci", "changes", CONFIG).get("changes"):
            self.abandon(NotTaken(""))
            raise NotTaken(
                "the CPE accepted the change, but has not committed it to its configuration",
                device=self.client.connection.device,
            )
        return result

    def current(self) -> dict[str, t.Any]:
        held = super().current()
        wanted = self.params["url"]
        overruled = self.params["dhcp_discovery"] or held.get("dhcp_discovery")
        if wanted and overruled == "enable" and held.get("dhcp_url", wanted) != wanted:
            warning = (
                "dhcp_discovery is on, and DHCP gives another ACS: the client talks to that one, not to url. "
                "Set dhcp_discovery to disable to have it use url."
            )
            if warning not in self.warnings:
                self.warnings.append(warning)
        return held
