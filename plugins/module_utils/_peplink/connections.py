# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The WAN connections as GET /api/status.wan.connection shows them, and whether one can do what it is asked to do."""

from __future__ import annotations

import typing as t

from .._core.errors import ApiFailure, NotFound, Unsupported
from .._core.normal import to_int
from .answers import entries, pick
from .client import PeplinkClient

Wan = dict[str, t.Any]

WHAT = "WAN connection"
# Types of a WAN: "gobi" is what firmware before 8.0.1 calls a cellular one; "wifi" was seen for "wireless".
CELLULAR = ("cellular", "gobi")
WITH_SIM = (*CELLULAR, "modem")
WIFI = ("wireless", "wifi")

_CALLED = {CELLULAR: "cellular", WITH_SIM: "cellular", WIFI: "Wi-Fi"}
_NO_CARD = "no sim card detected"


def read(client: PeplinkClient, *, lite: bool = True, retries: int | None = None) -> dict[t.Any, Wan]:
    """Every WAN connection by its ID, in the router's order; with ``lite`` without addresses, names and passwords.

    ``retries``: instead of the connection's.
    """
    return entries(client.get("status.wan.connection", [("lite", "yes")] if lite else [], retries=retries))


def find(client: PeplinkClient, conn_id: str, *, lite: bool = True) -> Wan:
    """The WAN connection with an ID. Raises NotFound."""
    return _find(client, read(client, lite=lite), conn_id)


def find_typed(client: PeplinkClient, conn_id: str, types: tuple[str, ...], *, lite: bool = True) -> Wan:
    """The WAN connection with an ID, which is of one of ``types``. Raises NotFound, Unsupported."""
    return pick_typed(client, read(client, lite=lite), conn_id, types)


def pick_typed(client: PeplinkClient, wans: dict[t.Any, Wan], conn_id: str, types: tuple[str, ...]) -> Wan:
    """``find_typed`` among what has been read already."""
    wan = _find(client, wans, conn_id)
    if kind(wan) not in types:
        called = _CALLED[types]
        fit = ", ".join(f"{key} ({one.get('name', '')})" for key, one in wans.items() if kind(one) in types)
        raise Unsupported(
            f"{called_so(conn_id, wan)} is no {called} WAN, but of type {kind(wan) or 'unknown'}",
            device=client.connection.device,
            hint=f"{called} WANs of this router: {fit or 'none'}.",
        )
    return wan


def _find(client: PeplinkClient, wans: dict[t.Any, Wan], conn_id: str) -> Wan:
    try:
        return pick(wans, conn_id, None, WHAT)[1]
    except NotFound as error:
        error.device = client.connection.device
        raise


def kind(wan: Wan) -> str:
    """The type of a WAN connection: virtualType where it has one."""
    return str(wan.get("virtualType") or wan.get("type") or "").lower()


def called_so(conn_id: t.Any, wan: Wan) -> str:
    """A WAN connection, as messages call it."""
    return f"{WHAT} {conn_id} ({wan.get('name', '')})"


def sims(wan: Wan) -> dict[t.Any, Wan]:
    """The SIMs of a cellular WAN by their IDs; none where the router tells of none."""
    cellular = wan.get("cellular") or wan.get("gobi")
    return entries(cellular.get("sim")) if isinstance(cellular, dict) else {}


def active_sim(wan: Wan) -> t.Any:
    """The ID of the active SIM; None where none is known to be."""
    return next((key for key, sim in sims(wan).items() if sim.get("active")), None)


def require_module(client: PeplinkClient, conn_id: str, wan: Wan) -> None:
    """Raise ApiFailure where the WAN certainly has no modem at present."""
    if str(wan.get("statusLed", "")).lower() == "empty":
        raise _cannot(client, f"{called_so(conn_id, wan)} has no device: {wan.get('message') or 'none detected'}")


def require_slot(client: PeplinkClient, conn_id: str, wan: Wan, sim_id: t.Any) -> None:
    """Raise NotFound for a SIM that the WAN does not have, as far as the router tells which it has."""
    known = sims(wan)
    if known and to_int(sim_id) not in known:
        raise NotFound(
            f"{called_so(conn_id, wan)} has no SIM {sim_id}; it has: {', '.join(map(str, known))}",
            device=client.connection.device,
        )


def require_sim(client: PeplinkClient, conn_id: str, wan: Wan, sim_id: t.Any = None) -> None:
    """Raise NotFound for a SIM that the WAN does not have, ApiFailure where certainly no SIM card is in place.

    In: the SIM asked for; None for whichever there is.
    """
    require_module(client, conn_id, wan)
    known = sims(wan)
    if sim_id is not None:
        require_slot(client, conn_id, wan, sim_id)
        known = {key: sim for key, sim in known.items() if key == to_int(sim_id)}
    if known and not any(map(_has_card, known.values())):
        which = "no SIM card" if sim_id is None else f"no SIM card in slot {sim_id}"
        raise _cannot(client, f"{called_so(conn_id, wan)} has {which}")


def require_active_sim(client: PeplinkClient, conn_id: str, wan: Wan) -> None:
    """Raise ApiFailure where certainly no SIM is active."""
    if sims(wan) and active_sim(wan) is None:
        raise _cannot(client, f"no SIM of {called_so(conn_id, wan)} is active: say which one by sim_id")


def with_sim(client: PeplinkClient) -> list[t.Any]:
    """The IDs of the WANs that have, or may have, a SIM card in place."""
    found = ((key, wan) for key, wan in read(client).items() if kind(wan) in WITH_SIM)
    return [key for key, wan in found if not sims(wan) or any(map(_has_card, sims(wan).values()))]


def _has_card(sim: Wan) -> bool:
    """Whether a SIM card is in place, or may be: booleans from 8.1.2 on, a text before."""
    if "simCardDetected" in sim:
        return bool(sim["simCardDetected"])
    return bool(sim.get("active")) or str(sim.get("status", "")).lower() != _NO_CARD


def _cannot(client: PeplinkClient, message: str) -> ApiFailure:
    return ApiFailure(message, device=client.connection.device, hint="Nothing was sent.")
