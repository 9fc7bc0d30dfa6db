import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { usage } from "../quantity";

/** Queries of an account to one kind of routing; beyond a billion they cost half. */
function queries(routing: string): Tiers {
    return {
        name: `${routing} queries`,
        steps: [
            { upTo: 1e9, price: price("AmazonRoute53", `Query ${routing} External first 1B`) },
            { price: price("AmazonRoute53", `Query ${routing} External over 1B`) },
        ],
    };
}

/** How a record may route, with the input that asks for it and the key that counts its answers. */
interface Routing {
    readonly name: string;
    readonly key: string;
    readonly price: Tiers;
    readonly asked: (record: CostResource) => boolean;
}

const geoKey = "monthly_geo_queries";

const proximity: Routing = {
    name: "proximity queries",
    key: geoKey,
    price: queries("Geoproximity"),
    asked: (record) => record.has("geoproximityRoutingPolicy"),
};
const special: readonly Routing[] = [
    {
        name: "latency queries",
        key: "monthly_latency_based_queries",
        price: queries("Latency Based Routing"),
        asked: (record) => record.count("latencyRoutingPolicies") > 0,
    },
    {
        name: "geographic queries",
        key: geoKey,
        price: queries("Geo DNS"),
        asked: (record) => record.count("geolocationRoutingPolicies") > 0,
    },
    {
        name: "queries by address",
        key: "monthly_ip_based_queries",
        price: queries("IP Based Routing"),
        asked: (record) => record.has("cidrRoutingPolicy"),
    },
];
const standard: Routing = {
    name: "standard queries",
    key: "monthly_standard_queries",
    price: queries("Standard"),
    asked: (record) => ![proximity, ...special].some(({ asked }) => asked(record)),
};

/**
 * Queries that a record answers, at the price of its routing. Free are those within private zones, and those to aliases
 * of AWS's own resources; an alias to another record of a zone is billed as a record.
 */
export const dnsRecord: Mapper = {
    types: ["aws:route53/record:Record"],
    source: "https://aws.amazon.com/route53/pricing/",
    prices: [standard, proximity, ...special].map((one) => one.price),
    usage: {
        monthly_standard_queries: { unit: "queries", meaning: "simple, weighted, failover and multivalue answers" },
        monthly_latency_based_queries: { unit: "queries", meaning: "latency-based routing" },
        monthly_geo_queries: { unit: "queries", meaning: "geolocation and geoproximity routing" },
        monthly_ip_based_queries: { unit: "queries", meaning: "routing by the network of the client" },
    },
    lines: (record, { states }) => {
        // One key counts the answers of both kinds of geography; a record has one of them.
        const others = special.filter(({ key }) => key !== geoKey);
        const routings = proximity.asked(record) ? [standard, proximity, ...others] : [standard, ...special];
        const free = isFree(record);
        return (
            routings
                // What somebody states is never dropped in silence, whatever the routing.
                .filter(({ key, asked }) => states(key) || (!free && asked(record)))
                .map(({ name, key, price }) => ({
                    name,
                    unit: "queries",
                    price,
                    quantity: usage(key),
                    place: "global",
                }))
        );
    },
};

/** The prices of the routings that a record asks for, whether or not its answers are free. */
export function queryPrices(record: CostResource): readonly Tiers[] {
    return [standard, proximity, ...special].filter(({ asked }) => asked(record)).map(({ price }) => price);
}

const zoneType = "aws:route53/zone:Zone";

function isFree(record: CostResource): boolean {
    const zone = record.follow("zoneId", zoneType);
    const isPrivate = (zone?.count("vpcs") ?? 0) > 0;
    const [alias] = record.list("aliases");
    return isPrivate || (alias !== undefined && alias.follow("zoneId", zoneType) === undefined);
}
