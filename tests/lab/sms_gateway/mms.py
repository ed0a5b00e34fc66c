# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""MMS: configuration, file upload, sending, status (sections 21 to 24 of the document's body)."""

from __future__ import annotations

import hashlib
import re
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING, Any

from tests.lab.core.message import Request
from tests.lab.sms_gateway import params
from tests.lab.sms_gateway.errors import ACCEPTED, FAILED, NOT_FOUND, OK, Refused
from tests.lab.sms_gateway.params import Param

if TYPE_CHECKING:
    from tests.lab.sms_gateway.device import SmsGateway

FILE_MAX = 31
FILES_AT_ONCE = 5
FILE_PREFIX = "/api/mms_file/"
_FILE_NAME = re.compile(r"file(0|[1-9][0-9]?)\Z")
_DIGITS = re.compile(r"[0-9]{1,5}\Z")


def _mms_port(accepted: str) -> params.Parser:
    def parse(value: Any) -> str:
        is_integer = isinstance(value, int) and not isinstance(value, bool)
        if (is_integer and accepted == "string") or (isinstance(value, str) and accepted == "integer"):
            raise params.bad("MMS_port has the wrong type")
        text = str(value) if is_integer else params.text(value)
        if text and not (_DIGITS.match(text) and 0 < int(text) <= 65535):
            raise params.bad("MMS_port is no port")
        return text

    return parse


def mms_configuration(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Set the MMS configuration of one port. Nothing reads it back."""
    inner = {name: Param(params.text, required=True) for name in ("APN", "username", "password", "MMSC", "MMS_proxy")}
    inner["MMS_port"] = Param(_mms_port(gateway.options["mms_port_type"]), required=True)
    table = {
        "port": Param(params.port_in_json, required=True),
        "configuration": Param(lambda value: params.from_object(value, inner), required=True),
        # In the example of 21.4 only.
        "status": Param(params.one_of("on", "off")),
    }
    given = params.from_json(request, table)
    port = gateway.radio.port(given["port"])
    if port is None:
        raise Refused(NOT_FOUND, "no such port")
    old = port["mms_configuration"] or {"status": "on"}
    port["mms_configuration"] = {**given["configuration"], "status": given["status"] or old["status"]}
    return {}


def upload_file(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Take a file as multipart field ``file``. The document shows no answer; here it is the usual envelope."""
    name = _FILE_NAME.match(request.path.removeprefix(FILE_PREFIX))
    if name is None or int(name[1]) > FILE_MAX:
        raise Refused(NOT_FOUND, "no such file")
    content = _multipart_file(request)
    gateway.state["mms_files"][name[1]] = {
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return {}


def _multipart_file(request: Request) -> bytes:
    kind = request.headers.get("content-type", "")
    if not kind.lower().startswith("multipart/form-data"):
        raise params.bad("not multipart/form-data")
    message = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.body)
    for part in message.iter_parts() if message.is_multipart() else ():
        if part.get_param("name", header="content-disposition") == "file":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content
    raise params.bad("no field named file")


def _file_ids(accepted: str) -> params.Parser:
    one = params.integer(0, FILE_MAX)

    def parse(value: Any) -> list[int]:
        if isinstance(value, list) and accepted == "both":
            if not 1 <= len(value) <= FILES_AT_ONCE:
                raise params.bad("1 to 5 files")
            return [one(item) for item in value]
        return [one(value)]

    return parse


def send_mms(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """Send one MMS with files that were uploaded before."""
    table = {
        "port": Param(params.port_in_json, required=True),
        "title": Param(params.text, required=True),
        "number": Param(params.number, required=True),
        "file_id": Param(_file_ids(gateway.options["mms_file_ids"]), required=True),
    }
    given = params.from_json(request, table)
    gateway.present([given["port"]])
    if any(str(file_id) not in gateway.state["mms_files"] for file_id in given["file_id"]):
        raise Refused(NOT_FOUND, "no such file")
    mms_id = len(gateway.state["mms"]) + 1
    gateway.state["mms"][str(mms_id)] = {
        **given,
        "sent_at": gateway.clock.now() + gateway.options["mms_seconds"],
        "failed": not gateway.radio.registered(given["port"]) or given["number"] in gateway.options["mms_fail_numbers"],
    }
    return {"error_code": gateway.options["mms_send_code"], "mms_id": mms_id}


_STATUS = {"mms_id": Param(params.digits(0), required=True)}


def mms_status(gateway: SmsGateway, request: Request) -> dict[str, Any]:
    """What became of an MMS: 202 under way, 200 sent, 503 failed, 404 unknown."""
    mms_id = params.from_query(request, _STATUS)["mms_id"]
    sent = gateway.state["mms"].get(str(mms_id))
    if sent is None:
        raise Refused(NOT_FOUND, "no such MMS")
    if gateway.clock.now() < sent["sent_at"]:
        return {"error_code": ACCEPTED, "mms_id": mms_id}
    return {"error_code": FAILED if sent["failed"] else OK, "mms_id": mms_id}
