# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes meta/argument_specs.yml and README.md of the roles, from the modules' own documentation.

What a role takes for an entry of a list is what the module takes, down to the last suboption: said once, in the module.
Run with ``python -m tests.generate.role_specs``; a unit test fails when a file is not what this writes.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import yaml
from ansible.module_utils.common.yaml import yaml_dump

from tests.generate import roles
from tests.generate.role import Entries, Plain, Role

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


def all_roles() -> list[Role]:
    """Every role, by name."""
    names = sorted(entry.name for entry in pkgutil.iter_modules(roles.__path__))
    return [importlib.import_module(f"{roles.__name__}.{name}").ROLE for name in names]


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
            for left_out in variable.without if isinstance(variable, Entries) else ():
                option["options"].pop(left_out)
            _no_log(option["options"], spec[variable.option]["options"])
        option.pop("required", None)
        default = [] if isinstance(variable, Entries) else variable.default
        return {**option, "default": default} if default is not None else option
    hidden = {*variable.without, *connection_options(variable.module)}
    inner = {name: _option(option) for name, option in options.items() if name not in hidden}
    _no_log(inner, spec)
    inner.update(variable.extra)
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
    return re.sub(r"\b(?:[OVE]|RV)\((?:ignore:)?(?:\w+\[\][.])*([^)]*)\)", r"C(\1)", text)


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
    for role in all_roles():
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
