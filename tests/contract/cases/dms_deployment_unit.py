# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_deployment_unit: ChangeDUState of the DMS."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case
from tests.lab.dms import software

ROOT = "InternetGatewayDevice.SoftwareModules."
TABLE = f"{ROOT}DeploymentUnit."
HELD = "cpes.DMS_DEVICE"
UUID = "8fa31c80-29c5-5d4a-9c1e-0d2f6f0b6d7e"
URL = "https://files.example.com/speedtest-1.2.0.ipk"
PASSWORD = "planted-unit-password"
CPE: dict[str, Any] = {
    "search_options": {"cpe_id": "DMS_DEVICE"},
    "uuid": UUID,
    "wait": True,
    "wait_timeout": 2,
    "poll_interval": 1,
}


def _has_the_unit(device: Any) -> None:
    unit = {"URL": URL, "UUID": UUID, "Username": "", "Password": "", "ExecutionEnvRef": ""}
    software.change_deployment_units(device.cpe("DMS_DEVICE"), {"Install": [unit]})


CASES = (
    Case(
        module="dms_deployment_unit",
        name="install",
        device="dms",
        args={
            **CPE,
            "url": URL,
            "version": "1.2.0",
            "username": "cpe",
            "password": PASSWORD,
            "execution_env_ref": f"{ROOT}ExecEnv.1",
            "command_key": "contract",
            "object_name": TABLE,
        },
        changes=(f"{HELD}.objects.{TABLE}", f"{HELD}.added", f"{HELD}.values.{TABLE}*"),
        secrets=(PASSWORD,),
        write_path="ChangeDUState",
        bad=(
            ({"uuid": None, "url": None}, "uuid"),
            ({"uuid": "4711"}, "a UUID"),
            ({"url": "files.example.com/a.ipk"}, "absolute URL"),
            ({"url": "https://u:p@files.example.com/a.ipk"}, "user information"),
            ({"url": "https://files.example.com/" + "a" * 1024}, "1 to 1024"),
            ({"version": "v" * 33}, "1 to 32"),
            ({"username": "u" * 257}, "0 to 256"),
            ({"password": "u" * 257}, "0 to 256"),
            ({"command_key": "k" * 33}, "0 to 32"),
            ({"execution_env_ref": "e" * 257}, "1 to 256"),
            ({"object_name": "Device.SoftwareModules."}, "object_name"),
            ({"command_options": {"multiple": True}}, "command_options.multiple"),
            ({"search_options": None}, "dms_cpe_id"),
            ({"state": "installed"}, "state"),
        ),
    ),
    Case(
        module="dms_deployment_unit",
        name="update",
        device="dms",
        args={**CPE, "url": URL.replace("1.2.0", "1.3.0"), "version": "1.3.0"},
        setup=_has_the_unit,
        changes=(f"{HELD}.values.{TABLE}1.URL", f"{HELD}.values.{TABLE}1.Version"),
        # The table of TR-181 is asked for first, which this CPE does not have.
        reads=2,
        write_path="ChangeDUState",
    ),
    Case(
        module="dms_deployment_unit",
        name="uninstall",
        device="dms",
        args={**CPE, "object_name": TABLE, "state": "absent"},
        setup=_has_the_unit,
        changes=(f"{HELD}.objects.{TABLE}", f"{HELD}.added", f"{HELD}.values.{TABLE}*"),
        write_path="ChangeDUState",
    ),
)
