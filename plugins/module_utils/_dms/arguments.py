# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Lengths that TR-069 allows: CommandKey and ParameterKey string(32), URL string(256) (A.4.1.2, A.4.1.8, A.3.2.6).
KEY_LENGTH = (0, 32)
URL_LENGTH = (1, 256)
NAME_LENGTH = (0, 256)
UNSIGNED_INT = (0, 2**32 - 1)

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*\Z")


def url_problem(url: str) -> str | None:
    """What a URL that a CPE is to fetch a file from must look like, if this one does not."""
    allowed = (
        "an absolute URL such as https://files.example.com/firmware.bin, without user information and without blanks"
    )
    try:
        parts = urlsplit(url)
    except ValueError:
        return allowed
    fits = _SCHEME.match(parts.scheme) and parts.netloc and "@" not in parts.netloc and not re.search(r"\s", url)
    return None if fits else allowed
