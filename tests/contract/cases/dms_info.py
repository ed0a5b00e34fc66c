# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_info: values and attributes of a CPE's parameters, and the DMS's list of CPEs."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

CPE = {"search_options": {"cpe_id": "DMS_DEVICE"}, "parameters": ["InternetGatewayDevice.ManagementServer."]}


def _shows_hidden_values(device: Any) -> None:
    device.set_options({"reveals_hidden": True})


CASES = (
    Case(
        module="dms_info",
        name="values",
        device="dms",
        setup=_shows_hidden_values,
        args={**CPE, "gather": ["values"]},
        bad=(
            ({"parameters": None}, "parameters"),
            ({"parameters": ["Device.Wi Fi."]}, "parameters[0]"),
            ({"search_options": None}, "dms_cpe_id"),
            ({"gather": ["everything"]}, "gather"),
            ({"page_size": 0}, "page_size"),
            ({"query": "values[?"}, "query"),
        ),
    ),
    Case(module="dms_info", name="attributes", device="dms", args={**CPE, "gather": ["attributes"]}),
    Case(
        module="dms_info",
        name="devices",
        device="dms",
        args={"gather": ["devices"], "filters": {"vendor": ["ALPHA", "BRA*"]}, "page_size": 8},
        # The count, three pages of 20 CPEs, and the empty page that ends them.
        reads=5,
    ),
)
