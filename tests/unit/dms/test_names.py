# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parameter names: what they look like, how they match, and which are credentials."""

from __future__ import annotations

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._dms import names


@pytest.mark.parametrize(
    "name",
    [
        "InternetGatewayDevice.ManagementServer.PeriodicInformInterval",
        "Device.WiFi.SSID.1.SSID",
        "Device.IP.Interface.[wan-1].Enable",
        "Device.X_00256D_Thing.1.Value_2",
        "Device.UpTime",
    ],
)
def test_full_names(name: str) -> None:
    assert names.problem_of(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Device",
        "Device.",
        "Device.ManagementServer.",
        "Device..URL",
        ".Device.URL",
        "Device.WiFi.SSID.1",
        "Device.Wi Fi.SSID",
        "Device.IP.Interface.[].Enable",
        "Device.IP.Interface.[a].",
        "Device.IP.Interface.[a",
        "Device.URL\n",
        "Device." + "A" * 250,
    ],
)
def test_what_is_no_full_name(name: str) -> None:
    assert names.problem_of(name)


def test_partial_paths_only_where_they_are_allowed() -> None:
    assert names.problem_of("Device.", partial=True) is None
    assert names.problem_of("Device.WiFi.SSID.1.", partial=True) is None
    assert names.problem_of("Device.UpTime", partial=True) is None
    assert names.problem_of("Device", partial=True)
    assert "ends in a dot" in str(names.problem_of("Device.WiFi."))


@pytest.mark.parametrize(
    ("asked", "given", "fits"),
    [
        ("Device.IP.Interface.[wan].Enable", "Device.IP.Interface.3.Enable", True),
        ("Device.IP.Interface.3.Enable", "Device.IP.Interface.[cpe-wan].Enable", True),
        ("Device.IP.Interface.[wan].Enable", "Device.IP.Interface.[lan].Enable", False),
        ("Device.IP.Interface.[wan].Enable", "Device.IP.Interface.3.Status", False),
        ("Device.IP.Interface.2.Enable", "Device.IP.Interface.3.Enable", False),
        ("Device.IP.Interface.[a.b].Enable", "Device.IP.Interface.1.Enable", True),
        ("Device.[x].Enable", "Device.IP.Enable", False),
    ],
)
def test_instances_by_alias_and_by_number(asked: str, given: str, fits: bool) -> None:
    assert names.may_be(asked, given) is fits


@pytest.mark.parametrize(
    "name",
    [
        "InternetGatewayDevice.ManagementServer.Password",
        "InternetGatewayDevice.ManagementServer.ConnectionRequestPassword",
        "InternetGatewayDevice.ManagementServer.STUNPassword",
        "InternetGatewayDevice.LANConfigSecurity.ConfigPassword",
        "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.KeyPassphrase",
        "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.PreSharedKey.1.PreSharedKey",
        "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.WEPKey.1.WEPKey",
        "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.WPS.DevicePassword",
        "InternetGatewayDevice.User.1.Password",
        "Device.WiFi.AccessPoint.1.Security.SAEPassphrase",
        "Device.WiFi.AccessPoint.1.Security.RadiusSecret",
        "Device.XMPP.Connection.1.Password",
        "Device.Cellular.Interface.1.USIM.PIN",
        "Device.X_EXAMPLE.AdminPassword",
        "connection_request_password",
    ],
)
def test_credentials_by_their_names(name: str) -> None:
    assert names.is_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        "InternetGatewayDevice.ManagementServer.ParameterKey",
        "InternetGatewayDevice.ManagementServer.Username",
        "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.WEPKeyIndex",
        "InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.PreSharedKey.1.AssociatedDeviceMACAddress",
        "InternetGatewayDevice.LANConfigSecurity.PasswordRequired",
        "Device.Shipping",
        "CommandKey",
    ],
)
def test_names_that_only_look_like_credentials(name: str) -> None:
    assert not names.is_secret(name)


def test_commands() -> None:
    assert names.is_command("Device.WiFi.Radio.1.Stats.Reset")
    assert names.is_command("Device.PeriodicStatistics.SampleSet.1.ForceSample")
    assert not names.is_command("Device.WiFi.Reset.Enable")
