# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import dataclasses
import ipaddress
import ssl
import typing as t

from .access import Network
from .events import KINDS

# What ansible-rulebook adds to the arguments of a source.
_FOREIGN = frozenset({"eda_feedback_queue", "feedback"})


class BadArgument(ValueError):
    """An argument of the source that makes no sense; the message names it, and quotes no secret."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """The arguments of the event source, checked; what each means stands in the plugin's documentation."""

    port: int
    host: str = "0.0.0.0"
    path: str = "/"
    token: str | None = None
    username: str | None = None
    password: str | None = None
    allowed_addresses: tuple[Network, ...] = ()
    certfile: str | None = None
    keyfile: str | None = None
    keyfile_password: str | None = None
    cafile: str | None = None
    gateways: dict[str, str] = dataclasses.field(default_factory=dict)
    types: tuple[str, ...] = tuple(KINDS)
    url_decode_text: bool = False
    duplicate_window: float = 600.0
    max_body_bytes: int = 262_144
    max_rate: float = 1000.0
    max_burst: int = 2000
    request_timeout: float = 10.0
    queue_size: int = 10_000
    drain_timeout: float = 2.0

    @classmethod
    def from_args(cls, args: t.Mapping[str, t.Any]) -> Settings:
        """The settings that a rulebook's arguments say. Raises BadArgument."""
        known = {field.name for field in dataclasses.fields(cls)}
        unknown = sorted(str(name) for name in set(args) - known - _FOREIGN)
        if unknown:
            raise BadArgument(f"there is no argument {', '.join(unknown)}; there are {', '.join(sorted(known))}")
        given = {name: value for name, value in args.items() if name in known and value is not None}
        if "port" not in given:
            raise BadArgument("the argument port is required: the TCP port to listen at")
        settings = cls(**{name: _CHECKS[name](name, value) for name, value in given.items()})
        settings._check_together()
        return settings

    def _check_together(self) -> None:
        if (self.username is None) != (self.password is None):
            raise BadArgument("username and password go together")
        for name in ("keyfile", "keyfile_password", "cafile"):
            if getattr(self, name) is not None and self.certfile is None:
                raise BadArgument(f"{name} needs certfile")
        asked = (self.token, self.username, self.allowed_addresses or None, self.cafile)
        if all(one is None for one in asked) and not _is_loopback(self.host):
            raise BadArgument(
                f"anybody could push to {self.host}: give token, username and password, allowed_addresses or cafile, or a "
                "loopback address as host. To let anybody push, set allowed_addresses to ['0.0.0.0/0', '::/0']"
            )

    def tls(self) -> ssl.SSLContext | None:
        """What HTTPS needs; None for plain HTTP. Raises BadArgument for certificates that can't be used."""
        if self.certfile is None:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        try:
            context.load_cert_chain(self.certfile, self.keyfile, self.keyfile_password or "")
        except (OSError, ssl.SSLError) as error:
            raise BadArgument(
                f"certfile {self.certfile}, keyfile {self.keyfile or self.certfile}: {_reason(error)}"
            ) from None
        if self.cafile is not None:
            try:
                context.load_verify_locations(self.cafile)
            except (OSError, ssl.SSLError) as error:
                raise BadArgument(f"cafile {self.cafile}: {_reason(error)}") from None
            context.verify_mode = ssl.CERT_REQUIRED
        return context


def _reason(error: OSError) -> str:
    return error.strerror or getattr(error, "reason", None) or str(error)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _text(name: str, value: t.Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise BadArgument(f"{name} is text, in quotes")
    # An undefined variable often ends up as an empty text: a secret that everybody knows.
    if not str(value).strip():
        raise BadArgument(f"{name} is empty")
    return str(value)


def _path(name: str, value: t.Any) -> str:
    path = _text(name, value)
    if not path.startswith("/") or "?" in path or "#" in path:
        raise BadArgument(f"{name} is the path of a URL, beginning with / and without a query")
    return path


def _username(name: str, value: t.Any) -> str:
    text = _text(name, value)
    if ":" in text:
        raise BadArgument(f"{name} has a colon, which Basic authentication does not allow")
    return text


def _boolean(name: str, value: t.Any) -> bool:
    if not isinstance(value, bool):
        raise BadArgument(f"{name} is true or false")
    return value


def _number(kind: type[int] | type[float], low: float, high: float) -> t.Callable[[str, t.Any], t.Any]:
    def check(name: str, value: t.Any) -> t.Any:
        try:
            if isinstance(value, bool) or (kind is int and isinstance(value, float)):
                raise ValueError
            number = kind(value)
        except (TypeError, ValueError):
            raise BadArgument(f"{name} is {'an integer' if kind is int else 'a number'}") from None
        if not low <= number <= high:
            raise BadArgument(f"{name} is {number}, allowed is {low:g} to {high:g}")
        return number

    return check


def _networks(name: str, value: t.Any) -> tuple[Network, ...]:
    if not isinstance(value, list) or not value:
        raise BadArgument(f"{name} is a list of IP addresses and networks, and not empty")
    try:
        return tuple(ipaddress.ip_network(str(one)) for one in value)
    except ValueError as error:
        raise BadArgument(f"{name}: {error}") from None


def _gateways(name: str, value: t.Any) -> dict[str, str]:
    if not isinstance(value, dict) or not value:
        raise BadArgument(f"{name} is a dictionary, from serial numbers to hosts of the inventory, and not empty")
    return {str(sn): _text(f"{name}.{sn}", host) for sn, host in value.items()}


def _types(name: str, value: t.Any) -> tuple[str, ...]:
    unknown = [str(one) for one in value if one not in KINDS] if isinstance(value, list) else []
    if not isinstance(value, list) or not value or unknown:
        raise BadArgument(
            f"{name} is a list of {', '.join(KINDS)}" + (f"; not {', '.join(unknown)}" if unknown else "")
        )
    return tuple(value)


_CHECKS: dict[str, t.Callable[[str, t.Any], t.Any]] = {
    "port": _number(int, 1, 65_535),
    "host": _text,
    "path": _path,
    "token": _text,
    "username": _username,
    "password": _text,
    "allowed_addresses": _networks,
    "certfile": _text,
    "keyfile": _text,
    "keyfile_password": _text,
    "cafile": _text,
    "gateways": _gateways,
    "types": _types,
    "url_decode_text": _boolean,
    "duplicate_window": _number(float, 0, 86_400),
    "max_body_bytes": _number(int, 1024, 16_777_216),
    "max_rate": _number(float, 0, 1e6),
    "max_burst": _number(int, 1, 1_000_000),
    "request_timeout": _number(float, 0.1, 300),
    "queue_size": _number(int, 1, 1_000_000),
    "drain_timeout": _number(float, 0, 60),
}
