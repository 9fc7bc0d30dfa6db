import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { known } from "../quantity";

/** A type that AWS bills and that the price list at hand has no row for. */
interface Unlisted {
    readonly type: string;
    readonly source: string;
    /** As AWS's page words it, so that a file of one's own prices can have it. */
    readonly service: string;
    readonly label: string;
    readonly place?: "global";
}

const recovery = "https://aws.amazon.com/application-recovery-controller/pricing/";

const all: readonly Unlisted[] = [
    {
        type: "aws:route53recoverycontrol/cluster:Cluster",
        source: recovery,
        service: "AmazonARC",
        label: "Routing control cluster per hour",
        place: "global",
    },
    {
        type: "aws:route53recoveryreadiness/readinessCheck:ReadinessCheck",
        source: recovery,
        service: "AmazonARC",
        label: "Readiness check per hour",
        place: "global",
    },
    {
        type: "aws:arcregionswitch/plan:Plan",
        source: recovery,
        service: "AmazonARC",
        label: "Region switch plan per month",
        place: "global",
    },
    {
        type: "aws:shield/subscription:Subscription",
        source: "https://aws.amazon.com/shield/pricing/",
        service: "AWSShieldAdvanced",
        label: "Subscription per month",
        place: "global",
    },
    {
        type: "aws:route53/profilesAssociation:ProfilesAssociation",
        source: "https://aws.amazon.com/route53/pricing/",
        service: "AmazonRoute53",
        label: "Profile association per hour",
    },
    {
        type: "aws:networkfirewall/vpcEndpointAssociation:VpcEndpointAssociation",
        source: "https://aws.amazon.com/network-firewall/pricing/",
        service: "AWSNetworkFirewall",
        label: "Secondary endpoint per hour",
    },
    {
        type: "aws:directconnect/connection:Connection",
        source: "https://aws.amazon.com/directconnect/pricing/",
        service: "AWSDirectConnect",
        label: "Port per hour",
    },
    {
        type: "aws:directconnect/hostedConnection:HostedConnection",
        source: "https://aws.amazon.com/directconnect/pricing/",
        service: "AWSDirectConnect",
        label: "Hosted port per hour",
    },
    {
        type: "aws:transfer/server:Server",
        source: "https://aws.amazon.com/aws-transfer-family/pricing/",
        service: "AWSTransfer",
        label: "Protocol per hour",
    },
    {
        type: "aws:rum/appMonitor:AppMonitor",
        source: "https://aws.amazon.com/cloudwatch/pricing/",
        service: "AmazonCloudWatch",
        label: "RUM events",
    },
    {
        type: "aws:cloudwatch/internetMonitor:InternetMonitor",
        source: "https://aws.amazon.com/cloudwatch/pricing/",
        service: "AmazonCloudWatch",
        label: "Internet Monitor resource per hour",
    },
    {
        type: "aws:cloudtrail/eventDataStore:EventDataStore",
        source: "https://aws.amazon.com/cloudtrail/pricing/",
        service: "AWSCloudTrail",
        label: "Lake ingestion per GB",
    },
    {
        type: "aws:fms/policy:Policy",
        source: "https://aws.amazon.com/firewall-manager/pricing/",
        service: "AWSFirewallManager",
        label: "Policy per month",
    },
    {
        type: "aws:detective/graph:Graph",
        source: "https://aws.amazon.com/detective/pricing/",
        service: "AmazonDetective",
        label: "Ingested per GB",
    },
];

/** Named one by one, so that an estimate says what is missing and where its price stands. */
export const unlisted: readonly Mapper[] = all.map(({ type, source, service, label, place }) => {
    const line: Line = { name: label, unit: "", price: price(service, label), quantity: known(1) };
    return { types: [type], source, prices: [], lines: () => [place === undefined ? line : { ...line, place }] };
});
