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
      - Address of the CPE's web server, such as V(https://192.168.1.1). Calls go to C(/ubus) below it.
      - Required, here, in C(module_defaults), as the variable C(icwmp_api_url) of the host, or as the environment variable
        E(ICWMP_API_URL), in this order.
  timeout:
    type: int
    default: 30
    description:
      - Seconds to wait for a connection, and for an answer.
"""
