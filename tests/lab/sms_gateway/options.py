# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The switches of the simulated gateway, each with the form of the document as its default."""

from __future__ import annotations

from typing import Any

DEFAULTS: dict[str, Any] = {
    # What the gateway is. `ports` is 1..32; a gateway that is not multi-SIM has slot 255.
    "ports": 8,
    "multi_sim": True,
    "sims_per_port": 2,
    # Authentication: "digest", "basic" or "both".
    "auth": "digest",
    "comma_quirk": True,  # a raw comma in the last query parameter gives a false 401 under Digest
    "ban_after": 5,  # bad authentications until an address is banned; 0 = never
    "ban_seconds": 300,
    "count_probe": False,  # a request without credentials counts as a bad authentication
    "nonce_seconds": 0,  # 0 = nonces never expire
    # Web server.
    "empty_post": "drop",  # or "hang": a POST with an empty body gets no answer for hang_seconds
    "hang_seconds": 120,
    "api_enabled": True,  # "Mobile Configuration -> Basic Configuration", section 1.4
    "set_cookie": False,  # devckie=<SN>
    "errors_as": "body",  # or "http": failures are also the HTTP status
    "broken_json": False,  # True, or a list of the names in wire.SLIPS
    # get_port_info.
    "info_names": "long",  # or "short": the names of the remain_* answers
    "slot_in_info": True,  # section 10.3 has slot, the example of 10.4 does not
    "missing_port": "refuse",  # or "skip": a port of 0..31 that this model lacks
    "no_signal": 0,  # some firmware says 99
    "call_forward_unanswered": "empty",  # or "absent", "stale": before the network has answered
    "call_forward_none": "empty",  # or "blank": every condition with ""
    # set_port_info. Times in seconds of the lab's clock.
    "settle_seconds": 0.3,  # until slot, power, imei, number and call forwarding take effect
    "register_seconds": 0.3,  # from power-on, reset or another SIM until REGISTER_OK
    "pin_result": "error",  # or "accepted": whether a wrong PIN is told in the answer
    "imei_check_digit": False,
    "number_readable": True,  # False: `number` reads back as ""
    "cancel_all_needs_number": True,  # section 18.2 requires `number`
    "check_call_forward_kind": "read",  # or "write": how classify() sees CheckCallForward, which asks the network
    # SMS and USSD.
    "send_seconds": 0.1,
    "deliver_seconds": 0.1,
    "fail_numbers": [],  # numbers to which sending fails
    "deliver_codes": {},  # number -> status_code of its delivery reports (section 4.3)
    "bad_encoding": "refuse",  # or "unicode": taken silently for unicode
    "stopped_status": "FAILED",  # or "Canceled"
    "unknown_task_code": 404,  # 486 in an old document
    "old_queue_name": False,  # query_sms_queue exists, too
    "incoming_limit_bytes": 8192,  # an answer of query_incoming_sms is cut there; 0 = never
    "incoming_imsi": False,
    "ussd_seconds": 0.1,
    "ussd_replies": {},  # text sent -> reply
    "ussd_nothing": "",  # or " "
    "stk_seconds": 0.0,
    # Credits and times of calls. Their counters are those of the port, as section 10.3 says, or of its SIM card.
    "credit_of": "port",  # or "sim"
    "sms_cost": "0.00",  # what each segment of a message costs
    "call_minute_cost": "0.00",
    # Pushing (section 17). Where to, and what, is set on the web interface only.
    "push_url": "",  # "" = nothing is pushed
    "push_kinds": [
        "sms",
        "sms_result",
        "sms_deliver_status",
        "ussd",
        "register",
        "cdr",
        "device",
        "exception_info",
    ],
    "exception_handling": True,  # "Exception Event Handling should be enabled"
    "push_ca_path": "",  # what an HTTPS server is verified with; "" = it is not
    "push_timeout": 5.0,
    "push_attempts": 1,  # the document does not say whether a push is repeated that got no answer 2xx
    "push_pause": 1.0,
    "push_text": "plain",  # or "url": with URL encoding
    # CDR.
    "cdr_key": "cdr",  # or "info"
    "bcch_key": "bcch",  # or "bech"
    # get_config / set_config.
    "route_index_max": 63,  # the text says 0-31, the examples have 63
    "partial_objects": "refuse",  # or "merge", "default": an object of set_config that lacks fields
    "config_failure": "missing",  # or "failed": <idx>_failed
    "port_map_in_set": "both",  # or "array", "string"
    "port_map_in_get": "string",  # or "array"
    "authpswd_readback": "clear",  # or "empty"
    "sip_server_token": "sip_server",  # the token of "SIP Server", which is shown nowhere
    # MMS and socks5.
    "mms_status_name": "query",  # or "get", "both": <name>_mms_sending_status
    "mms_port_type": "string",  # or "integer", "both"
    "mms_send_code": 202,  # the example of 23.4 has 200
    "mms_file_ids": "single",  # or "both": file_id may be an array
    "mms_seconds": 0.1,
    "mms_fail_numbers": [],
    "socks_base_port": 1080,
    # DRP server in front of the gateway (section 26).
    "drp": False,
    "drp_username": "admin",
    "drp_password": "lab-sms_gateway-drp-pw1",
    "drp_session": "cookie",  # or "peer": how the DRP server knows a client again
}
