# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.fields import Field
from .._core.normal import to_float

# Factors to the unit in which the router shows a quantity (GET /api/config.wan.connection: "kbps", "MB").
RATE = {"kbps": 1, "Mbps": 1000, "Gbps": 1_000_000}
VOLUME = {"MB": 1, "GB": 1024, "TB": 1024 * 1024}

_HIGHEST_RATE = 10 * RATE["Gbps"]


def rate(option: str) -> Field:
    """A Bandwidth_Obj: compared and sent in kbps. It reads back with the number under ``bandwidth`` or ``value``."""
    return _quantity(option, "float", RATE, check=_rate_allowed)


def volume(option: str) -> Field:
    """A BW_Allowance_Monitor_Monthly_Obj: compared and sent in MB, a GB being 1024 MB."""
    return _quantity(option, "int", VOLUME, check=_volume_allowed)


def _quantity(option: str, kind: str, units: dict[str, int], check: t.Callable[[t.Any], str | None]) -> Field:
    smallest = min(units, key=units.__getitem__)

    def normal(value: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
        return {"value": _scaled(value, units), "unit": smallest}

    def parse(value: t.Any) -> t.Any:
        if not isinstance(value, t.Mapping):
            value = {"value": value}
        number = to_float(value.get("bandwidth", value.get("value")))
        spelt = {unit.lower(): unit for unit in units}
        unit = spelt.get(str(value.get("unit", smallest)).lower())
        # Zero stands for no limit; what is no number in a known unit is nothing that could be compared.
        return normal({"value": number, "unit": unit}) if isinstance(number, float) and number and unit else None

    return Field(
        option,
        type="dict",
        options=(
            Field("value", type=kind, required=True),
            Field("unit", choices=tuple(units), required=True),
        ),
        check=check,
        normal=normal,
        parse=parse,
    )


def _scaled(value: t.Mapping[str, t.Any], units: dict[str, int]) -> int | float:
    # Rounded, because 2.3 * 1000 is not 2300 in binary.
    number = round(float(value["value"]) * units[value["unit"]], 6)
    return int(number) if number.is_integer() else number


def _rate_allowed(value: t.Mapping[str, t.Any]) -> str | None:
    return None if 1 <= _scaled(value, RATE) <= _HIGHEST_RATE else "1 kbps to 10 Gbps"


def _volume_allowed(value: t.Mapping[str, t.Any]) -> str | None:
    return None if value["value"] > 0 else "more than 0 MB"
