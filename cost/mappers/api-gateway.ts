import Big from "big.js";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { combine, exactly, usage, usageOf, type Quantity } from "../quantity";
import { entryOf } from "./entry";

const source = "https://aws.amazon.com/api-gateway/pricing/";

function row(label: string): PriceName {
    return price("AmazonAPIGateway", label);
}

const restRequests: Tiers = {
    name: "REST API requests",
    steps: [
        { upTo: 333_000_000, price: row("API Calls Number of up to 333 million") },
        { upTo: 1_000_000_000, price: row("API Calls Number of Request Next 667 million") },
        { upTo: 20_000_000_000, price: row("API Calls Number of Request Next 19 billion") },
        { price: row("API Calls Number of Request Over 20 billion") },
    ],
};

const httpRequests: Tiers = {
    name: "HTTP API requests",
    steps: [
        { upTo: 300_000_000, price: row("ApiGatewayHttpApi First 300 million") },
        { price: row("ApiGatewayHttpApi more than 300 million") },
    ],
};

const messages: Tiers = {
    name: "WebSocket API messages",
    steps: [
        { upTo: 1_000_000_000, price: row("WebSocket Messages Messages first 1 billion") },
        { price: row("WebSocket Messages Messages over 1 billion") },
    ],
};

const connectionMinute = row("WebSocket Connection Minutes");

/** Gigabytes of a stage's cache, as the program and as the list write them. */
const cacheHours: { readonly [gigabytes: string]: PriceName } = Object.fromEntries(
    ["0.5", "1.6", "6.1", "13.5", "28.4", "58.2", "118", "237"].map((size) => [
        size,
        row(`Caching Memory Size ${size.replace(".", " ")}`),
    ]),
);

/** Requests, of all REST APIs of an account and region together. */
export const restApi: Mapper = {
    types: ["aws:apigateway/restApi:RestApi"],
    source,
    prices: [restRequests],
    usage: { monthly_requests: { unit: "requests", meaning: "REST API requests" } },
    lines: () => [{ name: "requests", unit: "requests", price: restRequests, quantity: usage("monthly_requests") }],
};

/** Hours of a stage's cache, which is there whether it is asked or not. */
export const restStage: Mapper = {
    types: ["aws:apigateway/stage:Stage"],
    source,
    prices: Object.values(cacheHours),
    lines: (resource, { hours }) => {
        const size = resource.text("cacheClusterSize") ?? "0.5";
        return resource.flag("cacheClusterEnabled") === true
            ? [
                  {
                      name: `cache of ${size} GB`,
                      unit: "h",
                      price: entryOf(cacheHours, size) ?? row(`Caching Memory Size ${size}`),
                      quantity: hours(),
                      input: "cacheClusterSize",
                  },
              ]
            : [];
    },
};

/** Requests by 512 KB of each, or messages by 32 KB of each and the minutes that connections are open. */
export const httpApi: Mapper = {
    types: ["aws:apigatewayv2/api:Api"],
    source,
    prices: [httpRequests, messages, connectionMinute],
    usage: {
        monthly_requests: { unit: "requests", meaning: "HTTP API requests" },
        request_size_kb: { unit: "KB", meaning: "average size; an HTTP API meters in steps of 512 KB" },
        monthly_messages: { unit: "messages", meaning: "WebSocket API messages" },
        message_size_kb: { unit: "KB", meaning: "average size; a WebSocket API meters in steps of 32 KB" },
        monthly_connection_mins: { unit: "minutes", meaning: "that WebSocket connections are open, all together" },
    },
    lines: (resource) =>
        resource.choice("protocolType", ["HTTP", "WEBSOCKET"]) === "WEBSOCKET"
            ? socketLines
            : [
                  {
                      name: "requests",
                      unit: "requests",
                      price: httpRequests,
                      quantity: metered({ count: "monthly_requests", size: "request_size_kb", step: 512 }),
                  },
              ],
};

const socketLines: readonly Line[] = [
    {
        name: "messages",
        unit: "messages",
        price: messages,
        quantity: metered({ count: "monthly_messages", size: "message_size_kb", step: 32 }),
    },
    {
        name: "connection minutes",
        unit: "minutes",
        price: connectionMinute,
        quantity: usage("monthly_connection_mins"),
    },
];

/** Each as often as its size has steps; once where nobody states the size. */
function metered(keys: { readonly count: string; readonly size: string; readonly step: number }): Quantity {
    return usageOf([keys.count], (use) => {
        const count = use(keys.count);
        const size = use(keys.size) ?? exactly(keys.step);
        return count && combine(count, size, (each, kilobytes) => each.times(stepsOf(kilobytes, keys.step)));
    });
}

function stepsOf(kilobytes: Big, step: number): Big {
    const steps = kilobytes.div(step).round(0, Big.roundUp);
    return steps.lt(1) ? new Big(1) : steps;
}
