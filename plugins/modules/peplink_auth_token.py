#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_auth_token
short_description: Grant or revoke access tokens of an API client of a Peplink router
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Sees to it that an API client, which is known by its name, has an access token, or has none.
  - A token that the router lists is used again. The API tells neither when such a token expires nor how to renew it; a token that is
    granted lives for RV(token.expires_in) seconds.
  - Needs the login of an admin by O(api_username) and O(api_password). A token or an API client never suffices; they are not used even if
    they are given, too.
  - The token is a secret. It is returned in clear with O(disclose=true) only.
  - Modules of this collection need no token of their own; give them O(client_id) and O(client_secret).
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
    description: Name of the client. It is an error if several have that name, and, with O(state=present), if none has.
  scope:
    type: str
    choices: [api, api.read-only]
    description:
      - Scope of the token. With O(state=present) that of the client if omitted, and it must not be wider than that. With O(state=absent)
        only tokens of that scope are revoked.
  access_token:
    type: str
    description: With O(state=absent), the token to revoke, and no other one. All tokens of the client if omitted.
seealso:
  - module: telco.cpe.peplink_auth_client
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, and for an admin peplink_api_username and peplink_api_password.
- name: Have an API client that may only read
  telco.cpe.peplink_auth_client:
    name: monitoring
    scope: api.read-only

- name: Have a token for it
  telco.cpe.peplink_auth_token:
    name: monitoring
    disclose: true
  register: granted
  no_log: true

- name: Read with it
  telco.cpe.peplink_info:
    api_token: "{{ granted.token.access_token }}"
    gather: wan

- name: Revoke all its tokens
  telco.cpe.peplink_auth_token:
    name: monitoring
    state: absent
"""

RETURN = r"""
token:
  description:
    - The token as read back, or in check mode as it will be. Secrets are masked unless O(disclose=true). Empty with O(state=absent).
    - Where the client has several, the newest.
  returned: success
  type: dict
  contains:
    name:
      description: Name of the client.
      type: str
    scope:
      description: Scope of the token.
      type: str
    access_token:
      description: The token. A secret.
      type: str
    client_id:
      description: ID of the client. A secret.
      type: str
    authorization_type:
      description: Type of the authorization. Always V(3).
      type: int
    create_timestamp:
      description: When it was granted, as the router counts.
      type: int
    expires_in:
      description: Seconds for which it lives, from being granted.
      returned: if it was granted by this run
      type: int
  sample:
    name: monitoring
    scope: api.read-only
    access_token: "********"
    client_id: "********"
    authorization_type: 3
    create_timestamp: 1767268800
    expires_in: 172800
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: POST
      endpoint: auth.token.grant
      payload: {"clientId": "********", "clientSecret": "********"}
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

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    NotFound,
    OptionError,
    ServerError,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import from_answer, to_int
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.secret import Secret
from ansible_collections.telco.cpe.plugins.module_utils._peplink.admin import (
    GRANT,
    REVOKE,
    SCOPES,
    TOKEN,
    AdminEntity,
)
from ansible_collections.telco.cpe.plugins.module_utils._peplink.checks import filled

Entry = dict[str, t.Any]

# Seconds for which a router may refuse to grant a token to a client that is new (field notes, section 2).
SETTLING = 1.1


class AuthToken(AdminEntity):
    """GET /api/auth.client.token, POST /api/auth.token.grant and /api/auth.token.revoke (Peplink Router API)."""

    key = "token"
    table = Group(
        "",
        (
            Field("name", api="clientName", required=True, check=filled),
            Field("scope", choices=SCOPES),
            Field("access_token", secret=True),
            Field("client_id", secret=True, read_only=True),
            Field("authorization_type", type="int", read_only=True),
            Field("create_timestamp", type="int", read_only=True),
            Field("expires_in", type="int", read_only=True),
        ),
    )

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._owner: Entry = {}
        self._tokens: list[Entry] = []
        self._granted: Entry = {}

    def validate(self) -> None:
        super().validate()
        if self.params["state"] == "present" and self.params["access_token"] is not None:
            raise OptionError("access_token", "is only valid with state absent: the router makes tokens up by itself")

    # -- what is ----------------------------------------------------------------------------------------------------

    def current(self) -> Entry | None:  # type: ignore[override]
        owner = self._find_owner()
        if owner is None:
            return None
        self._owner = owner
        self._tokens = [one for one in self._listed(owner) if self._is_meant(one)]
        chosen = max(self._tokens, key=self._rank, default=None)
        if chosen is None:
            return None
        expires = {"expiresIn": to_int(self._granted["expiresIn"])} if self._is_granted(chosen) else {}
        return from_answer(self.table, {**chosen, **expires, "clientName": owner["name"]})

    def _find_owner(self) -> Entry | None:
        found = self.clients()
        if len(found) > 1:
            raise self.several(found)
        if not found and self.params["state"] == "present":
            raise NotFound(
                f"there is no API client named {self.params['name']!r}",
                device=self.client.connection.device,
                hint="Create it with peplink_auth_client.",
            )
        return found[0] if found else None

    def _listed(self, owner: Entry) -> list[Entry]:
        tokens = self.ask(TOKEN, [("clientId", str.__str__(owner["clientId"]))])
        # A router might list those of all clients.
        return [one for one in tokens if one.get("clientId", owner["clientId"]) == owner["clientId"]]

    def _is_meant(self, token: Entry) -> bool:
        scope, asked = self.params["scope"], self.params["access_token"]
        return (scope is None or token.get("scope") == scope) and (asked is None or token.get("accessToken") == asked)

    def _is_granted(self, token: Entry) -> bool:
        return bool(self._granted.get("expiresIn")) and token.get("accessToken") == self._granted.get("accessToken")

    def _rank(self, token: Entry) -> tuple[bool, t.Any]:
        """What this run was granted first, then the newest."""
        created = to_int(token.get("createTimestamp"))
        return token.get("accessToken") == self._granted.get("accessToken"), created if isinstance(created, int) else 0

    # -- what is to be ----------------------------------------------------------------------------------------------

    def creation(self, body: Entry) -> list[Write]:
        owner, scope = self._owner, self.params["scope"]
        if scope == "api" and owner.get("scope") == "api.read-only":
            raise ApiFailure(
                f"the API client {self.params['name']!r} has the scope api.read-only, and no token of it a wider one",
                device=self.client.connection.device,
                hint="Nothing was sent.",
            )
        payload = {"clientId": owner["clientId"], "clientSecret": Secret(owner.get("clientSecret", ""))}
        # An explicit scope makes some routers refuse (field notes, section 2): only where it is not the client's own.
        if scope is not None and scope != owner.get("scope"):
            payload["scope"] = scope
        return [Write("POST", GRANT, payload)]

    def removal(self, current: Entry) -> list[Write]:
        return [Write("POST", REVOKE, {"accessToken": one["accessToken"]}) for one in self._tokens]

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            answer = self._grant(write) if write.endpoint == GRANT else self.client.write(write)
            if write.endpoint == GRANT and isinstance(answer, dict):
                self._granted = answer

    def _grant(self, write: Write) -> t.Any:
        try:
            return self.client.write(write)
        except ServerError:
            self.client.transport.pause(SETTLING)
            return self.client.write(write)

    def finish(self) -> dict[str, t.Any]:
        if not self.params["verify"] and self._granted:
            held = {**self._granted, "clientId": self._owner["clientId"], "clientName": self.params["name"]}
            return {self.key: self.show(from_answer(self.table, held))}
        return super().finish()


RESOURCE = AuthToken


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
