# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small client of the lab's Peplink router, without sockets."""

from __future__ import annotations

import copy
from typing import Any

from tests.lab.core.device import Clock
from tests.lab.core.message import Request, Response
from tests.lab.peplink import Model, PeplinkRouter, default_model, make_wan

ADMIN = {"username": "admin", "password": "lab-peplink-pw1"}
READ_ONLY = {"username": "user", "password": "lab-peplink-ro-pw1"}


class Client:
    """Sends requests to a router with its own cookie (``cookie``, None before a login) or ``token``."""

    def __init__(self, router: PeplinkRouter, scheme: str = "https") -> None:
        self.router = router
        self.scheme = scheme
        self.cookie: str | None = None
        self.token: str | None = None

    def send(self, method: str, target: str, body: Any = None, **headers: str) -> Response:
        """The raw answer. ``target`` is what follows /api/."""
        if self.cookie is not None:
            headers["cookie"] = self.cookie
        if self.token is not None:
            target += ("&" if "?" in target else "?") + f"accessToken={self.token}"
        raw = {"body": body} if isinstance(body, bytes) else {"json_body": body}
        return self.router.handle(
            Request.build(method, "/api/" + target.replace(" ", "%20"), headers=headers, scheme=self.scheme, **raw)
        )

    def get(self, target: str) -> Any:
        """The ``response`` of a GET that succeeds."""
        return succeeded(self.send("GET", target))

    def post(self, target: str, body: Any = None) -> Any:
        """The ``response`` of a POST that succeeds, None where there is none."""
        return succeeded(self.send("POST", target, body))

    def refused(self, method: str, target: str, body: Any = None) -> tuple[int, str]:
        """Code and message of a request that fails."""
        return failed(self.send(method, target, body))

    def login(self, credentials: dict[str, str] = ADMIN) -> Client:
        """Log in and keep the last cookie."""
        response = self.send("POST", "login", credentials)
        succeeded(response)
        self.cookie = [value for name, value in response.headers if name == "Set-Cookie"][-1].split(";")[0]
        return self


def succeeded(response: Response) -> Any:
    """``response`` of an answer that is a success."""
    answer = response.json()
    assert response.status == 200
    assert answer["stat"] == "ok", answer
    return answer.get("response")


def failed(response: Response) -> tuple[int, str]:
    """``code`` and ``message`` of an answer that is a failure."""
    answer = response.json()
    assert set(answer) == {"stat", "code", "message"}
    assert answer["stat"] == "fail"
    return answer["code"], answer["message"]


def admin(model: Model | None = None, clock: Clock | None = None, **options: Any) -> Client:
    """A client that is logged in as administrator to a new router."""
    return Client(PeplinkRouter("router-1", model=model, clock=clock, **options)).login()


def model_with(config: dict[str, Any] | None = None, facts: dict[str, Any] | None = None) -> Model:
    """The default model with some sections of its configuration and facts replaced."""
    base = copy.deepcopy(default_model())
    return Model({**base.config, **(config or {})}, {**base.facts, **(facts or {})})


def with_token(client: Client, scope: str) -> Client:
    """A client that uses an access token of the scope, made by an administrator."""
    made = client.post("auth.client", {"action": "add", "name": "Client 1", "scope": scope})
    granted = client.post("auth.token.grant", {key: made[key] for key in ("clientId", "clientSecret")})
    other = Client(client.router)
    other.token = granted["accessToken"]
    return other


def rich_model() -> Model:
    """The default router with one WAN of each further kind.

    5 modem, 6 VDSL, 7 ADSL, 8 GRE, 9 OpenVPN, 10 Ethernet with jumbo frames, 11 Ethernet without Giga, 12 drop-in.
    """
    base = default_model()
    drop_in = {"type": "dropIn", "detail": {"ip": "169.254.0.1", "mask": 24, "gateway": "22.2.2.2"}}
    wans = {
        **base.config["wan"],
        "5": make_wan("Modem", "modem"),
        "6": make_wan("VDSL", "vdsl"),
        "7": make_wan("ADSL", "adsl"),
        "8": make_wan("GRE", "gre"),
        "9": make_wan("OpenVPN", "openvpn"),
        "10": make_wan("Jumbo", "ethernet", supportJumboFrame=True),
        "11": make_wan("Fast", "ethernet", supportGigaEthernet=False),
        "12": make_wan("Drop-in", "ethernet", connection={"method": drop_in}),
    }
    return model_with({"wan": wans})


def nested(path: str, value: Any) -> dict[str, Any]:
    """``{"a": {"b": value}}`` for the path "a.b"."""
    for name in reversed(path.split(".")):
        value = {name: value}
    built: dict[str, Any] = value
    return built


def update(client: Client, wan_id: int, change: dict[str, Any]) -> Any:
    """Send one WAN's change to config.wan.connection; the raw answer, decoded."""
    body = {"action": "update", "list": [{"id": wan_id, **change}]}
    return client.send("POST", "config.wan.connection", body).json()


def stored(client: Client, wan_id: int) -> dict[str, Any]:
    """The WAN as the router holds it after a write, pending or running."""
    snapshot = client.router.snapshot()
    wan: dict[str, Any] = (snapshot["pending"] or snapshot["running"])["wan"][str(wan_id)]
    return wan
