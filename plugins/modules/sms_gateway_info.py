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
  - Incoming messages are read so that they do not count as read afterwards, unless O(incoming_sms.flag=unread) asks for it.
extends_documentation_fragment:
  - telco.cpe.attributes.info
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.connection
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
      - V(ports), the state of the ports and their SIM cards, by O(ports).
      - V(status), the load of processor, memory and flash.
      - V(config), the SIP and routing configuration, by O(config).
      - V(cdr), the call detail records, by O(cdr).
      - V(queue), the number of messages that wait to be sent.
      - V(incoming_sms), received messages, by O(incoming_sms).
      - V(sms_result), the results of sending, by O(sms_result).
      - V(deliver_status), the delivery reports, by O(deliver_status).
      - V(stk), what the SIM application toolkit shows, by O(stk), which is required then.
  ports:
    type: dict
    description: Filters of V(ports).
    suboptions:
      port:
        type: list
        elements: int
        description: Only these ports, 0 to 31 each. Some firmwares refuse the query if one of them does not exist.
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
          - What to tell about the ports.
          - All but V(smsc) if omitted, because V(smsc) occurs in the API's examples only, and some firmwares may refuse it.
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
  cdr:
    type: dict
    description: Filters of V(cdr).
    suboptions:
      port:
        type: list
        elements: int
        description: Only calls of these ports, 0 to 31 each.
      time_after:
        type: str
        description: Only what happened after this time, C(YYYY-MM-DD HH:MM:SS) by the gateway's clock.
      time_before:
        type: str
        description: Only what happened before this time, C(YYYY-MM-DD HH:MM:SS) by the gateway's clock.
  incoming_sms:
    type: dict
    description: Filters of V(incoming_sms).
    suboptions:
      incoming_sms_id:
        type: int
        description:
          - Only messages with a greater ID. To go on where the last run ended, give the greatest ID that it returned.
          - V(0), the API's default, is no limit.
      flag:
        type: str
        choices: [all, read, unread]
        description:
          - Which messages to read. Unlike the API, V(all) if omitted.
          - With V(unread) those that it returns count as read from then on. In check mode the same messages are found without that.
          - If a run with V(unread) fails for want of an answer, messages may count as read that were never returned. Read them with V(all).
      port:
        type: list
        elements: int
        description: Only messages to these ports, 0 to 31 each.
  sms_result:
    type: dict
    description: Filters of V(sms_result).
    suboptions:
      number:
        type: list
        elements: str
        description: Only messages to these numbers, 1 to 32 of them, each of at most 24 bytes.
      port:
        type: list
        elements: int
        description: Only messages from these ports, 0 to 31 each.
      time_after:
        type: str
        description: Only what happened after this time, C(YYYY-MM-DD HH:MM:SS) by the gateway's clock.
      time_before:
        type: str
        description: Only what happened before this time, C(YYYY-MM-DD HH:MM:SS) by the gateway's clock.
      user_id:
        type: list
        elements: int
        description: Only messages that were sent with these user IDs, each 0 or greater.
  deliver_status:
    type: dict
    description: Filters of V(deliver_status).
    suboptions:
      number:
        type: list
        elements: str
        description: Only messages to these numbers, 1 to 32 of them, each of at most 24 bytes.
      port:
        type: list
        elements: int
        description: Only messages from these ports, 0 to 31 each.
      time_after:
        type: str
        description: Only what happened after this time, C(YYYY-MM-DD HH:MM:SS) by the gateway's clock.
      time_before:
        type: str
        description: Only what happened before this time, C(YYYY-MM-DD HH:MM:SS) by the gateway's clock.
  stk:
    type: dict
    description: Filters of V(stk).
    suboptions:
      port:
        type: list
        required: true
        elements: int
        description: The ports to ask, 0 to 31 each, a request for each.
notes:
  - Filters of a subset that is not in O(gather) are an error.
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
    ports:
      info_type: [reg, signal, number]
  register: read

- name: Name the ports that are not registered
  ansible.builtin.debug:
    msg: "{{ read.sms_gateway.ports | rejectattr('reg', 'eq', 'REGISTER_OK') | map(attribute='port') }}"

- name: Read the messages that came since the last run, without marking them as read
  telco.cpe.sms_gateway_info:
    gather: [incoming_sms]
    incoming_sms:
      incoming_sms_id: "{{ last_incoming_sms_id | default(0) }}"

- name: Read the routes from IP to the telephone network, and two SIP trunks
  telco.cpe.sms_gateway_info:
    gather: [config]
    config:
      ip_to_tel_routing: []
      sip_trunk: [0, 31]
"""

RETURN = r"""
sms_gateway:
  description:
    - What was gathered, a key for each subset in O(gather); or what O(query) makes of it. Secrets are masked.
    - Names are those of the API. Numbers are numbers where the API's document says so. Credits and times of calls, and everything in
      RV(sms_gateway.status), are text there.
  returned: success
  type: dict
  contains:
    ports:
      description:
        - The ports, each with C(port) and what O(ports.info_type) asks for.
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

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.info import Info, Subset
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import config, inbox, ports, records, sms, stk
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.filters import FILTERS, given
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY


class SmsGatewayInfo(Info):
    """The reading operations of the HTTP API (V1.2, 3 to 6, 10, 12, 13, 16, 19)."""

    vendor = SMS_GATEWAY
    key = "sms_gateway"
    table = FILTERS
    subsets: t.ClassVar[dict[str, Subset]] = {
        "ports": Subset("ports"),
        "status": Subset("status"),
        "config": Subset("config", default=False),
        "cdr": Subset("cdr", default=False),
        "queue": Subset("queue"),
        "incoming_sms": Subset("incoming_sms", default=False),
        "sms_result": Subset("sms_result", default=False),
        "deliver_status": Subset("deliver_status", default=False),
        "stk": Subset("stk", default=False),
    }
    selectors: t.ClassVar[dict[str, t.Any]] = Info.gather_spec(subsets)

    def validate(self) -> None:
        super().validate()
        for node in FILTERS.fields:
            filters = given(self.params[node.option])
            if filters and node.option not in self.params["gather"]:
                raise OptionError(
                    node.option, f"has filters of a subset that is not gathered: add {node.option} to gather"
                )
            after, before = filters.get("time_after"), filters.get("time_before")
            if after and before and after > before:
                raise OptionError(f"{node.option}.time_after", f"{after!r} is later than time_before, {before!r}")
        if "stk" in self.params["gather"] and "port" not in self._filters("stk"):
            raise OptionError("stk.port", "is required to gather stk: the ports to ask")

    def execute(self) -> dict[str, t.Any]:
        result = super().execute()
        if self.client.sn:
            result["sn"] = self.client.sn
        return result

    def _filters(self, subset: str) -> dict[str, t.Any]:
        return given(self.params[subset])

    def ports(self) -> list[dict[str, t.Any]]:
        filters = self._filters("ports")
        query = ports.query(filters.get("port"), filters.get("info_type", ports.INFO_TYPES))
        return ports.port_infos(self.client.get(ports.GET_PORT_INFO, query))

    def status(self) -> dict[str, t.Any]:
        answer: dict[str, t.Any] = self.client.post("api/get_status", ["performance"], keys=["performance"])
        return answer

    def config(self) -> dict[str, t.Any]:
        body = self._filters("config") or {section: [] for section in config.SECTIONS}
        return config.sections(self.client.post(config.GET_CONFIG, body, keys=config.SECTIONS))

    def cdr(self) -> list[dict[str, t.Any]]:
        answer = self.client.post("api/get_cdr", self._filters("cdr"))
        found = records.records(answer, "cdr", "info")
        return [records.normal(entry, records.CDR_NUMBERS, records.CDR_NAMES) for entry in found]

    def queue(self) -> dict[str, t.Any]:
        return {"in_queue": sms.in_queue(self.client)}

    def incoming_sms(self) -> dict[str, t.Any]:
        filters = self._filters("incoming_sms")
        flag, after, port = filters.get("flag", inbox.ALL), filters.get("incoming_sms_id", 0), filters.get("port")
        if flag == inbox.UNREAD and self.check_mode:
            return inbox.unread_unmarked(self.client, after, port)
        return inbox.messages(self.client, flag, after, port)

    def sms_result(self) -> list[dict[str, t.Any]]:
        answer = self.client.post(sms.QUERY_SMS_RESULT, self._filters("sms_result"))
        return [records.normal(entry, records.SMS_RESULT_NUMBERS) for entry in records.records(answer, "result")]

    def deliver_status(self) -> list[dict[str, t.Any]]:
        answer = self.client.post(sms.QUERY_SMS_DELIVER_STATUS, self._filters("deliver_status"))
        return [records.normal(entry, records.DELIVER_STATUS_NUMBERS) for entry in records.records(answer, "result")]

    def stk(self) -> list[dict[str, t.Any]]:
        return [stk.view(self.client, port) for port in self._filters("stk")["port"]]


RESOURCE = SmsGatewayInfo


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
