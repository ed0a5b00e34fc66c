# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The configuration files of a device. Their content can be written, never read."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from tests.lab.access_device.context import DeviceRef, json_object
from tests.lab.access_device.errors import ApiError, invalid
from tests.lab.core.message import Request, Response

SOURCES = ("Default", "Manual", "Custom")
DEFAULT = "Default"

_URLS = ("accessUrl", "repositoryUrl", "templateUrl")


def _template(ref: DeviceRef, file_format: str) -> dict[str, Any]:
    for template in ref.type["files"]:
        if template["fileFormat"] == file_format:
            found: dict[str, Any] = template
            return found
    raise ApiError(404, f"File not found: {file_format}")


def _list_row(template: dict[str, Any]) -> dict[str, Any]:
    # isAuthenticated is a string in the document's sample.
    return {
        "fileFormat": template["fileFormat"],
        "isAuthenticated": "true",
        **{name: template[name] for name in _URLS},
    }


def _details(ref: DeviceRef, template: dict[str, Any]) -> dict[str, Any]:
    own = ref.record["files"].get(template["fileFormat"], {})
    source = own.get("fileSource", DEFAULT)
    name = template["configurationFileName"]
    if source != DEFAULT:
        group = ref.group
        folder = f"/var/broadworks/IpDeviceConfig/group/{group.tenant_id}/{group.group_id}/{ref.name}"
        name = f"{folder}/{template['fileFormat']}.template"
    content = {"fileContent": own["content"]} if ref.server.options["file_content_shown"] and own.get("content") else {}
    return {
        "fileSource": source,
        **content,
        "configurationFileName": name,
        **{field: template[field] for field in _URLS},
        "extendedCaptureEnabled": own.get("extendedCaptureEnabled", False),
    }


def get_list(ref: DeviceRef, request: Request) -> Response:
    """GET config_files/: the sample's key is that of the devices."""
    return Response.json_({ref.server.options["file_list_key"]: [_list_row(row) for row in ref.type["files"]]})


def get_details(ref: DeviceRef, file_format: str, request: Request) -> Response:
    """GET config_files/FILE/."""
    return Response.json_(_details(ref, _template(ref, file_format)))


def update(ref: DeviceRef, file_format: str, request: Request) -> Response:
    """Update config_files/FILE/: source, and with it content (base64) and capture."""
    _template(ref, file_format)
    given = json_object(request)
    unknown = set(given) - {"fileSource", "fileContent", "extendedCaptureEnabled"}
    if unknown:
        raise invalid(f"Unknown attribute {', '.join(sorted(unknown))}")
    source = given.get("fileSource")
    if source not in SOURCES:
        raise invalid(f"fileSource must be one of {', '.join(SOURCES)}")
    capture = given.get("extendedCaptureEnabled")
    if capture is not None and not isinstance(capture, bool):
        raise invalid("extendedCaptureEnabled must be a boolean")
    old = ref.record["files"].get(file_format, {"extendedCaptureEnabled": False, "content": ""})
    content = old["content"]
    if "fileContent" in given:
        if source == DEFAULT:
            raise invalid("The default file has no content of its own")
        content = _checked_content(given["fileContent"])
    ref.record["files"][file_format] = {
        "fileSource": source,
        "extendedCaptureEnabled": old["extendedCaptureEnabled"] if capture is None else capture,
        "content": "" if source == DEFAULT else content,
    }
    form = ref.server.options["file_update_body"]
    if form == "list":
        return get_list(ref, request)
    return get_details(ref, file_format, request) if form == "instance" else Response()


def _checked_content(value: Any) -> str:
    if not isinstance(value, str):
        raise invalid("fileContent must be a string")
    try:
        base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise invalid("fileContent must be base64") from error
    return value
