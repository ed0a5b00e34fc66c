# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a request target to the segments of its path: each decoded on its own, so that a name may hold a slash."""

from __future__ import annotations

from urllib.parse import unquote

from tests.lab.access_device.errors import ApiError

API = ("api", "v1")
CORE = ("api", "v01")
CORE_API = ("api", "v01", "p1")


def segments(raw_path: str) -> tuple[list[str], bool]:
    """The decoded segments of the path, and whether it ends with a slash.

    Raises ApiError (400) for a segment that is not UTF-8, and 404 for an empty one.
    """
    parts = raw_path.partition("?")[0].split("/")
    slash = parts[-1] == ""
    inner = parts[1:-1] if slash else parts[1:]
    try:
        names = [unquote(part, errors="strict") if "%" in part else part for part in inner]
    except UnicodeDecodeError as error:
        raise ApiError(400, "The URL is not UTF-8") from error
    if "" in names:
        raise ApiError(404, "Not found")
    return names, slash
