import type { CostResource } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { known, times, usage } from "../quantity";

/** What a price is for: an hour or a month of each resource, or so much of what the usage file says. */
type Per = "hour" | "month" | Measure;

interface Measure {
    readonly key: string;
    readonly unit: string;
    readonly meaning: string;
}

/** A type that AWS bills and that the price list at hand has no row for. */
interface Unlisted {
    readonly type: string;
    readonly source: string;
    /** As AWS's page words it, so that a file of one's own prices can have it. */
    readonly service: string;
    readonly label: string;
    readonly per: Per;
    /** Of what a resource has several that are billed each. @default one */
    readonly count?: (resource: CostResource) => number;
    readonly place?: "global";
}

const ingested: Measure = { key: "monthly_data_ingested_gb", unit: "GB", meaning: "ingested" };
const events: Measure = { key: "monthly_events", unit: "events", meaning: "sent by the pages that are watched" };

const recovery = "https://aws.amazon.com/application-recovery-controller/pricing/";

const all: readonly Unlisted[] = [
    {
        type: "aws:route53recoverycontrol/cluster:Cluster",
        source: recovery,
        service: "AmazonARC",
        label: "Routing control cluster per hour",
        per: "hour",
        place: "global",
    },
    {
        type: "aws:route53recoveryreadiness/readinessCheck:ReadinessCheck",
        source: recovery,
        service: "AmazonARC",
        label: "Readiness check per hour",
        per: "hour",
        place: "global",
    },
    {
        type: "aws:arcregionswitch/plan:Plan",
        source: recovery,
        service: "AmazonARC",
        label: "Region switch plan per month",
        per: "month",
        place: "global",
    },
    {
        type: "aws:shield/subscription:Subscription",
        source: "https://aws.amazon.com/shield/pricing/",
        service: "AWSShieldAdvanced",
        label: "Subscription per month",
        per: "month",
        place: "global",
    },
    {
        type: "aws:route53/profilesAssociation:ProfilesAssociation",
        source: "https://aws.amazon.com/route53/pricing/",
        service: "AmazonRoute53",
        label: "Profile association per hour",
        per: "hour",
    },
    {
        type: "aws:networkfirewall/vpcEndpointAssociation:VpcEndpointAssociation",
        source: "https://aws.amazon.com/network-firewall/pricing/",
        service: "AWSNetworkFirewall",
        label: "Secondary endpoint per hour",
        per: "hour",
    },
    {
        type: "aws:directconnect/connection:Connection",
        source: "https://aws.amazon.com/directconnect/pricing/",
        service: "AWSDirectConnect",
        label: "Port per hour",
        per: "hour",
    },
    {
        type: "aws:directconnect/hostedConnection:HostedConnection",
        source: "https://aws.amazon.com/directconnect/pricing/",
        service: "AWSDirectConnect",
        label: "Hosted port per hour",
        per: "hour",
    },
    {
        type: "aws:transfer/server:Server",
        source: "https://aws.amazon.com/aws-transfer-family/pricing/",
        service: "AWSTransfer",
        label: "Protocol per hour",
        per: "hour",
        // SFTP alone unless others are named.
        count: (server) => server.count("protocols") || 1,
    },
    {
        type: "aws:rum/appMonitor:AppMonitor",
        source: "https://aws.amazon.com/cloudwatch/pricing/",
        service: "AmazonCloudWatch",
        label: "RUM events",
        per: events,
    },
    {
        type: "aws:cloudwatch/internetMonitor:InternetMonitor",
        source: "https://aws.amazon.com/cloudwatch/pricing/",
        service: "AmazonCloudWatch",
        label: "Internet Monitor resource per hour",
        per: "hour",
        count: (monitor) => monitor.count("resources"),
    },
    {
        type: "aws:cloudtrail/eventDataStore:EventDataStore",
        source: "https://aws.amazon.com/cloudtrail/pricing/",
        service: "AWSCloudTrail",
        label: "Lake ingestion per GB",
        per: ingested,
    },
    {
        type: "aws:fms/policy:Policy",
        source: "https://aws.amazon.com/firewall-manager/pricing/",
        service: "AWSFirewallManager",
        label: "Policy per month",
        per: "month",
    },
    {
        type: "aws:detective/graph:Graph",
        source: "https://aws.amazon.com/detective/pricing/",
        service: "AmazonDetective",
        label: "Ingested per GB",
        per: ingested,
    },
];

/** Named one by one, so that an estimate says what is missing and where its price stands. */
export const unlisted: readonly Mapper[] = all.map(
    ({ type, source, service, label, per, count = () => 1, place }): Mapper => ({
        types: [type],
        source,
        prices: [],
        ...(typeof per === "string" ? {} : { usage: { [per.key]: { unit: per.unit, meaning: per.meaning } } }),
        lines: (resource, { hours }) => {
            const quantity = per === "hour" ? hours() : per === "month" ? known(1) : usage(per.key);
            const line: Line = {
                name: label,
                unit: per === "hour" ? "h" : per === "month" ? "month" : per.unit,
                price: price(service, label),
                quantity: times(quantity, count(resource)),
            };
            return [place === undefined ? line : { ...line, place }];
        },
    }),
);
