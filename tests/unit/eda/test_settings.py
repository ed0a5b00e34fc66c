# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arguments of the source: each mistake is named before anything listens, and no secret is quoted."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
import trustme
import yaml

from ansible_collections.telco.cpe.plugins.plugin_utils._push.settings import BadArgument, Settings
from tests.checks.environment import COLLECTIONS

PLUGIN = COLLECTIONS / "ansible_collections/telco/cpe/extensions/eda/plugins/event_source/sms_gateway.py"


def test_defaults_and_documentation_say_the_same() -> None:
    spec = importlib.util.spec_from_file_location("sms_gateway_source", PLUGIN)
    assert spec is not None
    assert spec.loader is not None
    plugin = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(plugin)
    options = yaml.safe_load(plugin.DOCUMENTATION)["options"]
    settings = Settings.from_args({"port": 1, "token": "x"})
    assert set(options) == set(vars(settings))
    for name, option in options.items():
        if name not in ("port", "token"):
            default = getattr(settings, name)
            assert option.get("default", default if not default else None) == (
                list(default) if isinstance(default, tuple) and default else default
            ), name


def test_what_a_rulebook_writes() -> None:
    settings = Settings.from_args(
        {
            "port": "8443",
            "host": "::",
            "path": "/sms",
            "token": 4711,
            "allowed_addresses": ["192.168.11.0/24", "2001:db8::1"],
            "gateways": {1234: "gateway-1"},
            "types": ["sms"],
            "duplicate_window": "0.5",
            "password": None,
            "eda_feedback_queue": object(),
            "feedback": True,
        }
    )
    assert (settings.port, settings.token, settings.duplicate_window) == (8443, "4711", 0.5)
    assert [str(network) for network in settings.allowed_addresses] == ["192.168.11.0/24", "2001:db8::1/128"]
    assert settings.gateways == {"1234": "gateway-1"}
    assert settings.password is None


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ({"port": None}, "port is required"),
        ({"port": 0}, "port is 0, allowed is 1 to 65535"),
        ({"port": "x"}, "port is an integer"),
        ({"port": True}, "port is an integer"),
        ({"port": 80.5}, "port is an integer"),
        ({"prot": 1}, "no argument prot; there are allowed_addresses"),
        ({"token": ""}, "token is empty"),
        ({"token": " "}, "token is empty"),
        ({"token": ["geheim"]}, "token is text"),
        ({"token": None}, "anybody could push to 0.0.0.0"),
        ({"token": None, "host": "::"}, "anybody could push to ::"),
        ({"token": None, "gateways": {"s": "h"}}, "anybody could push"),
        ({"username": "a"}, "username and password go together"),
        ({"password": "geheim"}, "username and password go together"),
        ({"username": "a:b", "password": "geheim"}, "username has a colon"),
        ({"keyfile": "k"}, "keyfile needs certfile"),
        ({"cafile": "k"}, "cafile needs certfile"),
        ({"path": "sms"}, "path is the path of a URL"),
        ({"path": "/?token=geheim"}, "path is the path of a URL"),
        ({"allowed_addresses": []}, "allowed_addresses is a list"),
        ({"allowed_addresses": "10.0.0.1"}, "allowed_addresses is a list"),
        ({"allowed_addresses": ["10.0.0.1/24"]}, "allowed_addresses: .* host bits"),
        ({"gateways": {}}, "gateways is a dictionary"),
        ({"gateways": {"s": ""}}, "gateways.s is empty"),
        ({"types": []}, "types is a list of sms, "),
        ({"types": ["sms", "mms"]}, "not mms"),
        ({"url_decode_text": "no"}, "url_decode_text is true or false"),
        ({"duplicate_window": -1}, "duplicate_window is -1.0, allowed is 0 to 86400"),
        ({"duplicate_window": "nan"}, "duplicate_window is nan"),
        ({"max_body_bytes": 10}, "max_body_bytes is 10, allowed is 1024 to"),
    ],
)
def test_mistakes(args: dict[str, Any], message: str) -> None:
    with pytest.raises(BadArgument, match=message) as caught:
        Settings.from_args({"port": 1, "token": "x", **args})
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.77.9.1", "::1", "localhost"])
def test_on_a_loopback_address_nothing_is_asked_for(host: str) -> None:
    assert Settings.from_args({"port": 1, "host": host}).host == host


def test_certificates(tmp_path: Path) -> None:
    ca = trustme.CA()
    ca.cert_pem.write_to_path(tmp_path / "ca.pem")
    ca.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(tmp_path / "server.pem")
    files = {"certfile": str(tmp_path / "server.pem"), "cafile": str(tmp_path / "ca.pem")}
    assert Settings.from_args({"port": 1, "token": "x"}).tls() is None
    context = Settings.from_args({"port": 1, **files}).tls()
    assert context is not None
    assert context.verify_mode.name == "CERT_REQUIRED"
    for name in files:
        broken = Settings.from_args({"port": 1, **files, name: str(tmp_path / "none")})
        with pytest.raises(BadArgument, match=f"{name} .*none.*No such file"):
            broken.tls()
