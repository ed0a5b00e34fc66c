#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_access_point
short_description: Switch the access point of a Peplink router on or off
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Switches the built-in Wi-Fi access point of a Peplink router on or off. The change takes effect at once.
  - A product without an access point is an error.
  - The API's document calls this operation alpha.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
options:
  enable:
    type: bool
    required: true
    description: Whether the access point is on.
seealso:
  - module: telco.cpe.peplink_info
  - module: telco.cpe.peplink_ssid_profile
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Switch the access point off
  telco.cpe.peplink_access_point:
    enable: false
"""

RETURN = r"""
access_point:
  description: The access point as read back, or in check mode as it will be.
  returned: success
  type: dict
  contains:
    enable:
      description: Whether the access point is on.
      type: bool
    support:
      description: Whether the router has an access point. Always V(true) here.
      type: bool
    wan_dependent:
      description:
        - Whether the engineering setting "Turn off AP when there is no Internet connectivity" is enabled.
        - Experimental; the vendor may change it.
      returned: if the router tells
      type: bool
  sample: {"enable": true, "support": true, "wan_dependent": false}
plan:
  description: The writes, in order; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "cmd.ap", "payload": {"enable": true}}]
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
from ansible_collections.telco.cpe.plugins.module_utils._peplink.access_point import AccessPoint

RESOURCE = AccessPoint


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
