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
      - Address of the gateway, such as V(https://192.168.11.1), or with O(drp_sn) that of a DRP server.
      - Required, here, in C(module_defaults), as the variable C(sms_gateway_api_url) of the host, or as the environment variable
        E(SMS_GATEWAY_API_URL), in this order.
  drp_sn:
    type: str
    description:
      - Serial number of a gateway behind NAT that is reached through a DRP server. O(api_url) is then the address of the DRP server,
        while O(api_username) and O(api_password) stay those of the gateway.
  drp_username:
    type: str
    description:
      - User name at the DRP server. Required with O(drp_sn).
  drp_password:
    type: str
    description:
      - Password at the DRP server, which wants it in the query of the address, so that HTTPS is advisable. Required with O(drp_sn).
  timeout:
    type: int
    default: 30
    description:
      - Seconds to wait for a connection, and for an answer.
"""
