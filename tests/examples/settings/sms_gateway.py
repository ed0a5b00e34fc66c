# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""In which setting the examples of the sms_gateway_* modules run: module -> setting, where it isn't the usual one."""

from __future__ import annotations

from typing import Any

from tests.examples.setting import Setting
from tests.lab.sms_gateway.seed import PIN


def _forwards(gateway: Any) -> None:
    """Ports whose calls are forwarded already: what a network says at once is waited for the shortest."""
    for port in ("2", "3"):
        gateway.patch({"ports": {port: {"sims": {"0": {"call_forwarding": {"Unconditional": "10086"}}}}}})


def _has_a_menu(gateway: Any) -> None:
    """A network that answers *100# with a menu."""
    gateway.set_options({"ussd_replies": {"*100#": "Credit: 10.00. 1 for details", "1": "Valid until 2027-01-01"}})


USUAL = Setting(host="gateway-1")
SETTINGS: dict[str, Setting] = {
    "sms_gateway_call_forward": Setting(host="gateway-1", prepare=_forwards),
    "sms_gateway_config": Setting(host="gateway-1", variables={"vault_sip_password": "s1p-pw"}),
    "sms_gateway_mms": Setting(host="gateway-1", files={"site.jpg": "a picture"}),
    "sms_gateway_mms_settings": Setting(host="gateway-1", variables={"vault_mms_password": "mms-pw"}),
    "sms_gateway_port": Setting(host="gateway-1", variables={"vault_sim_pin": PIN}),
    "sms_gateway_sms": Setting(
        host="gateway-1",
        variables={
            "alert_number": 815,
            "customers": [{"number": f"1371463767{digit}", "user_id": 5000 + digit} for digit in range(10)],
        },
    ),
    "sms_gateway_ussd": Setting(host="gateway-1", prepare=_has_a_menu),
}
