# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every member of the request of POST /api/config.wan.connection, copied from the document's tables and not from the module."""

from __future__ import annotations

_OPERATOR = "apn username password"
_MONITOR = "enable action start monthlyAllowance.value monthlyAllowance.unit"
_SIGNAL_THRESHOLD = "signalLevel rsrp sinr rssi"


def _below(path: str, names: str) -> set[str]:
    return {f"{path}.{name}" for name in names.split()}


# "method.detail" is one of six objects in the document: here their members are united, as in the module's options.
WAN_CONFIG = (
    {"name", "enable", "schedule", "multipleIp"}
    | _below(
        "connection",
        "cellularModule.networkMode routingMode pepvpnNat useLanIp method.type dns.auto dns.host priority groupSet "
        "ignoreDefaultGateway hotStandBy idleTimeout icmpPing bandwidth.upload.value bandwidth.upload.unit "
        "bandwidth.download.value bandwidth.download.unit",
    )
    | _below(
        "connection.method.detail",
        "hostname ipPassthrough staticRoute.ip staticRoute.mask ip mask gateway username password service modemAccess.ip "
        "modemAccess.mask keepaliveInterval keepaliveRetry host staticIp.ip staticIp.mask staticIp.gateway local remote nat",
    )
    | _below("modem", "simPin mobileType huaweiBand operator.dialNumber")
    | _below("modem.operator", _OPERATOR)
    | _below(
        "cellular",
        "useExternalAntenna simCardScheme preferredSim idleTimeout failbackTimeout remoteSim alternateSim.day "
        "alternateSim.hour",
    )
    | _below(
        "cellular.sim",
        "id mobileType optimalNetwork.discovery optimalNetwork.period bandSelection roaming.enable "
        "roaming.accessControlList roaming.mode roaming.name roaming.plmn simPin",
    )
    | _below("cellular.sim.carrierSelection", "mcc mnc pcs name plmn")
    | _below("cellular.sim.operator", _OPERATOR)
    | _below("cellular.sim.bandwidthAllowanceMonitor", _MONITOR)
    | _below("cellular.signalThreshold", _SIGNAL_THRESHOLD)
    | _below(
        "wifi",
        "country channelWidth channel power powerBoost dataRate roaming.enable autoConnect beaconMissCounter "
        "channelScanInterval",
    )
    | _below("wifi.signalThreshold", _SIGNAL_THRESHOLD)
    | _below(
        "wifi.roaming.algorithm",
        "type detail.signalLevel.threshold detail.signalLevel.gain detail.checkInterval detail.intensiveScan.enable "
        "detail.intensiveScan.signalLevel detail.intensiveScan.scanInterval detail.diagnosticLevel detail.signalMode.type "
        "detail.signalMode.detail.minimumSignalDifference detail.signalMode.detail.signalThreshold.upper "
        "detail.signalMode.detail.signalThreshold.lower detail.signalMode.detail.dynamicZone.inner "
        "detail.signalMode.detail.dynamicZone.outer detail.forceRoam.enable detail.forceRoam.threshold "
        "detail.confirmPeriod detail.backupDisconnect.mode detail.backupDisconnect.delay detail.authenticationTimeout",
    )
    | _below(
        "physical",
        "speed advertise mtu mss ttl mac vlan vpi vci greUplink openvpn.uplink.id openvpn.uplink.priority openvpn.failback",
    )
    | _below(
        "healthcheck",
        "enable method.type method.detail.includedPublic method.detail.host timeout interval retry recovery",
    )
    | _below("bandwidthAllowanceMonitor", _MONITOR)
    | _below("ddns", "enable provider customUrl useWanIp username password host")
)

# What null clears ("To clear the setting, give the JSON null", "<null>").
CLEARED_BY_NULL = (
    {"schedule", "connection.idle_timeout", "modem.operator", "modem.sim_pin"}
    | _below("connection.method.detail", "service ip modem_access keepalive_interval keepalive_retry static_ip")
    | _below("cellular", "idle_timeout failback_timeout remote_sim")
    | _below(
        "cellular.sim[id]",
        "carrier_selection optimal_network band_selection roaming.access_control_list roaming.mode operator sim_pin",
    )
    | _below("cellular.signal_threshold", "signal_level rsrp sinr rssi")
    | _below("wifi.signal_threshold", "signal_level rsrp sinr rssi")
    | _below("physical", "mtu mss ttl mac vlan")
)
