#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_sms
short_description: Send SMS by an SMS gateway, each exactly once
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Sends messages by an SMS gateway. A message with a O(param[].user_id) is sent exactly once. The gateway is asked first which of the
    user IDs it knows, and only the others are sent, so that a second run sends nothing.
  - If the answer to a request is lost, by a time-out or a broken connection, the gateway is asked again. If it knows the messages, all is
    well. If it does not come to know them within ten seconds, the run fails and does not send them again. The next run finds out.
  - A message without a O(param[].user_id) can't be known again. It is sent at each run, and if the answer is lost nobody knows whether it
    was sent. The module then fails, and does not repeat it.
  - With O(state=stopped) it stops sending what waits in the gateway's queue.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.connection
  - telco.cpe.sms_gateway
attributes:
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: partial
    details:
      - Full for messages with a O(param[].user_id), as long as the gateway keeps its record of them, and for O(state=stopped).
      - None for messages without, which are sent at each run.
options:
  state:
    type: str
    choices: [sent, stopped]
    default: sent
    description:
      - With V(sent), O(text) and O(param) are required, and the messages are sent.
      - With V(stopped), O(task_id) is required, and what these tasks have not sent yet is not sent any more.
  text:
    type: str
    description:
      - The text of the messages, at most 1500 bytes in UTF-8. Some firmwares take 670 characters at most.
      - Each C(#param#) in it is replaced by a string of the recipient's O(param[].text_param), in their order.
  param:
    type: list
    elements: dict
    description:
      - The recipients. A request takes 128 of them at most, so that more of them are sent in several requests.
      - With O(state=stopped), only the user IDs count. They are then what says whether there is still something to stop.
    suboptions:
      number:
        type: str
        required: true
        description:
          - Phone number, at most 24 bytes of digits. C(+) may stand in front of an international number.
          - Put it in quotes, so that YAML takes it for text.
      text_param:
        type: list
        elements: str
        description: As many strings as O(text) has C(#param#). With them the text must still have at most 1500 bytes.
      user_id:
        type: int
        description:
          - The number by which this message is known for ever, 0 or greater. Each message needs one of its own, that no other message
            of this gateway had before. Count them up.
          - A user ID that the gateway knows from a message to another number is an error, and nothing is sent.
          - Without it the message can't be sent exactly once. It is sent at each run.
  port:
    type: list
    elements: int
    description: The ports to send from, 0 to 31 each. The gateway chooses if omitted.
  encoding:
    type: str
    choices: [unicode, gsm-7bit]
    description:
      - How the text is encoded. V(unicode) carries everything, V(gsm-7bit) more characters per SMS.
      - A text with characters that V(gsm-7bit) lacks is refused, because they would arrive as question marks.
      - The API's default is V(unicode).
  request_status_report:
    type: bool
    description: Whether to ask for a report when a message is delivered. The API's default is V(true).
  task_id:
    type: list
    elements: int
    description: The tasks to stop, as RV(sms.task_id) of the run that sent the messages. Required with O(state=stopped).
  wait_for:
    type: str
    choices: [accepted, sent, delivered]
    default: accepted
    description:
      - When the run is over.
      - With V(accepted), as soon as the gateway has taken the messages.
      - With V(sent), when each message has left the gateway, whichever run sent it. All of them need a O(param[].user_id).
      - With V(delivered), when each message has been delivered. O(request_status_report) must not be V(false).
      - A message whose sending or delivery failed fails the run at once, and every further run that waits for it.
  wait_timeout:
    type: int
    default: 60
    description:
      - Seconds to wait for what O(wait_for) says. An SMS takes 2 to 8 seconds, on a bad network up to a minute, and a port sends one
        after the other.
  poll_interval:
    type: float
    default: 2
    description: Seconds between two looks while waiting, at least 0.1.
notes:
  - In check mode RV(sms.messages) shows the texts as they would arrive and, as C(count), how many SMS each takes, without a message sent.
  - With O(state=stopped) and without user IDs, check mode predicts a change as long as anything waits in the gateway's queue.
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_info
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Tell two customers that their order is there, each once, however often this runs
  telco.cpe.sms_gateway_sms:
    text: "Dear #param#, your order #param# is ready."
    encoding: gsm-7bit
    param:
      - number: "10086"
        user_id: 4711
        text_param: [Ms Li, A-17]
      - number: "10010"
        user_id: 4712
        text_param: [Mr Wang, A-18]
    wait_for: sent

- name: Alert whoever is on duty, from ports 2 and 3, until it is delivered
  telco.cpe.sms_gateway_sms:
    text: Link down at site 12
    port: [2, 3]
    param:
      - number: "13714637674"
        user_id: "{{ alert_number }}"
    wait_for: delivered
    wait_timeout: 120

- name: Send a greeting to many
  telco.cpe.sms_gateway_sms:
    text: 新年快乐
    param: "{{ customers }}"
  register: greeting

- name: Stop what is not sent yet
  telco.cpe.sms_gateway_sms:
    state: stopped
    task_id: "{{ greeting.sms.task_id }}"
  when: greeting.sms.task_id | length > 0
"""

RETURN = r"""
sms:
  description: The messages, and what the gateway said. Also returned when a run fails after the first request.
  returned: success
  type: dict
  contains:
    messages:
      description: The messages, in the order of O(param). Empty with O(state=stopped).
      type: list
      elements: dict
      contains:
        number:
          description: Phone number.
          type: str
        user_id:
          description: The user ID, if it has one.
          type: int
        text:
          description: The text as it arrives.
          type: str
        encoding:
          description: How it is encoded.
          type: str
        count:
          description: How many SMS the message takes, by 3GPP TS 23.038 and 23.040, or as the gateway tells once it is sent.
          type: int
        new:
          description: Whether this run sends it, rather than an earlier one.
          type: bool
        status:
          description: C(SENDING), C(SENT_OK), C(DELIVERED) or C(FAILED), if the gateway was asked after it was sent.
          type: str
        port:
          description: Port that sends it, if the gateway was asked.
          type: int
        time:
          description: When it was sent, by the gateway's clock, if the gateway was asked.
          type: str
        succ_count:
          description: How many of its SMS were sent, if the gateway was asked.
          type: int
        ref_id:
          description: The first reference of its SMS, if the gateway was asked.
          type: int
        imsi:
          description: IMSI of the SIM card that sends it, if the gateway was asked.
          type: str
        status_code:
          description: The delivery reports of its SMS, if O(wait_for=delivered) had to ask for them.
          type: list
          elements: int
    task_id:
      description: The tasks in which this run has sent messages, or with O(state=stopped) those that were to be stopped.
      type: list
      elements: int
    sms_in_queue:
      description: How many messages waited in the gateway when it took the last ones. Not with O(state=stopped).
      type: int
    stopped:
      description: The tasks that had something to stop. Only with O(state=stopped).
      type: list
      elements: int
  sample:
    messages:
      - number: "10086"
        user_id: 4711
        text: Dear Ms Li, your order A-17 is ready.
        encoding: gsm-7bit
        count: 1
        new: true
        status: SENT_OK
    task_id: [2]
    sms_in_queue: 1
plan:
  description: The requests, in order; in check mode those that a run would send.
  returned: success
  type: list
  elements: dict
unverified:
  description: C(text), if some messages had been sent before, because a gateway does not tell what it has sent.
  returned: success
  type: list
  elements: str
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import OptionError
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.resource import Resource
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import checks, ports, sms_text, waiting
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.sending import ACCEPTED, WAIT_FOR, Sending, stop
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.sms import Message
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY

# What is the same in every request, by the API's names, which are those of the options (2.2).
COMMON = ("text", "port", "encoding", "request_status_report")


def short_enough(text: str) -> str | None:
    """What a text may be, if ``text`` is none (2.2, 2.3)."""
    if 1 <= sms_text.size(text) <= sms_text.LONGEST_TEXT:
        return None
    return f"1 to {sms_text.LONGEST_TEXT} bytes in UTF-8"


class Sms(Resource):
    """send_sms, query_sms_result, query_sms_deliver_status and stop_sms (HTTP API V1.2, 2 to 5 and 9)."""

    vendor = SMS_GATEWAY
    key = "sms"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "state": {"type": "str", "choices": ["sent", "stopped"], "default": "sent"},
        "wait_for": {"type": "str", "choices": list(WAIT_FOR), "default": ACCEPTED},
        **waiting.options(60, 2.0),
    }
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_if": [("state", "sent", ("text", "param")), ("state", "stopped", ("task_id",))]
    }
    table = Group(
        "",
        (
            Field("text", check=short_enough),
            Items(
                "param",
                (
                    Field("number", required=True, check=checks.phone_number),
                    Field("text_param", type="list", elements="str"),
                    Field("user_id", type="int", range=(0, None)),
                ),
            ),
            Field("port", type="list", elements="int", range=ports.PORT_RANGE, count=(1, ports.PORT_RANGE[1] + 1)),
            Field("encoding", choices=sms_text.ENCODINGS),
            Field("request_status_report", type="bool"),
            Field("task_id", type="list", elements="int", range=(0, None), count=(1, 10_000)),
        ),
    )

    def validate(self) -> None:
        super().validate()
        waiting.check(self.params)
        if self.params["state"] == "stopped":
            return
        if not self.params["param"]:
            raise OptionError("param", "0 entries given, at least 1 is needed")
        if self.params["task_id"] is not None:
            raise OptionError("task_id", "is only valid with state stopped")
        self._check_user_ids()
        self._messages()
        if self.params["wait_for"] == "delivered" and self.params["request_status_report"] is False:
            raise OptionError("wait_for", "delivered is never told with request_status_report: false")

    def _check_user_ids(self) -> None:
        seen: dict[int, int] = {}
        for place, recipient in enumerate(self.params["param"]):
            user_id = recipient["user_id"]
            if user_id is None:
                if self.params["wait_for"] != ACCEPTED:
                    raise OptionError(
                        f"param[{place}].user_id", f"is required to wait until a message is {self.params['wait_for']}"
                    )
            elif seen.setdefault(user_id, place) != place:
                raise OptionError(
                    f"param[{place}].user_id",
                    f"{user_id} is that of param[{seen[user_id]}], too: each message needs its own",
                )

    @property
    def _encoding(self) -> str:
        return self.params["encoding"] or sms_text.UNICODE

    def _messages(self) -> list[Message]:
        """The messages as they will arrive. Raises OptionError for a text that can't be sent."""
        messages = []
        for place, recipient in enumerate(self.params["param"]):
            given = {name: value for name, value in recipient.items() if value is not None}
            try:
                text = sms_text.rendered(self.params["text"], given.get("text_param", []))
            except ValueError as error:
                raise OptionError(f"param[{place}].text_param", str(error)) from None
            if short_enough(text):
                raise OptionError(
                    f"param[{place}].text_param",
                    f"with it the text has {sms_text.size(text)} bytes, allowed is {short_enough(text)}",
                )
            lacking = sms_text.outside(text) if self._encoding == sms_text.GSM_7BIT else ""
            if lacking:
                raise OptionError(
                    "encoding", f"gsm-7bit lacks {lacking!r} of the text to {given['number']}, use unicode"
                )
            messages.append(Message(given, text, sms_text.segments(text, self._encoding)))
        return messages

    def execute(self) -> dict[str, t.Any]:
        if self.params["state"] == "stopped":
            user_ids = [entry["user_id"] for entry in self.params["param"] or [] if entry["user_id"] is not None]
            return stop(self, self.params["task_id"], user_ids)
        common = {name: self.params[name] for name in COMMON if self.params[name] is not None}
        return Sending(self, self._messages(), common, self._encoding).execute()


RESOURCE = Sms


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
