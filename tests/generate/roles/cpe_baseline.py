# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from tests.generate.role import CONNECTION, NOTHING, Entries, Plain, Role

ROLE = Role(
    "cpe_baseline",
    "Bring the TR-069 parameters of a CPE to their desired values",
    (
        "Sets parameters of a CPE behind DMS, by the ACS.",
        "Over hosts of the inventory plugin P(telco.cpe.dms#inventory) the device is the host's own C(dms_cpe_id).",
        CONNECTION.format(prefix="dms_"),
        NOTHING,
    ),
    (
        Entries("cpe_baseline_parameters", "dms_parameter_values", "", option="parameters"),
        Plain("cpe_baseline_search_options", "dms_parameter_values", "search_options"),
        Plain("cpe_baseline_command_options", "dms_parameter_values", "command_options"),
        Plain("cpe_baseline_method", "dms_parameter_values", "method", "auto"),
        Plain("cpe_baseline_update_secrets", "dms_parameter_values", "update_secrets", "on_change"),
    ),
    """\
- hosts: dms
  gather_facts: false
  roles:
    - role: telco.cpe.cpe_baseline
      vars:
        cpe_baseline_parameters:
          - name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
            value: 3600
""",
)
