#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: icwmp_info
short_description: Ask a CPE's TR-069 client icwmp about itself and its sessions
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reads the state of the TR-069 client icwmp on an OpenWrt-based CPE, by ubus over HTTP.
  - Never starts a session with the ACS.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.info
  - telco.cpe.attributes.icwmp
  - telco.cpe.connection
  - telco.cpe.icwmp
  - telco.cpe.engine.info
options:
  gather:
    type: list
    elements: str
    choices: [status]
    default: [status]
    description:
      - What to read.
      - V(status) is the method C(status) of the ubus object C(tr069).
"""

EXAMPLES = r"""
# The connection comes from the inventory: icwmp_api_url, icwmp_api_username, icwmp_api_password.
- name: See when the CPE last talked to its ACS
  telco.cpe.icwmp_info:
    gather: [status]
  register: client

- name: Only the outcome of the last session
  telco.cpe.icwmp_info:
    query: status.last_session.status
  register: last_session
"""

RETURN = r"""
icwmp:
  description: What was gathered, by subset; or what O(query) makes of it.
  returned: success
  type: dict
  contains:
    status:
      description:
        - The client, its last, its next session, and how many there were. A daemon that never had a session says C(N/A).
        - Times are ISO 8601 with an offset, or C(N/A).
      returned: when V(status) is gathered
      type: dict
      contains:
        cwmp:
          description: The daemon, with RV(ignore:status), RV(ignore:start_time) and RV(ignore:acs_url).
          type: dict
        last_session:
          description: >-
            The last session, with RV(ignore:start_time), RV(ignore:end_time) and RV(ignore:status), which is one of C(waiting),
            C(running), C(failure), C(success) and C(N/A).
          type: dict
        next_session:
          description: The next session, with the same keys.
          type: dict
        statistics:
          description: Counts of sessions since the daemon started.
          type: dict
  sample:
    status:
      cwmp: {status: up, start_time: "2026-07-29T09:29:02+02:00", acs_url: "https://acs.example.com:7547"}
      last_session: {status: success, start_time: "2026-07-29T09:29:59+02:00", end_time: "2026-07-29T09:30:00+02:00"}
      next_session: {status: waiting, start_time: "2026-07-29T09:59:59+02:00", end_time: N/A}
      statistics: {success_sessions: 2, failure_sessions: 0, total_sessions: 2}
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info, Subset
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._icwmp.vendor import ICWMP


class IcwmpInfo(Info):
    """The method status of the ubus object tr069 (icwmp, tr069 schema)."""

    vendor = ICWMP
    key = "icwmp"
    subsets: t.ClassVar[dict[str, Subset]] = {"status": Subset("status")}
    selectors: t.ClassVar[dict[str, t.Any]] = Info.gather_spec(subsets)

    def status(self) -> dict[str, t.Any]:
        """What the daemon says of itself."""
        return t.cast("dict[str, t.Any]", self.client.call("tr069", "status"))


RESOURCE = IcwmpInfo


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
