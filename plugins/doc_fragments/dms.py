# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  api_url:
    type: str
    description:
      - Address of the DMS, such as V(https://acs.example.com), without C(/v1).
      - Required, here, in C(module_defaults), as the variable C(dms_api_url) of the host, or as the environment variable
        E(DMS_API_URL), in this order.
  timeout:
    type: int
    default: 90
    description:
      - Seconds to wait for a connection, and for an answer.
"""

    TARGET = r"""
options:
  search_options:
    type: dict
    description:
      - Which CPE is meant. All that are given must match. At least one is required.
      - Where the option is not given, the variable C(dms_cpe_id) of the host is taken as its C(cpe_id), so that hosts of the DMS
        inventory need none.
      - It is an error if more than one CPE matches, unless O(command_options.multiple) is V(true).
    suboptions:
      cpe_id:
        type: str
        description: Serial number of the CPE.
      cid:
        type: str
        description: Custom identifier, such as a customer ID.
      cid2:
        type: str
        description: Second custom identifier.
      cid3:
        type: str
        description: Third custom identifier.
      mac:
        type: str
        description: MAC address.
      location:
        type: str
        description: Location identifier.
      data_model:
        type: str
        description: Data model that the CPE uses.
      vendor:
        type: str
        description: Company that makes or sells the CPE.
      ip_address:
        type: str
        description: IP address.
      model:
        type: str
        description: Model.
      hw_version:
        type: str
        description: Hardware version.
      sw_version:
        type: str
        description: Version of the firmware.
      upstream_id:
        type: str
        description: Serial number of the device above it in the network.
      protocol:
        type: str
        description: Name of the protocol that the CPE uses.
      first_seen:
        type: str
        description: When the CPE was first seen, a unix timestamp, alone or after one of V(<), V(>) and V(!), such as V(>1700000000).
      last_seen:
        type: str
        description: When the CPE was last seen, in the form of O(search_options.first_seen).
  command_options:
    type: dict
    description: How the DMS runs the scenario. What is omitted is not sent, and the DMS's default applies.
    suboptions:
      async:
        type: bool
        description:
          - Whether to start a change without waiting for its end.
          - What is read is waited for in every case.
      no_cnr:
        type: bool
        description: Whether to send no Connection Request, and to wait for the next session of the CPE instead.
      multiple:
        type: bool
        description:
          - Whether to run on all CPEs that are found, if there are several.
          - How the DMS answers for several CPEs is not documented. Where its answer doesn't tell them apart the module fails and says
            so; then run the task for one CPE at a time.
      timeout:
        type: int
        description:
          - Seconds that the scenario may take, at least 1. The module waits 30 seconds longer for the answer, or O(timeout) if that
            is more.
"""

    WAITING = r"""
options:
  wait:
    type: bool
    default: false
    description:
      - Whether to wait for a scenario that was only started, and to fetch its result with C(GetResult). That is so with
        O(command_options.async), and where the DMS itself puts a scenario off because the CPE is away.
      - With V(false) such a scenario is left to run, RV(queued) is V(true), and M(telco.cpe.dms_result) fetches the result of
        RV(env_id) later.
  wait_timeout:
    type: int
    default: 300
    description:
      - Seconds to wait at most, at least 1. If there is no result then, the task fails, RV(ignore:error.kind) is C(scenario_timeout), and the DMS
        may carry the scenario out later.
  poll_interval:
    type: int
    default: 5
    description: Seconds from one look to the next, at least 1.
notes:
  - The API can't list the scenarios that are pending. Within one task a scenario that may have been started is never started again, and the
    message says so; another task, or another run, that comes before the first has ended starts its own.
"""
