# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import html
import re
import typing as t

from .._core.errors import (
    ApiFailure,
    AuthenticationError,
    Busy,
    CpeError,
    NoAnswer,
    NotFound,
    NotTheSystem,
    PermissionDenied,
    ServerError,
    Unsupported,
)
from .._core.http import Reply
from .._core.normal import to_int
from . import tolerant_json
from .auth import offered
from .codes import PORT_BUSY, SUCCESS, is_documented, meaning

_BAN = "forbid to try again"
_HEADING = re.compile(r"<(?P<tag>h[1-3]|title)\b[^>]*>(?P<text>.*?)</(?P=tag)>", re.IGNORECASE | re.DOTALL)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(?P<text>.*?)(?:</p>|</body>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LONGEST_HEADING = 200

_SWITCHED_OFF = (
    "The API needs version 1102 or later of the gateway, and must be switched on there: Mobile Configuration, Basic Configuration, "
    "new-version API."
)


def page_heading(text: str) -> str:
    """What a web page says of an error: its heading (its title where it has none) and its first sentence, in one line."""
    headings = {found["tag"].lower(): found["text"] for found in reversed(list(_HEADING.finditer(text)))}
    heading = next((headings[tag] for tag in ("h1", "h2", "h3", "title") if tag in headings), "")
    sentence = _PARAGRAPH.search(text)
    parts = [_plain(heading), _plain(sentence["text"]) if sentence else ""]
    return ": ".join(part for part in parts if part)[:_LONGEST_HEADING]


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def is_page(reply: Reply) -> bool:
    """Whether a web page came. A gateway may call its JSON text/html, which does not make it one."""
    return reply.is_html and not reply.text.lstrip().startswith(("{", "["))


def has_code(reply: Reply) -> bool:
    """Whether a reply holds an ``error_code``, which says more than its HTTP status."""
    try:
        answer = tolerant_json.loads(reply.text)
    except ValueError:
        return False
    return isinstance(answer, dict) and isinstance(to_int(answer.get("error_code")), int)


def read(reply: Reply, path: str, keys: t.Collection[str] | None, *, credentials: bool) -> t.Any:
    """The answer to an operation, checked. Raises CpeError for every failure.

    In: ``keys``, of which a gateway's answer to this operation has at least one: with ``error_code`` among them it has that one
    always; None where the document shows no answer. ``credentials``: whether there are any to answer a challenge with. Out: an
    object; a list of objects, as set_config answers, is made one.
    """
    if reply.status in (401, 403):
        raise _denied(reply, credentials=credentials)
    try:
        answer = tolerant_json.loads(reply.text)
    except ValueError:
        if keys is None and reply.status < 300 and not is_page(reply):
            return {}
        raise _no_json(reply, path) from None
    if isinstance(answer, list) and all(isinstance(entry, dict) for entry in answer):
        answer = {name: value for entry in answer for name, value in entry.items()}
    code = to_int(answer.get("error_code")) if isinstance(answer, dict) else None
    if isinstance(code, int):
        if code in SUCCESS and reply.status < 400:
            return answer
        raise _refusal(reply, path, reply.status if code in SUCCESS else code)
    if reply.status >= 400:
        raise _refusal(reply, path, None)
    if keys is None:
        return answer if isinstance(answer, dict) else {}
    # Without an envelope an empty object says that there is nothing.
    is_ours = isinstance(answer, dict) and "error_code" not in keys and (not answer or bool(set(keys) & set(answer)))
    if not is_ours:
        raise NotTheSystem(
            f"the answer is not that of an SMS gateway (none of: {', '.join(keys)})",
            http_status=reply.status,
            hint="Check api_url: it is the gateway's address, without /api.",
        )
    return answer


def _denied(reply: Reply, *, credentials: bool) -> CpeError:
    details: dict[str, t.Any] = {"http_status": reply.status, "api_message": page_heading(reply.text) or None}
    if _BAN in reply.text.lower():
        details["api_message"] = _BAN
        return AuthenticationError(
            "the gateway has banned this address after failed logins",
            **details,
            hint="Wait until the ban ends, or lift it at the gateway, and check api_username and api_password before the next try.",
        )
    if reply.status == 403:
        return PermissionDenied(
            "the gateway forbids the request",
            **details,
            hint="Its firmware may want this operation in another form, the account may lack the right, or this address is banned.",
        )
    schemes = offered(reply.headers.get("www-authenticate", ""))
    if not credentials:
        return AuthenticationError(
            "the gateway wants a user name and a password", **details, hint="Set api_username and api_password."
        )
    if schemes and not {"digest", "basic"} & set(schemes):
        return AuthenticationError(
            f"the gateway asks for an authentication that is neither Digest nor Basic: {', '.join(schemes)}", **details
        )
    return AuthenticationError(
        "the gateway refuses the credentials",
        **details,
        hint="Check api_username and api_password. They are sent once only: a gateway bans an address after repeated failures.",
    )


def _no_json(reply: Reply, path: str) -> CpeError:
    heading = page_heading(reply.text) if is_page(reply) else ""
    details: dict[str, t.Any] = {"http_status": reply.status, "api_message": heading or None}
    said = f": {heading}" if heading else ""
    lost = "not found" in heading.lower()
    if not is_page(reply) and is_documented(path, reply.status):
        return _refusal(reply, path, reply.status)
    if reply.status in (404, 501) or (reply.status == 400 and lost):
        return _lacking(path, details)
    if reply.status >= 500:
        return ServerError(f"the gateway failed at the request{said}", **details)
    if reply.status >= 400:
        return ApiFailure(f"the gateway's web server refuses the request{said}", **details)
    if is_page(reply):
        return NotTheSystem(
            f"a web page came where JSON is due{said}",
            **details,
            hint="Check api_url (host, port, path), and that no login page or proxy answers. " + _SWITCHED_OFF,
        )
    empty = "" if reply.text.strip() else " (it is empty)"
    return NoAnswer(f"the answer is not valid JSON{empty}", **details)


def _lacking(path: str, details: dict[str, t.Any]) -> Unsupported:
    return Unsupported(f"this model or firmware lacks {path}", **details, hint=_SWITCHED_OFF)


def _refusal(reply: Reply, path: str, code: int | None) -> CpeError:
    """The error for a code of the document, or for an HTTP status where the body has none (``code`` None)."""
    details: dict[str, t.Any] = {"http_status": reply.status, "code": code}
    if code is None:
        code = reply.status
    if code in (404, 501) and not is_documented(path, code):
        return _lacking(path, details)
    text = f"the gateway refuses the request: {meaning(path, code)}"
    if code == PORT_BUSY:
        return Busy(f"the gateway does not do it now: {meaning(path, code)}", **details)
    if code == 404:
        return NotFound(text, **details)
    if code == 500 or (code > 500 and not is_documented(path, code) and code not in (503, 550)):
        return ServerError(f"the gateway failed at the request: {meaning(path, code)}", **details)
    return ApiFailure(text, **details)
