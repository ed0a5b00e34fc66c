# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""dms_object: AddObject and DeleteObject of the DMS, with the values of the instances."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

CPE = {"search_options": {"cpe_id": "DMS_DEVICE"}}
MAPPINGS = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1.PortMapping."
SESSIONS = "InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection."
ROUTES = "InternetGatewayDevice.Layer3Forwarding.Forwarding."
HELD = "cpes.DMS_DEVICE"
PASSWORD = "planted-ppp-password"
NEW = {
    "object_name": MAPPINGS,
    "match": {"ExternalPort": "8443", "PortMappingProtocol": "TCP"},
    "parameters": [
        {"name": "InternalClient", "value": "192.168.1.64"},
        {"name": "InternalPort", "value": 443},
        {"name": "PortMappingEnabled", "value": "1"},
        {"name": "PortMappingDescription", "value": "0815", "type": "string"},
    ],
    "parameter_key": "contract",
}


def _applies_at_once(device: Any) -> None:
    """Status 0: what reads back otherwise has not taken."""
    device.set_options({"spv_status": 0})


def _has_three_mappings(device: Any) -> None:
    _applies_at_once(device)
    tree = device.cpe("DMS_DEVICE").tree
    for port in (9001, 9002):
        number = tree.add_instance(MAPPINGS)
        tree.set_value(f"{MAPPINGS}{number}.ExternalPort", port)


CASES = (
    Case(
        module="dms_object",
        name="create",
        device="dms",
        args={**CPE, **NEW},
        setup=_applies_at_once,
        changes=(f"{HELD}.objects.{MAPPINGS}", f"{HELD}.added", f"{HELD}.values.{MAPPINGS}*"),
        write_path="AddObject",
        bad=(
            ({"object_name": None}, "object_name"),
            ({"object_name": MAPPINGS[:-1]}, "ends in a dot"),
            ({"object_name": "Device.NAT.<x>.PortMapping."}, "object_name"),
            ({"match": None}, "match"),
            ({"match": {}}, "match"),
            ({"match": {"A b": 1}}, "match"),
            ({"match": {"ExternalPort": None}}, "has no value"),
            ({"match": {"Password": "x"}}, "credential"),
            ({"match": None, "instance": 0}, "at least 1"),
            ({"instance": 1}, "exclude each other"),
            ({"parameters": [{"name": "ExternalPort", "value": 1}]}, "another value"),
            ({"parameters": [{"name": "Enable.", "value": 1}]}, "parameters[0].name"),
            ({"parameters": [{"name": "A", "value": 1}, {"name": "A", "value": 2}]}, "parameters[1].name"),
            ({"parameters": [{"name": "A", "value": -1, "type": "unsignedInt"}]}, "0 to 4294967295"),
            ({"parameters": [{"name": "A", "value": 1, "type": "float"}]}, "type"),
            ({"parameter_key": "k" * 33}, "parameter_key"),
            ({"command_options": {"multiple": True}}, "command_options.multiple"),
            ({"search_options": None}, "dms_cpe_id"),
            ({"objects": [{"object_name": "Device.X.", "match": {"A": 1}}]}, "mutually exclusive"),
            ({"object_name": None, "match": None, "objects": []}, "objects"),
            ({"state": "gone"}, "state"),
        ),
    ),
    Case(
        module="dms_object",
        name="change",
        device="dms",
        args={
            **CPE,
            "object_name": MAPPINGS,
            "match": {"ExternalPort": 8080},
            "parameters": [{"name": "InternalPort", "value": 8080}, {"name": "PortMappingEnabled", "value": True}],
        },
        setup=_applies_at_once,
        changes=(f"{HELD}.values.{MAPPINGS}1.InternalPort",),
        write_path="SetParameterValues",
    ),
    Case(
        module="dms_object",
        name="absent",
        device="dms",
        args={**CPE, "object_name": MAPPINGS, "instance": 1, "state": "absent"},
        changes=(f"{HELD}.objects.{MAPPINGS}",),
        write_path="DeleteObject",
    ),
    Case(
        module="dms_object",
        name="purge",
        device="dms",
        args={**CPE, **NEW, "match": {"ExternalPort": 9002}, "purge": True},
        setup=_has_three_mappings,
        changes=(f"{HELD}.objects.{MAPPINGS}", f"{HELD}.added", f"{HELD}.values.{MAPPINGS}*"),
        write_path="DeleteObject",
    ),
    Case(
        module="dms_object",
        name="related",
        device="dms",
        args={
            **CPE,
            "command_options": {"async": True},
            "wait": True,
            "objects": [
                {
                    "object_name": f"{SESSIONS}<voice>.PortMapping.",
                    "match": {"ExternalPort": 5060},
                    "parameters": [{"name": "PortMappingProtocol", "value": "UDP"}],
                },
                {
                    "object_name": ROUTES,
                    "match": {"DestIPAddress": "192.0.2.0"},
                    "parameters": [{"name": "Interface", "value": f"{SESSIONS}<voice>"}],
                },
                {
                    "label": "voice",
                    "object_name": SESSIONS,
                    "match": {"Name": "voice"},
                    "parameters": [
                        {"name": "Username", "value": "voice@isp.example"},
                        {"name": "Password", "value": PASSWORD},
                    ],
                },
            ],
        },
        setup=_applies_at_once,
        changes=(
            f"{HELD}.objects.{SESSIONS}",
            f"{HELD}.objects.{SESSIONS}2.PortMapping.",
            f"{HELD}.objects.{ROUTES}",
            f"{HELD}.added",
            f"{HELD}.values.{SESSIONS}2.*",
            f"{HELD}.values.{ROUTES}1.*",
        ),
        secrets=(PASSWORD,),
        write_path="AddObject",
        volatile=("env_id",),
        bad=(
            ({"objects": [{"object_name": "Device.<a>.B.", "match": {"A": 1}}]}, "no label"),
            (
                {
                    "objects": [
                        {"label": "a", "object_name": "Device.A.", "match": {"X": "<b>"}},
                        {"label": "b", "object_name": "Device.B.", "match": {"X": "<a>"}},
                    ]
                },
                "circle",
            ),
            (
                {
                    "objects": [
                        {"label": "a", "object_name": "Device.A.", "match": {"X": 1}},
                        {"object_name": "Device.B.<a>.C.", "match": {"X": 1}},
                    ]
                },
                "must follow",
            ),
            ({"objects": [{"label": "a b", "object_name": "Device.A.", "match": {"X": 1}}]}, "objects[0].label"),
            ({"parameters": [{"name": "A", "value": 1}]}, "parameters"),
        ),
    ),
)
