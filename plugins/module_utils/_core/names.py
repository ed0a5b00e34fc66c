# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def snake(name: str) -> str:
    """The option name of an API's camelCase name: ``vlanId`` -> ``vlan_id``, ``useWANIp`` -> ``use_wan_ip``."""
    return _HUMP.sub("_", name).lower()


def snake_keys(value: t.Any) -> t.Any:
    """A deep copy of an answer with option names as keys; an API's own marks (a leading underscore) are left out."""
    if isinstance(value, t.Mapping):
        return {snake(key): snake_keys(item) for key, item in value.items() if not key.startswith("_")}
    if isinstance(value, list):
        return [snake_keys(item) for item in value]
    return value
