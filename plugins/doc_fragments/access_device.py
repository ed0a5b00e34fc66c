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
  api_username:
    type: str
    description:
      - User name.
      - Without the option, the variable C(access_device_api_username), then the environment variable E(ACCESS_DEVICE_API_USERNAME).
  api_password:
    type: str
    description:
      - Password.
      - Without the option, the variable C(access_device_api_password), then the environment variable E(ACCESS_DEVICE_API_PASSWORD).
  api_token:
    type: str
    description:
      - Bearer token, as APIO Core issues them. Used instead of user name and password.
      - Without the option, the variable C(access_device_api_token), then the environment variable E(ACCESS_DEVICE_API_TOKEN).
  validate_certs:
    type: bool
    default: true
    description:
      - Whether to validate the certificate of HTTPS. The environment variable E(REQUESTS_CA_BUNDLE) never overrides V(false).
      - Without the option, the variable C(access_device_validate_certs), then the environment variable E(ACCESS_DEVICE_VALIDATE_CERTS).
  ca_path:
    type: path
    description:
      - File with the CA certificates that may sign the certificate.
      - Without the option, the variable C(access_device_ca_path), then the environment variable E(ACCESS_DEVICE_CA_PATH).
  timeout:
    type: int
    default: 60
    description:
      - Seconds to wait for a connection, and for an answer.
      - Without the option, the variable C(access_device_timeout), then the environment variable E(ACCESS_DEVICE_TIMEOUT).
  retries:
    type: int
    default: 2
    description:
      - How many times a request is repeated after a failure that may pass. Reads are repeated with back-off. A change is
        repeated only after reading has shown that it did not take.
      - Without the option, the variable C(access_device_retries), then the environment variable E(ACCESS_DEVICE_RETRIES).
requirements:
  - python >= 3.10
  - requests
notes:
  - With a local connection the module runs inside Ansible's worker and starts no process; over any other connection it runs as a
    module on the host that the connection leads to. Both give the same result.
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
