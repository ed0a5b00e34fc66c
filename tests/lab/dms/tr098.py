# Copyright (c) 2026 telco.cpe contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The TR-098 tree of the lab's CPEs (InternetGatewayDevice:1.14, a subset). The format is that of ``model``.

The subtree ManagementServer is exactly that of the DMS northbound API's example of GetParameterValues.
"""

from __future__ import annotations

from tests.lab.dms.model import DataModel

TR098 = DataModel.parse(
    "TR-098",
    "InternetGatewayDevice.",
    """
DeviceSummary                                          string(1024) r  InternetGatewayDevice:1.14[](Baseline:1, EthernetLAN:1, WiFiLAN:2)
LANDeviceNumberOfEntries                               unsignedInt  r  @count:LANDevice
WANDeviceNumberOfEntries                               unsignedInt  r  @count:WANDevice
UserNumberOfEntries                                    unsignedInt  r  @count:User
DeviceInfo.Manufacturer                                string(64)   r  {vendor}
DeviceInfo.ManufacturerOUI                             string(6:6)  r  02005E
DeviceInfo.ModelName                                   string(64)   r  {model}
DeviceInfo.Description                                 string(256)  r  {vendor} {model}
DeviceInfo.ProductClass                                string(64)   r  {model}
DeviceInfo.SerialNumber                                string(64)   r  {cpe_id}
DeviceInfo.HardwareVersion                             string(64)   r  {hw_version}
DeviceInfo.SoftwareVersion                             string(64)   ra {sw_version}
DeviceInfo.SpecVersion                                 string(16)   r  1.0
DeviceInfo.ProvisioningCode                            string(64)   wa
DeviceInfo.UpTime                                      unsignedInt  r  @uptime
DeviceInfo.DeviceLog                                   string       r
ManagementServer.URL                                   string(256)  w  http://edgeproxy:7547
ManagementServer.Username                              string(256)  w  usr0p3nf1b3r
ManagementServer.Password                              string(256)  wh lab-acs-password-{cpe_id}
ManagementServer.PeriodicInformEnable                  boolean      w  true
ManagementServer.PeriodicInformInterval                unsignedInt(1:) w 86400
ManagementServer.PeriodicInformTime                    dateTime     w  0001-01-01T00:00:00Z
ManagementServer.ParameterKey                          string(32)   r  @parameter_key
ManagementServer.ConnectionRequestURL                  string(256)  r  http://cpe-emulator:8082/CPE/dms/ACSURL/http%3A//edgeproxy%3A7547/TR69/{cpe_id}
ManagementServer.ConnectionRequestUsername             string(256)  w  @credential:Username
ManagementServer.ConnectionRequestPassword             string(256)  wh @credential:Password
ManagementServer.UpgradesManaged                       boolean      w  false
ManagementServer.ManageableDeviceNumberOfEntries       unsignedInt  r  0
ManagementServer.ManageableDeviceNotificationLimit     unsignedInt  w  15
ManagementServer.ConnReqXMPPConnection                 string(256)  w
ManagementServer.ConnReqAllowedJabberIDs               string       w
Time.Enable                                            boolean      w  true
Time.Status                                            string{Disabled,Unsynchronized,Synchronized,Error_FailedToSynchronize,Error} r Synchronized
Time.NTPServer1                                        string(64)   w  ntp1.example.net
Time.NTPServer2                                        string(64)   w
Time.NTPServer3                                        string(64)   w
Time.CurrentLocalTime                                  dateTime     r  @now
Time.LocalTimeZoneName                                 string(256)  w  CET-1CEST,M3.5.0,M10.5.0/3
UserInterface.PasswordRequired                         boolean      w  true
UserInterface.RemoteAccess.Enable                      boolean      w  false
UserInterface.RemoteAccess.Port                        unsignedInt(1:65535) w 443
User.{i}.                                              object       w  1/8
User.{i}.Enable                                        boolean      w  true | false
User.{i}.Username                                      string(64)   w  user
User.{i}.Password                                      string(64)   wh lab-user-password-{cpe_id}
User.{i}.RemoteAccessCapable                           boolean      w  false
Layer3Forwarding.DefaultConnectionService              string(256)  w  InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1
Layer3Forwarding.ForwardNumberOfEntries                unsignedInt  r  @count:Forwarding
Layer3Forwarding.Forwarding.{i}.                       object       w  0/16
Layer3Forwarding.Forwarding.{i}.Enable                 boolean      w  false
Layer3Forwarding.Forwarding.{i}.Status                 string{Disabled,Enabled,Error} r Disabled | Disabled
Layer3Forwarding.Forwarding.{i}.DestIPAddress          string(45)   w
Layer3Forwarding.Forwarding.{i}.DestSubnetMask         string(45)   w
Layer3Forwarding.Forwarding.{i}.GatewayIPAddress       string(45)   w
Layer3Forwarding.Forwarding.{i}.Interface              string(256)  w
Layer3Forwarding.Forwarding.{i}.ForwardingMetric       int(-1:)     w  -1 | -1
LANConfigSecurity.ConfigPassword                       string(64)   wh lab-config-password-{cpe_id}
IPPingDiagnostics.DiagnosticsState                     string{None,Requested,Complete,Error_CannotResolveHostName,Error_Internal,Error_Other} w None
IPPingDiagnostics.Interface                            string(256)  w
IPPingDiagnostics.Host                                 string(256)  w
IPPingDiagnostics.NumberOfRepetitions                  unsignedInt(1:) w 4
IPPingDiagnostics.Timeout                              unsignedInt(1:) w 5000
IPPingDiagnostics.DataBlockSize                        unsignedInt(1:65535) w 64
LANDevice.{i}.                                         object       r  1
LANDevice.{i}.LANEthernetInterfaceNumberOfEntries      unsignedInt  r  @count:LANEthernetInterfaceConfig
LANDevice.{i}.LANWLANConfigurationNumberOfEntries      unsignedInt  r  @count:WLANConfiguration
LANDevice.{i}.LANHostConfigManagement.MACAddress       string(17)   r  {mac}
LANDevice.{i}.LANHostConfigManagement.DHCPServerConfigurable boolean w true
LANDevice.{i}.LANHostConfigManagement.DHCPServerEnable boolean      w  true
LANDevice.{i}.LANHostConfigManagement.MinAddress       string(45)   w  192.168.1.64
LANDevice.{i}.LANHostConfigManagement.MaxAddress       string(45)   w  192.168.1.253
LANDevice.{i}.LANHostConfigManagement.SubnetMask       string(45)   w  255.255.255.0
LANDevice.{i}.LANHostConfigManagement.DNSServers       string(256)  w  192.168.1.254
LANDevice.{i}.LANHostConfigManagement.DomainName       string(64)   w  lan
LANDevice.{i}.LANHostConfigManagement.IPRouters        string(64)   w  192.168.1.254
LANDevice.{i}.LANHostConfigManagement.DHCPLeaseTime    int(-1:)     w  86400
LANDevice.{i}.LANHostConfigManagement.DHCPStaticAddressNumberOfEntries unsignedInt r @count:DHCPStaticAddress
LANDevice.{i}.LANHostConfigManagement.DHCPStaticAddress.{i}. object w  0/32
LANDevice.{i}.LANHostConfigManagement.DHCPStaticAddress.{i}.Enable boolean w false
LANDevice.{i}.LANHostConfigManagement.DHCPStaticAddress.{i}.Chaddr string(17) w
LANDevice.{i}.LANHostConfigManagement.DHCPStaticAddress.{i}.Yiaddr string(45) w
LANDevice.{i}.LANEthernetInterfaceConfig.{i}.          object       r  4
LANDevice.{i}.LANEthernetInterfaceConfig.{i}.Enable    boolean      w  true
LANDevice.{i}.LANEthernetInterfaceConfig.{i}.Status    string{Up,NoLink,Error,Disabled} r NoLink
LANDevice.{i}.LANEthernetInterfaceConfig.{i}.MACAddress string(17)  r  {mac}
LANDevice.{i}.LANEthernetInterfaceConfig.{i}.MaxBitRate string{10,100,1000,Auto} w Auto
LANDevice.{i}.LANEthernetInterfaceConfig.{i}.DuplexMode string{Half,Full,Auto} w Auto
LANDevice.{i}.WLANConfiguration.{i}.                   object       w  2/8
LANDevice.{i}.WLANConfiguration.{i}.Enable             boolean      w  true | false
LANDevice.{i}.WLANConfiguration.{i}.Status             string{Up,Error,Disabled} r Up | Disabled
LANDevice.{i}.WLANConfiguration.{i}.BSSID              string(17)   r  {mac}
LANDevice.{i}.WLANConfiguration.{i}.MaxBitRate         string(4)    w  Auto | Auto
LANDevice.{i}.WLANConfiguration.{i}.Channel            unsignedInt(0:255) w 6 | 1
LANDevice.{i}.WLANConfiguration.{i}.AutoChannelEnable  boolean      w  true | true
LANDevice.{i}.WLANConfiguration.{i}.SSID               string(32)   w  {model}-{n}
LANDevice.{i}.WLANConfiguration.{i}.BeaconType         string{None,Basic,WPA,11i,BasicandWPA,Basicand11i,WPAand11i,BasicandWPAand11i} w 11i | None
LANDevice.{i}.WLANConfiguration.{i}.Standard           string(64)   r  n | n
LANDevice.{i}.WLANConfiguration.{i}.WEPKeyIndex        unsignedInt(1:4) w 1 | 1
LANDevice.{i}.WLANConfiguration.{i}.KeyPassphrase      string(63)   wh lab-wlan-passphrase-{cpe_id}
LANDevice.{i}.WLANConfiguration.{i}.WPAEncryptionModes string{WEPEncryption,TKIPEncryption,WEPandTKIPEncryption,\
AESEncryption,WEPandAESEncryption,TKIPandAESEncryption,WEPandTKIPandAESEncryption} w AESEncryption | AESEncryption
LANDevice.{i}.WLANConfiguration.{i}.IEEE11iEncryptionModes string{WEPEncryption,TKIPEncryption,WEPandTKIPEncryption,\
AESEncryption,WEPandAESEncryption,TKIPandAESEncryption,WEPandTKIPandAESEncryption} w AESEncryption | AESEncryption
LANDevice.{i}.WLANConfiguration.{i}.IEEE11iAuthenticationMode string{PSKAuthentication,EAPAuthentication,\
EAPandPSKAuthentication} w PSKAuthentication | PSKAuthentication
LANDevice.{i}.WLANConfiguration.{i}.SSIDAdvertisementEnabled boolean w true | true
LANDevice.{i}.WLANConfiguration.{i}.RadioEnabled       boolean      w  true | true
LANDevice.{i}.WLANConfiguration.{i}.TransmitPower      unsignedInt(0:100) w 100 | 100
LANDevice.{i}.WLANConfiguration.{i}.RegulatoryDomain   string(3)    w  DE
LANDevice.{i}.WLANConfiguration.{i}.TotalAssociations  unsignedInt  r  0
LANDevice.{i}.WLANConfiguration.{i}.WEPKey.{i}.        object       r  4
LANDevice.{i}.WLANConfiguration.{i}.WEPKey.{i}.WEPKey  hexBinary    wh
LANDevice.{i}.WLANConfiguration.{i}.PreSharedKey.{i}.  object       r  1
LANDevice.{i}.WLANConfiguration.{i}.PreSharedKey.{i}.PreSharedKey hexBinary(32:32) wh
LANDevice.{i}.WLANConfiguration.{i}.PreSharedKey.{i}.KeyPassphrase string(63) wh lab-wlan-passphrase-{cpe_id}
LANDevice.{i}.WLANConfiguration.{i}.PreSharedKey.{i}.AssociatedDeviceMACAddress string(17) w
LANDevice.{i}.WLANConfiguration.{i}.WPS.Enable         boolean      w  false
LANDevice.{i}.WLANConfiguration.{i}.WPS.DevicePassword unsignedInt  wh 12345670
LANDevice.{i}.Hosts.HostNumberOfEntries                unsignedInt  r  @count:Host
LANDevice.{i}.Hosts.Host.{i}.                          object       r  2
LANDevice.{i}.Hosts.Host.{i}.IPAddress                 string(45)   r  192.168.1.6{n}
LANDevice.{i}.Hosts.Host.{i}.HostName                  string(64)   r  host-{n}
LANDevice.{i}.Hosts.Host.{i}.Active                    boolean      r  true
WANDevice.{i}.                                         object       r  1
WANDevice.{i}.WANConnectionNumberOfEntries             unsignedInt  r  @count:WANConnectionDevice
WANDevice.{i}.WANCommonInterfaceConfig.EnabledForInternet boolean   w  true
WANDevice.{i}.WANCommonInterfaceConfig.WANAccessType   string{DSL,Ethernet,POTS} r Ethernet
WANDevice.{i}.WANCommonInterfaceConfig.Layer1UpstreamMaxBitRate unsignedInt r 100000000
WANDevice.{i}.WANCommonInterfaceConfig.Layer1DownstreamMaxBitRate unsignedInt r 1000000000
WANDevice.{i}.WANCommonInterfaceConfig.PhysicalLinkStatus string{Up,Down,Initializing,Unavailable} r Up
WANDevice.{i}.WANConnectionDevice.{i}.                 object       w  1/4
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnectionNumberOfEntries unsignedInt r @count:WANIPConnection
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnectionNumberOfEntries unsignedInt r @count:WANPPPConnection
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}. object   w  1/4
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.Enable boolean w true | false
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.ConnectionStatus string{Unconfigured,Connecting,Connected,\
PendingDisconnect,Disconnecting,Disconnected} r Connected | Unconfigured
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.ConnectionType string{Unconfigured,IP_Routed,IP_Bridged} w IP_Routed | Unconfigured
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.Name string(256) w management
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.NATEnabled boolean w false
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.AddressingType string{DHCP,Static} w DHCP | DHCP
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.ExternalIPAddress string(45) w {ip_address}
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.SubnetMask string(45) w 255.255.0.0
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.DefaultGateway string(45) w 10.0.0.1
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.DNSEnabled boolean w true | true
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.DNSServers string(256) w 10.0.0.2,10.0.0.3
WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.MaxMTUSize unsignedInt(1:1540) w 1500 | 1500
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}. object  w  1/8
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.Enable boolean w true | false
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.ConnectionStatus string{Unconfigured,Connecting,\
Authenticating,Connected,PendingDisconnect,Disconnecting,Disconnected} r Connected | Unconfigured
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.ConnectionType string{Unconfigured,IP_Routed,DHCP_Spoofed,\
PPPoE_Bridged,PPTP_Relay,L2TP_Relay,PPPoE_Relay} w IP_Routed | Unconfigured
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.Name string(256) w internet
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.Uptime unsignedInt r @uptime | 0
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.IdleDisconnectTime unsignedInt w 0
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.NATEnabled boolean w true | false
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.Username string(64) w {cpe_id}@isp.example
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.Password string(64) wh lab-ppp-password-{cpe_id}
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.ExternalIPAddress string(45) r {ip_address}
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.MaxMRUSize unsignedInt(1:1540) w 1492 | 1492
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.ConnectionTrigger string{OnDemand,AlwaysOn,Manual} w AlwaysOn | OnDemand
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PPPoEServiceName string(256) w
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMappingNumberOfEntries unsignedInt r @count:PortMapping
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}. object w 1/32
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.PortMappingEnabled boolean w true | false
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.PortMappingLeaseDuration unsignedInt w 0
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.RemoteHost string(64) w
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.ExternalPort unsignedInt(0:65535) w 8080
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.InternalPort unsignedInt(0:65535) w 80
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.PortMappingProtocol string{,TCP,UDP} w TCP
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.InternalClient string(256) w 192.168.1.61
WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.PortMapping.{i}.PortMappingDescription string(256) w web
Services.VoiceService.{i}.                             object       r  1
Services.VoiceService.{i}.VoiceProfileNumberOfEntries  unsignedInt  r  @count:VoiceProfile
Services.VoiceService.{i}.VoiceProfile.{i}.            object       w  1/2
Services.VoiceService.{i}.VoiceProfile.{i}.Enable      string{Disabled,Quiescent,Enabled} w Enabled | Disabled
Services.VoiceService.{i}.VoiceProfile.{i}.Name        string(64)   w  voice
Services.VoiceService.{i}.VoiceProfile.{i}.SIP.ProxyServer string(256) w sip.example.net
Services.VoiceService.{i}.VoiceProfile.{i}.SIP.ProxyServerPort unsignedInt(0:65535) w 5060 | 5060
Services.VoiceService.{i}.VoiceProfile.{i}.SIP.RegistrarServer string(256) w sip.example.net
Services.VoiceService.{i}.VoiceProfile.{i}.SIP.RegistrationPeriod unsignedInt(1:) w 3600 | 3600
Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.   object       w  2/4
Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.Enable string{Disabled,Quiescent,Enabled} w Enabled | Disabled
Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.DirectoryNumber string(32) w +4930555{n}
Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.Status string{Up,Initializing,Registering,Unregistering,Error,Testing,Quiescent,Disabled} r Up | Disabled
Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.SIP.AuthUserName string(128) w {cpe_id}-{n}
Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.SIP.AuthPassword string(128) wh lab-sip-password-{cpe_id}
Services.VoiceService.{i}.VoiceProfile.{i}.Line.{i}.SIP.URI string(389) w {cpe_id}-{n}@sip.example.net
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
