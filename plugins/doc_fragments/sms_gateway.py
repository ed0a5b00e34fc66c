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
  api_username:
    type: str
    description:
      - User name.
      - Without the option, the variable C(sms_gateway_api_username), then the environment variable E(SMS_GATEWAY_API_USERNAME).
  api_password:
    type: str
    description:
      - Password.
      - Without the option, the variable C(sms_gateway_api_password), then the environment variable E(SMS_GATEWAY_API_PASSWORD).
  drp_sn:
    type: str
    description:
      - Serial number of a gateway behind NAT that is reached through a DRP server. O(api_url) is then the address of the DRP server,
        while O(api_username) and O(api_password) stay those of the gateway.
      - Without the option, the variable C(sms_gateway_drp_sn), then the environment variable E(SMS_GATEWAY_DRP_SN).
  drp_username:
    type: str
    description:
      - User name at the DRP server. Required with O(drp_sn).
      - Without the option, the variable C(sms_gateway_drp_username), then the environment variable E(SMS_GATEWAY_DRP_USERNAME).
  drp_password:
    type: str
    description:
      - Password at the DRP server, which wants it in the query of the address, so that HTTPS is advisable. Required with O(drp_sn).
      - Without the option, the variable C(sms_gateway_drp_password), then the environment variable E(SMS_GATEWAY_DRP_PASSWORD).
  validate_certs:
    type: bool
    default: true
    description:
      - Whether to validate the certificate of HTTPS. The environment variable E(REQUESTS_CA_BUNDLE) never overrides V(false).
      - Without the option, the variable C(sms_gateway_validate_certs), then the environment variable E(SMS_GATEWAY_VALIDATE_CERTS).
  ca_path:
    type: path
    description:
      - File with the CA certificates that may sign the certificate.
      - Without the option, the variable C(sms_gateway_ca_path), then the environment variable E(SMS_GATEWAY_CA_PATH).
  timeout:
    type: int
    default: 30
    description:
      - Seconds to wait for a connection, and for an answer.
      - Without the option, the variable C(sms_gateway_timeout), then the environment variable E(SMS_GATEWAY_TIMEOUT).
  retries:
    type: int
    default: 2
    description:
      - How many times a request is repeated after a failure that may pass. Reads are repeated with back-off. A change is
        repeated only after reading has shown that it did not take.
      - Without the option, the variable C(sms_gateway_retries), then the environment variable E(SMS_GATEWAY_RETRIES).
requirements:
  - python >= 3.10
  - requests
notes:
  - With a local connection the module runs inside Ansible's worker and starts no process; over any other connection it runs as a
    module on the host that the connection leads to. Both give the same result.
"""
