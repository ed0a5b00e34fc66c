# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/coverage.md: every documented operation of the five systems, the module that carries it, and whether it works.

Run with ``python -m tests.generate.coverage``. What counts as working is not said here: a module that exists carries its
operations, and tests/contract/test_coverage.py runs every contract case and fails for an operation that no case has sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.generate.role_specs import MD_HEADER, ROOT

TARGET = ROOT / "docs" / "coverage.md"


@dataclass(frozen=True)
class Operation:
    """One documented operation: how people name it, the module that carries it, and how it looks on the wire.

    ``path`` is searched as a regular expression in the path and query of a request; ``body`` in its body.
    """

    system: str
    name: str
    module: str
    method: str
    path: str
    body: str = ""

    @property
    def works(self) -> bool:
        """Whether there is a module that carries it."""
        if self.module.startswith(("inventory ", "event source ")):
            kind, _blank, name = self.module.rpartition(" ")
            folder = {"inventory": "plugins/inventory", "event source": "extensions/eda/plugins/event_source"}[kind]
            return (ROOT / folder / f"{name}.py").exists()
        return all((ROOT / "plugins" / "modules" / f"{one}.py").exists() for one in self.module.split(", "))


def _peplink(function: str, module: str, *methods: str) -> list[Operation]:
    names = methods or ("GET",)
    path = rf"/api/{function.replace('.', r'[.]')}$"
    return [Operation("Peplink router", f"{method} {function}", module, method, path) for method in names]


def _dms(method: str, module: str) -> list[Operation]:
    return [Operation("DMS", f"POST method/{method}", module, "POST", f"/v1/method/{method}$")]


def _icwmp(method: str, module: str) -> list[Operation]:
    return [Operation("icwmp", f"tr069 {method}", module, "POST", "/ubus$", f'"tr069", "{method}"')]


def _gateway(method: str, path: str, module: str, query: str = "") -> list[Operation]:
    name = f"{method} {path}" + (f" ({query})" if query else "")
    return [Operation("SMS gateway", name, module, method, f"/{path}.*{query}")]


def _apio(method: str, name: str, below: str, module: str) -> list[Operation]:
    return [Operation("Access device (APIO)", f"{method} {name}", module, method, f"/access_devices/{below}$")]


_INFO = "peplink_info"
_DEVICE = "[^/]+/"

OPERATIONS: tuple[Operation, ...] = (
    *_peplink("login", _INFO, "POST"),
    *_peplink("logout", _INFO, "POST"),
    *_peplink("config.ssid.profile", "peplink_ssid_profile", "GET", "POST"),
    *_peplink("config.wan.connection", "peplink_wan", "GET", "POST"),
    *_peplink("config.wan.connection.priority", "peplink_wan_priority", "POST"),
    *_peplink("cmd.wan.cellular", "peplink_sim", "POST"),
    *_peplink("cmd.carrier.select", "peplink_carrier", "POST"),
    *_peplink("cmd.carrier.scan", "peplink_carrier", "GET", "POST"),
    *_peplink("cmd.cellularModule.reset", "peplink_cellular_module", "POST"),
    *_peplink("cmd.cellularModule.rescanNetwork", "peplink_cellular_module", "POST"),
    *_peplink("cmd.ap", "peplink_access_point", "POST"),
    *_peplink("config.gpio", "peplink_gpio", "POST"),
    *_peplink("cmd.wifi.connect", "peplink_wifi_wan", "POST"),
    *_peplink("cmd.wifi.disconnect", "peplink_wifi_wan", "POST"),
    *_peplink("cmd.wifi.forget", "peplink_wifi_wan", "POST"),
    *_peplink("cmd.wifi.result", "peplink_wifi_wan"),
    *_peplink("cmd.sms.sendMessage", "peplink_sms", "POST"),
    *_peplink("cmd.sendUssd", "peplink_ussd", "POST"),
    *_peplink("cmd.billing.newCycle", "peplink_billing_cycle", "POST"),
    *_peplink("auth.client", "peplink_auth_client", "GET", "POST"),
    *_peplink("auth.client.token", "peplink_auth_token"),
    *_peplink("auth.token.grant", "peplink_auth_token", "POST"),
    *_peplink("auth.token.revoke", "peplink_auth_token", "POST"),
    *_peplink("cmd.config.apply", "peplink_config", "POST"),
    *_peplink("cmd.config.discard", "peplink_config", "POST"),
    *_peplink("cmd.system.reboot", "peplink_reboot", "POST"),
    *_peplink("info.firmware", _INFO),
    *_peplink("info.location", _INFO),
    *_peplink("status.client", _INFO),
    *_peplink("status.lan.profile", _INFO),
    *_peplink("status.pepvpn", _INFO),
    *_peplink("status.wan.connection", _INFO),
    *_peplink("status.wan.connection.allowance", _INFO),
    *_peplink("status.wan.connection.signal", _INFO),
    *_peplink("cmd.sms.get", _INFO),
    *_peplink("cmd.wifi.scan", _INFO),
    *_peplink("cmd.ap", _INFO),
    *_peplink("cmd.wan.cellular", _INFO),
    *_dms("GetParameterValues", "dms_parameter_values"),
    *_dms("SetParameterValues", "dms_parameter_values"),
    *_dms("SmartSPV", "dms_parameter_values"),
    *_dms("GetParameterAttributes", "dms_info"),
    *_dms("SetParameterAttributes", "dms_parameter_attributes"),
    *_dms("AddObject", "dms_object"),
    *_dms("DeleteObject", "dms_object"),
    *_dms("ScheduleDownload", "dms_download"),
    *_dms("CancelTransfer", "dms_download"),
    *_dms("ChangeDUState", "dms_deployment_unit"),
    *_dms("Reboot", "dms_reboot"),
    *_dms("FactoryReset", "dms_factory_reset"),
    *_dms("ScheduleInform", "dms_inform"),
    *_dms("GetResult", "dms_result"),
    Operation("DMS", "storage CpeDbService", "dms_info", "GET", "/v1/dyn/CpeDbService/"),
    *_icwmp("command", "icwmp_command"),
    *_icwmp("inform", "icwmp_inform"),
    *_icwmp("status", "icwmp_info"),
    *_gateway("GET", "api/get_port_info", "sms_gateway_port"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=slot"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=power"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=number"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=imei"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=reset"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=lock"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=unlock"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=block"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_port", "action=unblock"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_call_forward", "action=CallForward"),
    *_gateway("GET", "api/set_port_info", "sms_gateway_call_forward", "action=CheckCallForward"),
    *_gateway("POST", "api/get_config", "sms_gateway_info"),
    *_gateway("POST", "api/set_config", "sms_gateway_config"),
    *_gateway("POST", "api/send_sms", "sms_gateway_sms"),
    *_gateway("POST", "api/query_sms_result", "sms_gateway_info"),
    *_gateway("POST", "api/query_sms_deliver_status", "sms_gateway_info"),
    *_gateway("GET", "api/query_sms_in_queue", "sms_gateway_info"),
    *_gateway("GET", "api/query_incoming_sms", "sms_gateway_info"),
    *_gateway("GET", "api/stop_sms", "sms_gateway_sms"),
    *_gateway("POST", "api/send_ussd", "sms_gateway_ussd"),
    *_gateway("GET", "api/query_ussd_reply", "sms_gateway_ussd"),
    *_gateway("POST", "api/get_cdr", "sms_gateway_info"),
    *_gateway("POST", "api/get_status", "sms_gateway_info"),
    *_gateway("GET", "GetSTKView", "sms_gateway_info"),
    *_gateway("POST", "STKGo", "sms_gateway_stk"),
    *_gateway("GET", "GetSTKCurrFrameIndex", "sms_gateway_stk"),
    *_gateway("POST", "api/mms_configuration", "sms_gateway_mms_settings"),
    *_gateway("POST", "api/mms_file", "sms_gateway_mms"),
    *_gateway("POST", "api/send_mms", "sms_gateway_mms"),
    *_gateway("GET", "api/query_mms_sending_status", "sms_gateway_mms"),
    *_gateway("POST", "api/socks5_proxy", "sms_gateway_socks5"),
    Operation("SMS gateway", "push events", "event source sms_gateway", "POST", "^$"),
    Operation("SMS gateway", "DRP server: doLogin", "sms_gateway_info", "GET", "/doLogin$"),
    Operation("SMS gateway", "DRP server: remoteWeb", "sms_gateway_info", "GET", "/remoteWeb$"),
    *_apio("GET", "access_devices/", "", "access_device_info"),
    *_apio("POST", "access_devices/", "", "access_device"),
    *_apio("GET", "access_devices/NAME/", _DEVICE, "access_device"),
    *_apio("PUT", "access_devices/NAME/", _DEVICE, "access_device"),
    *_apio("DELETE", "access_devices/NAME/", _DEVICE, "access_device"),
    *_apio("GET", "config_files/", f"{_DEVICE}config_files/", "access_device_info"),
    *_apio("GET", "config_files/FILE/", f"{_DEVICE}config_files/[^/]+/", "access_device_config_file"),
    *_apio("PUT", "config_files/FILE/", f"{_DEVICE}config_files/[^/]+/", "access_device_config_file"),
    *_apio("PUT", "reboot_phone/", f"{_DEVICE}reboot_phone/", "access_device_reboot"),
    *_apio("GET", "connected_users/", f"{_DEVICE}connected_users/", "access_device_info"),
    *_apio("PUT", "connected_users/", f"{_DEVICE}connected_users/", "access_device_users"),
    *_apio("GET", "available_tags/", f"{_DEVICE}available_tags/", "access_device_info"),
)


def text() -> str:
    """The text of docs/coverage.md."""
    done = sum(operation.works for operation in OPERATIONS)
    lines = [
        f"{MD_HEADER}\n# What works today\n",
        "Every documented operation of the five systems, and the module that carries it. An operation works when the module",
        "exists and a test has seen it send the operation; `tests/contract/test_coverage.py` keeps this page true.\n",
        f"{done} of {len(OPERATIONS)} operations work.\n",
    ]
    for system in dict.fromkeys(operation.system for operation in OPERATIONS):
        lines += [f"## {system}\n", "| operation | module | works |", "|---|---|---|"]
        for operation in OPERATIONS:
            if operation.system == system:
                state = "yes" if operation.works else "not yet"
                lines.append(f"| {operation.name} | `{operation.module}` | {state} |")
        lines.append("")
    return "\n".join(lines)


def files() -> dict[Path, str]:
    """The file that is generated, with its text."""
    return {TARGET: text()}


def main() -> None:
    for path, content in files().items():
        path.write_text(content, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
