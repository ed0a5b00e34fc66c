# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import typing as t

from .._core.errors import OptionError
from .._core.info import compile_query

Search = t.Callable[[t.Mapping[str, t.Any]], t.Any]

_WORD = re.compile(r"\w+")
# What may be a record's key as it is, although it is no JMESPath expression: "sw-version".
_KEY = re.compile(r"[\w .:/-]+")


class Failed(Exception):
    """An expression can't be evaluated over a record: one of its functions can't take what the record holds."""


def compile_expression(text: str, option: str) -> Search:
    """A function that evaluates a JMESPath expression over a record, and raises Failed where it can't.

    Raises OptionError for what is no JMESPath expression, at the first record for a function that JMESPath doesn't have;
    Missing without jmespath.
    """
    parsed = compile_query(text, option).parsed
    from jmespath.exceptions import ArityError, JMESPathError, UnknownFunctionError
    from jmespath.visitor import TreeInterpreter

    # One interpreter for all records, because making one takes longer than most expressions do.
    visit = TreeInterpreter().visit

    def search(record: t.Mapping[str, t.Any]) -> t.Any:
        try:
            return visit(parsed, record)
        except (ArityError, UnknownFunctionError) as error:
            raise OptionError(option, f"{text!r}: {error}") from None
        except JMESPathError as error:
            raise Failed(str(error)) from None

    return search


def compile_key(text: str, option: str) -> Search:
    """A function that gives what stands under a record's key, or what a JMESPath expression gives where there is no such key.

    Raises as compile_expression, and for a mere key not even without jmespath.
    """
    if _WORD.fullmatch(text):
        return lambda record: record.get(text)
    try:
        search = compile_expression(text, option)
    except OptionError:
        if not _KEY.fullmatch(text):
            raise
        return lambda record: record.get(text)
    return lambda record: record[text] if text in record else search(record)
