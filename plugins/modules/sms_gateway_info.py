#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_info
short_description: Gather information about an SMS gateway
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Reads what an SMS gateway tells about itself, its ports, its configuration, its calls and its messages.
  - Incoming messages are read so that they do not count as read afterwards, unless O(flag=unread) asks for it.
extends_documentation_fragment:
  - telco.cpe.attributes.info
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.sms_gateway
  - telco.cpe.engine.info
options:
  gather:
    type: list
    elements: str
    choices: [ports, status, config, cdr, queue, incoming_sms, sms_result, deliver_status, stk]
    default: [ports, status, queue]
    description:
      - What to gather.
      - V(ports), the state of the ports and their SIM cards, by O(port) and O(info_type).
      - V(status), the load of processor, memory and flash.
      - V(config), the SIP and routing configuration, by O(config).
      - V(cdr), the call detail records, by O(port), O(time_after) and O(time_before).
      - V(queue), the number of messages that wait to be sent.
      - V(incoming_sms), received messages, by O(flag), O(incoming_sms_id) and O(port).
      - V(sms_result), the results of sending, by O(number), O(port), O(time_after), O(time_before) and O(user_id).
      - V(deliver_status), the delivery reports, by O(number), O(port), O(time_after) and O(time_before).
      - V(stk), what the SIM application toolkit shows, of each port in O(port), which is required then.
  port:
    type: list
    elements: int
    description:
      - Ports to which V(ports), V(cdr), V(incoming_sms), V(sms_result), V(deliver_status) and V(stk) are limited, 0 to 31 each. All ports if omitted.
      - Some firmwares refuse a query in which one port does not exist.
  info_type:
    type: list
    elements: str
    choices:
      - type
      - imei
      - imsi
      - iccid
      - number
      - reg
      - slot
      - callstate
      - signal
      - gprs
      - remain_credit
      - remain_monthly_credit
      - remain_daily_credit
      - remain_daily_calltime
      - remain_hourly_calltime
      - remain_daily_connect
      - smsc
    description:
      - What to tell about ports. All but V(smsc) if omitted, because V(smsc) occurs in the API's examples only, and some firmwares refuse it.
  time_after:
    type: str
    description: Limits V(cdr), V(sms_result) and V(deliver_status) to what happened after this time, C(YYYY-MM-DD HH:MM:SS) by the gateway's clock.
  time_before:
    type: str
    description: Limits V(cdr), V(sms_result) and V(deliver_status) to what happened before this time, C(YYYY-MM-DD HH:MM:SS) by the gateway's clock.
  number:
    type: list
    elements: str
    description: Limits V(sms_result) and V(deliver_status) to messages to these numbers, 32 at most, each of at most 24 bytes.
  user_id:
    type: list
    elements: int
    description: Limits V(sms_result) to messages that were sent with these user IDs, each 0 or greater.
  flag:
    type: str
    choices: [all, read, unread]
    default: all
    description:
      - Which of the incoming messages to read.
      - With V(unread) those that it returns count as read from then on. In check mode the same messages are found without that.
      - After V(unread) has failed for want of an answer, messages may count as read that were never returned. Read them with V(all).
  incoming_sms_id:
    type: int
    description:
      - Limits V(incoming_sms) to messages with a greater ID. To continue where the last run ended, give the greatest ID that it returned.
      - V(0), the API's default, is no limit.
  config:
    type: dict
    description:
      - Which sections of the configuration to read, each with the indexes of the entries. An empty list stands for all entries.
      - All entries of all sections if omitted.
    suboptions:
      sip_proxy:
        type: list
        elements: int
        description: The SIP proxy. There is one, without an index, so that only an empty list is allowed.
      sip_trunk:
        type: list
        elements: int
        description: SIP trunks by index, 0 to 31.
      ip_to_tel_routing:
        type: list
        elements: int
        description: Routes from IP to the telephone network by index, 0 to 63.
      tel_to_ip_routing:
        type: list
        elements: int
        description: Routes from the telephone network to IP by index, 0 to 63.
      port_group:
        type: list
        elements: int
        description: Port groups by index, 0 to 31.
notes:
  - A filter that nothing in O(gather) takes is an error.
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_port
"""

EXAMPLES = r"""
- name: See which ports are registered
  telco.cpe.sms_gateway_info:
    api_url: https://192.168.11.1
    api_username: admin
    api_password: "{{ vault_gateway_password }}"
    gather: [ports]
    info_type: [reg, signal, number]
  register: gateway

- name: Name the ports that are not registered
  ansible.builtin.debug:
    msg: "{{ gateway.gateway.ports | rejectattr('reg', 'eq', 'REGISTER_OK') | map(attribute='port') }}"

- name: Read the messages that came since the last run, without marking them as read
  telco.cpe.sms_gateway_info:
    gather: [incoming_sms]
    incoming_sms_id: "{{ last_incoming_sms_id | default(0) }}"

- name: Read the routes from IP to the telephone network, and two SIP trunks
  telco.cpe.sms_gateway_info:
    gather: [config]
    config:
      ip_to_tel_routing: []
      sip_trunk: [0, 31]
"""

RETURN = r"""
gateway:
  description:
    - What was gathered, a key for each subset in O(gather); or what O(query) makes of it. Secrets are masked.
    - Names are those of the API. Numbers are numbers where the API's document says so. Credits and times of calls, and everything in
      RV(gateway.status), are text there.
  returned: success
  type: dict
  contains:
    ports:
      description:
        - The ports, each with C(port) and what O(info_type) asks for.
        - What is asked for as C(remain_daily_calltime), C(remain_hourly_calltime) and C(remain_daily_connect) is told as
          C(remain_daily_call_time), C(remain_hourly_call_time) and C(remain_daily_connected).
        - A C(slot) of 255 says that the gateway is no multi-SIM gateway.
      type: list
      elements: dict
    status:
      description: Load of the gateway, under C(performance).
      type: dict
    config:
      description: The sections asked for. C(sip_proxy) is a dictionary, the others are lists. C(port_map) is a list of port numbers.
      type: dict
    cdr:
      description: Call detail records.
      type: list
      elements: dict
    queue:
      description: The number of messages waiting to be sent, under C(in_queue).
      type: dict
    incoming_sms:
      description: The messages under C(sms), and how many the gateway counts as C(read) and C(unread) at the first query.
      type: dict
    sms_result:
      description: Results of sending.
      type: list
      elements: dict
    deliver_status:
      description: Delivery reports. A C(status_code) of 0 is delivered, 32 to 63 a temporary, 64 to 255 a permanent error.
      type: list
      elements: dict
    stk:
      description: What the SIM application toolkit of each port shows, with its C(port). C(item) is a list.
      type: list
      elements: dict
  sample:
    ports:
      - port: 2
        reg: REGISTER_OK
        signal: 21
        number: "13714637674"
    queue:
      in_queue: 0
sn:
  description: Serial number of the gateway.
  returned: if an answer has told it, which those of C(status), C(config) and C(stk) do not
  type: str
  sample: da00-0030-1901-2817
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    NotFound,
    OptionError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info, Subset
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import checks, config, inbox, ports, records
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY

SUBSETS = {
    "ports": Subset("read_ports"),
    "status": Subset("read_status"),
    "config": Subset("read_config", default=False),
    "cdr": Subset("read_cdr", default=False),
    "queue": Subset("read_queue"),
    "incoming_sms": Subset("read_incoming_sms", default=False),
    "sms_result": Subset("read_sms_result", default=False),
    "deliver_status": Subset("read_deliver_status", default=False),
    "stk": Subset("read_stk", default=False),
}

# What takes which filter.
FILTERS = {
    "port": ("ports", "cdr", "incoming_sms", "sms_result", "deliver_status", "stk"),
    "info_type": ("ports",),
    "time_after": ("cdr", "sms_result", "deliver_status"),
    "time_before": ("cdr", "sms_result", "deliver_status"),
    "number": ("sms_result", "deliver_status"),
    "user_id": ("sms_result",),
    "incoming_sms_id": ("incoming_sms",),
    "config": ("config",),
}

STK_KEYS = ("title", "text", "input_type", "frame_id", "item")
PORTS = (1, ports.PORT_RANGE[1] + 1)


class Gateway(Info):
    """Every documented read (HTTP API V1.2, 3 to 6, 10, 12, 13, 16, 19)."""

    vendor = SMS_GATEWAY
    key = "gateway"
    subsets = SUBSETS
    selectors: t.ClassVar[dict[str, t.Any]] = {
        **Info.gather_spec(SUBSETS),
        "flag": {"type": "str", "choices": list(inbox.FLAGS), "default": inbox.ALL},
    }
    table = Group(
        "",
        (
            Field("port", type="list", elements="int", range=ports.PORT_RANGE, count=PORTS),
            Field(
                "info_type",
                type="list",
                elements="str",
                choices=(*ports.INFO_TYPES, ports.SMSC),
                count=(1, len(ports.INFO_TYPES) + 1),
            ),
            Field("time_after", check=checks.moment),
            Field("time_before", check=checks.moment),
            Field("number", type="list", elements="str", check=checks.queried_number, count=(1, 32)),
            Field("user_id", type="list", elements="int", range=(0, None)),
            Field("incoming_sms_id", type="int", range=(0, None)),
            Group(
                "config",
                (
                    Field(config.SIP_PROXY, type="list", elements="int", count=(0, 0)),
                    *(Field(name, type="list", elements="int", range=span) for name, span in config.INDEXES.items()),
                ),
            ),
        ),
    )

    def validate(self) -> None:
        super().validate()
        gathered = set(self.params["gather"])
        for option, takers in FILTERS.items():
            if self.params[option] is not None and not gathered & set(takers):
                raise OptionError(option, f"has no effect without one of these in gather: {', '.join(takers)}")
        if "stk" in gathered and self.params["port"] is None:
            raise OptionError("port", "is required with stk in gather")
        after, before = self.params["time_after"], self.params["time_before"]
        if after and before and after > before:
            raise OptionError("time_after", f"{after!r} is later than time_before, {before!r}")

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        if self.client.sn:
            result["sn"] = self.client.sn
        return result

    def read_ports(self) -> list[dict[str, t.Any]]:
        info_types = self.params["info_type"] or ports.INFO_TYPES
        return ports.port_infos(self.client.get(ports.GET_PORT_INFO, ports.query(self.params["port"], info_types)))

    def read_status(self) -> dict[str, t.Any]:
        answer: dict[str, t.Any] = self.client.post("api/get_status", ["performance"], keys=["performance"])
        return answer

    def read_config(self) -> dict[str, t.Any]:
        wanted = {name: indexes for name, indexes in (self.params["config"] or {}).items() if indexes is not None}
        body = wanted or {section: [] for section in config.SECTIONS}
        return config.sections(self.client.post(config.GET_CONFIG, body, keys=config.SECTIONS))

    def read_cdr(self) -> list[dict[str, t.Any]]:
        answer = self.client.post("api/get_cdr", self._filters("port", "time_after", "time_before"))
        return [
            records.normal(entry, records.CDR_NUMBERS, records.CDR_NAMES)
            for entry in records.records(answer, "cdr", "info")
        ]

    def read_queue(self) -> dict[str, t.Any]:
        try:
            answer = self.client.get("api/query_sms_in_queue")
        except (Unsupported, NotFound) as error:
            try:
                answer = self.client.get("api/query_sms_queue")  # what some firmwares call it
            except (Unsupported, NotFound):
                raise error from None
        return records.normal({"in_queue": answer.get("in_queue")}, ("in_queue",))

    def read_sms_result(self) -> list[dict[str, t.Any]]:
        body = self._filters("number", "port", "time_after", "time_before", "user_id")
        answer = self.client.post("api/query_sms_result", body)
        return [records.normal(entry, records.SMS_RESULT_NUMBERS) for entry in records.records(answer, "result")]

    def read_deliver_status(self) -> list[dict[str, t.Any]]:
        body = self._filters("number", "port", "time_after", "time_before")
        answer = self.client.post("api/query_sms_deliver_status", body)
        return [records.normal(entry, records.DELIVER_STATUS_NUMBERS) for entry in records.records(answer, "result")]

    def read_stk(self) -> list[dict[str, t.Any]]:
        return [self._stk_view(port) for port in self.params["port"]]

    def _stk_view(self, port: int) -> dict[str, t.Any]:
        view = self.client.get("GetSTKView", [("port", port)], keys=STK_KEYS)
        items = [records.normal(item, records.STK_ITEM_NUMBERS) for item in records.records(view, "item")]
        shown = records.normal(view, records.STK_NUMBERS)
        return {"port": port, **shown, **({"item": items} if "item" in view else {})}

    def read_incoming_sms(self) -> dict[str, t.Any]:
        flag, after, port = self.params["flag"], self.params["incoming_sms_id"] or 0, self.params["port"]
        if flag == inbox.UNREAD and self.check_mode:
            return inbox.unread_unmarked(self.client, after, port)
        return inbox.messages(self.client, flag, after, port)

    def _filters(self, *options: str) -> dict[str, t.Any]:
        return {option: self.params[option] for option in options if self.params[option] is not None}


RESOURCE = Gateway


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
