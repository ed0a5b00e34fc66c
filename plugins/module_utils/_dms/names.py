# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re

# Last segments of parameter names whose values are credentials. TR-098 and TR-181 call most of them hidden or secured: they
# read back empty, whatever they are; many CPEs return them all the same. Suffixes, so that vendors' own are found, too.
_SECRET = re.compile(
    r"(?:password|passwd|passphrase|pre_?shared_?key|psk|wep_?key|wep_?key\d|secret|secret_?key|private_?key|"
    r"shared_?key|encryption_?key|auth(?:entication)?_?key|api_?key|token)\Z",
    re.IGNORECASE,
)
_SECRET_WORDS = frozenset({"PIN", "pin", "PUK", "puk", "AuthPass", "Passphrase"})
# Commands in the form of a boolean that reads false at all times.
_COMMANDS = frozenset({"Reset", "ForceSample"})


def last_segment(name: str) -> str:
    """The part of a parameter's name behind its last dot."""
    return name.rstrip(".").rsplit(".", 1)[-1]


def is_secret(name: str) -> bool:
    """Whether a parameter, or a key of a record, holds a credential by its name."""
    segment = last_segment(name)
    return segment in _SECRET_WORDS or bool(_SECRET.search(segment))


def is_command(name: str) -> bool:
    """Whether a parameter is a command that reads false even right after it was set to true."""
    return last_segment(name) in _COMMANDS
