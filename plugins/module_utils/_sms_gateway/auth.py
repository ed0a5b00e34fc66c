# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.errors import AuthenticationError

if t.TYPE_CHECKING:
    from requests import PreparedRequest, Response
    from requests.auth import HTTPBasicAuth

    HTTPDigestAuth: t.Any  # its methods carry no types
else:
    try:
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth
    except ImportError:  # the transport says that the library is missing
        HTTPDigestAuth = object

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_SCHEME = re.compile(r"(?:^|,)\s*(?P<scheme>[A-Za-z]+)(?=\s+[A-Za-z_-]+\s*=|\s*(?:,|$))")
_NONCE = re.compile(r'\bnonce="(?P<nonce>[^"]*)"', re.IGNORECASE)


def offered(header: str) -> list[str]:
    """The authentication schemes that a WWW-Authenticate header offers, in lower case and in its order."""
    return [found["scheme"].lower() for found in _SCHEME.finditer(_QUOTED.sub('""', header))]


class ChallengeAuth(HTTPDigestAuth):
    """Digest or Basic, as the gateway asks for it: both occur, and a gateway bans an address after failed logins.

    The first request goes out whole and without credentials: an empty POST would hang. Its 401 is answered once; a challenge
    that was met is used again for the whole run. What a gateway refuses is not sent a second time.

    answers
        Requests that answered a challenge: those that the transport doesn't count.
    """

    def __init__(self, username: str, password: str) -> None:
        super().__init__(username, password)
        self.answers = 0
        self._refused = False
        self._basic: HTTPBasicAuth | None = None

    def __call__(self, r: PreparedRequest) -> PreparedRequest:
        if self._refused:
            return r
        prepared: PreparedRequest = self._basic(r) if self._basic else super().__call__(r)
        return prepared

    def handle_401(self, r: Response, **kwargs: t.Any) -> Response:
        """The answer to a request: as it came, or, after a 401 that can be met, that to the request with credentials."""
        if r.status_code != 401:
            return r
        header = r.headers.get("www-authenticate", "")
        schemes = offered(header)
        if "digest" in schemes and not _same_nonce(r, header):
            answer = self._with_digest(r, **kwargs)
        elif "basic" in schemes and "digest" not in schemes:
            answer = self._with_basic(r, **kwargs)
        else:
            return r
        self._refused = answer.status_code == 401
        return answer

    def build_digest_header(self, method: str, url: str) -> str:
        """The Authorization header for a request. Raises AuthenticationError for a challenge that can't be met."""
        try:
            header: str | None = super().build_digest_header(method, url)
        except KeyError as error:
            raise AuthenticationError(f"the gateway's Digest challenge has no {error.args[0]}") from None
        if header is None:
            raise AuthenticationError(
                "the gateway's Digest challenge asks for an algorithm or a protection that is not known"
            )
        return header

    def _with_digest(self, refused: Response, **kwargs: t.Any) -> Response:
        self.answers += 1
        try:
            answer: Response = super().handle_401(refused, **kwargs)
        except AuthenticationError:
            self.answers -= 1
            raise
        return answer

    def _with_basic(self, refused: Response, **kwargs: t.Any) -> Response:
        refused.content  # read to its end, so that the connection can be used again  # noqa: B018
        refused.close()
        # As bytes: requests would take a text for Latin-1.
        self._basic = HTTPBasicAuth(str(self.username).encode(), str(self.password).encode())
        request = self._basic(refused.request.copy())
        self.answers += 1
        answer: Response = refused.connection.send(request, **kwargs)
        answer.history.append(refused)
        answer.request = request
        return answer


def _same_nonce(refused: Response, header: str) -> bool:
    """Whether the refused request answered this very challenge already."""
    sent, asked = _NONCE.search(str(refused.request.headers.get("Authorization", ""))), _NONCE.search(header)
    return bool(sent and asked and sent["nonce"] == asked["nonce"])
