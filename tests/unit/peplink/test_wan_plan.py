# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run of peplink_wan sends, and what it refuses to send."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from ansible_collections.telco.cpe.plugins.module_utils._core.errors import ApiFailure, NotFound, NotTaken, OptionError
from ansible_collections.telco.cpe.plugins.module_utils._peplink.wan_setting import Wan
from tests.unit.peplink.test_wan_table import FIRST, SECOND
from tests.unit.peplink.wire import Answer, Sent, ok, run

CELLULAR: dict[str, Any] = {
    "name": "Cellular",
    "enable": True,
    "connection": {"method": "dhcp"},
    "physical": {"type": "gobi"},
    "cellular": {
        "sim": [
            {"id": 1, "carrierSelection": [{"mcc": "454", "mnc": "06"}], "simPin": "@~HiDdEn~@"},
            {"id": 2, "operator": {"auto": False, "apn": "a", "username": "b", "password": "c"}},
        ]
    },
}


class Router:
    """A router that shows its WANs, and takes a write by merging it, or does not take it."""

    def __init__(self, *wans: dict[str, Any], takes: bool = True) -> None:
        self.wans = {str(number): copy.deepcopy(wan) for number, wan in enumerate(wans, start=1)}
        self.takes = takes

    def __call__(self, request: Sent) -> Answer:
        if request.method == "POST" and request.function == "config.wan.connection" and self.takes:
            for change in request.body["list"]:
                _merge(self.wans[str(change["id"])], change)
        if request.function == "config.wan.connection":
            return ok({**self.wans, "order": [int(number) for number in self.wans], "timestamp": 1})
        return ok({"permission": {"GET": 1, "POST": 1}})


def _merge(place: dict[str, Any], change: dict[str, Any]) -> None:
    for name, value in change.items():
        if isinstance(value, dict) and isinstance(place.get(name), dict):
            _merge(place[name], value)
        elif value is None:
            place.pop(name, None)
        elif name != "id":
            place[name] = value


def plan(router: Router, **args: Any) -> Any:
    """The WAN that check mode says would be sent; None for no change."""
    result, wire, _wan = run(Wan, args, router, check=True)
    assert wire.functions == ["login", "config.wan.connection", "logout"]
    if not result["changed"]:
        assert result["plan"] == []
        return None
    assert [write["endpoint"] for write in result["plan"]] == ["config.wan.connection", "cmd.config.apply"]
    assert result["plan"][0]["payload"]["action"] == "update"
    (wan,) = result["plan"][0]["payload"]["list"]
    return wan


def refused(router: Router, **args: Any) -> str:
    """The message with which options are refused after reading."""
    with pytest.raises(OptionError) as failure:
        run(Wan, args, router)
    return failure.value.message


def test_only_what_differs_is_sent() -> None:
    assert plan(Router(FIRST, SECOND), id="2", name="WAN2", enable=False) == {"id": 2, "enable": False}
    assert plan(Router(FIRST), id="1", enable=True, schedule=4) is None


def test_a_wan_is_asked_for_by_id_or_found_by_name() -> None:
    _result, wire, _wan = run(Wan, {"id": "2"}, Router(FIRST, SECOND), check=True)
    assert wire.sent[1].query == {"id": "2"}
    _result, wire, _wan = run(Wan, {"match_name": "WAN2"}, Router(FIRST, SECOND), check=True)
    assert wire.sent[1].query == {}
    assert plan(Router(FIRST, SECOND), match_name="WAN2", name="Radio") == {"id": 2, "name": "Radio"}
    assert plan(Router(FIRST, SECOND), match_name="Copper", name="WAN2", enable=True) is None


def test_ids_may_be_strings() -> None:
    def answer(request: Sent) -> Answer:
        return ok({"vwan5": {"name": "VLAN WAN", "enable": True}, "order": ["vwan5"]})

    result, _wire, _wan = run(Wan, {"id": "vwan5", "enable": False}, answer, check=True)
    assert result["plan"][0]["payload"]["list"] == [{"id": "vwan5", "enable": False}]
    assert result["wan"]["id"] == "vwan5"


def test_what_does_not_exist_or_is_not_unique_is_told() -> None:
    with pytest.raises(NotFound, match=r"there is no WAN connection with id 3; there are: 1 \(WAN 1\), 2 \(WAN2\)"):
        run(Wan, {"id": "3"}, Router(FIRST, SECOND))
    with pytest.raises(NotFound, match="there is no WAN connection named 'DSL'"):
        run(Wan, {"match_name": "DSL"}, Router(FIRST, SECOND))
    with pytest.raises(ApiFailure, match=r"2 WAN connections are named 'WAN 1' \(ids 1, 2\): use id"):
        run(Wan, {"match_name": "WAN 1"}, Router(FIRST, FIRST))


def test_what_is_set_elsewhere_than_it_is_shown() -> None:
    limits = {"upload": {"value": 100, "unit": "Mbps"}, "download": {"value": 1, "unit": "Gbps"}}
    assert plan(
        Router(FIRST),
        id="1",
        schedule=5,
        connection={"routing_mode": "IP Forwarding", "hot_stand_by": True, "pepvpn_nat": True, "bandwidth": limits},
        healthcheck={"timeout": 4000},
    ) == {
        "id": 1,
        "schedule": 5,
        "connection": {
            "routingMode": "IP Forwarding",
            "pepvpnNat": True,
            "hotStandBy": True,
            "bandwidth": {"download": {"value": 1000000, "unit": "kbps"}},
        },
        "healthcheck": {"timeout": 4000, "enable": True},
    }


def test_null_clears() -> None:
    wan = {**FIRST, "physical": {"type": "ethernet", "mtu": 1400, "mss": 1360}}
    assert plan(Router(wan), id="1", clear=["schedule", "physical.mtu", "physical.mss", "physical.vlan"]) == {
        "id": 1,
        "schedule": None,
        "physical": {"mtu": None, "mss": None},
    }


def test_another_method_brings_all_that_it_needs() -> None:
    address = {"ip": "198.51.100.10", "mask": 29, "gateway": "198.51.100.9"}
    assert plan(Router(FIRST), id="1", connection={"method": {"type": "staticIp", "detail": address}}) == {
        "id": 1,
        "connection": {"method": {"type": "staticIp", "detail": address}},
    }
    message = refused(Router(FIRST), id="1", connection={"method": {"type": "staticIp", "detail": {"ip": "192.0.2.1"}}})
    assert message.startswith("connection.method.detail.mask: must be given")


def test_one_member_of_a_method_brings_the_type_and_the_demanded_ones() -> None:
    held = {"ip": "198.51.100.10", "mask": 29, "gateway": "198.51.100.9"}
    router = Router({"name": "W", "connection": {"method": "Static IP", "staticIp": held}})
    assert plan(router, id="1", connection={"method": {"detail": {"mask": 28}}}) == {
        "id": 1,
        "connection": {"method": {"type": "staticIp", "detail": {**held, "mask": 28}}},
    }
    message = refused(router, id="1", connection={"method": {"detail": {"hostname": "cpe"}}})
    assert message == "connection.method.detail.hostname: is only valid with type dhcp, not with staticIp"


def test_pppoe_demands_a_password_that_the_router_does_not_show() -> None:
    held = {"username": "u", "password": "@~HiDdEn~@", "service": "s", "modemAccess": {"ip": "192.0.2.1", "mask": 24}}
    router = Router({"name": "W", "connection": {"method": "PPPoE", "pppoe": held}})
    message = refused(router, id="1", clear=["connection.method.detail.service"])
    assert message.startswith("connection.method.detail.password: must be given")
    detail = {"password": "new", "modem_access": {"ip": "192.0.2.1", "mask": 25}}
    sent = plan(router, id="1", connection={"method": {"detail": detail}}, clear=["connection.method.detail.service"])
    assert sent["connection"]["method"] == {
        "type": "pppoe",
        "detail": {
            "username": "u",
            "password": "********",
            "service": None,
            "modemAccess": {"ip": "192.0.2.1", "mask": 25},
        },
    }


def test_drop_in_can_be_kept_and_left_but_not_changed() -> None:
    held = {"ip": "169.254.0.1", "mask": 24, "gateway": "22.2.2.2"}
    router = Router(SECOND)
    assert plan(router, id="1", connection={"method": {"type": "dropIn", "detail": held}}) is None
    assert plan(router, id="1", connection={"method": {"type": "dhcp"}})["connection"] == {"method": {"type": "dhcp"}}
    assert "can't be changed while it is dropIn" in refused(
        router, id="1", connection={"method": {"detail": {"mask": 8}}}
    )
    message = refused(Router(FIRST), id="1", connection={"method": {"type": "dropIn"}})
    assert message.startswith("connection.method.type: dropIn can be kept but not set")


def test_dynamic_dns_brings_all_four_demanded_members() -> None:
    assert "ddns.use_wan_ip: must be given" in refused(Router(FIRST), id="1", ddns={"username": "other"})
    message = refused(Router(FIRST), id="1", ddns={"username": "other", "use_wan_ip": True})
    assert "ddns.password: must be given" in message
    sent = plan(Router(FIRST), id="1", ddns={"username": "other", "use_wan_ip": True, "password": "p"})
    assert sent["ddns"] == {"useWanIp": True, "username": "other", "password": "********", "host": ["kjkjkjkj.com"]}
    message = refused(Router(FIRST), id="1", ddns={"provider": "others", "use_wan_ip": True, "password": "p"})
    assert "ddns.custom_url: must be given" in message


def test_an_empty_host_list_needs_dnsomatic() -> None:
    rest = {"use_wan_ip": True, "password": "p", "host": []}
    assert "ddns.host: must not be empty with provider noip" in refused(Router(FIRST), id="1", ddns=rest)
    assert plan(Router(FIRST), id="1", ddns={**rest, "provider": "dnsomatic"})["ddns"]["host"] == []


def test_a_masked_password_goes_along_with_a_change_or_always() -> None:
    wanted = {"password": "p", "use_wan_ip": True}
    result, _wire, _wan = run(Wan, {"id": "1", "ddns": wanted}, Router(FIRST), check=True)
    assert not result["changed"]
    assert result["unverified"] == ["ddns.use_wan_ip", "ddns.password"]
    assert plan(Router(FIRST), id="1", ddns=wanted, update_secrets="always")["ddns"]["password"] == "********"
    assert "password" in plan(Router(FIRST), id="1", ddns=wanted, enable=False)["ddns"]


def test_a_disabled_health_check_hides_the_rest() -> None:
    router = Router({"name": "W", "healthcheck": {"enable": False}})
    wanted = {"enable": False, "interval": 5, "method": {"type": "ping"}}
    result, _wire, _wan = run(Wan, {"id": "1", "healthcheck": wanted}, router, check=True)
    assert not result["changed"]
    assert result["unverified"] == ["healthcheck.method", "healthcheck.interval"]
    assert plan(router, id="1", healthcheck={**wanted, "enable": True})["healthcheck"] == {
        "enable": True,
        "interval": 5,
        "method": {"type": "ping", "detail": {}},
    }


def test_a_sim_is_sent_with_its_carrier_selection() -> None:
    router = Router(CELLULAR)
    assert plan(router, id="1", cellular={"sim": [{"id": 1, "mobile_type": "3G"}]})["cellular"] == {
        "sim": [{"id": 1, "carrierSelection": [{"mcc": "454", "mnc": "06"}], "mobileType": "3G"}]
    }
    assert plan(router, id="1", clear=["cellular.sim[2].operator", "cellular.sim[1].sim_pin"])["cellular"] == {
        "sim": [
            {"id": 2, "carrierSelection": None, "operator": None},
            {"id": 1, "carrierSelection": [{"mcc": "454", "mnc": "06"}], "simPin": None},
        ]
    }
    message = refused(Router({"name": "W"}), id="1", cellular={"sim": [{"id": 1, "mobile_type": "3G"}]})
    assert message.startswith("cellular.sim[1].carrier_selection: must be given")


@pytest.mark.parametrize(
    ("port", "options", "message"),
    [
        (
            "gobi",
            {"physical": {"speed": "Auto"}},
            "physical.speed: needs an Ethernet port; this WAN's port type is gobi",
        ),
        ("wireless", {"physical": {"vlan": 5}}, "physical.vlan: needs an Ethernet or VDSL port"),
        ("VDSL", {"physical": {"vlan": 11}}, "physical.vlan: 11 is out of range, allowed is 1 to 10 on a VDSL port"),
        ("modem", {"physical": {"mac": "00:1a:dd:00:00:01"}}, "physical.mac: needs an Ethernet port"),
        ("ethernet", {"cellular": {"preferred_sim": 1}}, "cellular: needs a cellular WAN"),
        ("ethernet", {"wifi": {"country": 1}}, "wifi: needs a Wi-Fi WAN"),
        ("gobi", {"modem": {"mobile_type": "3G"}}, "modem: needs a modem WAN"),
        (
            "ethernet",
            {
                "connection": {
                    "method": {
                        "type": "gre",
                        "detail": {"host": "192.0.2.1", "local": "192.0.2.2", "remote": "192.0.2.3"},
                    }
                }
            },
            "connection.method.detail.static_ip: must be given: GRE on an Ethernet port needs it",
        ),
    ],
)
def test_what_the_port_does_not_have_is_refused(port: str, options: dict[str, Any], message: str) -> None:
    assert message in refused(Router({"name": "W", "physical": {"type": port}}), id="1", **options)


def test_what_a_router_shows_is_accepted_on_any_port() -> None:
    held = {"type": "wireless", "speed": "Auto", "advertise": False}
    router = Router({"name": "W", "physical": held})
    assert plan(router, id="1", physical={"speed": "Auto", "advertise": False}) is None


def test_a_wan_that_performs_as_a_lan_has_no_settings() -> None:
    router = Router({"name": "W", "asLan": True, "enable": True})
    assert plan(router, id="1", enable=False) == {"id": 1, "enable": False}
    assert refused(router, id="1", multiple_ip=["192.0.2.1"]) == "multiple_ip: can't be set: this WAN performs as a LAN"


def test_limits_by_what_the_router_holds() -> None:
    wan = {"name": "W", "connection": {"method": "PPPoE"}, "physical": {"type": "ethernet", "mtu": 1400}}
    assert "allowed is 576 to 1492 with method pppoe" in refused(Router(wan), id="1", physical={"mtu": 1500})
    assert "physical.mss: 1361 is out of range" in refused(Router(wan), id="1", physical={"mss": 1361})
    assert "allowed is 536 to 1452" in refused(Router(wan), id="1", physical={"mss": 1453}, clear=["physical.mtu"])
    assert "healthcheck.timeout: 500 is out of range" in refused(Router(FIRST), id="1", healthcheck={"timeout": 500})
    message = refused(
        Router(FIRST), id="1", healthcheck={"method": {"detail": {"host": [{"url": "http://a.example/"}]}}}
    )
    assert "allowed is an IPv4 address with type nslookup" in message
    scheme = {**CELLULAR, "cellular": {"simCardScheme": "1"}}
    assert "is only valid with sim_card_scheme alternate" in refused(
        Router(scheme), id="1", cellular={"alternate_sim": {"day": 1, "hour": 2}}
    )
    held = {"ip": "198.51.100.10", "mask": 29, "gateway": "198.51.100.9"}
    static = {"name": "W", "connection": {"method": "Static IP", "staticIp": held}}
    message = refused(Router(static), id="1", clear=["connection.method.detail.ip"])
    assert message == "clear: the API can clear connection.method.detail.ip only with type pppoe"


def test_a_priority_of_zero_is_none() -> None:
    router = Router({"name": "W", "enable": True, "connection": {}})
    assert plan(router, id="1", connection={"priority": 0}) is None
    assert plan(router, id="1", connection={"priority": 2}) == {"id": 1, "connection": {"priority": 2}}


def test_the_priority_of_a_disabled_wan_is_not_compared_where_it_is_not_shown() -> None:
    router = Router({"name": "W", "enable": False, "connection": {}})
    result, _wire, _wan = run(Wan, {"id": "1", "enable": False, "connection": {"priority": 2}}, router, check=True)
    assert not result["changed"]
    assert result["unverified"] == ["connection.priority"]
    assert plan(router, id="1", enable=True, connection={"priority": 2})["connection"] == {"priority": 2}


def test_a_change_is_applied_and_read_back() -> None:
    router = Router(FIRST)
    result, wire, _wan = run(Wan, {"id": "1", "name": "Fibre"}, router)
    assert wire.functions == [
        *("login", "config.wan.connection", "config.wan.connection", "cmd.config.apply"),
        *("config.wan.connection", "logout"),
    ]
    assert result["wan"]["name"] == "Fibre"
    assert result["pending"] is False
    assert "warnings" not in result


def test_what_did_not_take_is_told() -> None:
    with pytest.raises(NotTaken, match=r"name \(asked 'Fibre', the device holds 'WAN 1'\)"):
        run(Wan, {"id": "1", "name": "Fibre"}, Router(FIRST, takes=False))


def test_what_the_router_does_not_show_is_no_failure_but_a_warning() -> None:
    wanted = {"id": "1", "cellular": {"preferred_sim": 2}, "physical": {"ttl": 64}, "clear": ["cellular.idle_timeout"]}
    result, _wire, _wan = run(Wan, wanted, Router({"name": "W", "physical": {"type": "gobi"}}, takes=False))
    assert result["changed"]
    (warning,) = result["warnings"]
    assert "does not show cellular.preferred_sim, physical.ttl, cellular.idle_timeout: whether" in warning
    with pytest.raises(NotTaken, match=r"cellular\.preferred_sim"):
        run(Wan, {"id": "1", "cellular": {"preferred_sim": 2}}, Router(CELLULAR, takes=False))


def test_without_apply_the_change_stays_pending() -> None:
    result, wire, _wan = run(Wan, {"id": "1", "name": "Fibre", "apply": False}, Router(FIRST))
    assert wire.functions == ["login", "config.wan.connection", "config.wan.connection", "logout"]
    assert result["pending"] is True
    assert [write["endpoint"] for write in result["plan"]] == ["config.wan.connection"]
