# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
attributes:
  check_mode:
    description: Can run in C(check_mode) and predict what a run would do, without a write.
    support: full
  diff_mode:
    description: Returns what has changed, or would change, in diff mode. Secrets are masked on both sides.
    support: full
"""

    IDEMPOTENT = r"""
attributes:
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: full
"""

    COMMAND = r"""
attributes:
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: none
    details: Does what it is asked to do once a call.
"""

    INFO = r"""
attributes:
  check_mode:
    description: Can run in C(check_mode) and predict what a run would do, without a write.
    support: full
    details: Never changes anything.
  diff_mode:
    description: Returns what has changed, or would change, in diff mode. Secrets are masked on both sides.
    support: N/A
    details: Never changes anything.
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: full
    details: Never changes anything.
"""

    PEPLINK = r"""
attributes:
  action_group:
    description: Use C(group/telco.cpe.peplink) in C(module_defaults) to set the connection options once for all modules of this system.
    support: full
    membership:
      - telco.cpe.peplink
"""

    DMS = r"""
attributes:
  action_group:
    description: Use C(group/telco.cpe.dms) in C(module_defaults) to set the connection options once for all modules of this system.
    support: full
    membership:
      - telco.cpe.dms
"""

    ICWMP = r"""
attributes:
  action_group:
    description: Use C(group/telco.cpe.icwmp) in C(module_defaults) to set the connection options once for all modules of this system.
    support: full
    membership:
      - telco.cpe.icwmp
"""

    SMS_GATEWAY = r"""
attributes:
  action_group:
    description: Use C(group/telco.cpe.sms_gateway) in C(module_defaults) to set the connection options once for all modules of this system.
    support: full
    membership:
      - telco.cpe.sms_gateway
"""

    ACCESS_DEVICE = r"""
attributes:
  action_group:
    description: Use C(group/telco.cpe.access_device) in C(module_defaults) to set the connection options once for all modules of this system.
    support: full
    membership:
      - telco.cpe.access_device
"""
