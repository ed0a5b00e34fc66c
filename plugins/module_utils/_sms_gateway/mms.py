# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import os
import typing as t

from .._core.errors import ApiFailure, CpeError, NotFound, NotTaken, OptionError, Unsupported
from .._core.normal import to_int
from .._core.plan import Write
from . import waiting
from .client import Upload
from .gateway_command import PortCommand

SEND_MMS = "api/send_mms"
MMS_FILE = "api/mms_file/file"
# Current firmwares have the first, the document (24.1) has the second.
STATUS_PATHS = ("api/get_mms_sending_status", "api/query_mms_sending_status")

FILE_RANGE = (0, 31)
FILES_AT_ONCE = 5
ACCEPTED = 202


class MmsCommand(PortCommand):
    """Uploads files, sends them as one MMS, and waits until it is sent (HTTP API V1.2, 22 to 24)."""

    doing = "the request"

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._contents: list[tuple[int, str, bytes]] = []
        self._status_paths: tuple[str, ...] = STATUS_PATHS

    def validate(self) -> None:
        super().validate()
        waiting.check(self.params)
        uploads = self.params["file"] or []
        numbers = [entry["file_id"] for entry in uploads]
        if len(set(numbers)) < len(numbers):
            raise OptionError("file", "each file_id may occur once")
        self._contents = [
            (entry["file_id"], os.path.basename(entry["src"]), _content(f"file[{place}].src", entry["src"]))
            for place, entry in enumerate(uploads)
        ]

    def writes(self) -> list[Write]:
        uploads: list[Write] = [
            Upload("POST", f"{MMS_FILE}{number}", {"file": name, "size": len(content)}, name=name, content=content)
            for number, name, content in self._contents
        ]
        if self.params["number"] is None:
            return uploads
        file_ids = self.params["file_id"]
        # The document knows one file (23.2); current firmwares take a list of them.
        payload = {
            "port": self.params["port"],
            "title": self.params["title"],
            "number": self.params["number"],
            "file_id": file_ids[0] if len(file_ids) == 1 else file_ids,
        }
        return [*uploads, Write("POST", SEND_MMS, payload)]

    def outcome(self, answers: list[t.Any]) -> t.Any:
        done: dict[str, t.Any] = {"file": [number for number, _name, _content in self._contents]}
        if self.params["number"] is None:
            return done
        done["mms_id"] = to_int(answers[-1].get("mms_id"))
        if self.params["wait_for"] == "accepted":
            return done
        try:
            done["sent"] = self._is_sent(done["mms_id"])
        except CpeError as error:
            error.extra.update({self.key: done, "changed": True})
            raise
        if not done["sent"]:
            unsent = NotTaken(
                f"the gateway accepted the MMS {done['mms_id']}, but it is not sent within {self.params['wait_timeout']} s",
                device=self.client.connection.device,
                hint="Raise wait_timeout if the network needs longer. The MMS is not sent again by this run.",
            )
            unsent.extra.update({self.key: done, "changed": True})
            raise unsent
        return done

    def _is_sent(self, mms_id: t.Any) -> bool:
        """Wait until an MMS is sent; False where it is not in time. Raises ApiFailure where sending failed."""
        if mms_id is None:
            raise ApiFailure(
                "the gateway does not tell the mms_id, by which one sees whether the MMS is sent",
                device=self.client.connection.device,
            )
        code = waiting.until(self, lambda: self._status(mms_id), lambda code: code != ACCEPTED)
        return bool(code != ACCEPTED)

    def _status(self, mms_id: int) -> t.Any:
        """The error_code for an MMS, by whichever name the firmware has the operation."""
        query = [("mms_id", mms_id)]
        if len(self._status_paths) > 1:
            try:
                answer = self.client.get(self._status_paths[0], query)
            except (Unsupported, NotFound) as error:
                if isinstance(error, NotFound) and error.code is not None:
                    raise
                self._status_paths = self._status_paths[1:]
            else:
                self._status_paths = self._status_paths[:1]
                return to_int(answer["error_code"])
        return to_int(self.client.get(self._status_paths[0], query)["error_code"])


def _content(option: str, path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise OptionError(option, f"can't be read: {error.strerror or error}: {path}") from None
