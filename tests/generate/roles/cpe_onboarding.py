# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

from tests.generate.role import NOTHING, Plain, Role

_ACS = (
    "url",
    "userid",
    "dhcp_discovery",
    "periodic_inform_enable",
    "periodic_inform_interval",
    "ssl_capath",
    "insecure_enable",
)

ROLE = Role(
    "cpe_onboarding",
    "Bring a new CPE to its ACS and to its baseline",
    (
        (
            "Tells a CPE that runs icwmp which ACS is its own, has it inform that, waits until DMS has it, and gives it its baseline by the"
            " role telco.cpe.cpe_baseline."
        ),
        "A CPE that is with its ACS already is not made to inform again, so that a second run changes nothing.",
        (
            "How a CPE is told its ACS is not part of the documented ubus object C(tr069). The role does it as icwmp's own guide does, by"
            " the configuration C(cwmp) and OpenWrt's rpcd; see M(telco.cpe.icwmp_acs) for the rights that the user needs."
        ),
        (
            "Each host stands for one CPE, and has both connections, that of the CPE (C(icwmp_api_url), C(icwmp_api_username),"
            " C(icwmp_api_password), ...) and that of DMS (C(dms_api_url), C(dms_api_username), C(dms_api_password), ...). In DMS it is"
            " C(dms_cpe_id), or what C(cpe_baseline_search_options) says."
        ),
        "In check mode the baseline of a CPE that DMS does not know yet is left out.",
        NOTHING + " Without C(cpe_onboarding_url) the role does nothing.",
    ),
    (
        *(Plain(f"cpe_onboarding_{option}", "icwmp_acs", option) for option in _ACS),
        Plain("cpe_onboarding_event", "icwmp_inform", "event", "6 CONNECTION REQUEST"),
        Plain("cpe_onboarding_wait_timeout", "icwmp_inform", "wait_timeout", 120),
    ),
    """\
- hosts: icwmp
  gather_facts: false
  roles:
    - role: telco.cpe.cpe_onboarding
      vars:
        cpe_onboarding_url: https://acs.example.com:7547/
        cpe_onboarding_dhcp_discovery: disable
        cpe_baseline_parameters:
          - name: Device.ManagementServer.PeriodicInformInterval
            value: 3600
""",
    {
        "cpe_onboarding_passwd": {
            "type": "str",
            "no_log": True,
            "description": ["Password with which the client logs in to the ACS, 1 to 256 characters."],
        },
        "cpe_onboarding_dms_retries": {
            "type": "int",
            "default": 12,
            "description": ["How often DMS is asked for the CPE once more, after the CPE has informed it."],
        },
        "cpe_onboarding_dms_delay": {
            "type": "int",
            "default": 5,
            "description": ["Seconds between two of these questions."],
        },
        "cpe_onboarding_probe": {
            "type": "list",
            "elements": "str",
            "default": ["Device.DeviceInfo.SoftwareVersion"],
            "description": [
                "Names of the parameters that are read to see whether DMS has the CPE. That the CPE refuses a name is an answer, too."
            ],
        },
    },
)
