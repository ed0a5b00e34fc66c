# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core import normal
from .._core.errors import ApiFailure, CpeError
from .._core.fields import Field
from .._core.plan import Write
from .device import AccessDevice

Row = t.Mapping[str, t.Any]


class Details(t.NamedTuple):
    """What reading the device's own URL gave: its state, None where it is absent; or the error."""

    state: dict[str, t.Any] | None
    error: CpeError | None = None


class ListedDevice(AccessDevice):
    """A device of which the list of its group tells something: its own URL is read only for what the list does not show.

    In: its options, less those of a connection; ``purged``, whether it is to go because nobody has listed it as desired.
    """

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool, purged: bool = False) -> None:
        super().__init__(params, check_mode=check_mode)
        self.purged = purged
        self._row: Row | None = None
        self._is_recent = False
        self._details: Details | None = None

    @property
    def place(self) -> tuple[str, str]:
        """Tenant and group."""
        return self.params["tenant_id"], self.params["group_id"]

    @property
    def name(self) -> str:
        """The device's name."""
        return t.cast(str, self.params["device_name"])

    def learn(self, row: Row | None) -> None:
        """Take the list's word, a row or that there is none, for the next reading."""
        self._row, self._is_recent = row, True

    @property
    def needs_details(self) -> bool:
        """Whether the next reading has to ask more than the list tells."""
        return not self._is_recent or (self._row is not None and not self._is_shown_by(self._row))

    def fetch(self) -> CpeError | None:
        """Read the details for the next reading, which raises what this returns."""
        try:
            self._details = Details(super().current())
        except CpeError as error:
            self._details = Details(None, error)
        return self._details.error

    def current(self) -> dict[str, t.Any] | None:  # type: ignore[override]
        if self._details is None and self.needs_details:
            self.fetch()
        details, row = self._details, self._row
        self._is_recent, self._details = False, None
        if details is not None:
            if details.error:
                raise details.error
            return details.state
        return None if row is None else normal.from_answer(self.table, {**row, "deviceName": self.name})

    def _is_shown_by(self, row: Row) -> bool:
        """Whether a row of the list shows all that is asked for."""
        if self.params["state"] == "absent":
            return True
        wanted = self.desired()
        if self.params["recreate"] and wanted.get("device_type") not in (None, row.get("deviceType")):
            return False  # To be created again it has to be known as a whole.
        return all(t.cast(Field, self.table.node(option)).api_name in row for option in wanted)

    def removal(self, current: dict[str, t.Any]) -> list[Write]:
        users = self.connected_users() if self.purged else 0
        if users:
            raise ApiFailure(
                f"the device is not listed, but has {users} connected users, so that it is not purged",
                device=self.client.connection.device,
                hint="List it with state absent to delete it all the same.",
            )
        return super().removal(current)
