import { UnknownInput, type CostResource } from "../cost-resource";
import type { Hours, Line, Mapper } from "../mapping";
import { price } from "../price";
import { known, times } from "../quantity";

/** What kinds of nodes a domain has: the inputs that say so. */
const kinds = [
    { name: "nodes", type: "instanceType", count: "instanceCount", enabled: undefined },
    { name: "masters", type: "dedicatedMasterType", count: "dedicatedMasterCount", enabled: "dedicatedMasterEnabled" },
    { name: "warm nodes", type: "warmType", count: "warmCount", enabled: "warmEnabled" },
] as const;

/** No public source of the book has the rates of volumes. */
function volumePrice(type: string) {
    return price("AmazonOpenSearch", `EBS ${type} storage`);
}

/** OpenSearch domains, under both names: nodes by the hour and volumes by their size. */
export const searchDomain: Mapper = {
    types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
    source: "https://aws.amazon.com/opensearch-service/pricing/",
    prices: ["gp2", "gp3", "io1", "standard"].map(volumePrice),
    lines: (domain, { hours }) => [
        ...kinds
            .filter(({ enabled }) => enabled === undefined || domain.flag(`clusterConfig.${enabled}`) === true)
            .map((kind) => nodeLine(domain, kind, hours)),
        ...volumeLines(domain),
    ],
};

function nodeLine(domain: CostResource, { name, type, count }: (typeof kinds)[number], hours: Hours): Line {
    const nodeType = domain.text(`clusterConfig.${type}`);
    if (nodeType === undefined) {
        throw new UnknownInput(`clusterConfig.${type}`);
    }
    // "m7g.large.search", or ".elasticsearch" as the older name has it.
    const [family = "", size = ""] = nodeType.split(".");
    const purpose = /^[rx]/.test(family) ? "Memory optimized" : "General purpose";
    return {
        name: `${nodeType} ${name}`,
        unit: "h",
        price: price(
            "AmazonOpenSearch",
            `${family} ${size}.search - ${purpose} - OnDemand - EBS Only - - - Hourly Cost`,
        ),
        quantity: times(hours(), domain.number(`clusterConfig.${count}`) ?? 1),
        input: "clusterConfig",
    };
}

function volumeLines(domain: CostResource): readonly Line[] {
    const size = domain.number("ebsOptions.volumeSize");
    if (domain.flag("ebsOptions.ebsEnabled") !== true || size === undefined) {
        return [];
    }
    const type = domain.text("ebsOptions.volumeType") ?? "gp2";
    return [
        {
            name: `${type} volumes`,
            unit: "GB-month",
            price: volumePrice(type),
            quantity: times(known(size), domain.number("clusterConfig.instanceCount") ?? 1),
            input: "ebsOptions",
        },
    ];
}
