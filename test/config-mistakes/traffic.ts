import type { RawPlatform } from "../components/platforms";

/** What a person may get wrong in a platform of an active cell in Ireland and a warm one in Virginia. */
export const trafficMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a policy that Route 53 has and this program has not",
        (raw) => (raw["traffic"] = { policy: { kind: "multivalue" } }),
        ['platform.traffic.policy.kind: expected one of latency, failover, weighted, geolocation, got "multivalue"'],
    ],
    [
        "an order that leaves a cell out",
        (raw) => (raw["traffic"] = { policy: { kind: "failover", order: ["us-east-1"] } }),
        ["platform.traffic.policy.order: expected every cell once, got none of eu-west-1"],
    ],
    [
        "weights of a standby",
        (raw) => (raw["traffic"] = { policy: { kind: "weighted", weights: { "eu-west-1": 1, "us-east-1": 1 } } }),
        ['platform.traffic.policy.weights.us-east-1: expected an active cell of the platform, got "us-east-1"'],
    ],
    [
        "weights that are all 0",
        (raw) => (raw["traffic"] = { policy: { kind: "weighted", weights: { "eu-west-1": 0 } } }),
        [
            "platform.traffic.policy.weights: expected a weight above 0 (Route 53 takes all zeros for equal shares), got none",
        ],
    ],
    [
        "a map whose default is no active cell",
        (raw) =>
            (raw["traffic"] = {
                policy: {
                    kind: "geolocation",
                    locations: { "eu-west-1": [{ continent: "EU" }] },
                    default: "us-east-1",
                },
            }),
        ['platform.traffic.policy.default: expected an active cell of the platform, got "us-east-1"'],
    ],
    [
        "switches that stand in one region",
        (raw) => (raw["traffic"] = { failoverControl: { kind: "stop", switchRegions: ["eu-west-1", "eu-west-1"] } }),
        [
            "platform.traffic.failoverControl.switchRegions: expected two different regions (a switch must not die with its cell), got eu-west-1 twice",
        ],
    ],
    [
        "a switch without a detector",
        (raw) => (raw["traffic"] = { failoverControl: { kind: "routingControl" }, healthCheck: "none" }),
        [
            'platform.traffic.healthCheck: expected a health check with failoverControl routingControl (a switch is no detector), got "none"',
        ],
    ],
];
