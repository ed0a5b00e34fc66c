# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which devices a site has, and at which addresses."""

from __future__ import annotations

from typing import Any

from tests.lab.access_device import ApioServer
from tests.lab.core import Clock, Device
from tests.lab.dms import DmsServer
from tests.lab.icwmp import IcwmpCpe
from tests.lab.link import Link
from tests.lab.peplink import PeplinkRouter
from tests.lab.sms_gateway import SmsGateway

DMS_ADDRESS = "127.77.0.10"
#: The address at which the CPEs find the DMS, as its northbound document shows it. Nothing listens there in the lab.
ACS_URL = "http://edgeproxy:7547"
APIO_ADDRESS = "127.77.0.20"
#: The third octet of the devices that there can be many of.
ROUTERS, GATEWAYS, CPES = 1, 2, 3
_HOSTS = 254
_MANY = _HOSTS * 178


class Site:
    """Devices with their addresses: ``places`` in the order in which they were added.

    ``routers``, ``gateways``, ``cpes`` (icwmp faces) say how many there are of each, ``dms_cpes`` how many CPEs the DMS
    holds (0: no DMS), ``apio`` whether there is an APIO server. ``options`` are given to all devices of a system: system
    -> option -> value. The icwmp face ``cpe-N`` belongs to the CPE with index N of the DMS, if there is one (``Link``):
    each of its sessions with ``ACS_URL`` moves that CPE's ``last_seen``, and its option ``serial_number`` is that CPE's
    ``cpe_id``. Sessions with another address fail then, where its option ``acs_urls`` doesn't name that.
    """

    def __init__(
        self,
        *,
        routers: int = 0,
        gateways: int = 0,
        cpes: int = 0,
        dms_cpes: int = 0,
        apio: bool = False,
        options: dict[str, dict[str, Any]] | None = None,
    ) -> None:
        self.clock = Clock()
        self.places: list[tuple[Device, str]] = []
        chosen = options or {}
        dms: DmsServer | None = None
        if dms_cpes:
            dms = DmsServer("dms", clock=self.clock, **{"cpes": dms_cpes, **chosen.get("dms", {})})
            self.places.append((dms, DMS_ADDRESS))
        if apio:
            apio_server = ApioServer("apio", clock=self.clock, **chosen.get("access_device", {}))
            self.places.append((apio_server, APIO_ADDRESS))
        for number in range(1, routers + 1):
            router = PeplinkRouter(f"router-{number}", clock=self.clock, **chosen.get("peplink", {}))
            self.places.append((router, address_of(ROUTERS, number)))
        for number in range(1, gateways + 1):
            gateway = SmsGateway(f"gateway-{number}", clock=self.clock, **chosen.get("sms_gateway", {}))
            self.places.append((gateway, address_of(GATEWAYS, number)))
        links: dict[str, Link] = {}
        for number in range(1, cpes + 1):
            cpe = _icwmp_face(number, self.clock, dms, links, chosen.get("icwmp", {}))
            self.places.append((cpe, address_of(CPES, number)))
        if dms is not None and links:
            dms.on_change = lambda cpe_id: _notice(links, cpe_id)

    @classmethod
    def default(cls, *, options: dict[str, dict[str, Any]] | None = None) -> Site:
        """Two routers, a gateway, three icwmp faces, a DMS with 20 CPEs, and an APIO server."""
        return cls(routers=2, gateways=1, cpes=3, dms_cpes=20, apio=True, options=options)


def address_of(kind: int, number: int) -> str:
    """The loopback address of the device with this number (from 1): 127.77.KIND.N, and from 127.78.KIND on after 254.

    Raises ValueError beyond what 127.0.0.0/8 has room for.
    """
    if not 1 <= number <= _MANY:
        raise ValueError(f"a site has 1 to {_MANY} devices of a kind, not {number}")
    block, host = divmod(number - 1, _HOSTS)
    return f"127.{77 + block}.{kind}.{host + 1}"


def _icwmp_face(
    number: int, clock: Clock, dms: DmsServer | None, links: dict[str, Link], options: dict[str, Any]
) -> IcwmpCpe:
    serial = f"CPE{number:06d}"
    if dms is None or dms.network.fleet.index_of(serial) is None:
        return IcwmpCpe(f"cpe-{number}", clock=clock, **{"serial_number": serial, "acs_url": ACS_URL, **options})
    link = links[serial] = Link(dms, serial, ACS_URL)
    face = IcwmpCpe(f"cpe-{number}", clock=clock, **{"serial_number": serial, **link.options(), **options})
    link.attach(face)
    return face


def _notice(links: dict[str, Link], cpe_id: str | None) -> None:
    for link in list(links.values()) if cpe_id is None else [links[cpe_id]] if cpe_id in links else []:
        link.notice()
