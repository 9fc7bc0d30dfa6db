import { endpoints, type RawPlatform } from "../components/platforms";

const [realtime, serverless, asynchronous] = endpoints;

/** What a person may get wrong about endpoints. */
export const inferenceMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] =
    [
        [
            "a serverless endpoint that captures",
            (raw) => (raw["inference"] = { ...serverless, capture: { percent: 5 } }),
            [
                'platform.inference.capture: expected one of kind, model, memoryMegabytes, maxConcurrency, provisioned, p99Milliseconds, errorPercent, got "capture"',
            ],
        ],
        [
            "a serverless endpoint with more requests at once than SageMaker takes",
            (raw) => (raw["inference"] = { ...serverless, maxConcurrency: 500 }),
            ["platform.inference.maxConcurrency: expected a whole number from 1 to 200, got 500"],
        ],
        [
            "an endpoint's rollout with half its capacity and more as a canary",
            (raw) => (raw["inference"] = { ...realtime, rollout: { kind: "canary", percent: 60 } }),
            ["platform.inference.rollout.percent: expected a whole number from 1 to 50, got 60"],
        ],
        [
            "a queue without instances, and without an order of its limits",
            (raw) => (raw["inference"] = { ...asynchronous, capacity: { min: 3, max: 2 } }),
            ["platform.inference.capacity.max: expected a whole number of 3 or more, got 2"],
        ],
    ];
