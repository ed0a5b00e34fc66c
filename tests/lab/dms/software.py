# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deployment units of a CPE: install, update and uninstall as ChangeDUState asks (TR-069 A.4.1.10, TR-157)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.lab.dms import transfers
from tests.lab.dms.cwmp import CwmpFault

if TYPE_CHECKING:
    from tests.lab.dms.cpe import Cpe

UNKNOWN_VERSION = "1.0"


def change_deployment_units(cpe: Cpe, operations: dict[str, list[dict[str, Any]]]) -> None:
    """Do the operations one by one; each leaves its result (a fault code, or 0) in ``cpe.results``."""
    act = {"Install": _install, "Update": _update, "Uninstall": _uninstall}
    for name, units in operations.items():
        for unit in units:
            try:
                act[name](cpe, unit)
            except CwmpFault as fault:
                cpe.results.append({"Operation": name, "UUID": unit["UUID"], "FaultCode": fault.code})
            else:
                cpe.results.append({"Operation": name, "UUID": unit["UUID"], "FaultCode": 0})


def _table(cpe: Cpe) -> str:
    return f"{cpe.tree.model.root}SoftwareModules.DeploymentUnit."


def _install(cpe: Cpe, unit: dict[str, Any]) -> None:
    transfers.check_url(unit["URL"])
    unit_id = _check_uuid(unit["UUID"]) or str(uuid.uuid5(uuid.NAMESPACE_URL, unit["URL"]))
    version = _version(unit["URL"])
    environment = _environment(cpe, unit["ExecutionEnvRef"])
    for prefix in _find(cpe, unit_id, "", ""):
        if cpe.tree.value(f"{prefix}Version") == version:
            raise CwmpFault(9026)
    prefix = f"{_table(cpe)}{cpe.tree.add_instance(_table(cpe))}."
    values = {
        "UUID": unit_id,
        "DUID": unit_id,
        "Name": urlsplit(unit["URL"]).path.rpartition("/")[2],
        "Status": "Installed",
        "Resolved": True,
        "URL": unit["URL"],
        "Vendor": cpe.surroundings.record(cpe.cpe_id)["vendor"],
        "Version": version,
        "ExecutionEnvRef": environment,
    }
    for name, value in values.items():
        cpe.tree.set_value(f"{prefix}{name}", value)


def _update(cpe: Cpe, unit: dict[str, Any]) -> None:
    url = unit["URL"]
    if url:
        transfers.check_url(url)
    if not unit["UUID"] and not url:
        return  # all units, each from its own URL: nothing newer is there
    found = _find(cpe, _check_uuid(unit["UUID"]), "", "" if unit["UUID"] else url)
    if not found:
        raise CwmpFault(9028)
    for prefix in found:
        version = unit["Version"] or _version(url)
        if url:
            cpe.tree.set_value(f"{prefix}URL", url)
        cpe.tree.set_value(f"{prefix}Version", version)


def _uninstall(cpe: Cpe, unit: dict[str, Any]) -> None:
    environment = _environment(cpe, unit["ExecutionEnvRef"]) if unit["ExecutionEnvRef"] else ""
    found = [
        prefix
        for prefix in _find(cpe, _check_uuid(unit["UUID"]), unit["Version"], "")
        if environment in ("", cpe.tree.value(f"{prefix}ExecutionEnvRef"))
    ]
    if not unit["UUID"] or not found:
        raise CwmpFault(9028)
    for prefix in found:
        cpe.tree.delete_instance(_table(cpe), int(prefix.removeprefix(_table(cpe)).removesuffix(".")))


def _find(cpe: Cpe, unit_id: str, version: str, url: str) -> list[str]:
    """The units with this UUID, version and URL, as partial paths; "" matches any."""
    wanted = {"UUID": unit_id, "Version": version, "URL": url}
    prefixes = [f"{_table(cpe)}{number}." for number in cpe.tree.instances(_table(cpe))]
    return [
        prefix
        for prefix in prefixes
        if all(cpe.tree.value(f"{prefix}{name}") == value for name, value in wanted.items() if value)
    ]


def _environment(cpe: Cpe, reference: str) -> str:
    """The execution environment that a reference names; the first one without it. Raises 9023 or 9024."""
    table = f"{cpe.tree.model.root}SoftwareModules.ExecEnv."
    path = f"{reference.removesuffix('.')}." if reference else f"{table}1."
    if not path.startswith(table) or not cpe.tree.has_object(path) or path == table:
        raise CwmpFault(9023)
    if not cpe.tree.value(f"{path}Enable"):
        raise CwmpFault(9024)
    return path.removesuffix(".")


def _check_uuid(text: str) -> str:
    """The UUID in its usual form, "" for none. Raises 9022."""
    if not text:
        return ""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise CwmpFault(9022) from None


def _version(url: str) -> str:
    return transfers.version_of({"URL": url}, {}) or UNKNOWN_VERSION
