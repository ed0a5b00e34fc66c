#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_auth_client
short_description: Create or remove an API client of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Creates or removes an API client, which is known by its name.
  - The router's API lets names repeat. This module does not make a second client of one name, and several of one name are an error
    with O(state=present). With O(state=absent) all of that name are removed.
  - Needs the login of an admin by O(api_username) and O(api_password). A token or an API client never suffices; they are not used even if
    they are given, too.
  - ID and secret of the client are secrets. They are returned in clear with O(disclose=true) only.
  - Needs firmware 7.1.1 or later.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.attributes.idempotent
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.verify
  - telco.cpe.engine.state
  - telco.cpe.engine.disclose
options:
  name:
    type: str
    required: true
    description: Name of the client.
  scope:
    type: str
    choices: [api, api.read-only]
    description:
      - What tokens of the client may do, V(api) read and write, V(api.read-only) read.
      - Required to create a client. It can't be changed on one that exists; remove and create it for that, which gives it another ID and
        secret.
seealso:
  - module: telco.cpe.peplink_auth_token
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, and for an admin peplink_api_username and peplink_api_password.
- name: Have an API client for this collection
  telco.cpe.peplink_auth_client:
    name: ansible
    scope: api
    disclose: true
  register: created
  no_log: true

- name: Use it in place of the admin's login
  telco.cpe.peplink_info:
    client_id: "{{ created.client.client_id }}"
    client_secret: "{{ created.client.client_secret }}"
    gather: wan

- name: Remove it again
  telco.cpe.peplink_auth_client:
    name: ansible
    state: absent
"""

RETURN = r"""
client:
  description:
    - The client as read back, or in check mode as it will be. Secrets are masked unless O(disclose=true). Empty with O(state=absent).
  returned: success
  type: dict
  contains:
    name:
      description: Name.
      type: str
    scope:
      description: Scope.
      type: str
    client_id:
      description: ID. A secret.
      type: str
    client_secret:
      description: Secret. A secret.
      type: str
    confidential:
      description: Whether the client is confidential or public.
      type: bool
    create_timestamp:
      description: When it was created, as the router counts.
      type: int
  sample:
    name: ansible
    scope: api
    client_id: "********"
    client_secret: "********"
    confidential: false
    create_timestamp: 1767268800
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample: [{"method": "POST", "endpoint": "auth.client", "payload": {"action": "add", "name": "ansible", "scope": "api"}}]
unverified:
  description: Options that could not be compared with what the router holds. Always empty here.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.compare import Change
from ansible_collections.telco.cpe.plugins.module_utils._core.errors import CpeError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import from_answer
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._peplink.admin import CLIENT, SCOPES, AdminEntity
from ansible_collections.telco.cpe.plugins.module_utils._peplink.checks import filled


class AuthClient(AdminEntity):
    """GET and POST /api/auth.client (Peplink Router API)."""

    key = "client"
    create_requires = ("scope",)
    table = Group(
        "",
        (
            Field("name", required=True, check=filled),
            Field("scope", choices=SCOPES, immutable=True),
            Field("client_id", secret=True, read_only=True),
            Field("client_secret", secret=True, read_only=True),
            Field("confidential", type="bool", read_only=True),
            Field("create_timestamp", type="int", read_only=True),
        ),
    )

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._ids: list[t.Any] = []
        self._created: t.Any = None

    def current(self) -> dict[str, t.Any] | None:  # type: ignore[override]
        found = self.clients()
        if len(found) > 1 and self.params["state"] == "present":
            raise self.several(found)
        self._ids = [one["clientId"] for one in found]
        return from_answer(self.table, found[0]) if found else None

    def creation(self, body: dict[str, t.Any]) -> list[Write]:
        return [Write("POST", CLIENT, {"action": "add", **body})]

    def removal(self, current: dict[str, t.Any]) -> list[Write]:
        return [Write("POST", CLIENT, {"action": "remove", "clientId": number}) for number in self._ids]

    def immutable_changed(self, changes: list[Change], current: dict[str, t.Any]) -> list[Write]:
        try:
            return super().immutable_changed(changes, current)
        except CpeError as error:
            error.hint = "Remove the client and create it again: its ID and secret change then."
            raise

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            self._created = self.client.write(write)

    def finish(self) -> dict[str, t.Any]:
        if not self.params["verify"] and self.params["state"] == "present" and isinstance(self._created, dict):
            return {self.key: self.show(from_answer(self.table, self._created))}
        return super().finish()


RESOURCE = AuthClient


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
