#!/usr/bin/python

# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: peplink_wifi_wan
short_description: Connect a Wi-Fi WAN of a Peplink router to a network, disconnect it, or have it forget one
version_added: 1.0.0
author:
  - telco.cpe contributors (@telco-cpe)
description:
  - Connects the Wi-Fi WAN of a Peplink router to a network, and waits for the result.
  - A network to which it is connected already is left alone. The credentials with which it was connected can't be read, so that they
    are not compared; see O(update_secrets).
  - That the connection is a Wi-Fi WAN, and is enabled, is looked up first.
  - Needs firmware 7.1.1 or later. Before 8.0.0 what it is connected to is known from a scan.
extends_documentation_fragment:
  - telco.cpe.attributes
  - telco.cpe.attributes.peplink
  - telco.cpe.connection
  - telco.cpe.peplink
  - telco.cpe.engine.update_secrets
attributes:
  idempotent:
    description: A second run with the same options, on a system that has not changed meanwhile, changes nothing.
    support: partial
    details:
      - Whether the router remembers a network can be seen only while that is in reach. With O(state=forgotten) one that is not in reach
        is forgotten on each run, and RV(unverified) says so.
options:
  conn_id:
    type: str
    required: true
    description: ID of the Wi-Fi WAN connection.
  state:
    type: str
    choices: [connected, disconnected, forgotten]
    default: connected
    description:
      - V(connected), connected to O(ssid).
      - V(disconnected), not connected to O(ssid), or to nothing if that is omitted. The router may connect again by itself.
      - V(forgotten), without a profile for O(ssid) and O(security_policy), and not connected to it.
  ssid:
    type: str
    description: The network, 1 to 32 bytes in UTF-8. Required with O(state=connected) and O(state=forgotten).
  security_policy:
    type: str
    choices: [open, wep, wpa-eap, wpa-psk, 8021x]
    description:
      - Security policy of the network. Required with O(state=forgotten).
      - Needed to connect to a network for which the router has no profile yet.
  key:
    type: str
    description: Key, for the policies V(wep) and V(wpa-psk). If omitted, the router takes that of its profile.
  login_id:
    type: str
    description: Login of the Extensible Authentication Protocol, for the policies V(wpa-eap) and V(8021x).
  password:
    type: str
    description: Password of the Extensible Authentication Protocol, for the policies V(wpa-eap) and V(8021x).
  eap_method:
    type: str
    choices: [TTLS, PEAP]
    description: Method of the Extensible Authentication Protocol.
  eap_phase2:
    type: str
    choices: [CHAP, MSCHAP, MSCHAPV2, PAP]
    description: Phase 2 method of the Extensible Authentication Protocol.
  eap_authentication_id:
    type: str
    description: Outer identity of the Extensible Authentication Protocol, V(anonymous), V(credentials) or a name.
  preferred_bssid:
    type: str
    description: MAC address of the access point to prefer.
  verify:
    type: bool
    default: true
    description: Whether to wait for the result, and to fail if it is another than asked for.
  wait_timeout:
    type: int
    default: 60
    description: Seconds to wait for the result at most.
  poll_interval:
    type: float
    default: 1.0
    description: Seconds between two looks at the router, at least 0.1.
seealso:
  - module: telco.cpe.peplink_info
  - module: telco.cpe.peplink_wan
"""

EXAMPLES = r"""
# The connection options come from the inventory: peplink_api_url, peplink_api_username, peplink_api_password.
- name: Connect to the office network
  telco.cpe.peplink_wifi_wan:
    conn_id: 3
    ssid: Office
    security_policy: wpa-eap
    login_id: "{{ office_login }}"
    password: "{{ vault_office_password }}"
    eap_method: PEAP
    eap_phase2: MSCHAPV2

- name: Disconnect from whatever it is connected to
  telco.cpe.peplink_wifi_wan:
    conn_id: 3
    state: disconnected

- name: Forget the office network
  telco.cpe.peplink_wifi_wan:
    conn_id: 3
    ssid: Office
    security_policy: wpa-eap
    state: forgotten
"""

RETURN = r"""
wifi:
  description: The state as read back, or in check mode as it will be.
  returned: success
  type: dict
  contains:
    connected:
      description: Whether the WAN is connected to a network.
      type: bool
    ssid:
      description: The network, if it is connected.
      type: str
    bssid:
      description: MAC address of the access point, if it is connected and the router tells.
      type: str
    profile:
      description: Whether the router has a profile of the network, as far as is known.
      returned: with O(state=forgotten)
      type: bool
  sample: {"connected": true, "ssid": "Office", "bssid": "A2:E5:B8:00:00:02"}
plan:
  description: The writes, in order, secrets masked; in check mode those that a run would do.
  returned: success
  type: list
  elements: dict
  sample:
    - method: POST
      endpoint: cmd.wifi.connect
      payload: {"connId": 3, "ssid": "Office", "securityPolicy": "wpa-psk", "key": "********"}
unverified:
  description: Options that could not be compared with what the router holds.
  returned: success
  type: list
  elements: str
  sample: ["security_policy", "key"]
api_requests:
  description: HTTP requests that the run took, authentication included.
  returned: always
  type: int
"""

import typing as t

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import (
    ApiFailure,
    CpeError,
    NoAnswer,
    NotTaken,
    OptionError,
    ServerError,
    Unsupported,
)
from ansible_collections.telco.cpe.plugins.module_utils._core.fields import Field, Group
from ansible_collections.telco.cpe.plugins.module_utils._core.normal import to_bool, to_int
from ansible_collections.telco.cpe.plugins.module_utils._core.plan import Write
from ansible_collections.telco.cpe.plugins.module_utils._core.run import run_module
from ansible_collections.telco.cpe.plugins.module_utils._core.setting import Setting, Survey
from ansible_collections.telco.cpe.plugins.module_utils._peplink import connections
from ansible_collections.telco.cpe.plugins.module_utils._peplink.checks import byte_length, mac
from ansible_collections.telco.cpe.plugins.module_utils._peplink.vendor import PEPLINK
from ansible_collections.telco.cpe.plugins.module_utils._peplink.waiting import (
    check_waiting,
    wait_for,
    waiting_options,
)

POLICIES = ("open", "wep", "wpa-eap", "wpa-psk", "8021x")
WITH_KEY = ("security_policy", ("wep", "wpa-psk"))
WITH_EAP = ("security_policy", ("wpa-eap", "8021x"))
CONNECT = "cmd.wifi.connect"
DISCONNECT = "cmd.wifi.disconnect"
FORGET = "cmd.wifi.forget"

# What the results of cmd.wifi.result mean.
RESULTS = {
    "TIMEOUT": "it took too long",
    "PSK_AUTH_FAIL": "the key does not match",
    "EAP_AUTH_FAIL": "login_id and password are not accepted",
    "AP_NOT_FOUND": "no access point of that network is in reach",
    "UNKNOWN_FAIL": "the router can't tell why",
}

Held = dict[str, t.Any]


class WifiWan(Setting):
    """POST /api/cmd.wifi.connect, .disconnect and .forget, GET /api/cmd.wifi.result and .scan (Peplink Router API)."""

    vendor = PEPLINK
    key = "wifi"
    selectors: t.ClassVar[dict[str, t.Any]] = {
        "conn_id": {"type": "str", "required": True},
        "state": {"type": "str", "choices": ["connected", "disconnected", "forgotten"], "default": "connected"},
        **waiting_options(60, 1.0),
    }
    constraints: t.ClassVar[dict[str, t.Any]] = {
        "required_if": [("state", "connected", ("ssid",)), ("state", "forgotten", ("ssid", "security_policy"))]
    }
    table = Group(
        "",
        (
            Field("ssid", check=byte_length(1, 32)),
            Field("security_policy", choices=POLICIES),
            Field("key", secret=True, write_only=True, when=WITH_KEY),
            Field("login_id", when=WITH_EAP),
            Field("password", secret=True, write_only=True, when=WITH_EAP),
            Field("eap_method", choices=("TTLS", "PEAP"), when=WITH_EAP),
            Field("eap_phase2", choices=("CHAP", "MSCHAP", "MSCHAPV2", "PAP"), when=WITH_EAP),
            Field("eap_authentication_id", when=WITH_EAP),
            Field("preferred_bssid", check=mac),
        ),
    )

    def __init__(self, params: dict[str, t.Any], *, check_mode: bool) -> None:
        super().__init__(params, check_mode=check_mode)
        self._before: t.Any = None

    def validate(self) -> None:
        super().validate()
        check_waiting(self.params)
        allowed = {"connected": tuple(self.desired()), "disconnected": ("ssid",)}
        for option in self.desired():
            if option not in allowed.get(self.params["state"], ("ssid", "security_policy")):
                raise OptionError(option, f"is only valid with state connected, not with {self.params['state']}")

    def header(self) -> str:
        return f"{super().header()} {self.params['conn_id']}"

    # -- what is ----------------------------------------------------------------------------------------------------

    def _look(self) -> Held:
        """What the WAN is connected to. Raises NotFound, Unsupported, ApiFailure where it can't be."""
        try:
            wans = connections.read(self.client, lite=False)
        except Unsupported:
            return self._look_by_scan()
        wan = connections.pick_typed(self.client, wans, self.params["conn_id"], connections.WIFI)
        if to_bool(wan.get("enable")) is False and self.params["state"] == "connected":
            raise ApiFailure(
                f"{connections.called_so(self.params['conn_id'], wan)} is disabled and can't connect",
                device=self.client.connection.device,
                hint="Enable it with peplink_wan_priority or peplink_wan. Nothing was sent.",
            )
        wireless = wan.get("wireless") or wan.get("wifi") or {}
        if not wireless.get("ssid") or str(wan.get("statusLed", "")).lower() in ("gray", "empty"):
            return {"connected": False}
        return _connected(wireless)

    def _look_by_scan(self) -> Held:
        for heard in self._scan("status"):
            if to_bool((heard.get("status") or {}).get("connected")) is True:
                return _connected(heard)
        return {"connected": False}

    def _scan(self, info_type: str) -> list[Held]:
        answer = self.client.get("cmd.wifi.scan", [("connId", self.params["conn_id"]), ("infoType", info_type)])
        return [heard for heard in answer if isinstance(heard, dict)] if isinstance(answer, list) else []

    def _profile(self) -> bool | None:
        """Whether the router has a profile of the network; None where that is not in reach."""
        wanted = (self.params["ssid"], self.params["security_policy"])
        heard = [one for one in self._scan("config") if (one.get("ssid"), one.get("securityPolicy")) == wanted]
        return any(one.get("config") for one in heard) if heard else None

    def _is_there(self, held: Held) -> bool:
        """Whether it is connected to the network that is meant."""
        ssid = self.params["ssid"]
        return bool(held["connected"]) and ssid in (None, held.get("ssid"))

    # -- what is to be ----------------------------------------------------------------------------------------------

    def survey(self) -> Survey:
        held = self._look()
        return {"connected": self._connecting, "disconnected": self._disconnecting, "forgotten": self._forgetting}[
            self.params["state"]
        ](held)

    def _connecting(self, held: Held) -> Survey:
        wanted = self.desired()
        if not self._is_there(held) or self.params["update_secrets"] == "always":
            after = {"connected": True, "ssid": wanted["ssid"]}
            return Survey(held, after, [], self._unverified(held), [self._write(CONNECT, wanted)])
        return Survey(held, held, [], self._unverified(held), [])

    def _unverified(self, held: Held) -> list[str]:
        """The options with which it was connected, and that nothing shows."""
        given = self.desired()
        same = str(given.get("preferred_bssid")).lower() == str(held.get("bssid")).lower()
        return [name for name in given if name != "ssid" and not (name == "preferred_bssid" and same)]

    def _disconnecting(self, held: Held) -> Survey:
        if not self._is_there(held):
            return Survey(held, held, [], [], [])
        return Survey(held, {"connected": False}, [], [], [self._write(DISCONNECT, self.desired())])

    def _forgetting(self, held: Held) -> Survey:
        profile = self._profile()
        before = held if profile is None else {**held, "profile": profile}
        if profile is False and not self._is_there(held):
            return Survey(before, before, [], [], [])
        after = {"connected": False} if self._is_there(held) else dict(held)
        unverified = ["state"] if profile is None else []
        return Survey(before, {**after, "profile": False}, [], unverified, [self._write(FORGET, self.desired())])

    def _write(self, function: str, given: Held) -> Write:
        names = {node.option: node.api_name for node in self.table.fields}
        body = {names[option]: value for option, value in given.items()}
        return Write("POST", function, {"connId": to_int(self.params["conn_id"]), **body})

    # -- doing it ---------------------------------------------------------------------------------------------------

    def carry_out(self, plan: list[Write]) -> None:
        if plan[0].endpoint == CONNECT:
            self._before = self._result()
        super().carry_out(plan)

    def resume(self, error: CpeError) -> list[Write]:
        if self.params["state"] == "connected" and isinstance(error, NoAnswer) and self._wait_for_result():
            return []
        return super().resume(error)

    def abandon(self, error: CpeError) -> None:
        if isinstance(error, (NoAnswer, ServerError)):
            error.note("What became of it is not known")

    def finish(self) -> dict[str, t.Any]:
        if not self.params["verify"]:
            return {}
        if self.params["state"] == "connected":
            self._require_success()
        return {self.key: self._settle()}

    def _result(self) -> t.Any:
        """The last known result; None where there is none yet."""
        try:
            return self.client.get("cmd.wifi.result", [("connId", self.params["conn_id"])])
        except ApiFailure:
            return None

    def _wait_for_result(self) -> t.Any:
        """Wait for a result that was not there before; None if none comes."""
        seen = wait_for(self, self._result, lambda result: bool(result) and result != self._before, "the Wi-Fi WAN")
        return None if seen == self._before else seen

    def _require_success(self) -> None:
        """Raise ApiFailure where the router tells that it could not connect."""
        if self.params["update_secrets"] != "always" and self._is_there(self._look()):
            return
        result = self._wait_for_result()
        word = str((result or {}).get("result", "")).upper()
        if result is None or word == "CONNECTED":
            return
        said = result.get("message")
        raise ApiFailure(
            f"the Wi-Fi WAN {self.params['conn_id']} could not connect to {self.params['ssid']!r}: "
            f"{word}, {RESULTS.get(word, 'a result that no document has')}",
            device=self.client.connection.device,
            api_message=str(said) if said else None,
            hint="The router may keep what it was given as a profile of that network; state forgotten removes it.",
        )

    def _settle(self) -> Held:
        """Wait until the state is as desired. Raises NotTaken."""
        connected = self.params["state"] == "connected"
        held = wait_for(self, self._look, lambda seen: self._is_there(seen) == connected, "the Wi-Fi WAN")
        profile = self._profile() if self.params["state"] == "forgotten" else None
        if profile or self._is_there(held) != connected:
            now = f"is connected to {held['ssid']!r}" if held["connected"] else "is not connected"
            raise NotTaken(
                f"the Wi-Fi WAN {self.params['conn_id']} was to be {self.params['state']}, and {now}"
                + (", and has a profile of the network" if profile else ""),
                device=self.client.connection.device,
                hint=f"It was waited for {self.params['wait_timeout']} s; raise wait_timeout if the router needs longer.",
            )
        return held if profile is None else {**held, "profile": profile}


def _connected(network: Held) -> Held:
    shown = {name: network[name] for name in ("ssid", "bssid") if network.get(name)}
    return {"connected": True, **shown}


RESOURCE = WifiWan


def main() -> None:
    run_module(RESOURCE)


if __name__ == "__main__":
    main()
