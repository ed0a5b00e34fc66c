# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import Connection
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._dms.selection import Cpe
from ansible_collections.telco.cpe.plugins.plugin_utils._trust import trusted

# The variable that leads the modules to a DMS.
URL = "dms_api_url"


class Host(t.NamedTuple):
    """A host to be: its CPE, variables and groups."""

    cpe: Cpe
    variables: dict[str, t.Any]
    groups: list[str]


class Placement:
    """Puts the hosts of one DMS into Ansible's inventory.

    In: the inventory; ``group``, that of all hosts; ``connection``, the DMS, None where it is not known. Raises OptionError
    where the group is that of another DMS.
    """

    def __init__(self, inventory: t.Any, group: str, connection: Connection | None) -> None:
        self._inventory = inventory
        self._group = group
        self._connection = connection
        held = inventory.groups.get(group)
        if held is not None and self._is_other(held):
            raise OptionError(
                "group", f"{group!r} belongs to the DMS at {held.vars[URL]}; the CPEs of this one need another group"
            )

    def taken(self, hosts: t.Iterable[Host], groups: t.Iterable[str]) -> dict[str, str]:
        """Names that no host can have, with what has them.

        In a set of names Ansible takes that of a group for the group. A host of another DMS would be in the groups of
        both, and be sought in either. In: the hosts to be; ``groups``, further groups to be.
        """
        foreign = (
            host.name
            for group in self._inventory.groups.values()
            if self._is_other(group)
            for host in group.get_hosts()
        )
        taken = dict.fromkeys(foreign, "a host of another DMS")
        taken.update(dict.fromkeys([*self._inventory.groups, self._group, *groups], "a group"))
        taken.update(dict.fromkeys((group for host in hosts for group in host.groups), "a group"))
        return taken

    def add(self, hosts: t.Sequence[Host]) -> None:
        """Add the hosts, their groups, and the variables of all."""
        self._add_group()
        for group in sorted({group for host in hosts for group in host.groups}):
            self._inventory.add_group(group)
        for host in hosts:
            self._add_host(host)

    def _is_other(self, group: t.Any) -> bool:
        """Whether a group leads to another DMS."""
        url = group.vars.get(URL)
        return bool(url) and self._connection is not None and str(url).rstrip("/") != self._connection.url.rstrip("/")

    def _add_group(self) -> None:
        """Add the group of all hosts, with what leads the modules to the DMS, but no credentials."""
        # The variables of groups that say something more special go before its own, whatever their names are.
        variables: dict[str, t.Any] = {"ansible_group_priority": 0, "ansible_connection": trusted("local")}
        if self._connection is not None:
            variables[URL] = trusted(self._connection.url)
            variables["dms_validate_certs"] = self._connection.validate_certs
            if self._connection.ca_path:
                variables["dms_ca_path"] = trusted(self._connection.ca_path)
        self._inventory.add_group(self._group)
        for name, value in variables.items():
            self._inventory.set_variable(self._group, name, value)

    def _add_host(self, host: Host) -> None:
        name = host.cpe.name
        known = name in self._inventory.hosts
        self._inventory.add_host(name, self._group)
        if known:
            for variable, value in host.variables.items():
                self._inventory.set_variable(name, variable, value)
        else:
            # One update for a new host: set_variable examines each value again, which would take longer than all the rest.
            self._inventory.get_host(name).vars.update(host.variables)
        for group in host.groups:
            self._inventory.add_child(group, name)
