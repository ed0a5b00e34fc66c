# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""login, logout, auth.client, auth.client.token, auth.token.grant, auth.token.revoke."""

from __future__ import annotations

from typing import Any

from tests.lab.core.device import Kind
from tests.lab.core.message import Request, Response
from tests.lab.peplink.access import CLIENT_CREDENTIALS, SCOPES, cookie_name
from tests.lab.peplink.arguments import text as text_argument
from tests.lab.peplink.call import NOTHING, Call, Endpoint, Endpoints
from tests.lab.peplink.errors import invalid, unauthorized
from tests.lab.peplink.validate import Required, enum, obj, string, text

# Some clients send a "challenge" with the login and get on with it (field notes, section 2).
_LOGIN = obj({"username": Required(string), "password": Required(string), "challenge": string})
_EMPTY = obj({})
_CLIENT = obj({"action": enum("add", "remove"), "name": text, "scope": enum(*SCOPES), "clientId": text})
_ADD = obj({"action": enum("add"), "name": Required(text), "scope": Required(enum(*SCOPES))})
_REMOVE = obj({"action": Required(enum("remove")), "clientId": Required(text)})
_GRANT = obj({"clientId": Required(text), "clientSecret": Required(text), "scope": enum(*SCOPES)})
_REVOKE = obj({"accessToken": Required(text)})


def _login(call: Call) -> Response:
    body = call.body(_LOGIN)
    session = call.router.access.login(body["username"], body["password"])
    name = cookie_name(call.request.scheme)
    values = ["0" * 32, session.session_id] if call.options["double_cookie"] else [session.session_id]
    cookies = [("Set-Cookie", f"{name}={value}; path=/; HttpOnly; SameSite=Strict") for value in values]
    permission = {"GET": 1, "POST": int(session.write)}
    return Response.json_({"stat": "ok", "response": {"permission": permission}}, headers=cookies)


def _logout(call: Call) -> Any:
    call.body(_EMPTY)
    if call.caller.session is not None:
        call.router.access.logout(call.caller.session)
    return NOTHING


def _list_clients(call: Call) -> Any:
    call.query({})
    return call.router.access.clients


def _change_clients(call: Call) -> Any:
    body = call.body(_CLIENT)
    if "action" not in body and call.options["auth_client_action"] == "required":
        raise invalid("action", "required")
    if body.get("action", "add") == "add":
        body = call.body(_ADD)
        return call.router.access.add_client(body["name"], body["scope"])
    call.router.access.remove_client(call.body(_REMOVE)["clientId"])
    return NOTHING


def _list_tokens(call: Call) -> Any:
    access = call.router.access
    tokens = access.live_tokens(call.query({"clientId": text_argument}).get("clientId"))
    names = {client["clientId"]: client["name"] for client in access.clients}
    return [
        {
            "accessToken": token.access_token,
            "clientId": token.client_id,
            "clientName": names[token.client_id],
            "authorizationType": CLIENT_CREDENTIALS,
            "scope": token.scope,
            "createTimestamp": int(token.created),
        }
        for token in tokens
    ]


def _grant(call: Call) -> Any:
    body = call.body(_GRANT)
    token = call.router.access.grant(body["clientId"], body["clientSecret"], body.get("scope"))
    lifetime = call.options["token_lifetime"]
    return {
        "accessToken": token.access_token,
        "authorizationType": CLIENT_CREDENTIALS,
        "scope": token.scope,
        "expiresIn": str(lifetime) if call.options["expires_in_form"] == "string" else lifetime,
    }


def _revokes_itself(request: Request) -> bool:
    try:
        body = request.json()
    except ValueError:
        return False
    return isinstance(body, dict) and [body.get("accessToken")] == request.query_values("accessToken")


def _revoke(call: Call) -> Any:
    if not call.caller.admin and not _revokes_itself(call.request):
        raise unauthorized()
    call.router.access.revoke(call.body(_REVOKE)["accessToken"])
    return NOTHING


def _revoke_kind(request: Request) -> Kind:
    """A token that revokes itself logs out; revoking another one is a change."""
    return "auth" if _revokes_itself(request) else "write"


ENDPOINTS: Endpoints = {
    ("POST", "login"): Endpoint(_login, (7, 0, 0), "none", "auth"),
    ("POST", "logout"): Endpoint(_logout, (7, 0, 0), "session", "auth"),
    ("GET", "auth.client"): Endpoint(_list_clients, (7, 1, 1), "admin", "read"),
    ("POST", "auth.client"): Endpoint(_change_clients, (7, 1, 1), "admin", "write"),
    ("GET", "auth.client.token"): Endpoint(_list_tokens, (7, 1, 1), "admin", "read"),
    ("POST", "auth.token.grant"): Endpoint(_grant, (7, 1, 1), "none", "auth"),
    ("POST", "auth.token.revoke"): Endpoint(_revoke, (7, 1, 1), "read", _revoke_kind),
}
