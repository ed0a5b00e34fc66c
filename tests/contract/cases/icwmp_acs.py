# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""icwmp_acs: the section acs of icwmp's configuration, by rpcd's object uci."""

from __future__ import annotations

from typing import Any

from tests.contract.case import Case

NEW = "https://acs.example.com:7547/"


def reload_by_itself(device: Any) -> None:
    """Firmware whose icwmpd reads its configuration when it is committed."""
    device.set_options({"reload_on_commit": True, "generation": "2023", "reload_status": 1})


def without_login(device: Any) -> None:
    """A CPE that comes from the factory: no ACS, no login there."""
    device.patch({part: {"acs_url": "", "acs": {"userid": "", "passwd": ""}} for part in ("config", "active")})


CASES = (
    Case(
        module="icwmp_acs",
        device="cpe-1",
        name="whole",
        args={
            "url": NEW,
            "userid": "cpe-000001",
            "passwd": "planted-acs-password",
            "dhcp_discovery": "enable",
            "periodic_inform_enable": False,
            "periodic_inform_interval": 3600,
            "periodic_inform_time": "0001-01-01T00:00:00Z",
            "retry_min_wait_interval": 10,
            "retry_interval_multiplier": 3000,
            "compression": "GZIP",
            "ssl_capath": "/etc/ssl/certs",
            "https_ssl_capath": "/etc/ssl/certs",
            "insecure_enable": False,
            "ipv6_enable": True,
            "http_disable_100continue": True,
        },
        changes=tuple(
            f"{part}.{option}"
            for part in ("config", "active")
            for option in (
                "acs_url",
                "periodic_inform_interval",
                "acs.userid",
                "acs.passwd",
                "acs.dhcp_discovery",
                "acs.periodic_inform_enable",
                "acs.periodic_inform_time",
                "acs.retry_min_wait_interval",
                "acs.retry_interval_multiplier",
                "acs.compression",
                "acs.ssl_capath",
                "acs.https_ssl_capath",
                "acs.insecure_enable",
                "acs.ipv6_enable",
                "acs.http_disable_100continue",
            )
        ),
        secrets=("planted-acs-password",),
        write_path="/ubus",
        bad=(
            ({"url": "acs.example.com"}, "url"),
            ({"url": "https://" + "a" * 256}, "256"),
            ({"userid": ""}, "userid"),
            ({"passwd": ""}, "passwd"),
            ({"dhcp_discovery": "on"}, "dhcp_discovery"),
            ({"periodic_inform_interval": 0}, "periodic_inform_interval"),
            ({"retry_min_wait_interval": 65536}, "retry_min_wait_interval"),
            ({"retry_interval_multiplier": 999}, "1000 to 65535"),
            ({"compression": "gz"}, "compression"),
            ({"clear": ["url"]}, "clear"),
            ({"clear": ["passwd"]}, "set and cleared"),
        ),
    ),
    Case(
        module="icwmp_acs",
        device="cpe-1",
        name="new",
        args={"url": NEW, "userid": "cpe-000001", "passwd": "planted-acs-password"},
        changes=("config.acs_url", "config.acs.userid", "config.acs.passwd", "active.*"),
        setup=without_login,
        secrets=("planted-acs-password",),
        write_path="/ubus",
    ),
    Case(
        module="icwmp_acs",
        device="cpe-1",
        name="clear",
        args={"url": NEW, "clear": ["userid", "passwd"]},
        changes=("config.acs_url", "config.acs.userid", "config.acs.passwd", "active.*"),
        setup=reload_by_itself,
        write_path="/ubus",
    ),
)
