# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The switches of the lab's router: one for each point where document and practice leave variants.

The default is the document's own form; where the document contradicts itself, the form of its examples. "Own choice"
marks what neither the document nor the field notes say. ``username`` and ``password`` (the administrator's) belong to
every device of the lab.
"""

from __future__ import annotations

from typing import Any

DEFAULTS: dict[str, Any] = {
    # -- the product -------------------------------------------------------------------------------------------------
    # Running firmware. An endpoint that this version does not have yet (document: "Available in") is unknown to it.
    "firmware": "8.1.1 build 4899",
    # None: two images, the other one being the predecessor; else the answer of info.firmware without `order`.
    "firmware_images": None,
    "gps": True,  # False: info.location fails
    "access_point": True,  # False: cmd.ap answers {"support": false} and nothing else
    "max_device": False,  # True: a MAX product, where status.wan.connection ignores `lite`
    "remote_sim": False,  # whether simCardScheme remote_sim is supported
    "cellular_allowance": True,  # whether the device supports bandwidth allowance of cellular
    "priority_max": 4,  # largest WAN priority (field notes: 1-4, and 0 in the document's example)
    "reboot_seconds": 1.0,  # how long cmd.system.reboot leaves the router deaf (own choice)
    # The id of the WAN by which requests over HTTPS come: while it is disabled, nobody gets an answer that way (own choice). HTTP
    # then stands for the LAN.
    "https_through_wan": None,
    # -- requests ----------------------------------------------------------------------------------------------------
    "list_separator": "any",  # "any": space, comma, repeated key; "space": what the document shows, nothing else
    "strict_ids": False,  # True: ids in a body must be JSON numbers; False: strings of digits too, as in some examples
    "accept_form_bodies": False,  # True: form-encoded bodies and query arguments of a POST work too (field notes, 1)
    "auth_client_action": "optional",  # "required": without it no client is made (overview and reference differ)
    "instant_active_strings": True,  # instantActive is typed String: the strings true/false besides the booleans
    # -- authentication ----------------------------------------------------------------------------------------------
    "read_only_username": "user",
    "read_only_password": "lab-peplink-ro-pw1",
    "session_limit": 3,  # concurrent sessions; one more login is refused
    "idle_timeout": 14400,  # seconds without a request after which a session ends; 0: never
    "double_cookie": False,  # True: login sends two Set-Cookie headers, of which the last one counts
    "failure_status": 200,  # HTTP status of failures of authentication: 200 | 401
    "bad_login_code": 401,  # code of a login with bad credentials: 401 | 301
    "token_lifetime": 172800,  # seconds
    "expires_in_form": "number",  # "number" | "string"
    "client_settle_seconds": 0,  # a grant for a client younger than this fails (a limit seen in practice: 1)
    "read_only_config": "allow",  # 401: tokens of scope api.read-only may not GET config.*
    # -- answers in general ------------------------------------------------------------------------------------------
    "unknown_endpoint": "unknown function",  # | "Unsupported request" | "html" (404 page)
    "unknown_id": "skip",  # GET with an id filter: "skip" what does not exist, or "fail" (own choice, both)
    "ids_as_strings": False,  # True: ids in `order` and `connId` of answers are strings
    "beta_notice": True,  # {"notice": {"status": "beta"}} for endpoints that are marked beta
    # -- configuration -----------------------------------------------------------------------------------------------
    "config_reads": "running",  # what GET config.* shows between a write and cmd.config.apply: "running" | "pending"
    "applies_by_itself": False,  # True: config.* writes take effect at once, nothing is ever pending
    # The document names no way back into the untagged LAN. True: null is one, as for the members of which it says so.
    "null_clears_vlan": False,
    "apply_nothing": "ok",  # cmd.config.apply with nothing pending: "ok" | "fail"
    "apply_warning": None,  # text of `warning` in the answer of cmd.config.apply
    "silently_ignores": [],  # dotted paths within a config.* item ("connection.priority") that are accepted, not taken
    "priority_enables": False,  # whether a priority re-enables a disabled WAN
    "undocumented_reads": False,  # True: GET config.wan.connection.priority exists
    "gpio_undocumented_modes": True,  # mode toggle_high, which the table lacks and the document's example uses
    # -- config.wan.connection, the answer ---------------------------------------------------------------------------
    "method_form": "dhcp",  # method: "dhcp" (example) | "DHCP" (table: "Static IP") | "object" {type, detail}
    "mode_key": "mode",  # "mode" | "routingMode"; also in status.wan.connection
    "bandwidth_key": "bandwidth",  # in bandwidth.upload and .download: "bandwidth" | "value"
    "health_unit": "seconds",  # of healthcheck.timeout: "seconds" | "milliseconds"
    "health_method_key": "nslookup",  # name of the object for method nslookup: "nslookup" (example) | "dns" (table)
    "dns_key": "host",  # "host" (example) | "server" (table)
    "hot_standby_key": "hotStandby",  # | "hotStandBy"
    "pepvpn_nat_keys": "both",  # "both" | "pepVpnNat" | "pepvpnNat"
    "disconnect_word": "disconnnect",  # in bandwidthAllowanceMonitor.action: as the table spells it | "disconnect"
    "physical_cellular_type": "gobi",  # physical.type of a cellular WAN: "gobi" (table) | "cellular"
    "mask_passwords": "ddns",  # which passwords read as @~HiDdEn~@: "ddns" | "all"
    "allowance_factor": 1024,  # MB in a GB, GB in a TB (own choice)
    "undocumented_readback": True,  # what the answer's tables don't have (cellular, wifi, ttl, ..) is read back in the
    # request's shape and under its name; False: it is left out (own choice, both)
    "update_answer": "document",  # POST answers "document": all WANs, connection and healthcheck | "changed": in full
    # -- status and commands -----------------------------------------------------------------------------------------
    "undocumented_status_keys": False,  # timestamp, reportTimestamp, supportGatewayProxy beside the WAN ids
    "status_static_word": "static",  # status.wan.connection method: "static" | "staticIp" (seen)
    "status_wifi_type": "wireless",  # | "wifi"
    "sim_allowance_order": True,  # `order` among the SIMs of status.wan.connection.allowance (table yes, example no)
    "inactive_connection_type": "absent",  # of status.client, firmware 8.1.1: "absent" (table) | "kept" (example)
    "sms_text_key": "message",  # "message" (example) | "content" (table)
    "sms_length_form": "string",  # "string" (example) | "number" (table)
    "carrier_reference_key": "cellularNetwork",  # "cellularNetwork" (example) | "selectedCarrier" (table)
    "carrier_scan_seconds": 0,  # how long a carrier scan reports "scanning"
    "wifi_connect_seconds": 0,  # until cmd.wifi.result tells the outcome of cmd.wifi.connect
}
