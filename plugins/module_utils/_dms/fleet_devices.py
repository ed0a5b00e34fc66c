# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from .._core.errors import ApiFailure, OptionError
from .client import DmsClient
from .options import Target
from .parameters import Parameter, parameters_of
from .records import cpe_id_of, matches
from .selection import keys_of
from .slices import Slice
from .storage import records

Params = t.Mapping[str, t.Any]

_TIME = re.compile(r"([<>!]?)(\d+)")
_COMPARED: dict[str, t.Callable[[int, int], bool]] = {
    "": int.__eq__,
    "!": int.__ne__,
    "<": int.__lt__,
    ">": int.__gt__,
}


@dataclass(frozen=True)
class Device:
    """One entry of a fleet: how the DMS finds it, and what is desired of it. ``cpe_id`` is None where others find it."""

    target: Target
    parameters: list[Parameter]
    cpe_id: str | None

    @property
    def label(self) -> str:
        """What it is called in messages and summaries."""
        return self.cpe_id or self.target.label

    @property
    def named(self) -> dict[str, t.Any]:
        """What names it in a result."""
        return {"search_options": dict(self.target.search)} if self.cpe_id is None else {"cpe_id": self.cpe_id}


def common_parameters(params: Params) -> list[Parameter]:
    """What is desired of every device; empty without the option. Raises OptionError."""
    return parameters_of(params) if params["parameters"] is not None else []


def given(params: Params, part: Slice) -> list[Device] | None:
    """The devices that the options name themselves; None where they are to be looked for. Raises OptionError."""
    common = common_parameters(params)
    if params["devices"] is not None:
        return _listed(params, common, part)
    ids = params["cpe_ids"]
    search = {key: value for key, value in (params["search_options"] or {}).items() if value is not None}
    if ids is None and params["filters"] is None and set(search) == {"cpe_id"}:
        ids = [search["cpe_id"]]
    if not common:
        raise OptionError("parameters", "is required: what is desired of every device")
    if ids is None:
        Target.of({**params, "search_options": search or {"cpe_id": "any"}})
        return None
    _refuse_twice(ids, "cpe_ids")
    devices = [
        Device(_target(params, cpe_id, f"cpe_ids[{number}]"), common, cpe_id) for number, cpe_id in enumerate(ids)
    ]
    return [device for device in devices if device.cpe_id is not None and device.cpe_id in part]


def _target(params: Params, cpe_id: str, place: str) -> Target:
    try:
        return Target.of({"search_options": {"cpe_id": cpe_id}, "command_options": params["command_options"]})
    except OptionError as error:
        if error.path.startswith("command_options"):
            raise
        raise OptionError(place, "must not be empty") from None


def _refuse_twice(ids: t.Sequence[str], option: str) -> None:
    seen: set[str] = set()
    for cpe_id in ids:
        if cpe_id in seen:
            raise OptionError(option, f"{cpe_id} is given twice, each device may occur once")
        seen.add(cpe_id)


def _listed(params: Params, common: list[Parameter], part: Slice) -> list[Device]:
    devices = []
    for number, entry in enumerate(params["devices"]):
        place = f"devices[{number}]"
        try:
            target, cpe_id = _own_target(params, entry)
            own = parameters_of(entry) if entry["parameters"] is not None else []
        except OptionError as error:
            raise OptionError(f"{place}.{error.path}", error.message.removeprefix(f"{error.path}: ")) from None
        names = {parameter.name for parameter in own}
        wanted = [*own, *(parameter for parameter in common if parameter.name not in names)]
        if not wanted:
            raise OptionError(f"{place}.parameters", "is required, there or for all devices")
        if cpe_id is None and part.parts > 1:
            raise OptionError("slice", f"needs the cpe_id of every device, and {place} has none")
        devices.append(Device(target, wanted, cpe_id))
    _refuse_twice([device.cpe_id for device in devices if device.cpe_id is not None], "devices")
    return [device for device in devices if device.cpe_id is None or device.cpe_id in part]


def _own_target(params: Params, entry: Params) -> tuple[Target, str | None]:
    """How the DMS finds an entry of ``devices``, with the command options of all that it does not give itself."""
    search = {key: value for key, value in (entry["search_options"] or {}).items() if value is not None}
    if entry["cpe_id"] is not None:
        if search.get("cpe_id", entry["cpe_id"]) != entry["cpe_id"]:
            raise OptionError("cpe_id", "differs from search_options.cpe_id")
        search["cpe_id"] = entry["cpe_id"]
    elif not search:
        raise OptionError("cpe_id", "is required, or search_options")
    own = {key: value for key, value in (entry["command_options"] or {}).items() if value is not None}
    target = Target.of({"search_options": search, "command_options": {**(params["command_options"] or {}), **own}})
    return target, target.search.get("cpe_id")


def found(params: Params, client: DmsClient, part: Slice) -> list[Device]:
    """The devices that the DMS's own list has for ``search_options`` and ``filters``, by their ids; no CPE is contacted.

    Raises CpeError, also where no record has a key that is looked for: the search would match nothing for ever.
    """
    common = common_parameters(params)
    search = {key: value for key, value in (params["search_options"] or {}).items() if value is not None}
    filters = params["filters"] or {}
    key = params["cpe_id_key"]
    listed = list(records(client, params["page_size"], identify=lambda record: cpe_id_of(record, key)))
    known = keys_of(listed) | {"cpe_id"}
    for option, names in (("search_options", search), ("filters", filters)):
        for name in names:
            if listed and name not in known:
                raise ApiFailure(
                    f"{option}.{name}: no record of this DMS has the key {name!r}; the keys are {', '.join(sorted(map(str, known)))}",
                    device=client.connection.device,
                    hint="Use filters with the keys that this installation has, or name the devices by cpe_ids or devices.",
                )
    ids = []
    for record in listed:
        cpe_id = cpe_id_of(record, key)
        if cpe_id is None:
            raise ApiFailure(
                f"a record has no CPE id; its keys are {', '.join(map(str, record))}",
                device=client.connection.device,
                hint="Set cpe_id_key to the key that holds the CPE's id.",
            )
        record = {**record, "cpe_id": cpe_id}
        if cpe_id in part and matches(record, filters) and _is_sought(record, search):
            ids.append(cpe_id)
    return [Device(_target(params, cpe_id, "cpe_id"), common, cpe_id) for cpe_id in sorted(ids)]


def _is_sought(record: Params, search: Params) -> bool:
    """Whether a record has what ``search_options`` say (DMS NBI, "search_options"): equal, or compared for times."""
    return all(
        _is_time(record.get(key), value) if key in ("first_seen", "last_seen") else str(record.get(key, "")) == value
        for key, value in search.items()
    )


def _is_time(held: t.Any, sought: str) -> bool:
    condition = _TIME.fullmatch(sought)
    if condition is None or isinstance(held, bool) or not str(held).isdecimal():
        return False
    return _COMPARED[condition[1]](int(held), int(condition[2]))
