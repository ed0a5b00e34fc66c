# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One CPE, two faces: what icwmp has in its configuration is what the DMS reads and sets as ``ManagementServer.``"""

from __future__ import annotations

from typing import Any

from tests.lab.dms import DmsServer
from tests.lab.icwmp import IcwmpCpe
from tests.lab.icwmp.config import is_on, section

#: Option of icwmp's section ``acs`` -> parameter below ``ManagementServer.``
PARAMETERS = {
    "url": "URL",
    "userid": "Username",
    "passwd": "Password",
    "periodic_inform_enable": "PeriodicInformEnable",
    "periodic_inform_interval": "PeriodicInformInterval",
}


class Link:
    """Ties the icwmp face of a CPE to the CPE of that id behind the DMS, whose address for CPEs is ``acs_url``.

    A value that the ACS sets is in icwmp's configuration when the session is over. What was changed on the CPE is told at its
    next session; only a session with this ACS is one. Locks are always taken in the order face, DMS.
    """

    def __init__(self, dms: DmsServer, cpe_id: str, acs_url: str) -> None:
        self._dms = dms
        self._cpe_id = cpe_id
        self._acs_url = acs_url
        self._told = self._read()
        self._stale = False
        self._url: str | None = None

    def options(self) -> dict[str, Any]:
        """The options of a face that has been with this ACS until now."""
        told = dict(self._told)
        return {
            "acs_url": self._acs_url,
            "acs_urls": [self._acs_url],
            "periodic_inform_interval": float(told.pop("periodic_inform_interval")),
            "acs": {name: text for name, text in told.items() if name != "url"} | {"dhcp_discovery": "disable"},
        }

    def attach(self, face: IcwmpCpe) -> None:
        """Have the face informed by, and inform, the DMS."""
        self._face = face
        face.sync = self.sync
        face.on_inform = self.inform

    def notice(self) -> None:
        """The DMS's values of the CPE may have changed. Takes no lock: whoever changes them holds the DMS's."""
        self._stale = True

    def sync(self) -> None:
        """Take over what the ACS has set, and let the DMS lose or regain the CPE if its ACS is another one now."""
        self._place()
        if not self._stale:
            return
        self._stale = False
        with self._dms.lock:
            held = self._read()
        changes = {name: text for name, text in held.items() if text != self._told[name]}
        if changes:
            self._told.update(changes)
            self._face.configure(changes)
            self._place()

    def inform(self, _event: str) -> None:
        """A session has reached an ACS."""
        self._place()
        if self._face.acs_url != self._acs_url:
            return
        held = section(self._face.daemon.active)
        with self._dms.lock:
            tree = self._dms.cpe(self._cpe_id).tree
            for name, leaf in PARAMETERS.items():
                text = held.get(name, "")
                if text != self._told[name]:
                    self._told[name] = text
                    tree.set_value(f"{tree.model.root}ManagementServer.{leaf}", _value(name, text))
            self._dms.seen(self._cpe_id)

    def _place(self) -> None:
        """See to it that the DMS reaches the CPE only while the CPE is its own. Only a change counts."""
        if self._face.acs_url == self._url:
            return
        self._url = self._face.acs_url
        if self._url == self._acs_url:
            self._dms.network.elsewhere.discard(self._cpe_id)
        else:
            self._dms.network.elsewhere.add(self._cpe_id)

    def _read(self) -> dict[str, str]:
        tree = self._dms.cpe(self._cpe_id).tree
        values = {name: tree.value(f"{tree.model.root}ManagementServer.{leaf}") for name, leaf in PARAMETERS.items()}
        return {name: str(int(value)) if isinstance(value, bool) else str(value) for name, value in values.items()}


def _value(name: str, text: str) -> Any:
    """The TR-069 value of an option's text."""
    if name == "periodic_inform_enable":
        return is_on(text or "1")
    return int(text) if name == "periodic_inform_interval" else text
