# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    VERIFY = r"""
options:
  verify:
    type: bool
    default: true
    description: Whether to read back after a change, and to fail for a value that did not take.
"""

    APPLY = r"""
options:
  apply:
    type: bool
    default: true
    description:
      - Whether to apply the change, and with it everything that is pending on the router, whoever made it.
      - With V(false) the change stays in the pending configuration, is not read back, and RV(pending) is V(true).
        Apply or discard it with M(telco.cpe.peplink_config).
"""

    CLEAR = r"""
options:
  clear:
    type: list
    elements: str
    default: []
    description:
      - Paths of options that are to be unset, such as C(vlan_id) or C(connection.idle_timeout).
      - It is an error to name an option that the API can't clear, or that is set at the same time.
"""

    STATE = r"""
options:
  state:
    type: str
    choices: [present, absent]
    default: present
    description: Whether it is to exist.
"""

    UPDATE_SECRETS = r"""
options:
  update_secrets:
    type: str
    choices: [on_change, always]
    default: on_change
    description:
      - When to send secrets that the system does not show, and that so can't be compared.
      - With V(on_change) they are sent at creation and when another option changes. RV(unverified) names those not compared.
      - With V(always) they are sent on each run, which then always reports a change.
"""

    DISCLOSE = r"""
options:
  disclose:
    type: bool
    default: false
    description:
      - Whether to return in clear what is masked otherwise, so that other tasks can use it.
      - Refused unless the task has C(no_log=true), because the task's result would be shown. RV(plan) and the diff stay masked.
"""

    INFO = r"""
options:
  query:
    type: str
    description:
      - A JMESPath expression that is applied to the result. Needs the Python library C(jmespath).
"""
