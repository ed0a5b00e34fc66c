#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sms_gateway_mms
short_description: Send an MMS by an SMS gateway
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Uploads files to an SMS gateway, and sends files that it has as an MMS, once a call. Either can be done alone.
  - The gateway knows nothing by which an MMS could be told from another. It is sent at each run. If the answer to it is lost the module
    fails, says so, and does not repeat it.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.sms_gateway
  - telco.cpe.attributes.command
  - telco.cpe.connection
  - telco.cpe.sms_gateway
options:
  file:
    type: list
    elements: dict
    description: The files to upload, first of all. What the gateway had under their numbers is replaced.
    suboptions:
      file_id:
        type: int
        required: true
        description: Number under which the gateway keeps the file, 0 to 31.
      src:
        type: path
        required: true
        description: The file, on the host on which the module runs.
  port:
    type: int
    description: Number of the port to send from, 0 to 31. It needs an MMS configuration, see M(telco.cpe.sms_gateway_mms_settings).
  title:
    type: str
    description: The title of the MMS.
  number:
    type: str
    description:
      - Phone number of the recipient, at most 24 bytes of digits. C(+) may stand in front of an international number.
      - If omitted nothing is sent, and files are only uploaded.
  file_id:
    type: list
    elements: int
    description:
      - Numbers of the files to send, 0 to 31 each, 1 to 5 of them. By the API's document a single one, which all firmwares take.
  wait_for:
    type: str
    choices: [accepted, sent]
    default: accepted
    description: Whether the run is over when the gateway has taken the MMS, or when it is sent. A failure of sending fails the run.
  wait_timeout:
    type: int
    default: 60
    description: Seconds to wait with O(wait_for=sent).
  poll_interval:
    type: float
    default: 2
    description: Seconds between two looks while waiting, at least 0.1.
notes:
  - Gateways ban an address after repeated failed logins. The module sends its credentials once only, so a wrong password fails at once.
seealso:
  - module: telco.cpe.sms_gateway_mms_settings
  - module: telco.cpe.sms_gateway_sms
"""

EXAMPLES = r"""
# How to reach the gateway (sms_gateway_api_url, sms_gateway_api_username, sms_gateway_api_password) comes from the inventory.
- name: Send a picture
  telco.cpe.sms_gateway_mms:
    file:
      - file_id: 0
        src: "{{ playbook_dir }}/site.jpg"
    port: 0
    title: The site this morning
    number: "13714637674"
    file_id: [0]
    wait_for: sent

- name: Send it to somebody else, too
  telco.cpe.sms_gateway_mms:
    port: 0
    title: The site this morning
    number: "10086"
    file_id: [0]
"""

RETURN = r"""
mms:
  description: What was done. Not in check mode. Also in a failed result if the MMS was accepted.
  returned: success
  type: dict
  contains:
    file:
      description: Numbers of the files that were uploaded.
      type: list
      elements: int
    mms_id:
      description: Number of the MMS, if one was sent.
      type: int
    sent:
      description: Whether it is sent, if that was waited for.
      type: bool
  sample: {"file": [0], "mms_id": 1, "sent": true}
plan:
  description: The requests, in order; in check mode those that a run would send. An upload shows the file's name and size in bytes.
  returned: success
  type: list
  elements: dict
  sample:
    - {"method": "POST", "endpoint": "api/mms_file/file0", "payload": {"file": "site.jpg", "size": 48213}}
    - {"method": "POST", "endpoint": "api/send_mms", "payload": {"port": 0, "title": "Site", "number": "10086", "file_id": 0}}
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group, Items
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway import checks, mms, ports, waiting
from ansible_collections.telco.cpe.plugins.module_utils._sms_gateway.vendor import SMS_GATEWAY


class Mms(mms.MmsCommand):
    """mms_file, send_mms and the status of an MMS (HTTP API V1.2, 22 to 24)."""

    vendor = SMS_GATEWAY
    key = "mms"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "wait_for": {"type": "str", "choices": ["accepted", "sent"], "default": "accepted"},
        **waiting.options(60, 2.0),
    }
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_one_of": [("file", "number")],
        "required_together": [("port", "title", "number", "file_id")],
    }
    table = Group(
        "",
        (
            Items(
                "file",
                (
                    Field("file_id", type="int", required=True, range=mms.FILE_RANGE),
                    Field("src", type="path", required=True),
                ),
                count=(1, mms.FILE_RANGE[1] + 1),
            ),
            Field("port", type="int", range=ports.PORT_RANGE),
            Field("title"),
            Field("number", check=checks.phone_number),
            Field("file_id", type="list", elements="int", range=mms.FILE_RANGE, count=(1, mms.FILES_AT_ONCE)),
        ),
    )


RESOURCE = Mms


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
