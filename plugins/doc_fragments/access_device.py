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
      - Address of the APIO server with the prefix of its API, such as V(https://apio.example.com/api/v1), or
        V(https://apio.example.com/api/v01/p1) behind APIO Core.
      - Required, here, in C(module_defaults), as the variable C(access_device_api_url) of the host, or as the environment variable
        E(ACCESS_DEVICE_API_URL), in this order.
  api_token:
    type: str
    description:
      - Bearer token, as APIO Core issues them. Used instead of user name and password.
  auth:
    type: str
    choices: [session, basic]
    default: session
    description:
      - How O(api_username) and O(api_password) authenticate.
      - V(session) logs in once a run, for a session cookie, or behind APIO Core for a token.
      - V(basic) sends them with every request (HTTP Basic authentication), for servers that are set up so.
  timeout:
    type: int
    default: 60
    description:
      - Seconds to wait for a connection, and for an answer.
"""

    GROUP = r"""
options:
  tenant_id:
    type: str
    description:
      - The tenant (service provider or enterprise).
      - Required, here or as the variable C(access_device_tenant_id) of the host.
  group_id:
    type: str
    description:
      - The group of the tenant.
      - Required, here or as the variable C(access_device_group_id) of the host.
"""

    DEVICE = r"""
options:
  tenant_id:
    type: str
    description:
      - The tenant (service provider or enterprise).
      - Required, here or as the variable C(access_device_tenant_id) of the host.
  group_id:
    type: str
    description:
      - The group of the tenant.
      - Required, here or as the variable C(access_device_group_id) of the host.
  device_name:
    type: str
    required: true
    description: Name of the device, 1 to 40 characters.
"""
