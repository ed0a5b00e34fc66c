# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

import re
import textwrap


def _nested(options: str) -> str:
    """The documentation of options as suboptions of ``devices``, with references that lead there."""
    names = "|".join(re.findall(r"^  (\w+):$", options, re.MULTILINE))
    nested = re.sub(rf"\bO\(({names})(?=[=)])", r"O(devices[].\1", options)
    return textwrap.indent(nested.removeprefix("\noptions:"), "    ")


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  api_url:
    type: str
    description:
      - Address of the APIO server with the prefix of its API, such as V(https://apio.example.com/api/v1), or
        V(https://apio.example.com/api/v01/p1) behind APIO Core.
      - Required, here, in C(module_defaults), as the variable C(access_device_api_url) of the host, or as the environment variable
        E(ACCESS_DEVICE_API_URL), in this order.
  api_token:
    type: str
    description:
      - Bearer token, as APIO Core issues them. Used instead of user name and password.
  auth:
    type: str
    choices: [session, basic]
    default: session
    description:
      - How O(api_username) and O(api_password) authenticate.
      - V(session) logs in once a run, for a session cookie, or behind APIO Core for a token.
      - V(basic) sends them with every request (HTTP Basic authentication), for servers that are set up so.
  timeout:
    type: int
    default: 60
    description:
      - Seconds to wait for a connection, and for an answer.
"""

    GROUP = r"""
options:
  tenant_id:
    type: str
    description:
      - The tenant (service provider or enterprise).
      - Required, here or as the variable C(access_device_tenant_id) of the host.
  group_id:
    type: str
    description:
      - The group of the tenant.
      - Required, here or as the variable C(access_device_group_id) of the host.
"""

    DEVICE = r"""
options:
  tenant_id:
    type: str
    description:
      - The tenant (service provider or enterprise).
      - Required, here or as the variable C(access_device_tenant_id) of the host.
  group_id:
    type: str
    description:
      - The group of the tenant.
      - Required, here or as the variable C(access_device_group_id) of the host.
  device_name:
    type: str
    required: true
    description: Name of the device, 1 to 40 characters.
"""

    # The options of one device, as access_device has them, and access_device_fleet for each of many.
    OPTIONS = r"""
options:
  device_name:
    type: str
    required: true
    description: Name of the device, 1 to 40 characters. A device can't be renamed.
  device_type:
    type: str
    description: Type of the device, 1 to 40 characters. Required where the device is to be created.
  protocol:
    type: str
    description: Signalling protocol, such as V(SIP 2.0), 1 to 20 characters.
  net_address:
    type: str
    description: Network address (IP address or host name) of the device, at most 80 characters.
  port:
    type: int
    description: Port at the network address, 1025 to 65535.
  outbound_proxy_server_net_address:
    type: str
    description: Address of the outbound proxy, at most 80 characters.
  stun_server_net_address:
    type: str
    description: Address of the STUN server, at most 80 characters.
  mac_address:
    type: str
    description:
      - MAC address, twelve hexadecimal digits in any common notation (V(22:11:00:cc:bb:aa), V(221100CCBBAA), V(2211.00cc.bbaa)).
      - Compared without regard to separators and case; sent as twelve upper-case digits.
  serial_number:
    type: str
    description: Serial number, at most 80 characters.
  description:
    type: str
    description: Description, at most 80 characters.
  physical_location:
    type: str
    description: Physical location, at most 1024 characters.
  transport_protocol:
    type: str
    choices: [UDP, TCP, TLS, Unspecified]
    description: Transport protocol.
  use_custom_user_name_password:
    type: bool
    description: Whether the device authenticates with O(user_name) and O(password) instead of those of its type.
  user_name:
    type: str
    description:
      - User name with which the device fetches its configuration, at most 161 characters.
      - To clear it clears the password with it.
  password:
    type: str
    description:
      - The password that goes with O(user_name), 1 to 60 characters. Sent with the user name that the device has, if none is given.
      - The server never returns it, so that it can't be compared. See O(update_secrets).
  recreate:
    type: bool
    default: false
    description:
      - Whether to delete the device and create it again where a change is asked for that an existing device can't undergo.
      - What the options leave alone is kept. What the server does not show (the password, custom tags, custom files) is lost,
        unless it is given; a device with credentials of its own is refused without O(password).
      - Refused for a device with connected users, which the API can't attach again.
      - Where the server refuses to create it, the device is created again as it was, and the module fails.
  clear:
    type: list
    elements: str
    default: []
    description:
      - Options that are to be unset, of V(net_address), V(port), V(outbound_proxy_server_net_address),
        V(stun_server_net_address), V(mac_address), V(serial_number), V(description), V(physical_location) and V(user_name).
      - It is an error to name another one, or one that is set at the same time.
"""

    # Annotated, so that ansible-test does not take it for the text itself.
    FLEET: str = r"""
options:
  devices:
    type: list
    elements: dict
    required: true
    description:
      - The devices. Options of each are those of M(telco.cpe.access_device), and mean the same.
      - A device may occur once.
    suboptions:
      tenant_id:
        type: str
        description: The tenant of the device. O(tenant_id) unless given.
      group_id:
        type: str
        description: The group of the device. O(group_id) unless given.
      state:
        type: str
        choices: [present, absent]
        default: present
        description: Whether the device is to exist.""" + _nested(OPTIONS)
