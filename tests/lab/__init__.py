# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lab: a simulated site of five systems that speak real HTTP(S).

    with Lab(Site.default()) as lab:
        requests.get(lab.url("router-1") + "/api/info.firmware", verify=str(lab.ca_path))

It is written from the vendor documents and field notes alone; nothing here knows the collection's plugins.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.lab.lab import Lab, LabError
    from tests.lab.site import Site

__all__ = ["Lab", "LabError", "Site"]

_HOME = {"Lab": "tests.lab.lab", "LabError": "tests.lab.lab", "Site": "tests.lab.site"}


def __getattr__(name: str) -> Any:
    # Who tests one system (tests.lab.dms, ..) without sockets needs neither the server nor the other systems.
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
