import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { times, usage } from "../quantity";
import { addressLines } from "./address";
import { regions } from "./transfer";

const source = "https://aws.amazon.com/global-accelerator/pricing/";

/** An hour of an accelerator. */
export const acceleratorHour = price("AWSGlobalAccelerator", "fixed fee per accelerator");

/** Where AWS's own API for accelerators is; the book has public addresses by region, at one price in all of them. */
const home = "us-west-2";

/** Static addresses of an accelerator (https://docs.aws.amazon.com/global-accelerator/latest/dg/introduction-components.html). */
const addresses = 2;

/** Parts of the world that clients are in, by usage key, as the list calls them. */
const destinations: { readonly [key: string]: string } = {
    us: "United States and Canada",
    europe: "Europe",
    south_africa: "ZA",
    south_america: "South America",
    south_korea: "South Korea",
    australia: "Australia",
    asia_pacific: "Asia Pacific",
    middle_east: "Middle East",
    india: "India",
};

/** Parts of the world that endpoints are in, by the start of their region. The list has no rows for others. */
const origins: readonly (readonly [region: RegExp, place: string, name: string])[] = [
    [/^(us|ca|mx)-/, "src:NA", "United States and Canada"],
    [/^eu-/, "src:EU", "Europe"],
    [/^ap-southeast-(2|4|6)$/, "src:AU", "Australia"],
    [/^ap-(northeast-[13]|southeast-|east-)/, "src:AP", "Asia Pacific"],
    [/^sa-/, "src:SA", "South America"],
];

/** Hours, and its two public addresses; standard or custom routing. Addresses of one's own cost nothing. */
export const globalAccelerator: Mapper = {
    types: [
        "aws:globalaccelerator/accelerator:Accelerator",
        "aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator",
    ],
    source,
    prices: [acceleratorHour],
    lines: (resource, { hours }) => [
        { name: "hours", unit: "h", price: acceleratorHour, quantity: hours(), place: "global" },
        ...(resource.count("ipAddresses") > 0
            ? []
            : addressLines(times(hours(), addresses)).map((line) => ({ ...line, place: home }))),
    ],
};

/** What endpoints send to clients, at a premium by where both are; on top of what leaves the region to the internet. */
export const acceleratorEndpoints: Mapper = {
    types: [
        "aws:globalaccelerator/endpointGroup:EndpointGroup",
        "aws:globalaccelerator/customRoutingEndpointGroup:CustomRoutingEndpointGroup",
    ],
    source,
    prices: [],
    usage: Object.fromEntries(
        Object.entries(destinations).map(([part, name]) => [
            keyOf(part),
            { unit: "GB", meaning: `from the endpoints to clients in ${name === "ZA" ? "South Africa" : name}` },
        ]),
    ),
    lines: (resource, { states }) => {
        const region = resource.text("endpointGroupRegion");
        if (region === undefined) {
            throw new UnknownInput("endpointGroupRegion");
        }
        // A region that nobody knows, or in no part which the list has rows for, is named itself, as the row that is missing.
        const known = regions.includes(region) ? origins.find(([pattern]) => pattern.test(region)) : undefined;
        const [, place, from] = known ?? ["", region, region];
        const parts = Object.entries(destinations);
        const stated = parts.filter(([part]) => states(keyOf(part)));
        return (stated.length > 0 ? stated : parts).map(([part, to]) => ({
            name: `data to ${to === "ZA" ? "South Africa" : to}`,
            unit: "GB",
            price: premium(from, to),
            quantity: usage(keyOf(part)),
            place,
        }));
    },
};

function keyOf(part: string): string {
    return `monthly_outbound_data_transfer_gb.${part}`;
}

function premium(from: string, to: string): PriceName {
    return price("AWSGlobalAccelerator", `DT-Premium In Data Transfer from ${from} to ${to}`);
}
