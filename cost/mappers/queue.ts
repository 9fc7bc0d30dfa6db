import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { after } from "./allowance";
import { chunkedRequests, requestKeys } from "./requests";

/** Requests of a month to all queues of a kind; the steps end at 100 and 200 billion (https://aws.amazon.com/sqs/pricing/). */
function requests(label: string): Tiers {
    return {
        name: `SQS ${label}`,
        steps: [
            { upTo: 100e9, price: price("AmazonSQS", label) },
            { upTo: 200e9, price: price("AmazonSQS", `${label} Tier2`) },
            { price: price("AmazonSQS", `${label} Tier3`) },
        ],
    };
}

const standard = requests("Standard per Requests");
const inOrder = requests("FIFO first-in first-out per Requests");

/** Requests, those that find nothing too; every 64 KB is one. The first million is free, of both kinds together. */
export const queue: Mapper = {
    types: ["aws:sqs/queue:Queue"],
    source: "https://aws.amazon.com/sqs/pricing/",
    prices: [standard, inOrder],
    usage: requestKeys,
    lines: (resource, { settings }) => {
        const tiers = resource.flag("fifoQueue") === true ? inOrder : standard;
        return [
            {
                name: "requests",
                unit: "requests",
                price: after({ name: "SQS requests", free: 1e6 }, tiers, settings),
                quantity: chunkedRequests,
                input: "fifoQueue",
            },
        ];
    },
};
