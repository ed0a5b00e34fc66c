# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import typing as t

from .._core.compare import Comparison
from .._core.errors import CpeError, NotFound, OptionError
from .._core.fields import Field, Group
from .._core.plan import Write
from .._core.secret import Secret
from .._core.setting import Setting
from . import content
from .of_device import OfDevice
from .paths import check_file_format, file_path, files_path, tags_path
from .vendor import DEVICE_OPTIONS

DEFAULT = "Default"
SOURCES = (DEFAULT, "Manual", "Custom")
# The document wraps files in "access_devices"; "config_files" is what one would expect.
FILE_LISTS = ("config_files", "access_devices")


def _uploaded(text: str) -> str:
    return content.encoded(text.encode())


# What is held is sent along: the document calls only fileContent optional.
TABLE = Group(
    "",
    (
        Field("file_source", choices=SOURCES, companion=True),
        Field("file_content", secret=True, unshown=True, normal=_uploaded, parse=content.held),
        Field("extended_capture_enabled", type="bool"),
        Field("configuration_file_name", read_only=True),
        Field("access_url", read_only=True),
        Field("repository_url", read_only=True),
        Field("template_url", read_only=True),
    ),
    whole=True,
)


class ConfigFile(OfDevice, Setting):
    """A configuration file of a device (APIO, "Retrieve a group device profile file", "Update ..")."""

    key = "access_device_config_file"
    table = TABLE
    policy = "update_content"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **DEVICE_OPTIONS,
        "file_format": {"type": "str", "required": True},
        "file_content_base64": {"type": "str", "no_log": True},
        "update_content": {"type": "str", "choices": ["on_change", "always"], "default": "on_change"},
        "check_tags": {"type": "bool", "default": True},
    }
    constraints: t.ClassVar[dict[str, t.Any]] = {"mutually_exclusive": [("file_content", "file_content_base64")]}

    def validate(self) -> None:
        super().validate()
        check_file_format(self.params["file_format"])
        if self._given and self.params["file_source"] == DEFAULT:
            raise OptionError(
                self._given, f"makes no sense with file_source {DEFAULT}, which has no content of its own"
            )

    @property
    def _given(self) -> str | None:
        """The option that brings content, if one does."""
        options = ("file_content", "file_content_base64")
        return next((option for option in options if self.params[option] is not None), None)

    @property
    def _path(self) -> str:
        return file_path(self.device, self.params["file_format"])

    def make_client(self, connection: t.Any) -> t.Any:
        client = super().make_client(connection)
        client.redact.add(self.desired().get("file_content"))
        return client

    def header(self) -> str:
        return f"{self.client.connection.device} {self._path}"

    def desired(self) -> dict[str, t.Any]:
        wanted = super().desired()
        given = self.params["file_content_base64"]
        if given is not None:
            wanted["file_content"] = Secret(content.canonical(given, "file_content_base64"))
        return wanted

    def read(self) -> t.Mapping[str, t.Any]:
        try:
            answer: dict[str, t.Any] = self.client.get(self._path, "fileSource")
        except NotFound as error:
            raise self._missing(error) from None
        return answer

    def _missing(self, error: NotFound) -> NotFound:
        """The error for a file that is not there, with those that are."""
        try:
            rows = self.client.rows(files_path(self.device), *FILE_LISTS)
        except CpeError:
            return error  # The device is not there either, or not readable: the first error says what is known.
        names = ", ".join(repr(row["fileFormat"]) for row in rows if row.get("fileFormat")) or "none"
        error.hint = f"The configuration files of this device are: {names}."
        return error

    def compare(self, current: dict[str, t.Any]) -> Comparison:
        if self._given and self.params["file_source"] is None and current.get("file_source") == DEFAULT:
            raise OptionError(
                "file_source", "is required: the file is the default one, which has no content of its own"
            )
        return super().compare(current)

    def plan(self, comparison: Comparison) -> list[Write]:
        found = super().plan(comparison)
        if self.params["check_tags"] and any("fileContent" in write.payload for write in found):
            self._check_tags(comparison.desired["file_content"])
        return found

    def _check_tags(self, wanted: str) -> None:
        """Warn of tags that the server would not fill in, once a run."""
        used = content.tags(wanted)
        if not used or self.warnings:
            return
        try:
            known = {row.get("name") for row in self.client.rows(tags_path(self.device), "availableTags")}
        except CpeError as error:
            self.warnings.append(f"The tags of the file could not be checked: {error.text()}")
            return
        unknown = [tag for tag in used if tag not in known]
        if unknown:
            self.warnings.append(
                f"The server has no such tags for {self.params['device_name']}, and will leave them as they stand: "
                + ", ".join(unknown)
            )

    def writes(self, body: dict[str, t.Any], comparison: Comparison) -> list[Write]:
        if body["fileSource"] == DEFAULT:
            body = {name: value for name, value in body.items() if name != "fileContent"}
        return [Write("PUT", self._path, body)]

    def send(self, plan: list[Write]) -> None:
        for write in plan:
            # The document's heading says GET, its sample POST; PUT is what the API has for every other update.
            self.client.write_by(write, "POST")
