# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

# error_code of what was done, and of what was accepted to be done later.
SUCCESS = frozenset({200, 202})

_FORMAT = {400: "the format of the request is not valid", 500: "other errors"}
_NUMBERS = {413: "more than 32 telephone numbers"}

_MMS_STATUS = {**_FORMAT, 404: "the mms_id is not found", 503: "sending failed"}

# What an error_code means, by operation: the tables "Response Parameter" of HTTP API V1.2.
MEANINGS: dict[str, dict[int, str]] = {
    "api/send_sms": {
        **_FORMAT,
        413: "more than 128 telephone numbers, or more than 1500 bytes of text",
        550: "no port is available for sending",
    },
    "api/query_sms_result": {**_FORMAT, **_NUMBERS},
    "api/query_sms_deliver_status": {**_FORMAT, **_NUMBERS},
    "api/query_sms_in_queue": {500: "other errors"},
    "api/query_incoming_sms": {500: "other errors"},
    "api/send_ussd": {**_FORMAT, 400: "the request is illegal, such as the command send without a text"},
    "api/query_ussd_reply": _FORMAT,
    "api/stop_sms": {404: "the sending task can't be found", 500: "other errors"},
    "api/get_port_info": _FORMAT,
    "api/set_port_info": _FORMAT,
    "api/get_cdr": _FORMAT,
    "api/mms_configuration": {**_FORMAT, 404: "the port is not found"},
    "api/send_mms": {**_FORMAT, 404: "the file is not found"},
    "api/query_mms_sending_status": _MMS_STATUS,
    "api/get_mms_sending_status": _MMS_STATUS,  # as current firmwares call it
    "api/socks5_proxy": {**_FORMAT, 400: "bad request", 503: "failed"},
}

# What the document says of a port (7.3, result of send_ussd); other operations may answer so, too.
PORT_BUSY = 486
_OF_A_PORT = {PORT_BUSY: "the port is busy, with an SMS for example", 503: "the port is not registered in the network"}


def meaning(path: str, code: int) -> str:
    """What an error code of an operation means, by the document; "not documented" otherwise."""
    return MEANINGS.get(path, {}).get(code) or _OF_A_PORT.get(code) or "not documented for this operation"


def is_documented(path: str, code: int) -> bool:
    """Whether the document has this error code for the operation."""
    return code in MEANINGS.get(path, {})
