import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import type { Quantity } from "../quantity";

const addressHour = price("AmazonVPC", "Hourly charge for In use Public IPv4 Addresses per Hrs");

const source = "https://aws.amazon.com/vpc/pricing/";

/**
 * A public IPv4 address that is held, in use or not: both cost the same. What it is attached to does not count it again.
 * Addresses that somebody brought along cost nothing.
 */
export const address: Mapper = {
    types: ["aws:ec2/eip:Eip"],
    source,
    prices: [addressHour],
    usage: { monthly_hrs: { unit: "hours", meaning: "that the address is held; all month if absent" } },
    lines: (resource, { hours }) =>
        resource.beginning("publicIpv4Pool", ["amazon", "ipv4pool-ec2-"]) === "ipv4pool-ec2-" ||
        resource.has("customerOwnedIpv4Pool")
            ? []
            : addressLines(hours("monthly_hrs")),
};

/** Hours of public IPv4 addresses, whoever holds them. */
export function addressLines(quantity: Quantity, input?: string): readonly Line[] {
    return [
        { name: "public IPv4", unit: "h", price: addressHour, quantity, ...(input === undefined ? {} : { input }) },
    ];
}
