# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ansible.module_utils.common.parameters import env_fallback

from .errors import OptionError
from .secret import Secret


@dataclass(frozen=True)
class Connection:
    """How to reach one system: the connection options after their resolution. ``timeout`` in seconds."""

    url: str
    username: str | None = None
    password: str | None = None
    token: str | None = None
    validate_certs: bool = True
    ca_path: str | None = None
    timeout: float = 30.0
    retries: int = 2
    extra: dict[str, t.Any] = field(default_factory=dict)

    @property
    def device(self) -> str:
        """Scheme, host and port, for messages."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rsplit('@', 1)[-1]}"


def connection_spec(prefix: str, *, tokens: bool, timeout: int, extra: t.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """The argument spec of a vendor's connection options; ``extra`` are those that only this vendor has."""
    spec: dict[str, dict[str, t.Any]] = {
        "api_url": {"type": "str"},
        "api_username": {"type": "str"},
        "api_password": {"type": "str", "no_log": True},
        "validate_certs": {"type": "bool", "default": True},
        "ca_path": {"type": "path"},
        "timeout": {"type": "int", "default": timeout},
        "retries": {"type": "int", "default": 2},
    }
    if tokens:
        spec["api_token"] = {"type": "str", "no_log": True}
    spec.update({name: dict(entry) for name, entry in extra.items()})
    for name, entry in spec.items():
        entry["fallback"] = (env_fallback, [variable(prefix, name).upper()])
    return spec


def variable(prefix: str, option: str) -> str:
    """The inventory variable of a connection option: ``peplink_api_url``."""
    return prefix + option


def resolve(
    prefix: str,
    names: t.Iterable[str],
    args: t.Mapping[str, t.Any],
    variables: t.Mapping[str, t.Any],
    template: t.Callable[[t.Any], t.Any],
    environment: t.Mapping[str, str],
) -> dict[str, t.Any]:
    """The connection options that ``args`` (task and module_defaults) lacks, from the host's variables, then the environment."""
    found: dict[str, t.Any] = {}
    for name in names:
        if args.get(name) is not None:
            continue
        place = variable(prefix, name)
        value = template(variables[place]) if place in variables else None
        if value is None or value == "":
            value = environment.get(place.upper())
        if value is not None:
            found[name] = value
    return found


def connect(prefix: str, params: t.Mapping[str, t.Any], extra: t.Iterable[str]) -> Connection:
    """The connection of validated options. Raises OptionError where one is missing or makes no sense."""
    url = params.get("api_url")
    if not url:
        raise OptionError(
            "api_url",
            f"is required: as an option, in module_defaults, as the variable {prefix}api_url, or in {prefix.upper()}API_URL",
        )
    if user_information(url):
        raise OptionError("api_url", "must not contain user information: use api_username and api_password")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise OptionError(
            "api_url", f"{url!r} is not valid, allowed is http://HOST or https://HOST, with port and path if needed"
        )
    for name, low in (("timeout", 1), ("retries", 0)):
        if params[name] < low:
            raise OptionError(name, f"{params[name]} is out of range, allowed is at least {low}")
    return Connection(
        url=url,
        username=params.get("api_username"),
        password=_secret(params.get("api_password")),
        token=_secret(params.get("api_token")),
        validate_certs=params["validate_certs"],
        ca_path=params.get("ca_path"),
        timeout=params["timeout"],
        retries=params["retries"],
        extra={name: params.get(name) for name in extra},
    )


def user_information(url: str | None) -> str:
    """What stands before the host of an api_url, valid or not (``admin:password``); empty where nothing does."""
    whole, separator, rest = (url or "").partition("://")
    return (rest if separator else whole).rpartition("@")[0]


def _secret(value: str | None) -> str | None:
    return None if value is None else Secret(value)
