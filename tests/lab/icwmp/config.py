# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp's configuration: what stands in the file, and what icwmp makes of it.

``acs_url`` (text) and ``periodic_inform_interval`` (seconds) stand for the options ``url`` and ``periodic_inform_interval`` of
the UCI section ``acs``; ``acs`` holds its other options as text (icwmp, uci.cwmp.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CONFIG, SECTION = "cwmp", "acs"

_TRUE = ("1", "true", "on", "yes", "enable", "enabled")


def section(config: Mapping[str, Any]) -> dict[str, str]:
    """The UCI section ``acs``, option -> text."""
    named = {"url": config["acs_url"], "periodic_inform_interval": f"{config['periodic_inform_interval']:.0f}"}
    return {name: text for name, text in {**named, **config["acs"]}.items() if text}


def with_options(config: Mapping[str, Any], changes: Mapping[str, str | None]) -> dict[str, Any]:
    """A configuration with options of the section changed; None deletes one.

    An interval that is no number of 1 or more is icwmp's default, 86400 s.
    """
    new = {**config, "acs": dict(config["acs"])}
    for name, text in changes.items():
        if name == "url":
            new["acs_url"] = text or ""
        elif name == "periodic_inform_interval":
            new[name] = float(text) if text and text.isdecimal() and int(text) else 86400.0
        elif text is None:
            new["acs"].pop(name, None)
        else:
            new["acs"][name] = text
    return new


def is_on(text: str | None) -> bool:
    """A UCI boolean."""
    return str(text).lower() in _TRUE


def url_in_use(config: Mapping[str, Any]) -> str:
    """The ACS that icwmp talks to: what DHCP gave, if discovery is on or there is no other, else ``url``."""
    acs = config["acs"]
    discovered: str = acs.get("dhcp_url", "")
    if discovered and (is_on(acs.get("dhcp_discovery")) or not config["acs_url"]):
        return discovered
    url: str = config["acs_url"]
    return url


def informs_periodically(config: Mapping[str, Any]) -> bool:
    """Whether the client informs by itself."""
    return is_on(config["acs"].get("periodic_inform_enable", "1"))
