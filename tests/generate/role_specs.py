# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes meta/argument_specs.yml and README.md of the roles, from the modules' own documentation.

What a role takes for an entry of a list is what the module takes, down to the last suboption: said once, in the module.
Run with ``python -m tests.generate.role_specs``; a unit test fails when a file is not what this writes.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from ansible.module_utils.common.yaml import yaml_dump

ROOT = Path(__file__).parents[2]
MODULES = "ansible_collections.telco.cpe.plugins.modules"
FRAGMENTS = "ansible_collections.telco.cpe.plugins.doc_fragments"
HEADER = """\
# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
---
"""
MD_HEADER = """\
<!--
Copyright (c) 2026 telco.cpe contributors
GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
SPDX-License-Identifier: GPL-3.0-or-later
-->
"""


@dataclass(frozen=True)
class Entries:
    """A variable that is a list of what a module takes, less what the role itself decides."""

    variable: str
    module: str
    description: str
    without: tuple[str, ...] = ()
    option: str = ""
    """Only this option of the module, which is a list itself."""


@dataclass(frozen=True)
class Plain:
    """A variable that is one option of a module, under a name of the role."""

    variable: str
    module: str
    option: str
    default: Any = None


@dataclass(frozen=True)
class Role:
    """A role: what it is, and its variables."""

    name: str
    short: str
    description: tuple[str, ...]
    variables: tuple[Entries | Plain, ...]
    example: str
    own: dict[str, dict[str, Any]] = field(default_factory=dict)


_CONNECTION = (
    "The connection comes from variables of the host (C({prefix}api_url), C({prefix}api_username), C({prefix}api_password), ...),"
    " from C(module_defaults), or from the environment, as for every module of the collection."
)
_NOTHING = "The defaults change nothing."

ROLES = (
    Role(
        "peplink_site",
        "Bring a Peplink router to its desired state",
        (
            "Sets up WAN connections and SSID profiles of a Peplink router, and applies all changes at once at the end.",
            "What a failed run has left pending is discarded.",
            "Applying and discarding concern all that is pending on the router, whoever made it.",
            "After the apply everything is read back and verified.",
            _CONNECTION.format(prefix="peplink_"),
            _NOTHING,
        ),
        (
            Entries("peplink_site_wans", "peplink_wan", "WAN connections.", ("apply", "verify", "update_secrets")),
            Entries(
                "peplink_site_ssid_profiles",
                "peplink_ssid_profile",
                "SSID profiles.",
                ("apply", "verify", "update_secrets"),
            ),
            Plain("peplink_site_update_secrets", "peplink_wan", "update_secrets", "on_change"),
        ),
        """\
- hosts: peplink
  gather_facts: false
  roles:
    - role: telco.cpe.peplink_site
      vars:
        peplink_site_wans:
          - id: 1
            name: Fibre
            connection:
              bandwidth:
                upload: {value: 100, unit: Mbps}
        peplink_site_ssid_profiles:
          - id: 2
            name: Guest
            vlan_id: 20
            security:
              wpa2_personal:
                key: "{{ vault_guest_wifi_key }}"
""",
        {
            "peplink_site_verify": {
                "type": "bool",
                "default": True,
                "description": ["Whether to read back after the apply, and to fail for a value that did not take."],
            }
        },
    ),
    Role(
        "cpe_baseline",
        "Bring the TR-069 parameters of a CPE to their desired values",
        (
            "Sets parameters of a CPE behind DMS, by the ACS.",
            "Over hosts of the inventory plugin P(telco.cpe.dms#inventory) the device is the host's own C(dms_cpe_id).",
            _CONNECTION.format(prefix="dms_"),
            _NOTHING,
        ),
        (
            Entries("cpe_baseline_parameters", "dms_parameter_values", "", option="parameters"),
            Plain("cpe_baseline_search_options", "dms_parameter_values", "search_options"),
            Plain("cpe_baseline_command_options", "dms_parameter_values", "command_options"),
            Plain("cpe_baseline_method", "dms_parameter_values", "method", "auto"),
            Plain("cpe_baseline_update_secrets", "dms_parameter_values", "update_secrets", "on_change"),
        ),
        """\
- hosts: dms
  gather_facts: false
  roles:
    - role: telco.cpe.cpe_baseline
      vars:
        cpe_baseline_parameters:
          - name: InternetGatewayDevice.ManagementServer.PeriodicInformInterval
            value: 3600
""",
    ),
    Role(
        "sms_gateway",
        "Bring the ports of an SMS gateway to their desired state",
        (
            "Chooses the SIM slot, switches the power, and sets the number of ports of an SMS gateway.",
            _CONNECTION.format(prefix="sms_gateway_"),
            _NOTHING,
        ),
        (Entries("sms_gateway_ports", "sms_gateway_port", "Ports.", ("action", "pin", "verify")),),
        """\
- hosts: sms_gateway
  gather_facts: false
  roles:
    - role: telco.cpe.sms_gateway
      vars:
        sms_gateway_ports:
          - port: 0
            slot: 1
            power: "on"
""",
    ),
    Role(
        "voice_devices",
        "Bring the SIP access devices of a BroadWorks group to their desired state",
        (
            "Creates, updates and deletes SIP access devices (phones, adapters) of a BroadWorks group by APIO.",
            _CONNECTION.format(prefix="access_device_"),
            _NOTHING,
        ),
        (
            Entries("voice_devices_devices", "access_device", "Access devices.", ("verify", "update_secrets")),
            Plain("voice_devices_update_secrets", "access_device", "update_secrets", "on_change"),
        ),
        """\
- hosts: access_device
  gather_facts: false
  roles:
    - role: telco.cpe.voice_devices
      vars:
        voice_devices_devices:
          - tenant_id: foo
            group_id: foogroup
            device_name: Front desk
            device_type: Generic SIP Phone
            mac_address: 22:11:00:cc:bb:aa
""",
    ),
)


def module_options(name: str) -> dict[str, Any]:
    """The documented options of a module, those of its fragments included."""
    document = yaml.safe_load(importlib.import_module(f"{MODULES}.{name}").DOCUMENTATION)
    options: dict[str, Any] = {}
    for fragment in document.get("extends_documentation_fragment", []):
        _collection, _dot, rest = fragment.partition("telco.cpe.")
        file, _dot, part = rest.partition(".")
        text = getattr(
            importlib.import_module(f"{FRAGMENTS}.{file}").ModuleDocFragment, (part or "DOCUMENTATION").upper()
        )
        options.update(yaml.safe_load(text).get("options", {}))
    options.update(document["options"])
    return options


def connection_options(name: str) -> set[str]:
    """The options that every module of a vendor has for its connection."""
    resource = importlib.import_module(f"{MODULES}.{name}").RESOURCE
    return set(resource.vendor.connection_spec())


def _option(documented: dict[str, Any], secret: bool = False) -> dict[str, Any]:
    """An option of an argument spec from a documented one."""
    kept: dict[str, Any] = {
        key: documented[key] for key in ("type", "elements", "choices", "required") if key in documented
    }
    if documented.get("required") is False:
        kept.pop("required")
    text = documented.get("description", [])
    kept["description"] = [_of_role(line) for line in ([text] if isinstance(text, str) else text)]
    if "suboptions" in documented:
        kept["options"] = {name: _option(inner) for name, inner in documented["suboptions"].items()}
    if secret:
        kept["no_log"] = True
    return kept


def _no_log(options: dict[str, Any], spec: dict[str, Any]) -> None:
    """Mark what the module's own argument spec calls secret."""
    for name, option in options.items():
        if spec.get(name, {}).get("no_log"):
            option["no_log"] = True
        if "options" in option:
            _no_log(option["options"], spec.get(name, {}).get("options") or {})


def _variable(variable: Entries | Plain) -> dict[str, Any]:
    options = module_options(variable.module)
    spec = importlib.import_module(f"{MODULES}.{variable.module}").RESOURCE.argument_spec()
    if isinstance(variable, Plain) or variable.option:
        option = _option(options[variable.option])
        if "options" in option:
            _no_log(option["options"], spec[variable.option]["options"])
        option.pop("required", None)
        default = [] if isinstance(variable, Entries) else variable.default
        return {**option, "default": default} if default is not None else option
    left_out = {*variable.without, *connection_options(variable.module)}
    inner = {name: _option(option) for name, option in options.items() if name not in left_out}
    _no_log(inner, spec)
    description = [f"{variable.description} Options of each entry are those of M(telco.cpe.{variable.module})."]
    return {"type": "list", "elements": "dict", "default": [], "description": description, "options": inner}


def argument_specs(role: Role) -> str:
    """The text of a role's meta/argument_specs.yml."""
    options = {variable.variable: _variable(variable) for variable in role.variables} | role.own
    main = {
        "short_description": role.short,
        "description": list(role.description),
        "author": ["telco.cpe contributors (@telco-cpe)"],
        "version_added": "1.0.0",
        "options": dict(sorted(options.items())),
    }
    return HEADER + yaml.dump(
        {"argument_specs": {"main": main}}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120
    )


def readme(role: Role) -> str:
    """The text of a role's README.md."""
    lines = [f"{MD_HEADER}\n# telco.cpe.{role.name}\n"]
    lines += [_plain(text) + "\n" for text in role.description]
    lines += ["## Variables\n", "| variable | type | default | what |", "|---|---|---|---|"]
    options = {variable.variable: _variable(variable) for variable in role.variables} | role.own
    for name, option in sorted(options.items()):
        kind = option["type"] + (f" of {option['elements']}" if "elements" in option else "")
        default = f"`{yaml_dump(option['default'], default_flow_style=True).strip()}`" if "default" in option else ""
        default = default.replace("\n...", "")
        lines.append(f"| `{name}` | {kind} | {default} | {_plain(' '.join(option['description']))} |")
    lines += [
        "\nAll of them, nested, are documented in `meta/argument_specs.yml`, and checked before the first request:",
        f"`ansible-doc -t role telco.cpe.{role.name}` shows them.\n",
        "## Example\n",
        f"```yaml\n{role.example}```",
    ]
    return "\n".join(lines) + "\n"


def _of_role(text: str) -> str:
    """A module's text in a role: marks that name the module's own options would lead nowhere."""
    return re.sub(r"\b(?:[OVE]|RV)\((?:ignore:)?([^)]*)\)", r"C(\1)", text)


def _plain(text: str) -> str:
    """Ansible's mark-up as Markdown."""
    text = re.sub(r"[MP]\(([^)#]+)(?:#\w+)?\)", r"`\1`", text)
    return re.sub(r"(?:[CVEO]|RV)\((?:ignore:)?([^)]*)\)", r"`\1`", text)


class _Dumper(yaml.SafeDumper):
    """Indents lists, as yamllint wants it."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def files() -> dict[Path, str]:
    """Every file that is generated, with its text."""
    found = {}
    for role in ROLES:
        folder = ROOT / "roles" / role.name
        found[folder / "meta" / "argument_specs.yml"] = argument_specs(role)
        found[folder / "README.md"] = readme(role)
    return found


def main() -> None:
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
