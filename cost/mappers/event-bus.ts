import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";
import { chunkedRequests, requestKeys } from "./requests";

const source = "https://aws.amazon.com/eventbridge/pricing/";

const customEvent = price("AmazonEventBridge", "CloudWatch Events Custom Event");
const partnerEvent = price("AmazonEventBridge", "CloudWatch Events");
const apiCall = price("AmazonEventBridge", "CloudWatch Events APIDestination");
const archived = price("AmazonEventBridge", "CloudWatch Events Archive Event");
const kept = price("AmazonEventBridge", "CloudWatch Events Event Storage");
const discovered = price("AmazonEventBridge", "CloudWatch Events Discovery Event");
const pipeRequest = price("AmazonEventBridge", "Pipe Request per 64K-Chunks");

const busType = "aws:cloudwatch/eventBus:EventBus";
const sentKey = "monthly_events_sent_on";
const customKey = "monthly_custom_events";
const partnerKey = "monthly_third_party_events";

/** Events put on a bus of one's own or of a partner; those of AWS's services are free. */
export const eventBus: Mapper = {
    types: [busType],
    source,
    prices: [customEvent, partnerEvent],
    usage: {
        [customKey]: { unit: "events", meaning: "put on the bus; every 64 KB is one" },
        [partnerKey]: { unit: "events", meaning: "that a partner puts on the bus; every 64 KB is one" },
    },
    lines: (resource) => [
        resource.has("eventSourceName")
            ? { name: "partner events", unit: "events", price: partnerEvent, quantity: usage(partnerKey) }
            : { name: "custom events", unit: "events", price: customEvent, quantity: usage(customKey) },
    ],
};

/** A target is free, save another bus elsewhere: who sends to it pays for every event as if it were put there. */
export const eventTarget: Mapper = {
    types: ["aws:cloudwatch/eventTarget:EventTarget"],
    source,
    prices: [customEvent],
    usage: { [sentKey]: { unit: "events", meaning: "sent to a bus of another region or account; every 64 KB is one" } },
    lines: (resource) =>
        isElsewhere(resource)
            ? [{ name: "events sent on", unit: "events", price: customEvent, quantity: usage(sentKey), input: "arn" }]
            : [],
};

/** Of a bus that the program does not have it is unknown whose it is: one by its ARN is taken for another's. */
function isElsewhere(target: CostResource): boolean {
    const bus = target.follow("arn", busType);
    const { arn } = target.resource.inputs;
    return bus ? bus.region !== target.region : typeof arn === "string" && arn.includes(":event-bus/");
}

/** Events that are archived, and how long they are kept. */
export const eventArchive: Mapper = {
    types: ["aws:cloudwatch/eventArchive:EventArchive"],
    source,
    prices: [archived, kept],
    usage: {
        monthly_archive_processing_gb: { unit: "GB", meaning: "archived" },
        archive_storage_gb: { unit: "GB", meaning: "kept" },
    },
    lines: () => [
        { name: "archived", unit: "GB", price: archived, quantity: usage("monthly_archive_processing_gb") },
        { name: "kept", unit: "GB-month", price: kept, quantity: usage("archive_storage_gb") },
    ],
};

export const apiDestination: Mapper = {
    types: ["aws:cloudwatch/eventApiDestination:EventApiDestination"],
    source,
    prices: [apiCall],
    usage: { monthly_invocations: { unit: "invocations", meaning: "of the API" } },
    lines: () => [{ name: "invocations", unit: "invocations", price: apiCall, quantity: usage("monthly_invocations") }],
};

/** Events whose shape is discovered; every 8 KB is one. */
export const schemaDiscoverer: Mapper = {
    types: ["aws:schemas/discoverer:Discoverer"],
    source,
    prices: [discovered],
    usage: { monthly_schema_discovery_events: { unit: "events", meaning: "looked at; every 8 KB is one" } },
    lines: () => [
        { name: "events", unit: "events", price: discovered, quantity: usage("monthly_schema_discovery_events") },
    ],
};

/** Requests that pass a pipe's filter; every 64 KB is one. */
export const pipe: Mapper = {
    types: ["aws:pipes/pipe:Pipe"],
    source,
    prices: [pipeRequest],
    usage: requestKeys,
    lines: () => [{ name: "requests", unit: "requests", price: pipeRequest, quantity: chunkedRequests }],
};
