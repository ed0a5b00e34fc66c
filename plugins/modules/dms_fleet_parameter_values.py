#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_fleet_parameter_values
short_description: Set values of the parameters of many CPEs through the DMS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Does for many CPEs in one task what M(telco.cpe.dms_parameter_values) does for one. Each is read, compared by the types of TR-069,
    set where it differs, and read back.
  - The CPEs are named by O(cpe_ids) or O(devices), or found in the DMS's own list by O(search_options) and O(filters). To look them up
    does not contact any CPE.
  - Several CPEs are under way at a time (O(concurrency)), in waves if that is wanted (O(batch_size), O(max_fail_percentage)). One that
    takes long gives its place to the next (O(slow_after)).
  - It can be ended at any moment. Every run reads first, so the next one finds what is done already, and does what is left.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.dms
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.engine.verify
options:
  devices:
    type: list
    elements: dict
    description:
      - The CPEs, each with what is desired of it. Exactly one of this option, O(cpe_ids), and O(search_options) with O(filters) is to be
        given.
      - An empty list is allowed. There is nothing to do then.
    suboptions:
      cpe_id:
        type: str
        description: The CPE's serial number. Required without O(devices[].search_options). Each may occur once.
      search_options:
        type: dict
        description: How the DMS finds the CPE otherwise. All that are given must match.
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
            description: When the CPE was last seen, in the form of O(devices[].search_options.first_seen).
      command_options:
        type: dict
        description: As O(command_options), before which those given here go.
        suboptions:
          async:
            type: bool
            description: Whether to start the change without holding a request open for it.
          no_cnr:
            type: bool
            description: Whether to send no Connection Request, and to wait for the next session of the CPE instead.
          multiple:
            type: bool
            description: Whether to run on all CPEs that are found, if there are several. They have one result together.
          timeout:
            type: int
            description: Seconds that the scenario may take, at least 1.
      parameters:
        type: list
        elements: dict
        description:
          - What is desired of this CPE. Those of O(parameters) that have another name are desired of it, too.
        suboptions:
          name:
            type: str
            required: true
            description: As O(parameters[].name).
          value:
            type: raw
            description: As O(parameters[].value).
          type:
            type: str
            choices: [string, int, unsignedInt, long, unsignedLong, boolean, dateTime, base64, hexBinary]
            description: As O(parameters[].type).
          write_only:
            type: bool
            default: false
            description: As O(parameters[].write_only).
  cpe_ids:
    type: list
    elements: str
    description: The serial numbers of the CPEs that O(parameters) are desired of. Each may occur once.
  filters:
    type: dict
    description:
      - Which CPEs of the DMS's list O(parameters) are desired of. Record key to a value, a glob (C(*), C(?), C([...])), or a list of them of which one
        must do. Null means that the record lacks the key. V({}) means all.
      - The list is read from the storage C(CpeDbService), page by page. A list that is not complete is an error, and so is a key
        that no record has.
      - O(search_options) is applied to the same list, unless it is O(search_options.cpe_id) alone. It needs records whose keys are those of
        C(search_options). The keys depend on the installation.
  cpe_id_key:
    type: str
    description: The record's key that holds the CPE's id, where it is none of those that are known (C(cpe_id), C(cpeid), C(serial), ...).
  page_size:
    type: int
    default: 1000
    description: Most records that are asked for in one request, at least 1. The DMS may give less.
  slice:
    type: str
    description:
      - Takes only a part of the CPEs, for several runs side by side; V(2/8) is the second of eight parts.
      - A CPE's part depends on its id alone. It is the same as in the inventory plugin P(telco.cpe.dms#inventory).
  parameters:
    type: list
    elements: dict
    description:
      - What is desired of every CPE. Each name may occur once. Required, except where every entry of O(devices) has its own.
    suboptions:
      name:
        type: str
        required: true
        description:
          - Full name of the parameter, such as V(InternetGatewayDevice.ManagementServer.PeriodicInformInterval).
          - An instance may be named by number or, where the CPE has alias-based addressing, by alias in brackets, such as
            V(Device.IP.Interface.[wan].Enable). The answer may name it either way.
          - C(ManagementServer.ParameterKey) is read-only by TR-069. It is allowed here, as the DMS's documentation has it, with a
            warning.
      value:
        type: raw
        description:
          - The value. Omitted or null leaves the parameter alone; it is only read then.
          - "Boolean: V(true), V(false), V(1) or V(0), also as strings. Integers: also as strings of digits."
          - "dateTime: ISO 8601, such as V(2026-01-31T08:00:00Z) (UTC without a zone), or a list of six integers. Unknown Time is
            V(0001-01-01T00:00:00Z) or V([1, 1, 1, 0, 0, 0]). Times are compared as instants."
          - "Lists: a YAML list or a string with commas. base64 is compared decoded, hexBinary and strings exactly."
          - Put a string that looks like a number with a fraction in quotes.
      type:
        type: str
        choices: [string, int, unsignedInt, long, unsignedLong, boolean, dateTime, base64, hexBinary]
        description:
          - Type of the parameter. Without it, what the CPE reports decides. With it, the value is checked, compared and sent as of
            this type, whatever the CPE reports.
          - The request carries the type that is given here, or that reading proves. A number proves none of the four integer types, and
            goes without.
      write_only:
        type: bool
        default: false
        description:
          - Whether the CPE hides the value, so that it reads back as V("") (or V(0) or V(false)) whatever it is. The value is treated
            as a secret.
          - Names that end as the hidden parameters of TR-098 and TR-181 do (such as C(Password), C(KeyPassphrase), C(PreSharedKey), C(WEPKey),
            C(ConnectionRequestPassword), C(SAEPassphrase), C(RadiusSecret)) need no V(true). Nor do the commands C(Reset) and
            C(ForceSample), which are no secrets.
          - A hidden parameter that the CPE does show is compared as any other.
  method:
    type: str
    choices: [auto, spv, smart]
    default: auto
    description:
      - How to set, as in M(telco.cpe.dms_parameter_values). V(auto) uses C(SetParameterValues), and C(SmartSPV) for a CPE where that fails and
        setting one by one may help.
  update_secrets:
    type: str
    choices: [on_change, always]
    default: on_change
    description:
      - When to send hidden parameters that read back as nothing, and that so can't be compared.
      - With V(on_change) they are sent to a CPE on which another parameter changes. RV(unverified) names those not compared.
      - With V(always) they are sent on each run, which then always reports a change.
  concurrency:
    type: int
    default: 20
    description:
      - How many CPEs are under way at a time, 1 to 500. The first one goes ahead alone, so that a wrong password is sent once.
  slow_after:
    type: int
    default: 3
    description:
      - Seconds after which a CPE that has not answered does not count for O(concurrency) any more, so that the next one can begin. At least 1.
      - At most as many CPEs again as O(concurrency) are waited for beside the others.
  batch_size:
    type: list
    elements: str
    default: ["100%"]
    description:
      - The sizes of the waves, each a number of CPEs or a percentage of all. The last one is repeated until all CPEs had their turn, such as V([1, 10, 25%]).
      - The next wave begins when what is still under way can't make this one fail.
      - The order is that of O(devices) or O(cpe_ids), and for CPEs of the DMS's list that of their ids.
  max_fail_percentage:
    type: int
    default: 0
    description:
      - The share of the CPEs of a wave that may fail or time out, 0 to 100. If it is exceeded no further wave is begun, and the task
        fails at the end of this one.
      - Up to that share the task succeeds with a warning, and RV(summary) and RV(devices) tell what failed.
  wait:
    type: bool
    default: false
    description:
      - Whether to fetch the results of changes that were only started (O(command_options.async)), by C(GetResult).
      - No CPE holds up another one meanwhile. What has ended is read back as usual.
      - Without it the CPE is V(queued) and the DMS does the rest.
  wait_timeout:
    type: int
    default: 300
    description: Seconds to wait for a result of each CPE, at least 1. After that it is V(timed_out), and the DMS may still do it.
  poll_interval:
    type: int
    default: 5
    description: Seconds between two looks for a result, at least 1.
  report:
    type: str
    choices: [changed, all]
    default: changed
    description: Whether RV(devices) has all CPEs, or leaves out those that are unchanged.
  progress_interval:
    type: int
    default: 10
    description:
      - Seconds between two lines of progress on stderr; V(0) means none.
      - They are shown where the module runs in Ansible's worker, with C(connection) V(local).
notes:
  - The variable C(dms_cpe_id) of a host is not used. Run the task once, on V(localhost) or with C(run_once), not once a host.
  - What every CPE would meet ends the run at once, such as credentials that are refused. So do five failures in a row to reach the DMS.
  - Check mode reads every CPE, and sends nothing but C(GetParameterValues). Devices that fail or time out then are what the run would find.
  - CPEs that differ in the same way stand together in the diff and in RV(plan). The first fifty ways to differ are shown.
  - Of two changes that are queued in the DMS for one CPE the older may be carried out later than a newer one was. Before another value is desired,
    let what is V(queued) or V(timed_out) come to its end (RV(devices[].env_ids)).
  - A run in Ansible's worker that is interrupted starts nothing any more, even where C(ansible-playbook) was killed and the worker was not. What the
    DMS has been sent before, it does. A module that runs elsewhere, or with C(async), goes on there until it is ended there.
seealso:
  - module: telco.cpe.dms_parameter_values
  - module: telco.cpe.dms_info
  - plugin: telco.cpe.dms
    plugin_type: inventory
"""

EXAMPLES = r"""
# How to reach the DMS comes from variables (dms_api_url, ...), module_defaults or the environment.
- name: Let all CPEs of a vendor inform every hour
  telco.cpe.dms_fleet_parameter_values:
    search_options:
      vendor: ALPHA
    parameters:
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
        value: 3600
  run_once: true

- name: Give each CPE its own network name and key, one first, then ten, then a quarter at a time
  telco.cpe.dms_fleet_parameter_values:
    devices:
      - cpe_id: CPE000001
        parameters:
          - name: InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID
            value: Home 1
          - name: InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase
            value: "{{ vault_wifi_keys.CPE000001 }}"
      - cpe_id: CPE000002
        parameters:
          - name: InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID
            value: Home 2
          - name: InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase
            value: "{{ vault_wifi_keys.CPE000002 }}"
    parameters:
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformEnable
        value: true
    batch_size: [1, 10, 25%]
    max_fail_percentage: 5
  run_once: true

- name: Let the DMS do it when it meets the CPEs, and wait ten minutes for that
  telco.cpe.dms_fleet_parameter_values:
    filters:
      model: ALPHA 00*
    parameters:
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
        value: 7200
    command_options:
      async: true
    wait: true
    wait_timeout: 600
    concurrency: 50
    max_fail_percentage: 10
  run_once: true
  register: informing

- name: Try again what was not done
  telco.cpe.dms_fleet_parameter_values:
    cpe_ids: "{{ informing.left }}"
    parameters:
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
        value: 7200
  run_once: true
"""

RETURN = r"""
devices:
  description:
    - What came of each CPE, in their order. Without O(report=all) a CPE that is not listed, and not in RV(left), is as desired.
    - In check mode what would come of it.
  returned: always, once the options are known to be right
  type: list
  elements: dict
  contains:
    cpe_id:
      description: The CPE. Where it was not named by its id there is C(search_options) instead.
      type: str
    result:
      description:
        - V(applied) and V(unchanged) mean that the CPE is as desired.
        - V(queued) means that the DMS has taken the change and was not waited for, or has put it off as the CPE is offline.
        - V(timed_out) means that the CPE, or the DMS, has not answered in time, or that the CPE is offline. V(failed) is all else.
      type: str
      sample: applied
    changes:
      description: Names of the parameters that differed.
      type: list
      elements: str
    pending:
      description: Whether the CPE has committed values that it may not have applied yet.
      type: bool
    unverified:
      description: Names of the parameters that could not be compared, or that the CPE has not applied yet.
      type: list
      elements: str
    env_ids:
      description: IDs of the scenarios that were started.
      type: list
      elements: str
    msg:
      description: What failed.
      type: str
    error:
      description: What failed; C(kind) tells the causes apart.
      type: dict
      sample: {"kind": "connection_request_failed"}
    faults:
      description: Each fault that the CPE gave for a parameter.
      type: list
      elements: dict
summary:
  description:
    - How many C(devices) there are, and how many are C(applied), C(unchanged), C(queued), C(failed), C(timed_out), and C(not_started).
    - C(waves) are planned, and C(waves_begun) were begun.
  returned: always, once the options are known to be right
  type: dict
  sample: {"devices": 10000, "applied": 12, "unchanged": 9979, "queued": 0, "failed": 1, "timed_out": 8, "not_started": 0, "waves": 1, "waves_begun": 1}
left:
  description:
    - The CPEs that are not known to be as desired, those that are failed, timed out, queued, or not started. Their ids, or where they are not known
      how they were looked for.
  returned: always, once the options are known to be right
  type: list
  elements: str
plan:
  description:
    - The writes, secrets masked; in check mode those that a run would do. Those that are alike but for the CPE stand together, C(devices) is
      their number, and C(payload.search_options) a list of the first of them.
  returned: always, once the options are known to be right
  type: list
  elements: dict
  sample:
    - method: POST
      endpoint: method/SetParameterValues
      devices: 9998
      payload:
        search_options: [{"cpe_id": "CPE000001"}, {"cpe_id": "CPE000002"}]
        command_options: {}
        parameters: [{"Name": "InternetGatewayDevice.ManagementServer.PeriodicInformInterval", "Value": 3600}]
unverified:
  description: Names of the parameters that could not be compared on some CPE, or that it has not applied yet.
  returned: always, once the options are known to be right
  type: list
  elements: str
error:
  description: What failed; C(kind) is that of the failures if they have it in common, else C(fleet).
  returned: failure
  type: dict
  sample: {"kind": "cwmp_fault"}
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._dms.fleet import FleetParameterValues

RESOURCE = FleetParameterValues


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
