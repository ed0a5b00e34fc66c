# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the tables of modules and roles in README.md, from their own documentation."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import yaml

from ansible_collections.telco.cpe.plugins import modules
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from tests.generate.role_specs import ROOT, all_roles

TARGET = ROOT / "README.md"
SYSTEMS = {
    "peplink_": "Peplink routers",
    "dms_": "CPEs behind DMS",
    "icwmp_": "icwmp clients",
    "sms_gateway_": "SMS gateways",
    "access_device_": "SIP access devices",
}
_IDEMPOTENT = {"telco.cpe.attributes.command": "once a call", "telco.cpe.attributes.info": "reads only"}


def _modules() -> list[str]:
    """One table a system: name, what it does, whether a second run changes nothing."""
    rows: dict[str, list[str]] = {prefix: [] for prefix in SYSTEMS}
    for name in sorted(entry.name for entry in pkgutil.iter_modules(modules.__path__)):
        code = importlib.import_module(f"{modules.__name__}.{name}")
        resource: type[Resource] = code.RESOURCE
        document = yaml.safe_load(code.DOCUMENTATION)
        kinds = [_IDEMPOTENT[part] for part in document["extends_documentation_fragment"] if part in _IDEMPOTENT]
        own = document.get("attributes", {}).get("idempotent", {}).get("support")
        second = kinds[0] if kinds else "partly" if own == "partial" else "idempotent"
        rows[resource.vendor.prefix].append(f"| `{name}` | {_plain(document['short_description'])} | {second} |")
    lines = []
    for prefix, title in SYSTEMS.items():
        lines += [f"### {title}", "", "| module | what it does | a second run |", "|---|---|---|", *rows[prefix], ""]
    return lines


def _roles() -> list[str]:
    lines = ["| role | what it does |", "|---|---|"]
    return [*lines, *(f"| [`{role.name}`](roles/{role.name}) | {role.short} |" for role in all_roles()), ""]


def _plain(text: str) -> str:
    return text.replace("\\", "")


def _put(text: str, mark: str, lines: list[str]) -> str:
    """Put lines between the two comments of a mark. Raises ValueError where they are missing."""
    pattern = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- /{mark} -->)", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"README.md lacks <!-- {mark} -->")
    return pattern.sub(lambda found: f"{found[1]}\n" + "\n".join(lines) + f"\n{found[2]}", text)


def files() -> dict[Path, str]:
    """The file that is generated, with its text."""
    text = _put(TARGET.read_text(encoding="utf-8"), "modules", _modules())
    return {TARGET: _put(text, "roles", _roles())}


def main() -> None:
    for path, content in files().items():
        path.write_text(content, encoding="utf-8")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
