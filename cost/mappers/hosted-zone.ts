import type { Line, Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { known } from "../quantity";

const source = "https://aws.amazon.com/route53/pricing/";

/** Zones of an account: the first 25 cost more. */
const zones: Tiers = {
    name: "hosted zones",
    steps: [
        { upTo: 25, price: price("AmazonRoute53", "DNS Zone first 25") },
        { price: price("AmazonRoute53", "DNS Zone") },
    ],
};
const records = price("AmazonRoute53", "Route53 RRSets per Mo");
const policyRecord = price("AmazonRoute53", "Basic Traffic Flow Routing per Mo");

/** Records of a zone that are in its price. */
const recordsIncluded = 10_000;

/** A month of a zone, and of its records beyond the ten thousand that come with it. */
export const hostedZone: Mapper = {
    types: ["aws:route53/zone:Zone"],
    source,
    prices: [zones, records],
    lines: (resource) => {
        const count = resource.namedBy("aws:route53/record:Record", "zoneId").length;
        const more: Line = {
            name: "records",
            unit: "record-month",
            price: records,
            quantity: known(count - recordsIncluded),
            place: "global",
        };
        return [zoneLine, ...(count > recordsIncluded ? [more] : [])];
    },
};

const zoneLine: Line = {
    name: "hosted zone",
    unit: "zone-month",
    price: zones,
    quantity: known(1),
    place: "global",
};

/** A traffic policy that answers for a name. */
export const trafficPolicy: Mapper = {
    types: ["aws:route53/trafficPolicyInstance:TrafficPolicyInstance"],
    source,
    prices: [policyRecord],
    lines: () => [
        { name: "policy record", unit: "record-month", price: policyRecord, quantity: known(1), place: "global" },
    ],
};

/** A namespace that answers by DNS is a zone of Route 53 (https://aws.amazon.com/cloud-map/pricing/). */
export const namespaceZone: Mapper = {
    types: [
        "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
        "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
    ],
    source: "https://aws.amazon.com/cloud-map/pricing/",
    prices: [zones],
    lines: () => [zoneLine],
};
