# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  api_username:
    type: str
    description: User name.
  api_password:
    type: str
    description: Password.
  validate_certs:
    type: bool
    default: true
    description: Whether to validate the certificate of HTTPS. The environment variable E(REQUESTS_CA_BUNDLE) never overrides V(false).
  ca_path:
    type: path
    description: File with the CA certificates that may sign the certificate.
  retries:
    type: int
    default: 2
    description:
      - How many times a request is repeated after a failure that may pass. Reads are repeated with back-off. A change is
        repeated only after reading has shown that it did not take.
requirements:
  - python >= 3.10
  - requests
notes:
  - A connection option that the task does not give is taken from C(module_defaults), then from a variable of the host, then from an
    environment variable. Both bear the name of the system and that of the option, as in C(peplink_api_url) and E(PEPLINK_API_URL),
    C(sms_gateway_ca_path) and E(SMS_GATEWAY_CA_PATH).
  - With a local connection the module runs inside Ansible's worker and starts no process; over any other connection it runs as a
    module on the host that the connection leads to. Both give the same result.
"""
