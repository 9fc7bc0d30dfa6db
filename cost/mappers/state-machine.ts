import Big from "big.js";
import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { map, multiply, usage, usageOf, type Quantity } from "../quantity";
import { after } from "./allowance";

const transition = price("AWSStepFunctions", "AWS Step Functions");
const request = price("AWSStepFunctions", "Number of Workflow Requests");
const duration: Tiers = {
    name: "workflow duration",
    steps: [
        { upTo: 3_600_000, price: price("AWSStepFunctions", "Duration of Workflows from 0 to 3600000") },
        { upTo: 18_000_000, price: price("AWSStepFunctions", "Duration of Workflows from 3600000 to 18000000") },
        { price: price("AWSStepFunctions", "Duration of Workflows over 18000000") },
    ],
};

const transitionsKey = "monthly_transitions";
const requestsKey = "monthly_requests";
const durationKey = "workflow_duration_ms";
const memoryKey = "memory_mb";

/** Steps in which time and memory of an express workflow are metered (https://aws.amazon.com/step-functions/pricing/). */
const meteredMilliseconds = 100;
const meteredMegabytes = 64;

/** A standard workflow by its transitions; an express one by its requests, and by time and memory of each. */
export const stateMachine: Mapper = {
    types: ["aws:sfn/stateMachine:StateMachine"],
    source: "https://aws.amazon.com/step-functions/pricing/",
    prices: [transition, request, duration],
    usage: {
        [transitionsKey]: { unit: "transitions", meaning: "standard: state transitions, retries too" },
        [requestsKey]: { unit: "requests", meaning: "express: workflow requests" },
        [durationKey]: { unit: "ms", meaning: "express: average duration" },
        [memoryKey]: { unit: "MB", meaning: "express: average memory" },
    },
    lines: (resource, { settings }) =>
        resource.choice("type", ["STANDARD", "EXPRESS"]) === "EXPRESS"
            ? [
                  { name: "requests", unit: "requests", price: request, quantity: usage(requestsKey), input: "type" },
                  { name: "duration", unit: "GB-second", price: duration, quantity: gigabyteSeconds, input: "type" },
              ]
            : [
                  {
                      name: "transitions",
                      unit: "transitions",
                      price: after({ name: "state transitions", free: 4000 }, transition, settings),
                      quantity: usage(transitionsKey),
                      input: "type",
                  },
              ],
};

const gigabyteSeconds: Quantity = usageOf([requestsKey, durationKey, memoryKey], (use) => {
    const [requests, milliseconds, megabytes] = [use(requestsKey), use(durationKey), use(memoryKey)];
    if (!requests || !milliseconds || !megabytes) {
        return undefined;
    }
    const seconds = map(milliseconds, (one) => steppedUp(one, meteredMilliseconds).div(1000));
    const gigabytes = map(megabytes, (one) => steppedUp(one, meteredMegabytes).div(1024));
    return multiply(requests, multiply(seconds, gigabytes));
});

function steppedUp(amount: Big, step: number): Big {
    return amount.div(step).round(0, Big.roundUp).times(step);
}
