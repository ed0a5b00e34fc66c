# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_parameter_attributes: GetParameterAttributes and SetParameterAttributes of the DMS."""

from __future__ import annotations

from tests.contract.case import Case

MANAGEMENT = "InternetGatewayDevice.ManagementServer."
HELD = f"cpes.DMS_DEVICE.attributes.{MANAGEMENT}"
CPE = {"search_options": {"cpe_id": "DMS_DEVICE"}}

CASES = (
    Case(
        module="dms_parameter_attributes",
        name="names",
        device="dms",
        args={
            **CPE,
            "parameters": [
                {"name": f"{MANAGEMENT}PeriodicInformInterval", "notification": 1},
                {"name": f"{MANAGEMENT}URL", "access_list": ["Subscriber"]},
                {"name": f"{MANAGEMENT}Username", "notification": 2, "access_list": ["X_02005E_Portal", "Subscriber"]},
                {"name": f"{MANAGEMENT}Password", "notification": 0, "access_list": []},
            ],
        },
        changes=(f"{HELD}PeriodicInformInterval.*", f"{HELD}URL.*", f"{HELD}Username.*"),
        write_path="SetParameterAttributes",
        bad=(
            ({"parameters": None}, "parameters"),
            ({"parameters": []}, "parameters"),
            ({"parameters": [{"notification": 1}]}, "name"),
            ({"parameters": [{"name": "Device.X.", "notification": 7}]}, "0, 1, 2, 3, 4, 5, 6"),
            ({"parameters": [{"name": "Device.X Y", "notification": 1}]}, "parameters[0].name"),
            ({"parameters": [{"name": "Device.X.Y", "access_list": ["Everybody"]}]}, "parameters[0].access_list"),
            ({"parameters": [{"name": "Device.X.Y"}, {"name": "Device.X.Y"}]}, "parameters[1].name"),
            ({"search_options": None}, "dms_cpe_id"),
            ({"wait_timeout": 0}, "wait_timeout"),
        ),
    ),
    Case(
        module="dms_parameter_attributes",
        name="branch",
        device="dms",
        args={
            **CPE,
            "command_options": {"async": True},
            "wait": True,
            "parameters": [
                {"name": MANAGEMENT, "notification": 1},
                {"name": f"{MANAGEMENT}URL", "notification": 0, "access_list": ["Subscriber"]},
            ],
        },
        changes=(f"{HELD}*", f"{HELD}URL.AccessList"),
        write_path="SetParameterAttributes",
        volatile=("env_id",),
    ),
    Case(
        module="dms_parameter_attributes",
        name="several",
        device="dms",
        args={
            "search_options": {"vendor": "ALPHA", "data_model": "TR-098"},
            "command_options": {"multiple": True},
            "parameters": [{"name": f"{MANAGEMENT}URL", "notification": 2}],
        },
        changes=(f"cpes.*.attributes.{MANAGEMENT}URL.*",),
        write_path="SetParameterAttributes",
    ),
)
