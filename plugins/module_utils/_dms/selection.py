# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from . import hostnames
from .expressions import Search
from .hostvars import CPE_ID, Record
from .records import cpe_id_of, matches
from .slices import Slice

Report = t.Callable[[str], None]


@dataclass
class Cpe:
    """One CPE of the inventory: its id, its record, which has the id as ``cpe_id``, and the name of its host."""

    __slots__ = ("cpe_id", "name", "record")

    cpe_id: str
    record: Record
    name: str


@dataclass(frozen=True)
class Selection:
    """Which CPEs become hosts, and what they are called.

    ``id_key`` is the record's key of the id, None for the known ones; ``names`` are tried in their order; ``on_duplicate``
    is a policy of hostnames.settle.
    """

    id_key: str | None
    filters: t.Mapping[str, t.Any]
    names: t.Sequence[Search]
    on_duplicate: str
    slice: Slice

    def identify(self, record: Record) -> str | None:
        """The id of the CPE that a record is of."""
        return cpe_id_of(record, self.id_key)

    def choose(self, records: t.Iterable[Record], warn: Report, incomplete: Report) -> list[Cpe]:
        """The CPEs of the inventory, by id.

        The slice comes last, so that every slice finds the same names ambiguous. In: ``warn``, for what is to be known;
        ``incomplete``, which is told of records without an id, and may raise. Raises ApiFailure where names are not unique.
        """
        found: list[Cpe] = []
        strangers: list[Record] = []
        for record in records:
            cpe_id = self.identify(record)
            if cpe_id is None:
                strangers.append(record)
                continue
            if record.get(CPE_ID) != cpe_id:
                record = {**record, CPE_ID: cpe_id}
            if not self.filters or matches(record, self.filters):
                found.append(Cpe(cpe_id, record, hostnames.name_of(record, self.names, cpe_id)))
        if strangers:
            incomplete(_no_id(strangers, self.id_key))
        found.sort(key=lambda cpe: cpe.cpe_id)
        return [cpe for cpe in hostnames.settle(found, self.on_duplicate, {}, warn) if cpe.cpe_id in self.slice]


def keys_of(records: t.Iterable[Record]) -> set[str]:
    """Every key that any of the records has."""
    layouts = {tuple(record) for record in records}
    return {key for layout in layouts for key in layout}


def _no_id(records: t.Sequence[Record], key: str | None) -> str:
    where = f"under {key!r}" if key else "under any of the known keys"
    keys = ", ".join(map(str, records[0])) or "none"
    return (
        f"{len(records)} records have no CPE id {where}, the first of them has the keys {keys}: "
        "set cpe_id_key to the key that holds the CPE's id"
    )
