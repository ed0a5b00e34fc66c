#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_gpio
short_description: Configure the GPIOs of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Brings any number of general-purpose inputs and outputs of a Peplink router to their desired state.
  - GPIOs that are not listed, and options that are omitted, are left alone.
  - What a GPIO supports is read from the router, and a type or mode that it lacks is refused before anything is written.
  - The change is written to the router's pending configuration and then applied, unless O(apply=false).
  - The API reads GPIOs by a POST, too, so that an account or token that may only read can be refused even in check mode.
  - Needs firmware 8.1.1 or later. The API's document calls this operation beta.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
  - telco.cpe.engine.apply
options:
  list:
    type: list
    elements: dict
    required: true
    description: GPIOs.
    suboptions:
      id:
        type: int
        required: true
        description: ID of the GPIO. Each may occur once.
      enable:
        type: bool
        description: Whether the GPIO is enabled.
      type:
        type: str
        choices: [digital_input, digital_output, analog_input]
        description: Type. When it changes, O(list[].mode) must be given.
      mode:
        type: str
        choices: [input_sensing, ignition_sensing, wan_status, toggle_high, voltage_measurement, analog_testing]
        description:
          - Mode.
          - V(input_sensing) and V(ignition_sensing) are of the type V(digital_input).
          - V(wan_status) and V(toggle_high) are of the type V(digital_output). The API's document has V(toggle_high) in an example only;
            whether the router takes it is left to the router.
          - V(input_sensing), V(voltage_measurement) and V(analog_testing) are of the type V(analog_input).
      delay:
        type: int
        description: Delay, 1 to 3600. For the input types only.
seealso:
  - module: telco.cpe.peplink_config
  - module: telco.cpe.peplink_info
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Show the WAN status at the output, and sense the ignition at the input
  telco.cpe.peplink_gpio:
    list:
      - {id: 1, enable: true, type: digital_output, mode: wan_status}
      - {id: 2, enable: true, type: digital_input, mode: ignition_sensing, delay: 3}

- name: Switch one off
  telco.cpe.peplink_gpio:
    list:
      - {id: 1, enable: false}
"""

RETURN = r"""
gpio:
  description: All GPIOs as read back, or in check mode as they will be.
  returned: success
  type: dict
  contains:
    list:
      description: As the option O(list).
      type: list
      elements: dict
  sample: {"list": [{"id": 2, "enable": true, "type": "digital_input", "mode": "ignition_sensing", "delay": 3}]}
pending:
  description: Whether the change waits for an apply.
  returned: success
  type: bool
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - {"method": "POST", "endpoint": "config.gpio", "payload": {"list": [{"id": 1, "enable": true}]}}
    - {"method": "POST", "endpoint": "cmd.config.apply", "payload": {}}
unverified:
  description: Options that could not be compared with what the router holds. Always empty here.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink.gpio import Gpio

RESOURCE = Gpio


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
