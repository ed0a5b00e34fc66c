# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: desired_state
short_description: Write what systems hold as variables of a role
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Makes the text of a variables file (YAML) from what modules of this collection have read, so that it can be given back to a role of
    this collection as its desired state.
  - What the role does not take (what can only be read, what is empty or unset) is left out.
  - In place of a secret stands a reference to a variable, such as C({{ vault_router_1_peplink_site_ssid_profiles_1_key }}). The
    variables are named at the head of the text, and have to be defined, in a vault, before it can be used.
  - Text of the systems that looks like a template is marked C(!unsafe).
positional: _input
options:
  _input:
    type: dict
    required: true
    description: The role's variables, as modules have read them.
  role:
    type: str
    required: true
    description: Name of the role of this collection, such as V(peplink_site).
  host:
    type: str
    required: true
    description: Name of the host, for the names of the variables that hold its secrets.
seealso:
  - name: The playbook telco.cpe.export
    description: Exports routers, CPEs, gateways and access devices.
    link: https://github.com/telco-cpe/telco.cpe/tree/main/playbooks
"""

EXAMPLES = r"""
- name: Read a router's WAN connections
  telco.cpe.peplink_info:
    gather: [wan_config]
  register: router

- name: Write them as variables of the role peplink_site
  ansible.builtin.copy:
    content: "{{ {'peplink_site_wans': router.info.wan_config} | telco.cpe.desired_state('peplink_site', inventory_hostname) }}"
    dest: "./host_vars/{{ inventory_hostname }}.yml"
    mode: "0600"
"""

RETURN = r"""
_value:
  description: The text of the variables file.
  type: str
"""

import functools
import re
import typing as t
from pathlib import Path

import yaml
from ansible.errors import AnsibleFilterError

MASK = "********"
ROLES = Path(__file__).parents[2] / "roles"
# What tells the entries of a list apart, in this order.
_KEYS = ("id", "conn_id", "index", "device_name", "name", "port")
_TEMPLATE = re.compile(r"\{\{|\{%|\{#")


class Reference(str):
    """A template that stands for a secret."""


class _Dumper(yaml.SafeDumper):
    """Indents lists, marks what looks like a template, and knows references."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: t.Any) -> bool:
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    if _TEMPLATE.search(value):
        return dumper.represent_scalar("!unsafe", value, style='"')
    return dumper.represent_scalar("tag:yaml.org,2002:str", value)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    Reference, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style='"')
)


@functools.cache
def role_options(role: str) -> dict[str, t.Any]:
    """The variables of a role, from its argument specs. Raises AnsibleFilterError for a role that there is not."""
    file = ROLES / role / "meta" / "argument_specs.yml"
    if not re.fullmatch(r"[a-z_]+", role) or not file.is_file():
        raise AnsibleFilterError(f"desired_state: telco.cpe has no role {role!r}")
    spec = yaml.safe_load(file.read_text(encoding="utf-8"))
    options: dict[str, t.Any] = spec["argument_specs"]["main"]["options"]
    return options


def desired_state(variables: t.Mapping[str, t.Any], role: str, host: str) -> str:
    """The text of a variables file. Raises AnsibleFilterError for a variable that the role does not have."""
    options = role_options(str(role))
    unknown = sorted(set(variables) - set(options))
    if unknown:
        raise AnsibleFilterError(f"desired_state: the role {role} has no variable {', '.join(unknown)}")
    secrets: list[str] = []
    kept = {}
    for name, value in variables.items():
        exported = _export(value, options[name], (str(host), str(name)), secrets)
        if exported is not None:
            kept[_plain(name)] = exported
    head = ["# Exported from the system itself."]
    if secrets:
        head += ["# Secrets are not exported. To be defined, in a vault:", *(f"#   {name}" for name in secrets)]
    return (
        "\n".join(head) + "\n---\n" + yaml.dump(kept, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1000)
    )


def _export(value: t.Any, option: t.Mapping[str, t.Any], path: tuple[str, ...], secrets: list[str]) -> t.Any:
    """What of a value an option takes; None for nothing. Notes the names of the variables that stand for secrets."""
    if value is None or value == "" or value == {}:
        return None
    if (isinstance(value, str) and MASK in value) or option.get("no_log"):
        name = re.sub(r"\W+", "_", "_".join(("vault", *path))).lower()
        secrets.append(name)
        return Reference("{{ " + name + " }}")
    if isinstance(value, t.Mapping):
        return _mapping(value, option, path, secrets)
    if isinstance(value, (list, tuple)):
        inner = {**option, "no_log": False}
        found = [_export(item, inner, (*path, _name(item, number)), secrets) for number, item in enumerate(value)]
        return [item for item in found if item is not None]
    if option.get("choices") and value not in option["choices"]:
        return None
    return _plain(value)


def _plain(value: t.Any) -> t.Any:
    """A scalar as YAML knows it: templating leaves tagged ones behind."""
    if isinstance(value, str):
        return str.__str__(value)  # str() leaves the unsafe text of ansible-core before 2.19 as it is
    kind = next((kind for kind in (bool, int, float) if isinstance(value, kind)), None)
    return value if kind is None else kind(value)


def _mapping(
    value: t.Mapping[str, t.Any], option: t.Mapping[str, t.Any], path: tuple[str, ...], secrets: list[str]
) -> dict[str, t.Any] | None:
    options = option.get("options")
    kept = {}
    for name, item in value.items():
        if options is not None and name not in options:
            continue
        exported = _export(item, (options or {}).get(name, {}), (*path, str(name)), secrets)
        if exported is not None:
            kept[_plain(name)] = exported
    return kept or None


def _name(item: t.Any, number: int) -> str:
    """What tells an entry of a list from the others."""
    if isinstance(item, t.Mapping):
        return next((str(item[key]) for key in _KEYS if item.get(key) not in (None, "")), str(number))
    return str(number)


class FilterModule:
    """The filter telco.cpe.desired_state."""

    def filters(self) -> dict[str, t.Callable[..., t.Any]]:
        return {"desired_state": desired_state}
