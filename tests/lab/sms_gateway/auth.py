# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may talk to the gateway: Digest, Basic, the false 401 and the ban (field notes sms-gateway, section 3)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from tests.lab.core.message import Request, Response
from tests.lab.sms_gateway.web import error_page

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

REALM = "Web Server"
OPAQUE = "5ccc069c403ebaf9f0171e9517f40e41"

NO_USER = "Access to this document requires a User ID"
WRONG_PASSWORD = "Access Denied<br/>Wrong Password"
UNKNOWN_USER = "Access Denied<br/>Unknown User"
BANNED = "forbid to try again"

_PART = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,"]+))')
_NC = re.compile(r"[0-9a-fA-F]{8}\Z")


def md5(*parts: str) -> str:
    """The MD5 of the parts joined by colons, in hex, as Digest needs it everywhere."""
    return hashlib.md5(":".join(parts).encode(), usedforsecurity=False).hexdigest()


class Gatekeeper:
    """Checks the Authorization header and counts bad authentications per address."""

    def __init__(self, gateway: SmsGateway) -> None:
        self._gateway = gateway
        self._failures: dict[str, int] = {}
        self._banned_at: dict[str, float] = {}
        self._ha1: tuple[str, str, str] = ("", "", "")

    def refuse(self, request: Request) -> Response | None:
        """The answer that refuses the request, or None when it may pass."""
        if self._is_banned(request.peer):
            return error_page(403, BANNED)
        header = request.headers.get("authorization", "")
        if not header:
            if self._gateway.options["count_probe"]:
                self._count_failure(request.peer)
            return self._challenge(NO_USER)
        scheme, _, rest = header.partition(" ")
        accepted = self._gateway.options["auth"]
        if scheme.lower() == "digest" and accepted in ("digest", "both"):
            sentence, counts = self._check_digest(request, rest)
        elif scheme.lower() == "basic" and accepted in ("basic", "both"):
            sentence, counts = self._check_basic(rest), True
        else:
            sentence, counts = WRONG_PASSWORD, True
        if not sentence:
            self._failures.pop(request.peer, None)
            return None
        if counts:
            self._count_failure(request.peer)
        return self._challenge(sentence)

    def _is_banned(self, peer: str) -> bool:
        since = self._banned_at.get(peer)
        if since is None or not self._gateway.options["ban_after"]:
            return False
        if self._gateway.clock.now() - since < self._gateway.options["ban_seconds"]:
            return True
        del self._banned_at[peer]
        return False

    def _count_failure(self, peer: str) -> None:
        limit = self._gateway.options["ban_after"]
        self._failures[peer] = self._failures.get(peer, 0) + 1
        if limit and self._failures[peer] >= limit:
            self._banned_at[peer] = self._gateway.clock.now()
            del self._failures[peer]

    def _check_basic(self, credentials: str) -> str:
        try:
            user, _, password = base64.b64decode(credentials.strip(), validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return WRONG_PASSWORD
        options = self._gateway.options
        if user != options["username"]:
            return UNKNOWN_USER
        return "" if password == options["password"] else WRONG_PASSWORD

    def _check_digest(self, request: Request, credentials: str) -> tuple[str, bool]:
        """The sentence of the refusal ("" for none), and whether it counts as a bad authentication."""
        parts = {name.lower(): quoted or bare for name, quoted, bare in _PART.findall(credentials)}
        options = self._gateway.options
        if parts.get("username") != options["username"]:
            return UNKNOWN_USER, True
        if options["comma_quirk"] and "," in request.raw_path.partition("?")[2].rpartition("&")[2]:
            # The server's header parser takes the comma inside uri="..." for a separator.
            return WRONG_PASSWORD, True
        if (
            parts.get("realm") != REALM
            or parts.get("opaque", OPAQUE) != OPAQUE
            or parts.get("algorithm", "MD5").upper() != "MD5"
            or parts.get("qop") != "auth"
            or parts.get("uri") != request.raw_path
            or not parts.get("nonce")
            or not parts.get("cnonce")
            or not _NC.match(parts.get("nc", ""))
        ):
            return WRONG_PASSWORD, True
        expected = md5(
            self._credentials_hash(),
            parts["nonce"],
            parts["nc"],
            parts["cnonce"],
            "auth",
            md5(request.method, parts["uri"]),
        )
        if not hmac.compare_digest(expected, parts.get("response", "").lower()):
            return WRONG_PASSWORD, True
        if self._nonce_expired(parts["nonce"]):
            return NO_USER, False
        return "", False

    def _credentials_hash(self) -> str:
        user, password = self._gateway.options["username"], self._gateway.options["password"]
        if self._ha1[:2] != (user, password):
            self._ha1 = (user, password, md5(user, REALM, password))
        return self._ha1[2]

    def _nonce(self) -> str:
        issued = f"{int(self._gateway.clock.now()):08x}"
        return issued + md5(self._gateway.name, issued)[:24]

    def _nonce_expired(self, nonce: str) -> bool:
        # GoAhead neither tracks nor expires nonces, so by default any nonce will do.
        lifetime = self._gateway.options["nonce_seconds"]
        if not lifetime:
            return False
        try:
            issued = int(nonce[:8], 16)
        except ValueError:
            return True
        return bool(self._gateway.clock.now() - issued > lifetime)

    def _challenge(self, sentence: str) -> Response:
        response = error_page(401, sentence)
        accepted = self._gateway.options["auth"]
        if accepted in ("digest", "both"):
            challenge = (
                f'Digest realm="{REALM}", domain="",qop="auth", nonce="{self._nonce()}", '
                f'opaque="{OPAQUE}",algorithm="MD5", stale="FALSE"'
            )
            response.headers.append(("WWW-Authenticate", challenge))
        if accepted in ("basic", "both"):
            response.headers.append(("WWW-Authenticate", f'Basic realm="{REALM}"'))
        return response
