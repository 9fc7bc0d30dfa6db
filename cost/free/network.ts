import type { FreeListing } from "./listing";

/** Parts of networks, and of what spreads traffic over them. */
export const freeNetworkTypes: FreeListing = {
    "a network's own parts are free (https://aws.amazon.com/vpc/pricing/)": {
        ec2: `
            CarrierGateway CustomerGateway DefaultNetworkAcl DefaultRouteTable DefaultSecurityGroup
            DefaultSubnet DefaultVpc DefaultVpcDhcpOptions EgressOnlyInternetGateway InternetGateway
            InternetGatewayAttachment LocalGatewayRoute LocalGatewayRouteTable
            LocalGatewayRouteTableVirtualInterfaceGroupAssociation LocalGatewayRouteTableVpcAssociation
            MainRouteTableAssociation ManagedPrefixList ManagedPrefixListEntry NetworkAcl
            NetworkAclAssociation NetworkAclRule NetworkInterface NetworkInterfaceAttachment
            NetworkInterfacePermission NetworkInterfaceSecurityGroupAttachment Route RouteTable
            RouteTableAssociation SecurityGroup SecurityGroupAssociation SecurityGroupRule Subnet
            SubnetCidrReservation Vpc VpcBlockPublicAccessExclusion VpcBlockPublicAccessOptions
            VpcDhcpOptions VpcDhcpOptionsAssociation VpcIpv4CidrBlockAssociation VpcIpv6CidrBlockAssociation
            VpcSecurityGroupRulesExclusive`,
        vpc: `
            RouteServerPropagation RouteServerVpcAssociation SecurityGroupEgressRule
            SecurityGroupIngressRule SecurityGroupVpcAssociation`,
    },
    "addresses, gateways and endpoints are billed with what belongs to them (https://aws.amazon.com/vpc/pricing/)": {
        ec2: `
            EipAssociation EipDomainName NatGatewayEipAssociation VpcEndpointConnectionAccepter
            VpcEndpointConnectionNotification VpcEndpointPolicy VpcEndpointRouteTableAssociation
            VpcEndpointServiceAllowedPrinciple VpcEndpointSubnetAssociation
            VpnConnectionRoute VpnGateway VpnGatewayAttachment VpnGatewayRoutePropagation`,
        ec2clientvpn: "AuthorizationRule Route",
        vpc: "EndpointPrivateDns EndpointServicePrivateDnsVerification RouteServerPeer",
    },
    "peering is free, what crosses it is billed to one side of it (https://aws.amazon.com/vpc/pricing/)": {
        ec2: "PeeringConnectionOptions VpcPeeringConnectionAccepter",
    },
    "addresses are billed, how they are planned is not (https://aws.amazon.com/vpc/pricing/)": {
        ec2: `
            VpcIpamOrganizationAdminAccount VpcIpamPool VpcIpamPoolCidr VpcIpamPoolCidrAllocation
            VpcIpamPreviewNextCidr VpcIpamResourceDiscovery VpcIpamResourceDiscoveryAssociation VpcIpamScope`,
    },
    "a transit gateway is billed by its attachments (https://aws.amazon.com/transit-gateway/pricing/)": {
        ec2transitgateway: `
            DefaultRouteTableAssociation DefaultRouteTablePropagation MeteringPolicy MeteringPolicyEntry
            MulticastDomain MulticastDomainAssociation MulticastGroupMember MulticastGroupSource
            PeeringAttachmentAccepter PolicyTable PolicyTableAssociation PolicyTableEntry
            PrefixListReference Route RouteTable RouteTableAssociation RouteTablePropagation TransitGateway
            VpcAttachmentAccepter`,
    },
    "a mirror is billed by its sessions (https://aws.amazon.com/vpc/pricing/)": {
        ec2: "TrafficMirrorFilter TrafficMirrorFilterRule TrafficMirrorTarget",
    },
    "a balancer is billed, with all that stands behind it (https://aws.amazon.com/elasticloadbalancing/pricing/)": {
        alb: "Listener ListenerCertificate ListenerRule TargetGroup TargetGroupAttachment",
        elb: `
            AppCookieStickinessPolicy Attachment ListenerPolicy LoadBalancerBackendServerPolicy
            LoadBalancerCookieStickinessPolicy LoadBalancerPolicy SslNegotiationPolicy`,
        lb: "Listener ListenerCertificate ListenerRule TargetGroup TargetGroupAttachment TrustStoreRevocation",
    },
    "an accelerator is billed, with its listeners (https://aws.amazon.com/global-accelerator/pricing/)": {
        globalaccelerator: "CrossAccountAttachment CustomRoutingListener Listener",
    },
    "a zone and its queries are billed (https://aws.amazon.com/route53/pricing/)": {
        route53: `
            CidrCollection CidrLocation DelegationSet HostedZoneDnsSec KeySigningKey RecordsExclusive
            TrafficPolicy VpcAssociationAuthorization ZoneAssociation`,
        route53domains: "DelegationSignerRecord",
    },
    "endpoints of a resolver and queries through its firewall are billed (https://aws.amazon.com/route53/pricing/)": {
        route53: `
            ProfilesProfile ProfilesResourceAssociation ResolverConfig ResolverDnsSecConfig
            ResolverFirewallConfig ResolverFirewallRule ResolverFirewallRuleGroup
            ResolverQueryLogConfigAssociation ResolverRule ResolverRuleAssociation`,
    },
    "a cluster is billed, with its controls (https://aws.amazon.com/application-recovery-controller/pricing/)": {
        route53recoverycontrol: "ControlPanel RoutingControl SafetyRule",
        route53recoveryreadiness: "Cell RecoveryGroup ResourceSet",
    },
    "zonal shift is free (https://aws.amazon.com/application-recovery-controller/pricing/)": {
        arczonalshift: "AutoshiftObserverNotificationStatus ZonalAutoshiftConfiguration",
    },
    "ports and what leaves through them are billed (https://aws.amazon.com/directconnect/pricing/)": {
        directconnect: `
            BgpPeer ConnectionAssociation ConnectionConfirmation Gateway
            GatewayAssociationProposal HostedPrivateVirtualInterface HostedPrivateVirtualInterfaceAccepter
            HostedPublicVirtualInterface HostedPublicVirtualInterfaceAccepter HostedTransitVirtualInterface
            HostedTransitVirtualInterfaceAcceptor LinkAggregationGroup MacsecKeyAssociation
            PrivateVirtualInterface PublicVirtualInterface TransitVirtualInterface`,
    },
    "a firewall's endpoints and traffic are billed (https://aws.amazon.com/network-firewall/pricing/)": {
        networkfirewall: `
            FirewallPolicy FirewallTransitGatewayAttachmentAccepter LoggingConfiguration ResourcePolicy
            RuleGroup`,
    },
    "distributions and their traffic are billed (https://aws.amazon.com/cloudfront/pricing/)": {
        cloudfront: `
            CachePolicy ContinuousDeploymentPolicy FieldLevelEncryptionProfile KeyGroup OriginAccessControl
            OriginAccessIdentity OriginRequestPolicy PublicKey ResponseHeadersPolicy VpcOrigin`,
    },
    "a service and its traffic are billed (https://aws.amazon.com/vpc/lattice/pricing/)": {
        vpclattice: `
            AccessLogSubscription AuthPolicy DomainVerification Listener ListenerRule ResourcePolicy
            ServiceNetwork ServiceNetworkServiceAssociation ServiceNetworkVpcAssociation TargetGroup
            TargetGroupAttachment`,
    },
    "App Mesh is free (https://aws.amazon.com/app-mesh/pricing/)": {
        appmesh: "GatewayRoute Mesh Route VirtualGateway VirtualNode VirtualRouter VirtualService",
    },
    "endpoints of applications are billed (https://aws.amazon.com/verified-access/pricing/)": {
        verifiedaccess: "Group Instance InstanceLoggingConfiguration InstanceTrustProviderAttachment TrustProvider",
    },
};
