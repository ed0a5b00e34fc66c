# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import traceback
import typing as t

from .errors import CpeError, Missing, OptionError
from .resource import Resource
from .secret import mask

try:
    import jmespath
except ImportError:
    JMESPATH_TRACE: str | None = traceback.format_exc()
else:
    JMESPATH_TRACE = None


class Subset(t.NamedTuple):
    """One subset of an info module: the method that gathers it, and whether it is gathered unless asked."""

    method: str
    default: bool = True


class Info(Resource):
    """Something that is read and never written. A module names its subsets; the rest is here."""

    subsets: t.ClassVar[dict[str, Subset]]

    @classmethod
    def gather_spec(cls, subsets: dict[str, Subset]) -> dict[str, t.Any]:
        """The options that every info module has."""
        return {
            "gather": {
                "type": "list",
                "elements": "str",
                "choices": list(subsets),
                "default": [name for name, subset in subsets.items() if subset.default],
            },
            "query": {"type": "str"},
        }

    def validate(self) -> None:
        super().validate()
        if self.params["query"]:
            compile_query(self.params["query"])

    def execute(self) -> dict[str, t.Any]:
        gathered: dict[str, t.Any] = {}
        for name in dict.fromkeys(self.params["gather"]):
            try:
                gathered[name] = getattr(self, self.subsets[name].method)()
            except CpeError as error:
                error.message = f"subset {name}: {error.message}"
                raise
        shown = mask(gathered)
        if self.params["query"]:
            shown = search(self.params["query"], shown)
        return {"changed": False, self.key: shown}


def compile_query(expression: str, option: str = "query") -> t.Any:
    """A compiled JMESPath expression. Raises OptionError for a bad one, Missing without jmespath."""
    if JMESPATH_TRACE is not None:
        raise Missing("jmespath", JMESPATH_TRACE)
    try:
        return jmespath.compile(expression)
    except jmespath.exceptions.JMESPathError as error:
        raise OptionError(option, f"is no JMESPath expression: {error}") from None


def search(expression: str, data: t.Any) -> t.Any:
    """What a JMESPath expression finds in ``data``. Raises OptionError where it can't be applied to that."""
    compiled = compile_query(expression)
    try:
        return compiled.search(data)
    except jmespath.exceptions.JMESPathError as error:
        raise OptionError("query", f"can't be applied to what was gathered: {error}") from None
