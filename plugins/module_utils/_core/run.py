# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from ansible.module_utils.basic import AnsibleModule, missing_required_lib
from ansible.module_utils.common.parameters import remove_values

from .connection import user_information
from .errors import CpeError, Missing
from .resource import Resource
from .secret import Redactor

DISCLOSURE_REFUSED = "disclose: is refused without no_log: true on the task, because what is returned would be shown"

_LIBRARY_URLS = {
    "requests": "https://requests.readthedocs.io",
    "jmespath": "https://github.com/jmespath/jmespath.py",
}


class QuietModule(AnsibleModule):
    """AnsibleModule that keeps the parameters out of the system's log.

    Values of TR-069 parameters may be secret by their name, which no_log of an argument spec can't express.
    """

    resource: type[Resource] | None = None
    is_valid = False

    def _log_invocation(self) -> None:
        pass

    def fail_json(self, msg: str, **details: t.Any) -> None:
        if self.resource is not None and not self.is_valid:
            # The options are in the result, and what is wrong with them may keep their secrets from being known as such.
            self.resource.conceal(self.params)
        super().fail_json(msg, **details)


def run_module(resource: type[Resource]) -> None:
    """Run a resource as a module process; ends the process as every Ansible module does."""
    QuietModule.resource = resource
    module = QuietModule(argument_spec=resource.argument_spec(), supports_check_mode=True, **resource.constraints)
    module.is_valid = True
    if resource.disclosing and module.params["disclose"] and not module.no_log:
        module.fail_json(msg=DISCLOSURE_REFUSED)
    result, secrets = run(resource, module.params, check_mode=module.check_mode)
    module.no_log_values.update(secrets)
    for warning in result.pop("warnings", []):
        module.warn(warning)
    if result.get("failed"):
        module.fail_json(**result)
    module.exit_json(**result)


def run(
    resource: type[Resource],
    params: dict[str, t.Any],
    *,
    check_mode: bool,
    tell: t.Callable[[str], None] | None = None,
) -> tuple[dict[str, t.Any], set[str]]:
    """Run a resource with validated parameters.

    In: ``tell``, which shows a line of what goes on in a long run. Out: the module's result, which never raises a CpeError,
    and the secrets that must not show in what is added to it.
    """
    one = resource(params, check_mode=check_mode)
    if tell is not None:
        one.tell = tell
    try:
        result = one.run()
    except Missing as error:
        error.message = missing_required_lib(error.message, url=_LIBRARY_URLS.get(error.message))
        result = error.as_result()
    except CpeError as error:
        result = _failed(one, error)
    return result, (one.secrets() | {user_information(params.get("api_url"))}) - {""}


def _failed(one: Resource, error: CpeError) -> dict[str, t.Any]:
    result = error.as_result()
    if one.client is not None:
        result["api_requests"] = one.client.requests
        redact: Redactor = one.client.redact
        redact.add(*one.secrets())
        result["msg"] = redact(result["msg"])
    if one.warnings:
        result["warnings"] = one.warnings
    return result


def hide(result: dict[str, t.Any], secrets: t.Iterable[str]) -> dict[str, t.Any]:
    """A result without the given secrets, as AnsibleModule does before it exits."""
    values = {secret for secret in secrets if secret}
    return t.cast("dict[str, t.Any]", remove_values(result, values))
