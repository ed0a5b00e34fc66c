# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.errors import OptionError
from .._core.http import segment

NAME_LENGTH = (1, 40)
FILE_LENGTH = (1, 128)
# As a segment of a URL these mean another place: of a device "..", a DELETE would meet the group.
_NO_NAMES = (".", "..")


def check_group(params: t.Mapping[str, t.Any]) -> None:
    """Raises OptionError unless tenant and group are named."""
    for option in ("tenant_id", "group_id"):
        if not params.get(option):
            raise OptionError(option, f"is required: as an option, or as the host's variable access_device_{option}")
        if params[option] in _NO_NAMES:
            raise OptionError(option, f"{params[option]!r} can't be part of a URL")


def check_device_name(name: str) -> None:
    """Raises OptionError for a name that no device can have."""
    _check_segment("device_name", name, NAME_LENGTH)


def check_file_format(name: str) -> None:
    """Raises OptionError for a name that no configuration file can have."""
    _check_segment("file_format", name, FILE_LENGTH)


def _check_segment(option: str, name: str, length: tuple[int, int]) -> None:
    low, high = length
    if not low <= len(name) <= high:
        raise OptionError(option, f"{name!r} has {len(name)} characters, allowed are {low} to {high} characters")
    if name in _NO_NAMES:
        raise OptionError(option, f"{name!r} can't be part of a URL")


def devices_path(tenant_id: str, group_id: str) -> str:
    """The path of a group's access devices."""
    return f"tenants/{segment(tenant_id)}/groups/{segment(group_id)}/access_devices/"


def device_path(tenant_id: str, group_id: str, device_name: str) -> str:
    """The path of one access device; blanks of its name are %20, slashes %2F."""
    return f"{devices_path(tenant_id, group_id)}{segment(device_name)}/"


def files_path(device: str) -> str:
    """The path of the configuration files of the device at a path."""
    return f"{device}config_files/"


def file_path(device: str, file_format: str) -> str:
    """The path of one configuration file; %BWMACADDRESS% becomes %25BWMACADDRESS%25."""
    return f"{files_path(device)}{segment(file_format)}/"


def users_path(device: str) -> str:
    """The path of the users connected to the device at a path."""
    return f"{device}connected_users/"


def tags_path(device: str) -> str:
    """The path of the tags that are available to the device at a path."""
    return f"{device}available_tags/"


def reboot_path(device: str) -> str:
    """The path that reboots the device at a path."""
    return f"{device}reboot_phone/"
