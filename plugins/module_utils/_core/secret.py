# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import json
import re
import typing as t
from urllib.parse import quote, quote_plus

MASK = "********"
CURRENT = "******** (current)"
NEW = "******** (new)"

# Up to the last "@" before the path: a password may hold an "@" that nobody has quoted.
_USERINFO = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*://)[^/\s?#\"'<>]*@")


class Secret(str):
    """A value that its table calls secret. It travels as a string and is masked wherever something is shown."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(MASK)


class Concealed(Secret):
    """The sign that a system holds a secret which it does not show. Never compared, never sent."""

    __slots__ = ()


def mask(value: t.Any, sign: str = MASK) -> t.Any:
    """A deep copy of ``value`` in which ``sign`` stands for secrets, and for user information inside URLs."""
    if isinstance(value, Secret):
        return sign
    if isinstance(value, str):
        return strip_userinfo(value, sign)
    if isinstance(value, t.Mapping):
        return {key: mask(item, sign) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask(item, sign) for item in value]
    return value


def reveal(value: t.Any) -> t.Any:
    """A deep copy of ``value`` with its secrets in clear, as plain strings."""
    if isinstance(value, Secret):
        return str.__str__(value)
    if isinstance(value, t.Mapping):
        return {key: reveal(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [reveal(item) for item in value]
    return value


def strip_userinfo(text: str, sign: str = MASK) -> str:
    """``text`` with the user information of every URL in it masked."""
    if "@" not in text or "://" not in text:
        return text
    return _USERINFO.sub(lambda found: f"{found['scheme']}{sign}@", text)


def mark(value: t.Any, keys: t.Container[str], *, inside: bool = False) -> t.Any:
    """A deep copy of a system's answer in which what stands under one of ``keys`` is a Secret."""
    if isinstance(value, t.Mapping):
        return {key: mark(item, keys, inside=inside or key in keys) for key, item in value.items()}
    if isinstance(value, list):
        return [mark(item, keys, inside=inside) for item in value]
    if inside and value not in (None, "") and not isinstance(value, bool):
        return Secret(value)
    return value


def secrets_in(value: t.Any) -> set[str]:
    """Every secret inside ``value``, as plain strings."""
    if isinstance(value, Secret):
        return {str.__str__(value)} if value else set()
    if isinstance(value, t.Mapping):
        return set().union(*(secrets_in(item) for item in value.values()))
    if isinstance(value, (list, tuple, set)):
        return set().union(*(secrets_in(item) for item in value))
    return set()


class Redactor:
    """Takes known secrets out of free text: error messages, URLs, a device's own words."""

    def __init__(self) -> None:
        self._known: set[str] = set()

    def add(self, *values: t.Any) -> None:
        """Remember secrets in every form in which a URL or a message may show them."""
        for value in values:
            if value:
                text = str.__str__(value) if isinstance(value, str) else str(value)
                self._known.update((text, quote(text, safe=""), quote(text), quote_plus(text)))
                self._known.update((json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]))

    def known(self) -> set[str]:
        return set(self._known)

    def __call__(self, text: str) -> str:
        for secret in sorted(self._known, key=len, reverse=True):
            text = text.replace(secret, MASK)
        return strip_userinfo(text)
