import type { RawPlatform } from "../components/platforms";

const rule = (priority: number): unknown => ({
    priority,
    when: { paths: ["/a"] },
    then: { type: "forward", weights: { canary: 1 } },
});

/** What a person may get wrong about the balancer. */
export const balancerMistakes: readonly [title: string, change: (raw: RawPlatform) => unknown, problems: string[]][] = [
    [
        "an ALB that passes TLS through",
        (raw) => (raw["balancer"] = { kind: "alb", tls: { mode: "passthrough" } }),
        ['platform.balancer.tls.mode: expected one of offload, bridging, got "passthrough"'],
    ],
    [
        "rules of an NLB",
        (raw) => {
            raw["balancer"] = { kind: "nlb", rules: {} };
            raw["web"] = { policies: { cpu: { kind: "cpu", targetPercent: 50 } } };
        },
        [
            'platform.balancer.rules: expected one of kind, tls, ipAddressType, zonalShift, targets, crossZone, idleTimeoutSeconds, got "rules"',
        ],
    ],
    [
        "rules of one priority for a group that there is not, each under its path",
        (raw) => (raw["balancer"] = { kind: "alb", rules: { a: rule(1), b: rule(1) } }),
        [
            "platform.balancer.rules.b.priority: expected a priority other than that of a, got 1",
            'platform.balancer.rules.a.then.weights.canary: expected a target group (main), got "canary"',
            'platform.balancer.rules.b.then.weights.canary: expected a target group (main), got "canary"',
        ],
    ],
    [
        "IPv6 clients of a balancer whose subnets have no IPv6",
        (raw) => (raw["balancer"] = { kind: "alb", ipAddressType: "dualstack" }),
        [
            "platform.balancer.ipAddressType: expected ipv4, or network.dualStack (the balancer's subnets have no IPv6 addresses else), got dualstack",
        ],
    ],
];
