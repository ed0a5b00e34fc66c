#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_download
short_description: Have a CPE download a file, such as firmware, or cancel that
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Has a CPE download a file and apply it within one or two time windows (C(ScheduleDownload)), or cancels such a transfer
    (C(CancelTransfer)).
  - With O(version_parameter) and O(target_version) nothing is sent to a CPE that runs the version already.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.dms
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.dms.waiting
attributes:
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: partial
    details:
      - Idempotent with O(version_parameter) and O(target_version), once the CPE reports the version. A CPE does not tell which transfers
        it has planned, so that a run before that schedules the download again.
      - Without them each run schedules a download. V(cancelled) is sent on each run.
options:
  state:
    type: str
    choices: [scheduled, cancelled]
    default: scheduled
    description:
      - V(scheduled) needs O(url).
      - V(cancelled) needs O(command_key), and ignores what describes the file. CWMP fault 9021 means that the transfer can't be cancelled any
        more. A CPE that knows no transfer of this key has nothing to do, and does not say so.
  command_key:
    type: str
    description:
      - The name of the transfer, by which it can be cancelled, at most 32 characters. Empty without it.
  file_type:
    type: str
    description:
      - Type of the file, V(1 Firmware Upgrade Image) without it. Further ones of TR-069 are V(2 Web Content), V(3 Vendor Configuration File),
        V(4 Tone File), V(5 Ringer File) and V(6 Stored Firmware Image); vendors' own start with C(X) and a blank.
  url:
    type: str
    description:
      - Where the CPE fetches the file, at most 256 characters, without user information.
      - Required with O(state=scheduled).
  username:
    type: str
    description: User name at the file server, at most 256 characters. Empty without it.
  password:
    type: str
    description: Password at the file server, at most 256 characters. Empty without it.
  file_size:
    type: int
    description: Size of the file in bytes, 0 to 4294967295. V(0), which means that it is not known, without it.
  target_file_name:
    type: str
    description: Name under which the CPE stores the file, at most 256 characters. Empty without it.
  time_window_list:
    type: list
    elements: dict
    description:
      - One or two time windows in which the CPE may download and apply the file. They must not overlap, the earlier one comes first.
      - Without it, any time within a day from now.
    suboptions:
      window_start:
        type: int
        required: true
        description: Start of the window, in seconds from when the CPE gets the request, 0 to 4294967295.
      window_end:
        type: int
        required: true
        description: End of the window, in seconds from when the CPE gets the request, not before its start.
      window_mode:
        type: str
        description:
          - When within the window, V(1 At Any Time) without it. V(2 Immediately), V(3 When Idle) and V(4 Confirmation Needed) are the others of
            TR-069; vendors' own start with C(X) and a blank.
      user_message:
        type: str
        description: What the CPE shows its user with V(4 Confirmation Needed), at most 256 characters. Empty without it.
      max_retries:
        type: int
        description: How often the CPE tries again within the window. V(-1), which leaves it to the CPE, without it.
  version_parameter:
    type: str
    description:
      - Full name of the parameter that tells which version the CPE runs, such as V(InternetGatewayDevice.DeviceInfo.SoftwareVersion).
      - Needs O(target_version).
  target_version:
    type: str
    description:
      - What O(version_parameter) reads once the file is in force, compared exactly. A CPE that reports it is sent nothing.
      - With O(command_options.multiple) only the CPEs that don't are sent the request, one request each, if the DMS tells them apart.
  wait:
    description:
      - Whether to wait for a scenario that was only started, and, with O(target_version), until the CPE reports that version. The CPE may be
        away for a while meanwhile.
      - Mind that O(wait_timeout) has to reach beyond the start of the time window, the transfer and the reboot.
notes:
  - The outcome of the transfer itself (C(TransferComplete)) is not part of the API. O(target_version) with O(wait) shows success.
  - What the CPE refuses at once is a CWMP fault with its name, such as 9013 for an unsupported protocol.
seealso:
  - module: telco.cpe.dms_info
  - module: telco.cpe.dms_result
"""

EXAMPLES = r"""
- name: Bring the firmware of a host of the DMS inventory to a version, within the next hour, and wait for it
  telco.cpe.dms_download:
    url: http://files.example.com/alpha-001-2.4.0.bin
    command_key: firmware-2.4.0
    file_size: 18874368
    time_window_list:
      - window_start: 0
        window_end: 3600
        window_mode: 3 When Idle
        max_retries: 2
    version_parameter: InternetGatewayDevice.DeviceInfo.SoftwareVersion
    target_version: 2.4.0
    wait: true
    wait_timeout: 900

- name: Have a configuration file fetched tonight, else tomorrow night
  telco.cpe.dms_download:
    search_options:
      cpe_id: DMS_DEVICE
    file_type: 3 Vendor Configuration File
    url: https://files.example.com/base.cfg
    username: cpe
    password: "{{ vault_file_server_password }}"
    command_key: base-config
    time_window_list:
      - window_start: 28800
        window_end: 36000
      - window_start: 115200
        window_end: 122400

- name: Think better of it
  telco.cpe.dms_download:
    search_options:
      cpe_id: DMS_DEVICE
    command_key: base-config
    state: cancelled
"""

RETURN = r"""
download:
  description:
    - What the CPE answered, and the version that it reports.
    - With O(command_options.multiple), and a DMS that tells the CPEs apart, the answers are under C(cpes) by C(cpe_id), and C(version) is a
      mapping.
  returned: success
  type: dict
  contains:
    status:
      description: V(0) for done, V(1) for accepted and to be done later.
      type: int
      sample: 1
    start_time:
      description: Start of the transfer as the CPE gave it; Unknown Time while it has not begun.
      type: str
      sample: "0001-01-01T00:00:00Z"
    complete_time:
      description: End of the transfer as the CPE gave it.
      type: str
      sample: "0001-01-01T00:00:00Z"
    version:
      description: What O(version_parameter) read last.
      type: raw
      sample: 2.4.0
queued:
  description: Whether the scenario was started and not waited for.
  returned: success
  type: bool
env_id:
  description: ID of the scenario that was started, for M(telco.cpe.dms_result).
  returned: when the DMS gave one
  type: str
env_ids:
  description: IDs of the scenarios that were started, by C(cpe_id), where the DMS gives one for each CPE.
  returned: with O(command_options.multiple), when the DMS gave them
  type: dict
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
error:
  description: What failed; C(kind) tells the outcomes apart, C(code) is the CWMP fault or the DMS's code.
  returned: failure
  type: dict
  sample: {"kind": "cwmp_fault", "code": 9013, "http_status": 500}
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._dms.download import Download

RESOURCE = Download


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
