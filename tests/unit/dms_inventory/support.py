# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the inventory plugin inside this process, as Ansible's inventory manager does."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from ansible import constants
from ansible.inventory.data import InventoryData
from ansible.parsing.dataloader import DataLoader
from ansible.plugins.loader import fragment_loader
from ansible.utils.plugin_docs import add_fragments

from ansible_collections.telco.cpe.plugins.inventory import dms

NAME = "telco.cpe.dms"


@functools.cache
def _declare() -> None:
    documentation = yaml.safe_load(dms.DOCUMENTATION)
    # Without Ansible's importer of collections its own fragments have only their short names.
    fragments = documentation["extends_documentation_fragment"]
    documentation["extends_documentation_fragment"] = [name.removeprefix("ansible.builtin.") for name in fragments]
    add_fragments(documentation, dms.__file__, fragment_loader=fragment_loader)
    constants.config.initialize_plugin_configuration_definitions("inventory", NAME, documentation["options"])


def load() -> dms.InventoryModule:
    """The plugin as Ansible's loader would give it, which takes no collection that Python has imported already."""
    _declare()
    plugin = dms.InventoryModule()
    plugin._load_name = plugin.ansible_name = NAME
    plugin._redirected_names = [NAME]
    return plugin


class Display:
    """Takes what the plugin tells its user."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def warning(self, text: str) -> None:
        self.warnings.append(text)

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: None


@dataclass
class Parsed:
    """An inventory, and the warnings on the way to it."""

    data: InventoryData
    warnings: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> list[str]:
        return list(self.data.hosts)

    def vars(self, name: str) -> dict[str, Any]:
        """The variables that the host itself has."""
        found: dict[str, Any] = self.data.hosts[name].vars
        return found

    def group_vars(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.data.groups[name].vars
        return found

    def members(self, group: str) -> list[str]:
        return [host.name for host in self.data.groups[group].get_hosts()]

    @property
    def groups(self) -> set[str]:
        return set(self.data.groups) - {"all", "ungrouped"}


def write(folder: Path, name: str = "test.dms.yml", **config: Any) -> Path:
    """The plugin's file with these options."""
    path = folder / name
    path.write_text(yaml.safe_dump({"plugin": NAME, **config}), encoding="utf-8")
    return path


def parse(
    path: Path, *, data: InventoryData | None = None, cache: bool = True, loader: DataLoader | None = None
) -> Parsed:
    """Parse the plugin's file into an inventory. Raises AnsibleError, as the plugin does."""
    plugin = load()
    plugin.display = display = Display()
    target = InventoryData() if data is None else data
    target.current_source = str(path)
    assert plugin.verify_file(str(path))
    plugin.parse(target, loader or DataLoader(), str(path), cache=cache)
    if plugin.get_option("cache"):
        plugin.update_cache_if_changed()
    target.reconcile_inventory()
    return Parsed(target, display.warnings)
