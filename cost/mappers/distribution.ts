import type { CostResource } from "../cost-resource";
import type { Line, Mapper, MapContext, UsageKey } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { usage } from "../quantity";
import { after, type Allowance } from "./allowance";

/** A part of the world as usage files call it, and as the list calls its edges: for transfer, and for requests. */
interface Part {
    readonly key: string;
    readonly transfer: string;
    readonly requests: string;
    /** Price classes that leave it out (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PriceClass.html). */
    readonly notIn: readonly string[];
}

const dear = ["PriceClass_100"];
const dearest = ["PriceClass_100", "PriceClass_200"];

const parts: readonly Part[] = [
    { key: "us", transfer: "edge:US, Mexico, Canada", requests: "edge:United States", notIn: [] },
    { key: "europe", transfer: "edge:Europe, Israel", requests: "edge:EU", notIn: [] },
    {
        key: "south_africa",
        transfer: "edge:South Africa, Kenya, Middle East",
        requests: "edge:South Africa",
        notIn: dear,
    },
    { key: "south_america", transfer: "edge:South America", requests: "edge:South America", notIn: dearest },
    { key: "japan", transfer: "edge:Japan", requests: "edge:Japan", notIn: dear },
    { key: "australia", transfer: "edge:Australia, New Zealand", requests: "edge:Australia", notIn: dearest },
    {
        key: "asia_pacific",
        transfer: "edge:Hong Kong, Philippines, Asia Pacific",
        requests: "edge:Asia Pacific",
        notIn: dear,
    },
    { key: "india", transfer: "edge:India", requests: "edge:India", notIn: dear },
];

const out = "Data transfer out to internet";
/** By all that an account's distributions send from a part of the world; a terabyte is 1,024 GB. */
const toInternet: Tiers = {
    name: "CloudFront egress",
    steps: [
        { upTo: 10_240, price: price("AmazonCloudFront", `${out} (first 10TB)`) },
        { upTo: 51_200, price: price("AmazonCloudFront", `${out} (next 40TB)`) },
        { upTo: 153_600, price: price("AmazonCloudFront", `${out} (next 100TB)`) },
        { upTo: 512_000, price: price("AmazonCloudFront", `${out} (next 350TB)`) },
        { upTo: 1_048_576, price: price("AmazonCloudFront", `${out} (next 524TB)`) },
        { upTo: 5_242_880, price: price("AmazonCloudFront", `${out} (next 4PB)`) },
        { price: price("AmazonCloudFront", `${out} (over 5PB)`) },
    ],
};

/** What is counted by part of the world. */
interface Traffic {
    readonly key: string;
    readonly name: string;
    readonly unit: string;
    readonly price: PriceName | Tiers;
    readonly place: "transfer" | "requests";
    /** What of it costs nothing, once for all parts of the world. */
    readonly allowance?: Allowance;
    /** Asked of every distribution; the others appear when they are stated. */
    readonly always: boolean;
}

/** Both kinds of requests have it together. */
const freeRequests: Allowance = { name: "CloudFront requests", free: 10_000_000 };

const traffic: readonly Traffic[] = [
    {
        key: "monthly_data_transfer_to_internet_gb",
        name: "data to the internet",
        unit: "GB",
        price: toInternet,
        allowance: { name: toInternet.name, free: 1024 },
        place: "transfer",
        always: true,
    },
    {
        key: "monthly_data_transfer_to_origin_gb",
        name: "data to the origin",
        unit: "GB",
        price: price("AmazonCloudFront", "Data transfer out to origin"),
        place: "transfer",
        always: false,
    },
    {
        key: "monthly_http_requests",
        name: "HTTP requests",
        unit: "requests",
        price: price("AmazonCloudFront", "CloudFront Request-Tier1 HTTP GET and HEAD requests"),
        allowance: freeRequests,
        place: "requests",
        always: false,
    },
    {
        key: "monthly_https_requests",
        name: "HTTPS requests",
        unit: "requests",
        price: price("AmazonCloudFront", "CloudFront Request-Tier2 HTTPS GET and HEAD requests"),
        allowance: freeRequests,
        place: "requests",
        always: true,
    },
];

const shieldRequest = price("AmazonCloudFront", "CloudFront Request-Origin-Shield Origin Shield Requests");
const shieldKey = "monthly_shield_requests";
/** Agreed upon with each account; no page of AWS has it. */
const staticAddresses = price("AmazonCloudFront", "Certificate on static addresses per hour");
const dedicatedAddresses = price("AmazonCloudFront", "Certificate on dedicated addresses per hour");

/** What edges send and are asked, by where they are; what reaches the shield of an origin; dedicated addresses. */
export const distribution: Mapper = {
    types: [
        "aws:cloudfront/distribution:Distribution",
        "aws:cloudfront/multitenantDistribution:MultitenantDistribution",
    ],
    source: "https://aws.amazon.com/cloudfront/pricing/",
    prices: [...traffic.map((one) => one.price), shieldRequest, dedicatedAddresses],
    usage: {
        ...Object.fromEntries(
            traffic.flatMap((one) =>
                parts.map(({ key }): readonly [string, UsageKey] => [
                    `${one.key}.${key}`,
                    { unit: one.unit, meaning: `${one.name}, from that part of the world` },
                ]),
            ),
        ),
        [shieldKey]: { unit: "requests", meaning: "that reach the shield of an origin" },
    },
    lines: (resource, context) => [
        ...traffic.flatMap((one) => trafficLines(one, resource, context)),
        ...shieldLines(resource),
        ...addressedLines(resource, context),
    ],
};

/** A certificate that is served on addresses of its own, for clients that do not name the host which they ask. */
function addressedLines(resource: CostResource, { hours }: MapContext): readonly Line[] {
    const method = resource.choice("viewerCertificate.sslSupportMethod", ["sni-only", "vip", "static-ip"]);
    const line = { unit: "h", quantity: hours(), place: "global" };
    switch (method) {
        case "vip":
            return [{ ...line, name: "dedicated addresses", price: dedicatedAddresses }];
        case "static-ip":
            return [{ ...line, name: "static addresses", price: staticAddresses }];
        case "sni-only":
        case undefined:
            return [];
    }
}

const priceClasses = ["PriceClass_100", "PriceClass_200", "PriceClass_All"] as const;

function trafficLines(one: Traffic, resource: CostResource, { states, settings }: MapContext): readonly Line[] {
    const own = one.allowance ? after(one.allowance, one.price, settings) : one.price;
    const priceClass = resource.choice("priceClass", priceClasses) ?? "PriceClass_All";
    const anyStated = parts.some(({ key }) => states(`${one.key}.${key}`));
    return parts
        .filter(({ key, notIn }) =>
            anyStated ? states(`${one.key}.${key}`) : one.always && !notIn.includes(priceClass),
        )
        .map((part) => ({
            name: `${one.name} (${part.key.replace("_", " ")})`,
            unit: one.unit,
            price: own,
            quantity: usage(`${one.key}.${part.key}`),
            place: part[one.place],
        }));
}

/** A shield is in a region of its own, and has that region's price. */
function shieldLines(resource: CostResource): readonly Line[] {
    return resource.list("origins").flatMap((origin): readonly Line[] => {
        const place = origin.text("originShield.originShieldRegion");
        return origin.flag("originShield.enabled") === true && place !== undefined
            ? [{ name: "shield requests", unit: "requests", price: shieldRequest, quantity: usage(shieldKey), place }]
            : [];
    });
}
