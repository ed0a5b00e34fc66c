# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import functools
import re

# Last segments of parameter names whose values are credentials. TR-098 and TR-181 call most of them hidden or secured: they
# read back empty, whatever they are; many CPEs return them all the same. Suffixes, so that vendors' own are found, too.
_SECRET = re.compile(
    r"(?:password|passwd|passphrase|pre_?shared_?key|psk|wep_?key|wep_?key\d|secret|secret_?key|private_?key|"
    r"shared_?key|encryption_?key|auth(?:entication)?_?key|api_?key|token)\Z",
    re.IGNORECASE,
)
_SECRET_WORDS = frozenset({"PIN", "pin", "PUK", "puk"})
# Commands in the form of a boolean that reads false at all times.
_COMMANDS = frozenset({"Reset", "ForceSample"})

_ALIAS = r"\[[^\[\]]{1,64}\]"
_WORD = r"[A-Za-z_][A-Za-z0-9_-]*"
_PARAMETER = re.compile(rf"{_WORD}(?:\.(?:{_WORD}|\d+|{_ALIAS}))*\.{_WORD}\Z")
_PARTIAL = re.compile(rf"{_WORD}\.(?:(?:{_WORD}|\d+|{_ALIAS})\.)*\Z")
_SEGMENT = re.compile(rf"{_ALIAS}|[^.\[\]]+")

# CWMP: a ParameterName is string(256).
LONGEST = 256


def problem_of(name: str, *, partial: bool = False) -> str | None:
    """What a parameter's name must look like, if ``name`` does not; ``partial`` allows paths that end in a dot."""
    fits = _PARAMETER.match(name) or (partial and _PARTIAL.match(name))
    if fits and len(name) <= LONGEST:
        return None
    if name.endswith(".") and not partial:
        return "the full name of one parameter, not a path that ends in a dot"
    what = "a full parameter name or a partial path with a dot at its end" if partial else "a full parameter name"
    return f"{what}, such as Device.ManagementServer.{'' if partial else 'PeriodicInformInterval'}, of at most {LONGEST} characters"


def segments(name: str) -> list[str]:
    """The parts of a name between its dots; an alias in brackets is one part."""
    return _SEGMENT.findall(name)


def may_be(asked: str, given: str) -> bool:
    """Whether ``given`` can be the parameter ``asked`` for: an instance may be named by number on one side and by alias on the other.

    Alias-based addressing (TR-069 3.6.1): a path asked for by alias may come back by number, and the other way round.
    """
    if asked == given:
        return True
    mine, theirs = segments(asked), segments(given)
    return len(mine) == len(theirs) and all(map(_may_be_same, mine, theirs))


def lies_below(path: str, given: str) -> bool:
    """Whether the parameter ``given`` can be one below a partial path, in either form of naming instances."""
    mine, theirs = segments(path), segments(given)
    return len(theirs) > len(mine) and all(_may_be_same(one, other) for one, other in zip(mine, theirs, strict=False))


def _may_be_same(one: str, other: str) -> bool:
    if one == other:
        return True
    forms = {one[0] == "[", other[0] == "["}
    number = other if one[0] == "[" else one
    return forms == {True, False} and number.isdigit()


def last_segment(name: str) -> str:
    """The part of a name behind its last dot."""
    return name.rstrip(".").rsplit(".", 1)[-1]


@functools.lru_cache(maxsize=4096)
def is_secret(name: str) -> bool:
    """Whether a parameter, or a key of a record, holds a credential by its name."""
    segment = last_segment(name)
    return segment in _SECRET_WORDS or bool(_SECRET.search(segment))


def is_command(name: str) -> bool:
    """Whether a parameter is a command that reads false even right after it was set to true."""
    return last_segment(name) in _COMMANDS
