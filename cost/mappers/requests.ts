import Big from "big.js";
import type { UsageKey } from "../mapping";
import { exactly, map, multiply, usageOf, type Quantity } from "../quantity";

/** Keys of services that count a large request as several. */
export const requestKeys = {
    monthly_requests: { unit: "requests", meaning: "API requests" },
    request_size_kb: { unit: "KB", meaning: "average size; every 64 KB is a request; small if absent" },
} as const satisfies { readonly [key: string]: UsageKey };

/** Requests as messages are metered: every 64 KB is one (https://aws.amazon.com/sqs/pricing/). */
const chunkKilobytes = 64;

/** Requests of a month in chunks of 64 KB, by the keys above. */
export const chunkedRequests: Quantity = usageOf(["monthly_requests"], (use) => {
    const requests = use("monthly_requests");
    const size = use("request_size_kb") ?? exactly(1);
    return requests && multiply(requests, map(size, chunks));
});

function chunks(kilobytes: Big): Big {
    const whole = kilobytes.div(chunkKilobytes).round(0, Big.roundUp);
    return whole.lt(1) ? new Big(1) : whole;
}
