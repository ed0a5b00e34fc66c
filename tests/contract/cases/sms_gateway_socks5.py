# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sms_gateway_socks5: switching on."""

from __future__ import annotations

from tests.contract.case import FAULTS, Case

CASES = (
    Case(
        module="sms_gateway_socks5",
        device="gateway-1",
        args={"port": 2, "state": "on"},
        changes=("ports.2.socks5",),
        idempotent=False,
        write_path=r"/api/socks5_proxy",
        # Nothing is read.
        faults=tuple(
            fault for fault in FAULTS if not fault.endswith("_read") and fault not in ("truncated_json", "unauthorized")
        ),
        bad=(
            ({"port": 32}, "port: 32 is out of range, allowed is 0 to 31"),
            ({"port": None}, "port"),
            ({"state": "present"}, "state"),
        ),
    ),
)
