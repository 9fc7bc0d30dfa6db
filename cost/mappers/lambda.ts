import Big from "big.js";
import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, MapContext, Mapper, Settings } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { combine, known, times, usage, usageOf, type Quantity } from "../quantity";
import { after } from "./allowance";

const source = "https://aws.amazon.com/lambda/pricing/";
const functionType = "aws:lambda/function:Function";

/** A kind of processor: its rows of the list and, in GB-seconds, where its steps end. */
interface Processor {
    readonly requests: PriceName;
    readonly duration: Tiers;
    readonly temporaryStorage: PriceName;
    readonly provisioned: PriceName;
    readonly provisionedDuration: PriceName;
}

const snapshotSecond = price("AWSLambda", "SnapStart cache per GB-second");

const intel = processor("", [6e9, 15e9]);
const arm = processor("-ARM", [7.5e9, 18.75e9]);

const distributionType = "aws:cloudfront/distribution:Distribution";
const behaviors = ["defaultCacheBehavior", "orderedCacheBehaviors.*"];
const edgeRequests = price("AmazonCloudFront", "AWS Lambda-Edge-Requests");
const edgeDuration = price("AmazonCloudFront", "AWS Lambda-Edge-Duration");

/** Lambda's own defaults (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html); the storage is free. */
const defaults = { memoryMegabytes: 128, storageMegabytes: 512 };

/**
 * Invocations, and how long each holds its memory and what it asks of temporary storage above the free part. On machines of
 * a capacity provider its duration costs nothing, since the machines are billed. What a distribution calls (Lambda@Edge) has
 * rates of its own, the same wherever it runs, and no allowance (https://aws.amazon.com/lambda/pricing/, Lambda@Edge).
 */
export const lambdaFunction: Mapper = {
    types: [functionType],
    source,
    prices: [intel, arm]
        .flatMap(({ requests, duration, temporaryStorage }) => [requests, duration, temporaryStorage])
        .concat(snapshotSecond, edgeRequests, edgeDuration),
    usage: {
        monthly_requests: { unit: "requests", meaning: "invocations" },
        request_duration_ms: { unit: "ms", meaning: "average duration of one" },
    },
    lines: (resource, { settings }) => {
        if (isAtEdge(resource)) {
            return edgeLines(resource);
        }
        const { requests } = processorOf(resource);
        return [
            {
                name: "requests",
                unit: "requests",
                price: after({ name: "Lambda requests", free: 1e6 }, requests, settings),
                quantity: usage("monthly_requests"),
            },
            ...(resource.has("capacityProviderConfig") ? [] : durationLines(resource, settings)),
        ];
    },
};

function isAtEdge(resource: CostResource): boolean {
    return behaviors.some(
        (behavior) =>
            resource.namedBy(distributionType, `${behavior}.lambdaFunctionAssociations.*.lambdaArn`).length > 0,
    );
}

function edgeLines(resource: CostResource): readonly Line[] {
    const memory = resource.number("memorySize") ?? defaults.memoryMegabytes;
    return [
        { name: "requests at edges", unit: "requests", price: edgeRequests, quantity: usage("monthly_requests") },
        {
            name: "duration at edges",
            unit: "GB-s",
            price: edgeDuration,
            quantity: gigabyteSeconds(memory),
            input: "memorySize",
        },
    ];
}

function durationLines(resource: CostResource, settings: Settings): readonly Line[] {
    const { duration, temporaryStorage } = processorOf(resource);
    const memory = resource.number("memorySize") ?? defaults.memoryMegabytes;
    const storage = (resource.number("ephemeralStorage.size") ?? 0) - defaults.storageMegabytes;
    const unit = "GB-s";
    return [
        {
            name: "duration",
            unit,
            price: after({ name: "Lambda duration", free: 400_000 }, duration, settings),
            quantity: gigabyteSeconds(memory),
            input: "memorySize",
        },
        ...(storage > 0
            ? [
                  {
                      name: "temporary storage",
                      unit,
                      price: temporaryStorage,
                      quantity: gigabyteSeconds(storage),
                      input: "ephemeralStorage",
                  },
              ]
            : []),
        ...(keepsSnapshot(resource)
            ? [
                  {
                      name: "SnapStart cache",
                      unit,
                      price: snapshotSecond,
                      quantity: known(gigabyteMonth(memory, settings)),
                      input: "snapStart",
                  },
              ]
            : []),
    ];
}

/** A snapshot of the published version is kept all month; of Java functions for nothing. */
function keepsSnapshot(resource: CostResource): boolean {
    return (
        resource.choice("snapStart.applyOn", ["PublishedVersions", "None"]) === "PublishedVersions" &&
        // https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html: no other runtime has it
        resource.beginning("runtime", ["java", "python", "dotnet"]) !== "java"
    );
}

const pollerHour = price("AWSLambda", "Event poller units per hour");

/** Reading for a function is free, save by pollers that are kept for it. */
export const eventSource: Mapper = {
    types: ["aws:lambda/eventSourceMapping:EventSourceMapping"],
    source,
    prices: [pollerHour],
    lines: (resource, { hours }) =>
        resource.has("provisionedPollerConfig")
            ? [{ name: "event pollers", unit: "h", price: pollerHour, quantity: hours() }]
            : [],
};

/** Memory that is kept ready all month, and what runs in it at a price of its own. */
export const provisionedConcurrency: Mapper = {
    types: ["aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig"],
    source,
    prices: [intel, arm].flatMap(({ provisioned, provisionedDuration }) => [provisioned, provisionedDuration]),
    usage: {
        monthly_requests: { unit: "requests", meaning: "invocations that find a ready instance" },
        request_duration_ms: { unit: "ms", meaning: "average duration of one" },
    },
    lines: (resource, { settings }: MapContext) => {
        const of = resource.follow("functionName", functionType);
        const ready = resource.number("provisionedConcurrentExecutions");
        if (!of || ready === undefined) {
            throw new UnknownInput(of ? "provisionedConcurrentExecutions" : "functionName");
        }
        const { requests, provisioned, provisionedDuration } = processorOf(of);
        const memory = of.number("memorySize") ?? defaults.memoryMegabytes;
        const month = gigabyteMonth(memory, settings);
        return [
            {
                name: "provisioned concurrency",
                unit: "GB-s",
                price: provisioned,
                quantity: times(known(month), ready),
                input: "provisionedConcurrentExecutions",
            },
            { name: "requests", unit: "requests", price: requests, quantity: usage("monthly_requests") },
            { name: "duration", unit: "GB-s", price: provisionedDuration, quantity: gigabyteSeconds(memory) },
        ];
    },
};

function processor(suffix: string, [first, second]: readonly [number, number]): Processor {
    const row = (label: string) => price("AWSLambda", `Lambda ${label}`);
    return {
        requests: row(`Requests${suffix}`),
        duration: {
            name: `Lambda duration${suffix}`,
            steps: [
                { upTo: first, price: row(`Duration${suffix}`) },
                { upTo: second, price: row(`Duration${suffix} Tier2`) },
                { price: row(`Duration${suffix} Tier3`) },
            ],
        },
        temporaryStorage: row(`Storage-Duration${suffix}`),
        provisioned: row(`Provisioned-Concurrency${suffix}`),
        provisionedDuration: row(`Duration-Provisioned${suffix}`),
    };
}

function processorOf(resource: CostResource): Processor {
    return resource.choice("architectures.0", ["x86_64", "arm64"]) === "arm64" ? arm : intel;
}

/** Gigabyte-seconds of so many megabytes that are kept all month. */
function gigabyteMonth(megabytes: number, { hoursPerMonth }: Settings): Big {
    return new Big(hoursPerMonth).times(3600).times(megabytes).div(1024);
}

/** What so many megabytes take while requests run. */
function gigabyteSeconds(megabytes: number): Quantity {
    return usageOf(["monthly_requests", "request_duration_ms"], (use) => {
        const requests = use("monthly_requests");
        const duration = use("request_duration_ms");
        return (
            requests &&
            duration &&
            combine(requests, duration, (count, ms) => count.times(ms).times(megabytes).div(1024).div(1000))
        );
    });
}
