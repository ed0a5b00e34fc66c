# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: dms
short_description: The CPEs of a DMS as hosts
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reads the list of CPEs that a DMS, an ACS for TR-069, has in its storage service C(CpeDbService), and makes a host of each. The
    CPEs themselves are not contacted.
  - The name of the file must be C(dms.yml), or end in C(.dms.yml) or C(.dms.yaml).
  - All hosts are in one group, see O(group). It carries the variables C(dms_api_url), C(dms_validate_certs) and C(dms_ca_path), so
    that the modules of the collection find the DMS, and C(ansible_connection=local). Variables of other groups and of hosts go
    before them. User name and password are not put into the inventory.
  - Each host has the variable C(dms_cpe_id), so that the modules need no C(search_options), and every key of the CPE's record as a
    variable, see O(hostvar_prefix).
  - What a CPE says of itself is never taken for a template. C(ansible-inventory --list) shows such text in Ansible's own form, as
    an object with the key C(__ansible_unsafe); before ansible-core 2.19 only where the text holds characters that a template or an
    expression may have.
  - Values that are credentials by their key become no variables and are not cached; user information in URLs is masked.
  - Hosts come in the order of their CPE ids, whatever order the DMS has.
  - A failure is reported by Ansible as a warning, and the run goes on without the hosts, unless
    E(ANSIBLE_INVENTORY_ANY_UNPARSED_IS_FAILED) is set, which is advisable for unattended runs.
requirements:
  - python >= 3.10
  - requests
  - jmespath, for JMESPath expressions
extends_documentation_fragment:
  - ansible.builtin.constructed
  - ansible.builtin.inventory_cache
options:
  plugin:
    type: str
    required: true
    description: Name of the plugin.
    choices: [telco.cpe.dms]
  api_url:
    type: str
    description:
      - Address of the DMS, such as V(https://acs.example.com), without C(/v1).
      - Not needed where the cache has the list.
      - This and all other options but the expressions (O(hostnames), O(hostvars), O(compose), O(groups), O(keyed_groups)) may be
        templates, of extra variables and lookups.
    env:
      - name: DMS_API_URL
    vars:
      - name: dms_api_url
  api_username:
    type: str
    description: User name.
    env:
      - name: DMS_API_USERNAME
    vars:
      - name: dms_api_username
  api_password:
    type: str
    description: Password. May be encrypted by C(ansible-vault encrypt_string).
    env:
      - name: DMS_API_PASSWORD
    vars:
      - name: dms_api_password
  validate_certs:
    type: bool
    default: true
    description:
      - Whether to validate the certificate of HTTPS. The environment variable E(REQUESTS_CA_BUNDLE) never overrides V(false).
    env:
      - name: DMS_VALIDATE_CERTS
    vars:
      - name: dms_validate_certs
  ca_path:
    type: path
    description: File with the CA certificates that may sign the certificate.
    env:
      - name: DMS_CA_PATH
    vars:
      - name: dms_ca_path
  timeout:
    type: int
    default: 90
    description: Seconds to wait for a connection, and for an answer. At least 1.
    env:
      - name: DMS_TIMEOUT
    vars:
      - name: dms_timeout
  retries:
    type: int
    default: 2
    description: How many times a request is repeated, with back-off, after a failure that may pass.
    env:
      - name: DMS_RETRIES
    vars:
      - name: dms_retries
  page_size:
    type: int
    default: 1000
    description: The most records to ask for in one request, at least 1. A DMS may give less.
  on_partial:
    type: str
    choices: [error, warn]
    default: error
    description:
      - What to do when the list is not complete. A page fails after others have come; the DMS counts fewer or more CPEs than it has
        listed, even when it was asked again; or records have no CPE id.
      - V(error) leaves the inventory without hosts. V(warn) warns, and makes hosts of what came; such a list is not cached.
  cpe_id_key:
    type: str
    description:
      - The record's key that holds the CPE's id, by which the other methods of the API find it.
      - By default it is looked for under C(cpe_id), C(cpeid), C(cpe), C(serial_number), C(serial), and other spellings of these.
      - Whatever its key is, every record has it as C(cpe_id), too, for all the options below.
  filters:
    type: dict
    default: {}
    description:
      - Which CPEs become hosts. A record's key to a value, to a glob (V(*), V(?), V([...]); case matters), or to a list of them of
        which one must match. V(null) matches a key that is missing or null.
      - A CPE must pass all of them.
  slice:
    type: str
    description:
      - Divides the CPEs among several runs; V(2/8) is the second of eight parts.
      - A CPE's part depends on its id alone; it stays the same when other CPEs come and go.
  hostnames:
    type: list
    elements: str
    default: [cpe_id]
    description:
      - What a host is named by, keys of the record or JMESPath expressions. The first one that gives text or a number is taken. A
        CPE for which none does is named by its id.
      - Colons become hyphens; other characters than letters, digits and C(_.+@-) become underscores, so that every pattern of hosts can
        name the host.
  on_duplicate:
    type: str
    choices: [error, warn, append_id]
    default: error
    description:
      - What to do when several CPEs would have the same name, or one that of a group, or that of a host of another DMS.
      - V(error) leaves the inventory without hosts, and names them. V(warn) warns; of several the CPE with the lowest id keeps the
        name, the others are left out. V(append_id) appends C(_) and the CPE's id to the name of each of them.
  group:
    type: str
    default: dms
    description:
      - The group of all hosts.
      - Its variables say which DMS the hosts belong to, so that each DMS needs its own group; two with one group are an error.
  group_by:
    type: list
    elements: str
    default: []
    description:
      - Keys of the record, or variables of O(hostvars). A host is put into the group C(<key>_<value>), characters other than letters,
        digits and underscores replaced by underscores.
      - A list puts the host into one group for each of its entries. Empty text, null and objects make no group.
      - O(group_by) and O(hostvars) take a hundredth of the time of O(keyed_groups) and O(compose), which matters for many CPEs.
  hostvars:
    type: dict
    default: {}
    description:
      - Variables to JMESPath expressions over the record.
      - A variable whose expression gives null is not set, so that variables of groups and C(default()) apply. It is the same for an
        expression that can't be applied to a record, unless O(strict) is true.
      - They go before the variables that O(hostvar_prefix) makes.
  hostvar_prefix:
    type: str
    default: dms_
    description:
      - Every key of a record becomes a variable of this prefix and the key, such as C(dms_model). Characters that a variable can't
        have become underscores.
      - Keys whose variables are options of the connection, such as C(dms_api_url), become none.
  strict:
    type: bool
    default: false
    description:
      - If V(true), an expression of O(compose), O(groups), O(keyed_groups) or O(hostvars) that fails is an error, and so is a key in
        O(filters) or O(group_by) that no record has. Else the former are left out, and the latter is warned of.
  cache:
    type: bool
    default: false
    env:
      - name: ANSIBLE_INVENTORY_CACHE
    ini:
      - section: inventory
        key: cache
    description:
      - Whether to cache the list of CPEs. The cache is read before the DMS is asked for anything.
      - It holds the records of all CPEs; so O(filters), O(slice), O(hostnames) and so on may change without reading anew.
"""

EXAMPLES = r"""
# acs.dms.yml: all CPEs, with groups such as model_ALPHA_001 and location_berlin_01. DMS_API_USERNAME and DMS_API_PASSWORD
# are in the environment.
plugin: telco.cpe.dms
api_url: https://acs.example.com
group_by: [model, location, data_model]

---
# pilot.dms.yml: the second of eight parts of the gateways of two vendors, from the cache for an hour.
plugin: telco.cpe.dms
api_url: https://acs.example.com
api_username: ansible
api_password: "{{ lookup('ansible.builtin.file', '/run/secrets/acs') }}"
filters:
  vendor: [ALPHA, BRAVO]
  sw_version: "1.*"
slice: 2/8
cache: true
cache_plugin: ansible.builtin.jsonfile
cache_connection: /var/cache/ansible/acs
cache_timeout: 3600

---
# customers.dms.yml: named by customer where there is one, with variables of one's own.
plugin: telco.cpe.dms
api_url: https://acs.example.com
hostnames:
  - join('-', [cid, model])
  - mac
on_duplicate: append_id
hostvars:
  region: location
  is_ont: ends_with(model, 'ont')
group_by: [region]
keyed_groups:
  - key: dms_sw_version
    prefix: firmware
    parent_group: firmware
compose:
  age_in_days: (now().timestamp() - dms_first_seen) // 86400
groups:
  silent: dms_last_seen < now().timestamp() - 30 * 86400
"""

import hashlib
import os
import typing as t

from ansible.errors import AnsibleError, AnsibleParserError
from ansible.module_utils.basic import missing_required_lib
from ansible.plugins.inventory import BaseInventoryPlugin, Cacheable, Constructable

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, CpeError, Missing, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._dms import hostnames
from ansible_collections.telco.cpe.plugins.module_utils._dms.client import DmsClient
from ansible_collections.telco.cpe.plugins.module_utils._dms.expressions import Failed
from ansible_collections.telco.cpe.plugins.module_utils._dms.groupnames import GroupNames
from ansible_collections.telco.cpe.plugins.module_utils._dms.hostvars import (
    CPE_ID_VARIABLE,
    Record,
    Variables,
    without_secrets,
)
from ansible_collections.telco.cpe.plugins.module_utils._dms.inventory_plan import Plan
from ansible_collections.telco.cpe.plugins.module_utils._dms.selection import Cpe, keys_of
from ansible_collections.telco.cpe.plugins.module_utils._dms.storage import records
from ansible_collections.telco.cpe.plugins.plugin_utils._placement import Host, Placement
from ansible_collections.telco.cpe.plugins.plugin_utils._trust import untrusted

# Options in a language of their own, which is not that of templates or is evaluated once for each host.
EXPRESSIONS = frozenset({"plugin", "hostnames", "hostvars", "compose", "groups", "keyed_groups"})
# Ansible would split text at its commas.
LISTS = frozenset({"hostnames", "group_by"})


class InventoryModule(BaseInventoryPlugin, Constructable, Cacheable):
    NAME = "telco.cpe.dms"

    def verify_file(self, path: str) -> bool:
        name = os.path.basename(path)
        ours = name in ("dms.yml", "dms.yaml") or name.endswith((".dms.yml", ".dms.yaml"))
        return ours and super().verify_file(path)

    def set_options(self, task_keys: t.Any = None, var_options: t.Any = None, direct: t.Any = None) -> None:
        super().set_options(task_keys=task_keys, var_options=var_options, direct=self._prepared(direct or {}))

    def parse(self, inventory: t.Any, loader: t.Any, path: str, cache: bool = True) -> None:
        super().parse(inventory, loader, path, cache)
        self._read_config_data(path)
        try:
            self._build(path, use_cache=cache)
        except Missing as error:
            raise AnsibleParserError(missing_required_lib(error.message)) from None
        except CpeError as error:
            raise AnsibleParserError(error.text()) from None

    def _prepared(self, config: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
        """The file's options, templated before Ansible checks their types."""
        unknown = sorted(set(map(str, config)) - set(self.option_definitions))
        if unknown:
            raise AnsibleParserError(
                f"Unknown options: {', '.join(unknown)}. Known are {', '.join(sorted(self.option_definitions))}."
            )
        self.templar.available_variables = self._vars
        prepared: dict[str, t.Any] = {}
        for name, value in config.items():
            try:
                given = value if name in EXPRESSIONS else self.templar.template(value)
            except AnsibleError as error:
                raise AnsibleParserError(f"{name}: {error}") from error
            prepared[name] = [given] if name in LISTS and isinstance(given, str) else given
        return prepared

    def _build(self, path: str, *, use_cache: bool) -> None:
        """Make the hosts; nothing is added to the inventory before all is known to be right. Raises CpeError."""
        plan = Plan.of(_plain(self.get_options()))
        placement = Placement(self.inventory, self._sanitize_group_name(plan.group), plan.connection)
        listed = self._records(plan, path, use_cache)
        self._doubt(plan, listed)
        cpes = plan.selection.choose(listed, self.display.warning, lambda text: self._incomplete(plan, text))
        hosts = self._hosts(plan, cpes)
        taken = placement.taken(hosts, map(self._sanitize_group_name, self.get_option("groups")))
        kept = {cpe.cpe_id for cpe in hostnames.settle(cpes, plan.selection.on_duplicate, taken, self.display.warning)}
        hosts = [host for host in hosts if host.cpe.cpe_id in kept]
        placement.add(hosts)
        self._construct([host.cpe.name for host in hosts], plan.strict)

    # -- the list of CPEs

    def _records(self, plan: Plan, path: str, use_cache: bool) -> list[Record]:
        """Every record, without secrets: from the cache, else from the DMS."""
        caching = self.get_option("cache")
        address = plan.connection.url if plan.connection else ""
        key = f"{self.get_cache_key(path)}_{hashlib.sha256(address.encode()).hexdigest()[:8]}"
        if caching and use_cache:
            cached = self._cached(key)
            if cached is not None:
                return cached
        listed, is_complete = self._read(plan)
        if caching and is_complete:
            self._cache[key] = listed
        return listed

    def _cached(self, key: str) -> list[Record] | None:
        try:
            cached = self._cache[key]
        except KeyError:
            return None
        except AnsibleError as error:
            self.display.warning(f"The cache of the inventory can't be used, the DMS is asked: {error}")
            return None
        return cached if isinstance(cached, list) else None

    def _read(self, plan: Plan) -> tuple[list[Record], bool]:
        """The records that the DMS gives, and whether they are all."""
        if plan.connection is None:
            raise OptionError("api_url", "is required: in the file, or in the environment variable DMS_API_URL")
        listed: list[Record] = []
        client = DmsClient(plan.connection)
        with client:
            try:
                listed.extend(map(without_secrets, records(client, plan.page_size, identify=plan.selection.identify)))
            except CpeError as error:
                if not listed or plan.on_partial != "warn":
                    raise
                self.display.warning(f"The inventory has the {len(listed)} CPEs that came. {error.text()}")
                return listed, False
        return listed, True

    def _incomplete(self, plan: Plan, text: str) -> None:
        if plan.on_partial != "warn":
            raise ApiFailure(text)
        self.display.warning(text)

    def _doubt(self, plan: Plan, listed: list[Record]) -> None:
        """Tell of keys that no record has: their options match nothing, and nobody would notice."""
        if not listed:
            return
        known = {*keys_of(listed), "cpe_id"}
        for option, key in plan.named_keys():
            if key not in known:
                text = f"{option}: no record has the key {key!r}; the keys are {', '.join(sorted(map(str, known)))}"
                if plan.strict:
                    raise ApiFailure(text)
                self.display.warning(text)

    # -- the hosts

    def _hosts(self, plan: Plan, cpes: list[Cpe]) -> list[Host]:
        names = Variables(plan.hostvar_prefix)
        groups = GroupNames(plan.group_by, self._sanitize_group_name)
        failures: dict[str, list[str]] = {}
        hosts = []
        for cpe in cpes:
            found: dict[str, t.Any] = {}
            for name, search in plan.hostvars.items():
                try:
                    value = search(cpe.record)
                except Failed as error:
                    if plan.strict:
                        raise ApiFailure(f"hostvars.{name}: CPE {cpe.cpe_id!r}: {error}") from None
                    failures.setdefault(name, []).append(f"CPE {cpe.cpe_id!r}: {error}")
                    continue
                if value is not None:
                    found[name] = value
            variables = {CPE_ID_VARIABLE: cpe.cpe_id, **names.of(cpe.record), **found}
            hosts.append(Host(cpe, untrusted(variables), groups.of(found, cpe.record)))
        for name, told in failures.items():
            self.display.warning(f"hostvars.{name} is not set for {len(told)} of {len(cpes)} CPEs; {told[0]}")
        if names.refused:
            self.display.warning(
                f"Keys of records whose variables would be options of the connection become none: {', '.join(sorted(names.refused))}"
            )
        return hosts

    def _construct(self, names: list[str], strict: bool) -> None:
        """What Jinja makes of the hosts, if anything is asked of it."""
        compose, groups, keyed = (self.get_option(option) for option in ("compose", "groups", "keyed_groups"))
        if not (compose or groups or keyed):
            return
        for name in names:
            host = self.inventory.get_host(name)
            self._set_composite_vars(compose, host.get_vars(), name, strict=strict)
            variables = host.get_vars()
            self._add_host_to_composed_groups(groups, variables, name, strict=strict, fetch_hostvars=False)
            self._add_host_to_keyed_groups(keyed, variables, name, strict=strict, fetch_hostvars=False)


def _plain(value: t.Any) -> t.Any:
    """Options in plain containers and strings: what Ansible tells about them beside their value is not for the engine."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str.__str__(value) if isinstance(value, str) else value
