# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import collections
import contextlib
import importlib
import os
import pkgutil
import typing as t

from ansible import constants
from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator
from ansible.module_utils.errors import UnsupportedError
from ansible.module_utils.parsing.convert_bool import boolean
from ansible.plugins.action import ActionBase

from ansible_collections.telco.cpe.plugins.module_utils._core.connection import resolve
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._core.run import DISCLOSURE_REFUSED, hide, run

MODULES = "ansible_collections.telco.cpe.plugins.modules"


def load(name: str) -> type[Resource]:
    """The resource of a module, by the module's name with or without its collection."""
    module = importlib.import_module(f"{MODULES}.{name.rsplit('.', 1)[-1]}")
    return t.cast("type[Resource]", module.RESOURCE)


def load_all() -> None:
    """Import the code of every module, and make what is made of it once."""
    for found in pkgutil.iter_modules(importlib.import_module(MODULES).__path__):
        load(found.name).argument_spec()


class ActionModule(ActionBase):
    """Runs every module of the collection: inside the worker where the connection is local, as a module elsewhere.

    Both ways get the same options (the connection options resolved here) and give the same result.
    """

    _requires_connection = False
    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp: str | None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        result: dict[str, t.Any] = super().run(tmp, task_vars)
        variables = task_vars or {}
        name = self._task.action.rsplit(".", 1)[-1]
        resource = load(name)
        added = self._added_environment()
        args = plain(self._task.args)
        args.update(self._from_host(resource, args, variables, collections.ChainMap(added, os.environ)))
        if resource.disclosing and boolean(args.get("disclose"), strict=False) and not self._task.no_log:
            # A module can't tell: it is told no_log for the sake of the target's log alone, too.
            result.update(failed=True, msg=DISCLOSURE_REFUSED)
        elif self._runs_here():
            with _environ(added):
                result.update(self._run_here(name, resource, args))
            if not _holds_invocation(variables):
                result.pop("invocation", None)
        else:
            result.update(
                self._execute_module(
                    module_name=f"telco.cpe.{name}",
                    module_args=args,
                    task_vars=variables,
                    wrap_async=self._task.async_val,
                )
            )
        return result

    def _runs_here(self) -> bool:
        local = getattr(self._connection, "transport", None) == "local"
        return local and not self._task.async_val and not self._play_context.become

    def _added_environment(self) -> dict[str, str]:
        """What the keyword ``environment`` of the task, its blocks and its play adds to the environment."""
        added: dict[str, str] = {}
        for entry in self._task.environment or []:
            value = self._templar.template(entry) if entry else None
            if isinstance(value, dict):
                added.update({str(key): str(item) for key, item in value.items()})
        return added

    def _from_host(
        self,
        resource: type[Resource],
        args: dict[str, t.Any],
        variables: dict[str, t.Any],
        environment: t.Mapping[str, str],
    ) -> dict[str, t.Any]:
        vendor = resource.vendor
        found = resolve(
            vendor.prefix,
            vendor.connection_spec(),
            args,
            variables,
            lambda raw: plain(self._templar.template(raw)),
            environment,
        )
        options = resource.argument_spec()
        for path, variable in vendor.host_options.items() if resource.for_host else ():
            option, _dot, inner = path.partition(".")
            if option in options and args.get(option) is None and variables.get(variable) is not None:
                value = plain(self._templar.template(variables[variable]))
                found[option] = {inner: value} if inner else value
        return found

    def _run_here(self, name: str, resource: type[Resource], args: dict[str, t.Any]) -> dict[str, t.Any]:
        validator = ModuleArgumentSpecValidator(resource.argument_spec(), **resource.constraints)
        checked = validator.validate(args)
        params = checked.validated_parameters
        secrets: set[str] = set(checked._no_log_values)
        if checked.errors.errors:
            message = checked.errors.msg
            if isinstance(checked.errors[0], UnsupportedError):
                message = f"Unsupported parameters for (telco.cpe.{name}) module: {message}"
            result: dict[str, t.Any] = {"failed": True, "msg": message}
            resource.conceal(params)
        else:
            result, found = run(resource, params, check_mode=self._task.check_mode, tell=self._tell)
            secrets |= found
        result["invocation"] = {"module_args": params}
        return hide(result, secrets)

    def _tell(self, line: str) -> None:
        """Show a line at once, beside what the task ends with; on stderr, which callbacks that write JSON leave alone."""
        self._display.display(line, stderr=True)


def _holds_invocation(variables: dict[str, t.Any]) -> bool:
    # A module is told since ansible-core 2.21, by a setting that is off by default; before, its results always hold it.
    if constants.config.get_configuration_definition("INJECT_INVOCATION") is None:
        return True
    return bool(constants.config.get_config_value("INJECT_INVOCATION", variables=variables))


def plain(value: t.Any) -> t.Any:
    """A deep copy in plain containers and strings: what a module process would get through JSON."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return str.__str__(value)
    if getattr(value, "__ENCRYPTED__", False):
        return str(
            value
        )  # before ansible-core 2.19, templating leaves a vaulted value as an object that decrypts when asked
    if isinstance(value, bool):
        return value
    return int(value) if isinstance(value, int) else float(value) if isinstance(value, float) else value


@contextlib.contextmanager
def _environ(added: t.Mapping[str, str]) -> t.Iterator[None]:
    before = {name: os.environ.get(name) for name in added}
    os.environ.update(added)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
