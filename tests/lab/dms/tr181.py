# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The TR-181 tree of the lab's CPEs (Device:2, a subset). The format is that of ``model``."""

from __future__ import annotations

from tests.lab.dms.model import DataModel

TR181 = DataModel.parse(
    "TR-181",
    "Device.",
    """
RootDataModelVersion                                   string(32)   r  2.17
InterfaceStackNumberOfEntries                          unsignedInt  r  0
DeviceInfo.Manufacturer                                string(64)   r  {vendor}
DeviceInfo.ManufacturerOUI                             string(6:6)  r  02005E
DeviceInfo.ModelName                                   string(64)   r  {model}
DeviceInfo.Description                                 string(256)  r  {vendor} {model}
DeviceInfo.ProductClass                                string(64)   r  {model}
DeviceInfo.SerialNumber                                string(64)   r  {cpe_id}
DeviceInfo.HardwareVersion                             string(64)   r  {hw_version}
DeviceInfo.SoftwareVersion                             string(64)   ra {sw_version}
DeviceInfo.ProvisioningCode                            string(64)   wa
DeviceInfo.UpTime                                      unsignedInt  r  @uptime
DeviceInfo.FirstUseDate                                dateTime     r  0001-01-01T00:00:00Z
DeviceInfo.MemoryStatus.Total                          unsignedInt  r  524288
DeviceInfo.MemoryStatus.Free                           unsignedInt  r  262144
ManagementServer.EnableCWMP                            boolean      w  true
ManagementServer.URL                                   string(256)  w  http://edgeproxy:7547
ManagementServer.Username                              string(256)  w  usr0p3nf1b3r
ManagementServer.Password                              string(256)  wh lab-acs-password-{cpe_id}
ManagementServer.ScheduleReboot                        dateTime     w  0001-01-01T00:00:00Z
ManagementServer.PeriodicInformEnable                  boolean      w  true
ManagementServer.PeriodicInformInterval                unsignedInt(1:) w 86400
ManagementServer.PeriodicInformTime                    dateTime     w  0001-01-01T00:00:00Z
ManagementServer.ParameterKey                          string(32)   r  @parameter_key
ManagementServer.ConnectionRequestURL                  string(256)  r  http://cpe-emulator:8082/CPE/dms/ACSURL/http%3A//edgeproxy%3A7547/TR69/{cpe_id}
ManagementServer.ConnectionRequestUsername             string(256)  w  @credential:Username
ManagementServer.ConnectionRequestPassword             string(256)  wh @credential:Password
ManagementServer.UpgradesManaged                       boolean      w  false
ManagementServer.DefaultActiveNotificationThrottle     unsignedInt  w  0
ManagementServer.CWMPRetryMinimumWaitInterval          unsignedInt(1:65535) w 5
ManagementServer.CWMPRetryIntervalMultiplier           unsignedInt(1000:65535) w 2000
ManagementServer.STUNEnable                            boolean      w  false
ManagementServer.STUNServerAddress                     string(256)  w
ManagementServer.STUNPassword                          string(256)  wh
ManagementServer.AliasBasedAddressing                  boolean      r  false
Time.Enable                                            boolean      w  true
Time.Status                                            string{Disabled,Unsynchronized,Synchronized,Error_FailedToSynchronize,Error} r Synchronized
Time.NTPServer1                                        string(64)   w  ntp1.example.net
Time.NTPServer2                                        string(64)   w
Time.CurrentLocalTime                                  dateTime     r  @now
Time.LocalTimeZone                                     string(256)  w  CET-1CEST,M3.5.0,M10.5.0/3
Users.UserNumberOfEntries                              unsignedInt  r  @count:User
Users.User.{i}.                                        object       w  1/8
Users.User.{i}.Alias                                   string(64)   w  cpe-user-{n} | cpe-user-{n}
Users.User.{i}.Enable                                  boolean      w  true | false
Users.User.{i}.Username                                string(64)   w  user
Users.User.{i}.Password                                string(64)   wh lab-user-password-{cpe_id}
Users.User.{i}.RemoteAccessCapable                     boolean      w  false
UserInterface.RemoteAccess.Enable                      boolean      w  false
UserInterface.RemoteAccess.Port                        unsignedInt(1:65535) w 443
Ethernet.InterfaceNumberOfEntries                      unsignedInt  r  @count:Interface
Ethernet.Interface.{i}.                                object       r  5
Ethernet.Interface.{i}.Enable                          boolean      w  true
Ethernet.Interface.{i}.Status                          string{Up,Down,Unknown,Dormant,NotPresent,LowerLayerDown,Error} r Up
Ethernet.Interface.{i}.Name                            string(64)   r  eth{n}
Ethernet.Interface.{i}.MACAddress                      string(17)   r  {mac}
Ethernet.Interface.{i}.MaxBitRate                      int(-1:)     w  -1
Ethernet.Interface.{i}.DuplexMode                      string{Half,Full,Auto} w Auto
Ethernet.Interface.{i}.Stats.BytesSent                 unsignedLong r  4294967296
Ethernet.Interface.{i}.Stats.BytesReceived             unsignedLong r  8589934592
PPP.InterfaceNumberOfEntries                           unsignedInt  r  @count:Interface
PPP.Interface.{i}.                                     object       w  1/8
PPP.Interface.{i}.Enable                               boolean      w  true | false
PPP.Interface.{i}.Status                               string{Up,Down,Unknown,Dormant,NotPresent,LowerLayerDown,Error} r Up | Down
PPP.Interface.{i}.Alias                                string(64)   w  cpe-ppp-{n} | cpe-ppp-{n}
PPP.Interface.{i}.Name                                 string(64)   r  ppp{n} | ppp{n}
PPP.Interface.{i}.ConnectionStatus                     string{Unconfigured,Connecting,Authenticating,Connected,\
PendingDisconnect,Disconnecting,Disconnected} r Connected | Unconfigured
PPP.Interface.{i}.Username                             string(64)   w  {cpe_id}@isp.example
PPP.Interface.{i}.Password                             string(64)   wh lab-ppp-password-{cpe_id}
PPP.Interface.{i}.MaxMRUSize                           unsignedInt(64:65535) w 1492 | 1492
PPP.Interface.{i}.ConnectionTrigger                    string{OnDemand,AlwaysOn,Manual} w AlwaysOn | OnDemand
PPP.Interface.{i}.PPPoE.ServiceName                    string(64)   w
IP.InterfaceNumberOfEntries                            unsignedInt  r  @count:Interface
IP.Interface.{i}.                                      object       w  2/16
IP.Interface.{i}.Enable                                boolean      w  true | false
IP.Interface.{i}.Status                                string{Up,Down,Unknown,Dormant,NotPresent,LowerLayerDown,Error} r Up | Down
IP.Interface.{i}.Alias                                 string(64)   w  cpe-ip-{n} | cpe-ip-{n}
IP.Interface.{i}.Name                                  string(64)   r  ip{n} | ip{n}
IP.Interface.{i}.MaxMTUSize                            unsignedInt(64:65535) w 1500 | 1500
IP.Interface.{i}.IPv4AddressNumberOfEntries            unsignedInt  r  @count:IPv4Address
IP.Interface.{i}.IPv4Address.{i}.                      object       w  1/4
IP.Interface.{i}.IPv4Address.{i}.Enable                boolean      w  true | false
IP.Interface.{i}.IPv4Address.{i}.Status                string{Disabled,Enabled,Error_Misconfigured,Error} r Enabled | Disabled
IP.Interface.{i}.IPv4Address.{i}.Alias                 string(64)   w  cpe-address-{n} | cpe-address-{n}
IP.Interface.{i}.IPv4Address.{i}.IPAddress             string(15)   w  {ip_address}
IP.Interface.{i}.IPv4Address.{i}.SubnetMask            string(15)   w  255.255.0.0
IP.Interface.{i}.IPv4Address.{i}.AddressingType        string{DHCP,IKEv2,AutoIP,IPCP,Static} r IPCP | Static
IP.Diagnostics.IPPing.DiagnosticsState                 string{None,Requested,Canceled,Complete,Error,\
Error_CannotResolveHostName,Error_Internal,Error_Other} w None
IP.Diagnostics.IPPing.Host                             string(256)  w
IP.Diagnostics.IPPing.NumberOfRepetitions              unsignedInt(1:) w 3
DHCPv4.Server.Enable                                   boolean      w  true
DHCPv4.Server.PoolNumberOfEntries                      unsignedInt  r  @count:Pool
DHCPv4.Server.Pool.{i}.                                object       w  1/8
DHCPv4.Server.Pool.{i}.Enable                          boolean      w  true | false
DHCPv4.Server.Pool.{i}.Alias                           string(64)   w  cpe-pool-{n} | cpe-pool-{n}
DHCPv4.Server.Pool.{i}.Interface                       string(256)  w  Device.IP.Interface.2
DHCPv4.Server.Pool.{i}.MinAddress                      string(15)   w  192.168.1.64
DHCPv4.Server.Pool.{i}.MaxAddress                      string(15)   w  192.168.1.253
DHCPv4.Server.Pool.{i}.SubnetMask                      string(15)   w  255.255.255.0
DHCPv4.Server.Pool.{i}.DNSServers                      string(256)  w  192.168.1.254
DHCPv4.Server.Pool.{i}.LeaseTime                       int(-1:)     w  86400 | 86400
DNS.Client.Enable                                      boolean      w  true
DNS.Client.ServerNumberOfEntries                       unsignedInt  r  @count:Server
DNS.Client.Server.{i}.                                 object       w  2/8
DNS.Client.Server.{i}.Enable                           boolean      w  true | false
DNS.Client.Server.{i}.DNSServer                        string(45)   w  10.0.0.{n}
NAT.PortMappingNumberOfEntries                         unsignedInt  r  @count:PortMapping
NAT.PortMapping.{i}.                                   object       w  1/64
NAT.PortMapping.{i}.Enable                             boolean      w  true | false
NAT.PortMapping.{i}.Status                             string{Disabled,Enabled,Error_Misconfigured,Error} r Enabled | Disabled
NAT.PortMapping.{i}.Alias                              string(64)   w  cpe-mapping-{n} | cpe-mapping-{n}
NAT.PortMapping.{i}.Interface                          string(256)  w  Device.IP.Interface.1
NAT.PortMapping.{i}.RemoteHost                         string(45)   w
NAT.PortMapping.{i}.ExternalPort                       unsignedInt(0:65535) w 8080
NAT.PortMapping.{i}.InternalPort                       unsignedInt(0:65535) w 80
NAT.PortMapping.{i}.Protocol                           string{TCP,UDP} w TCP | TCP
NAT.PortMapping.{i}.InternalClient                     string(256)  w  192.168.1.61
NAT.PortMapping.{i}.Description                        string(256)  w  web
WiFi.RadioNumberOfEntries                              unsignedInt  r  @count:Radio
WiFi.SSIDNumberOfEntries                               unsignedInt  r  @count:SSID
WiFi.AccessPointNumberOfEntries                        unsignedInt  r  @count:AccessPoint
WiFi.Radio.{i}.                                        object       r  2
WiFi.Radio.{i}.Enable                                  boolean      w  true
WiFi.Radio.{i}.Status                                  string{Up,Down,Unknown,Dormant,NotPresent,LowerLayerDown,Error} r Up
WiFi.Radio.{i}.Channel                                 unsignedInt(1:255) w 6
WiFi.Radio.{i}.AutoChannelEnable                       boolean      w  true
WiFi.Radio.{i}.OperatingChannelBandwidth               string{20MHz,40MHz,80MHz,160MHz,320MHz,80+80MHz,Auto} w Auto
WiFi.Radio.{i}.TransmitPower                           int(-1:100)  w  100
WiFi.Radio.{i}.RegulatoryDomain                        string(3)    w  DE
WiFi.SSID.{i}.                                         object       w  2/16
WiFi.SSID.{i}.Enable                                   boolean      w  true | false
WiFi.SSID.{i}.Alias                                    string(64)   w  cpe-ssid-{n} | cpe-ssid-{n}
WiFi.SSID.{i}.LowerLayers                              string(1024) w  Device.WiFi.Radio.{n}
WiFi.SSID.{i}.BSSID                                    string(17)   r  {mac}
WiFi.SSID.{i}.SSID                                     string(32)   w  {model}-{n}
WiFi.AccessPoint.{i}.                                  object       w  2/16
WiFi.AccessPoint.{i}.Enable                            boolean      w  true | false
WiFi.AccessPoint.{i}.Alias                             string(64)   w  cpe-ap-{n} | cpe-ap-{n}
WiFi.AccessPoint.{i}.SSIDReference                     string(256)  w  Device.WiFi.SSID.{n}
WiFi.AccessPoint.{i}.SSIDAdvertisementEnabled          boolean      w  true | true
WiFi.AccessPoint.{i}.Security.ModeEnabled              string{None,WEP-64,WEP-128,WPA-Personal,WPA2-Personal,\
WPA3-Personal,WPA-WPA2-Personal,WPA3-Personal-Transition,WPA-Enterprise,WPA2-Enterprise,WPA3-Enterprise,\
WPA-WPA2-Enterprise} w WPA2-Personal | None
WiFi.AccessPoint.{i}.Security.PreSharedKey             hexBinary(32) wh
WiFi.AccessPoint.{i}.Security.KeyPassphrase            string(63)   wh lab-wlan-passphrase-{cpe_id}
WiFi.AccessPoint.{i}.Security.SAEPassphrase            string       wh
WiFi.AccessPoint.{i}.Security.RadiusSecret             string       wh
WiFi.AccessPoint.{i}.Security.RekeyingInterval         unsignedInt  w  3600 | 3600
WiFi.AccessPoint.{i}.Security.Reset                    boolean      wh false
Routing.RouterNumberOfEntries                          unsignedInt  r  @count:Router
Routing.Router.{i}.                                    object       r  1
Routing.Router.{i}.Enable                              boolean      w  true
Routing.Router.{i}.IPv4ForwardingNumberOfEntries       unsignedInt  r  @count:IPv4Forwarding
Routing.Router.{i}.IPv4Forwarding.{i}.                 object       w  0/32
Routing.Router.{i}.IPv4Forwarding.{i}.Enable           boolean      w  false
Routing.Router.{i}.IPv4Forwarding.{i}.DestIPAddress    string(15)   w
Routing.Router.{i}.IPv4Forwarding.{i}.DestSubnetMask   string(15)   w
Routing.Router.{i}.IPv4Forwarding.{i}.GatewayIPAddress string(15)   w
Routing.Router.{i}.IPv4Forwarding.{i}.ForwardingMetric int(-1:)     w  -1 | -1
SoftwareModules.ExecEnvNumberOfEntries                 unsignedInt  r  @count:ExecEnv
SoftwareModules.DeploymentUnitNumberOfEntries          unsignedInt  r  @count:DeploymentUnit
SoftwareModules.ExecEnv.{i}.                           object       r  1
SoftwareModules.ExecEnv.{i}.Enable                     boolean      w  true
SoftwareModules.ExecEnv.{i}.Status                     string{Up,Error,Disabled} r Up
SoftwareModules.ExecEnv.{i}.Name                       string(32)   r  container
SoftwareModules.ExecEnv.{i}.Type                       string(64)   r  Linux
SoftwareModules.DeploymentUnit.{i}.                    object       r  0
SoftwareModules.DeploymentUnit.{i}.UUID                string(36:36) r
SoftwareModules.DeploymentUnit.{i}.DUID                string(64)   r
SoftwareModules.DeploymentUnit.{i}.Name                string(64)   r
SoftwareModules.DeploymentUnit.{i}.Status              string{Installing,Installed,Updating,Uninstalling,Uninstalled} r
SoftwareModules.DeploymentUnit.{i}.Resolved            boolean      r
SoftwareModules.DeploymentUnit.{i}.URL                 string(1024) r
SoftwareModules.DeploymentUnit.{i}.Vendor              string(128)  r
SoftwareModules.DeploymentUnit.{i}.Version             string(32)   r
SoftwareModules.DeploymentUnit.{i}.ExecutionEnvRef     string       r
""",
)
