# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import functools
import typing as t

from . import validate
from .client import Client
from .fields import Group, argument_spec, clearable_paths, has_unreadable
from .secret import mask, reveal
from .vendor import Vendor


class Resource:
    """What a module manages: the base of the four kinds. One object a run.

    vendor
        The system. key: the result's key for the resource.
    table
        Its fields. selectors: the argument spec of the options that say which one is meant.
    constraints
        Further keyword arguments of AnsibleModule: required_one_of, mutually_exclusive, required_if, ...
    policy
        The option that says when to send what can't be compared: on_change or always.
    disclosing
        Whether it has the option ``disclose``, by which secrets that the system makes up are returned in clear. It is refused
        in a task without no_log.
    for_host
        Whether it is about the host that the task runs for, so that the vendor's ``host_options`` are the host's.
    """

    vendor: t.ClassVar[Vendor]
    key: t.ClassVar[str]
    table: t.ClassVar[Group] = Group("", ())
    selectors: t.ClassVar[dict[str, t.Any]] = {}
    constraints: t.ClassVar[dict[str, t.Any]] = {}
    engine_options: t.ClassVar[dict[str, t.Any]] = {}
    policy: t.ClassVar[str] = "update_secrets"
    disclosing: t.ClassVar[bool] = False
    for_host: t.ClassVar[bool] = True

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        self.params = params
        self.check_mode = check_mode
        self.warnings: list[str] = []
        self.client: t.Any = None
        # Shows a line to who watches the run, where somebody can.
        self.tell: t.Callable[[str], None] = lambda _line: None

    @classmethod
    @functools.cache
    def argument_spec(cls) -> dict[str, t.Any]:
        """The whole argument spec: connection, selectors, table, and what the engine adds."""
        spec = cls.vendor.connection_spec()
        spec.update(cls.selectors)
        spec.update(argument_spec(cls.table))
        spec.update(cls.engine_options)
        if clearable_paths(cls.table):
            spec["clear"] = {"type": "list", "elements": "str", "default": []}
        if has_unreadable(cls.table):
            spec[cls.policy] = {"type": "str", "choices": ["on_change", "always"], "default": "on_change"}
        if cls.disclosing:
            spec["disclose"] = {"type": "bool", "default": False}
        return spec

    def validate(self) -> None:
        """Check the options beyond their types, before the first request. Raises OptionError."""
        validate.check(self.table, self.params)

    def execute(self) -> dict[str, t.Any]:
        """Do the module's work with ``self.client``; out, the result's keys. Raises CpeError."""
        raise TypeError(f"{type(self).__name__} is of no kind")

    def run(self) -> dict[str, t.Any]:
        """Validate, connect, execute. Out: the result's keys. Raises CpeError."""
        connection = self.vendor.connect(self.params)
        self.validate()
        self.client = self.make_client(connection)
        with self.client:
            result = self.execute()
        result["api_requests"] = self.client.requests
        if self.warnings:
            result["warnings"] = self.warnings
        return result

    def show(self, state: t.Any) -> t.Any:
        """A state as the result shows it: secrets masked, unless they are to be disclosed."""
        return reveal(state) if self.disclosing and self.params["disclose"] else mask(state)

    def secrets(self) -> set[str]:
        """Secrets of this run that the argument spec does not know as such."""
        return set()

    @classmethod
    def conceal(cls, params: t.Mapping[str, t.Any]) -> None:
        """Mask in options that are not valid, and need not be of their types, what ``secrets`` would give of valid ones."""

    def make_client(self, connection: t.Any) -> Client:
        return self.vendor.client(connection)
