# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    DOCUMENTATION = r"""
options:
  api_url:
    type: str
    description:
      - Address of the router's web admin interface, such as V(https://192.168.50.1), with a port if it is not the usual one.
      - Required, here, in C(module_defaults), as the variable C(peplink_api_url) of the host, or as the environment variable
        E(PEPLINK_API_URL), in this order.
  api_token:
    type: str
    description:
      - Access token. Used instead of user name and password, or of O(client_id) and O(client_secret).
  client_id:
    type: str
    description:
      - Client ID. With O(client_secret) a token is granted for the run, and revoked at its end.
  client_secret:
    type: str
    description:
      - Client secret.
  state_path:
    type: path
    description:
      - Folder, on the machine that the module runs on, in which a run leaves a note while a change of its own is pending on the router.
        A run that is killed before the apply leaves it behind, and the next one applies what is pending.
      - The note names the router, the time and the API functions that were called. It holds no values.
      - Where runs have a new file system each time, as in an execution environment, a mounted folder lets notes outlive them.
      - Without it, C(telco.cpe/peplink) below E(XDG_STATE_HOME), or below C(~/.local/state).
  timeout:
    type: int
    default: 30
    description:
      - Seconds to wait for a connection, and for an answer.
"""
