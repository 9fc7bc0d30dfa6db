import type { RawPlatform } from "../components/platforms";

/** What a person may get wrong about the app's instances. */
export const webMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "a standby that cannot grow to what its peer runs",
        (raw) => {
            Object.assign(raw.regions["eu-west-1"] ?? {}, { web: { min: 6, max: 8 } });
        },
        ["platform.regions.us-east-1.web.max: expected at least 6, which carry the clients of eu-west-1 too, got 4"],
    ],
    [
        "a fixed image that a region lacks",
        (raw) => (raw["web"] = { image: { kind: "ami", ids: { "eu-west-1": "ami-0abc" } } }),
        ["platform.web.image.ids.us-east-1: expected the image of this region, got nothing"],
    ],
    [
        "a policy on requests before a balancer that counts none",
        (raw) => {
            raw["balancer"] = { kind: "nlb" };
            raw["web"] = { policies: { busy: { kind: "albRequests", perMinute: 100 } } };
        },
        ["platform.web.policies.busy: expected an application load balancer: no other counts requests"],
    ],
    [
        "a policy that there is not",
        (raw) => (raw["web"] = { policies: { busy: { kind: "disk", targetPercent: 50 } } }),
        [
            'platform.web.policies.busy.kind: expected one of cpu, network, albRequests, metric, metricMath, queueBacklog, simple, step, scheduled, predictive, got "disk"',
        ],
    ],
    [
        "what a group refuses, once for all regions",
        (raw) => (raw["web"] = { policies: { busy: { kind: "cpu", targetPercent: 0 } } }),
        ["platform.web.policies.busy.targetPercent: expected above 0 and at most 100, got 0"],
    ],
];
