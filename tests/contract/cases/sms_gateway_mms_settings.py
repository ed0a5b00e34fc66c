# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_mms_settings: what the document's example sets, and a password."""

from __future__ import annotations

from tests.contract.case import FAULTS, Case

PASSWORD = "planted-apn-pw-83b0"
CONFIGURATION = {
    "apn": "cmwap",
    "username": "",
    "password": "",
    "mmsc": "http://mmsc.monternet.com",
    "mms_proxy": "10.0.0.172",
    "mms_port": "80",
}
# Nothing is read.
BLIND = tuple(
    fault for fault in FAULTS if not fault.endswith("_read") and fault not in ("truncated_json", "unauthorized")
)

CASES = (
    Case(
        module="sms_gateway_mms_settings",
        device="gateway-1",
        args={"port": 0, "configuration": CONFIGURATION, "status": "on"},
        changes=("ports.0.mms_configuration",),
        idempotent=False,
        write_path=r"/api/mms_configuration",
        faults=BLIND,
        bad=(
            ({"port": 32}, "port: 32 is out of range, allowed is 0 to 31"),
            ({"configuration": {"apn": "cmwap"}}, "missing required arguments"),
            ({"configuration": {**CONFIGURATION, "mms_port": "65536"}}, "configuration.mms_port"),
            ({"configuration": {**CONFIGURATION, "mms_port": "http"}}, "1 to 65535, or empty"),
            ({"status": "perhaps"}, "status"),
        ),
    ),
    Case(
        module="sms_gateway_mms_settings",
        device="gateway-1",
        name="password",
        args={"port": 1, "configuration": {**CONFIGURATION, "username": "mms", "password": PASSWORD}},
        changes=("ports.1.mms_configuration",),
        secrets=(PASSWORD,),
        idempotent=False,
        write_path=r"/api/mms_configuration",
        faults=("reset_after_write", "server_error_write"),
    ),
)
