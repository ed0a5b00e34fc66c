# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role firmware_rollout: its documentation, and where its variables come from."""

from __future__ import annotations

from tests.generate.role import CONNECTION, NOTHING, Entries, Plain, Role

ROLE = Role(
    "firmware_rollout",
    "Bring the firmware of a CPE to a version, and check its health",
    (
        (
            "Has a CPE behind DMS download the firmware image of its model, waits until it reports the version, and checks its health. A CPE that runs"
            " the version already is sent nothing, and is checked all the same."
        ),
        (
            "The waves are those of the play (C(serial), C(max_fail_percentage)); the playbook C(telco.cpe.firmware) begins with a canary, and ends"
            " at the wave of which too many failed. To resume is to run it again."
        ),
        (
            "A CPE whose transfer is planned or under way does not tell so. Ending a run before its CPEs report the version, and running it"
            " again meanwhile, schedules the download once more; give the image a C(command_key) to be able to cancel it first."
        ),
        (
            "Over hosts of the inventory plugin P(telco.cpe.dms#inventory) the device, its model and its data model are the host's own C(dms_cpe_id),"
            " C(dms_model) and C(dms_data_model)."
        ),
        CONNECTION.format(prefix="dms_"),
        NOTHING,
    ),
    (
        Entries(
            "firmware_rollout_images",
            "dms_download",
            "Firmware images, each with the models that it is for. A CPE whose model is in none is left alone.",
            (
                *("search_options", "command_options", "state", "version_parameter"),
                *("wait", "wait_timeout", "poll_interval"),
            ),
            extra={
                "models": {
                    "type": "list",
                    "elements": "str",
                    "required": True,
                    "description": [
                        "The models that the image is for, exactly as they are called. The first image of a model is taken."
                    ],
                },
                "target_version": {
                    "type": "str",
                    "required": True,
                    "description": ["The version that a CPE with this image reports, compared exactly."],
                },
                "url": {
                    "type": "str",
                    "required": True,
                    "description": [
                        "Where the CPE fetches the image, at most 256 characters, without user information."
                    ],
                },
            },
        ),
        Plain("firmware_rollout_search_options", "dms_download", "search_options"),
        Plain("firmware_rollout_command_options", "dms_download", "command_options"),
        Plain("firmware_rollout_wait_timeout", "dms_download", "wait_timeout", 1800),
        Plain("firmware_rollout_poll_interval", "dms_download", "poll_interval", 15),
    ),
    """\
- hosts: dms
  gather_facts: false
  serial: [1, 10, 25%]
  max_fail_percentage: 5
  roles:
    - role: telco.cpe.firmware_rollout
      vars:
        firmware_rollout_images:
          - models: [ALPHA 001, ALPHA 002]
            target_version: 2.4.0
            url: https://files.example.com/alpha-2.4.0.bin
            file_size: 18874368
        firmware_rollout_health:
          - name: InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1.ConnectionStatus
            value: Connected
""",
    {
        "firmware_rollout_model": {
            "type": "str",
            "description": ["The model of the CPE. Without it the host's C(dms_model)."],
        },
        "firmware_rollout_version_parameter": {
            "type": "str",
            "description": [
                (
                    "Full name of the parameter that tells which version the CPE runs. Without it C(DeviceInfo.SoftwareVersion) below C(Device.), or below"
                    " C(InternetGatewayDevice.), by the host's C(dms_data_model)."
                )
            ],
        },
        "firmware_rollout_soak": {
            "type": "int",
            "default": 0,
            "description": ["Seconds that the CPEs of a wave run their new firmware before their health is checked."],
        },
        "firmware_rollout_health": {
            "type": "list",
            "elements": "dict",
            "default": [],
            "description": [
                "What a CPE that is well reports, beside the version. Values are compared as text, whatever their case."
            ],
            "options": {
                "name": {"type": "str", "required": True, "description": ["Full name of the parameter."]},
                "value": {"type": "raw", "required": True, "description": ["The value that it has to have."]},
            },
        },
        "firmware_rollout_health_retries": {
            "type": "int",
            "default": 5,
            "description": ["How often the health is checked again before the CPE counts as failed."],
        },
        "firmware_rollout_health_delay": {
            "type": "int",
            "default": 30,
            "description": ["Seconds between two checks of the health."],
        },
    },
)
