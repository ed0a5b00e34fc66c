#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: dms_parameter_values
short_description: Set values of a CPE's parameters through the DMS
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reads TR-069 parameters of a CPE through the DMS, compares them by their type, and sets those that differ, all in one request.
  - All names are read with one C(GetParameterValues). A parameter that the CPE doesn't have is CWMP fault 9005, and ends the task
    before anything is set.
  - Check mode sends nothing but C(GetParameterValues).
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.dms
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.dms
  - telco.cpe.dms.target
  - telco.cpe.dms.waiting
  - telco.cpe.engine.verify
options:
  parameters:
    type: list
    elements: dict
    required: true
    description: The parameters and their values. Each name may occur once.
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
      - How to set. V(spv) uses C(SetParameterValues), which sets all parameters or none.
      - V(smart) uses C(SmartSPV), which sets one by one and turns booleans into integers where that is needed. It may succeed in part, which
        is a failure that lists RV(applied_params) and RV(failed_params).
      - V(auto) uses C(SetParameterValues), and C(SmartSPV) if that fails and setting one by one may help. It can't help a parameter that is
        read-only (CWMP fault 9008) or does not exist (9005), nor a named one with a wrong value (9007) that is no boolean; then
        V(auto) fails with nothing set. With O(command_options.async) and without O(wait) there is no C(SmartSPV) after it, because nobody knows
        then how it ended.
  update_secrets:
    type: str
    choices: [on_change, always]
    default: on_change
    description:
      - When to send hidden parameters that read back as nothing, and that so can't be compared.
      - With V(on_change) they are sent when another parameter of the task changes. RV(unverified) names those not compared.
      - With V(always) they are sent on each run, which then always reports a change.
notes:
  - Status 1 means that the CPE has committed the values and not yet applied all of them, for example until a reboot. RV(pending) is V(true)
    then, and a value that still reads back as before is named in RV(unverified) instead of being a failure. The next run reads again.
    If the CPE still shows the former value, the value is sent once more, which does no harm, and the run reports a change; if it shows the new one, nothing
    is sent.
  - With O(command_options.async) the values are compared first, for which the CPE must be reachable. The change is then only
    started, RV(queued) is V(true), and nothing is verified, unless O(wait) fetches the result.
  - If the CPE is offline, does not follow the Connection Request, or does not answer in time, the task fails and RV(error) has the
    C(kind) C(cpe_offline), C(connection_request_failed) or C(scenario_timeout), for C(failed_when) and C(rescue). A scenario that timed out may
    still be carried out by the DMS later.
  - CWMP faults are named, with the parameters that they are about in RV(faults). Faults that may pass (9001, 9002, 9004) are met with
    another try after reading, within O(retries).
seealso:
  - module: telco.cpe.dms_info
  - module: telco.cpe.dms_result
"""

EXAMPLES = r"""
# Hosts of the DMS inventory bring the connection options and search_options along, as the variables dms_api_url, dms_cpe_id and so on.
- name: Let CPEs inform every hour
  telco.cpe.dms_parameter_values:
    api_url: https://acs.example.com
    api_username: ansible
    api_password: "{{ vault_dms_password }}"
    search_options:
      cpe_id: "{{ serial_number }}"
    parameters:
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformEnable
        value: true
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
        value: 3600
      - name: InternetGatewayDevice.ManagementServer.PeriodicInformTime
        value: "2026-01-31T03:15:00Z"

- name: Set a Wi-Fi name and key on a host of the DMS inventory
  telco.cpe.dms_parameter_values:
    parameters:
      - name: InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.SSID
        value: Guest
      - name: InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase
        value: "{{ vault_wifi_key }}"
    command_options:
      timeout: 120

- name: Set a string that looks like a number, and go on where the CPE is offline
  telco.cpe.dms_parameter_values:
    parameters:
      - name: InternetGatewayDevice.Services.VoiceService.1.VoiceProfile.1.Line.1.DirectoryNumber
        value: "0071"
        type: string
  register: number
  failed_when: number is failed and number.error.kind not in ['cpe_offline', 'connection_request_failed', 'scenario_timeout']

- name: Leave it to the DMS when a change is carried out, and wait for that up to ten minutes
  telco.cpe.dms_parameter_values:
    parameters:
      - name: InternetGatewayDevice.Time.NTPServer1
        value: ntp2.example.net
    command_options:
      async: true
    wait: true
    wait_timeout: 600
"""

RETURN = r"""
parameters:
  description:
    - The parameters by name, with their values as read back, or in check mode as they will be. Secrets are masked.
    - With O(command_options.multiple), and a DMS that tells the CPEs apart, one such mapping a CPE, by its C(cpe_id).
    - With O(command_options.async) the values before the change.
  returned: success
  type: dict
  sample: {"InternetGatewayDevice.ManagementServer.PeriodicInformInterval": 3600}
status:
  description: Status that the CPE answered, V(0) for applied and V(1) for committed and not yet applied.
  returned: when parameters were set and the answer had a status
  type: int
  sample: 0
pending:
  description: Whether the CPE has committed values that it may not have applied yet (RV(status) is V(1)).
  returned: success
  type: bool
method:
  description: The API's method that was used last.
  returned: when a change was sent
  type: str
  sample: SetParameterValues
queued:
  description:
    - Whether the change was started and not waited for.
    - In a failure, that the DMS has queued the change instead of carrying it out, and may still do so.
  returned: success, and a failure with a change that the DMS has queued
  type: bool
env_id:
  description: ID of the scenario that was started, for M(telco.cpe.dms_result).
  returned: when a change was sent and the DMS gave one, as with O(command_options.async)
  type: str
env_ids:
  description: IDs of the scenarios that were started, by C(cpe_id), where the DMS gives one for each CPE.
  returned: with O(command_options.async) and O(command_options.multiple), when a change was sent
  type: dict
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: POST
      endpoint: method/SetParameterValues
      payload:
        search_options: {"cpe_id": "DMS_DEVICE"}
        command_options: {}
        parameters: [{"Name": "InternetGatewayDevice.ManagementServer.PeriodicInformInterval", "Value": 3600}]
unverified:
  description: Parameters that could not be compared with what the CPE holds, or that it has not applied yet.
  returned: success
  type: list
  elements: str
error:
  description: What failed; C(kind) tells the outcomes apart, C(code) is the CWMP fault or the DMS's code.
  returned: failure
  type: dict
  sample: {"kind": "cwmp_fault", "code": 9007, "http_status": 200}
faults:
  description: Each fault that the CPE gave for a parameter.
  returned: when the CPE refused the change with a CWMP fault
  type: list
  elements: dict
  sample: [{"parameter": "Device.WiFi.SSID.1.SSID", "code": 9007, "meaning": "invalid parameter value", "message": "too long"}]
applied_params:
  description: Names of the parameters that SmartSPV did set. RV(ignore:changed) is V(true) if there are any.
  returned: when SmartSPV could not set all parameters
  type: list
  elements: str
failed_params:
  description: The parameters that SmartSPV did not set, as in RV(faults).
  returned: when SmartSPV could not set all parameters
  type: list
  elements: dict
applied_cpes:
  description: The C(cpe_id) of the CPEs that took the change. RV(ignore:changed) is V(true) then.
  returned: with O(command_options.multiple), when some CPEs took the change and others did not
  type: list
  elements: str
failed_cpes:
  description: The CPEs that did not take the change, with C(cpe_id) and C(message).
  returned: with O(command_options.multiple), when some CPEs took the change and others did not
  type: list
  elements: dict
api_requests:
  description: HTTP requests that the run took.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._dms.parameter_values import ParameterValues

RESOURCE = ParameterValues


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
