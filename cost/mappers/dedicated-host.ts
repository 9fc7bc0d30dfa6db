import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";

/** A server of one's own, by the hour of its family: how many machines run on it does not matter. The book has no such rows. */
export const dedicatedHost: Mapper = {
    types: ["aws:ec2/dedicatedHost:DedicatedHost"],
    source: "https://aws.amazon.com/ec2/dedicated-hosts/pricing/",
    prices: [],
    lines: (host, { hours }) => {
        const family = host.text("instanceFamily") ?? host.text("instanceType")?.split(".")[0];
        if (family === undefined) {
            throw new UnknownInput("instanceFamily");
        }
        return [
            {
                name: `${family} host`,
                unit: "h",
                price: price("AmazonEC2", `Dedicated host ${family} per hour`),
                quantity: hours(),
                input: "instanceFamily",
            },
        ];
    },
};
