import assert from "node:assert/strict";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import { zone } from "../zones";
import { pair, shares, unhealthy, type Rule } from "./subject";

export const checks: readonly Rule[] = [
    {
        title: "an inverted check turns the result round; a disabled one counts as healthy, and inverted as unhealthy",
        holds: (subject) => {
            const one = (config: object) => ({ ...pair(), HealthChecks: zone([], { p: config, s: {} }).HealthChecks });
            assert.deepEqual(shares(subject, one({ Inverted: true }), {}), { "10.0.0.2": 1 });
            assert.deepEqual(shares(subject, one({ Inverted: true }), unhealthy("p")), { "10.0.0.1": 1 });
            assert.deepEqual(shares(subject, one({ Disabled: true }), unhealthy("p")), { "10.0.0.1": 1 });
            assert.deepEqual(shares(subject, one({ Disabled: true, Inverted: true })), { "10.0.0.2": 1 });
        },
    },
    {
        title: "a calculated check counts its healthy children",
        holds: (subject) => {
            const children = {
                Type: "CALCULATED",
                ChildHealthChecks: ["s", "t"],
                HealthThreshold: 2,
            } satisfies Partial<HealthCheckConfig>;
            const one = { ...pair(), HealthChecks: zone([], { p: children, s: {}, t: {} }).HealthChecks };
            assert.deepEqual(shares(subject, one), { "10.0.0.1": 1 });
            assert.deepEqual(shares(subject, one, unhealthy("t")), { "10.0.0.2": 1 });
        },
    },
    {
        title: "an endpoint is healthy when more than 18 % of its checkers say so: 3 of 16, and not 9 of 50",
        holds: ({ verdict }) => {
            const { quorum } = verdict.route53Rules;
            assert.deepEqual([quorum(2, 16), quorum(3, 16), quorum(9, 50), quorum(10, 50)], [false, true, false, true]);
            assert.equal(verdict.votesToFail(16, quorum), 14);
        },
    },
    {
        title: "a checker changes its mind after as many consecutive observations as the threshold, in both directions",
        holds: ({ verdict }) => {
            const vote = new verdict.CheckerVote(3);
            const seen = [false, false, true, false, false, false, true, true, false, true, true, true].map(
                (passed) => {
                    vote.observe(passed);
                    return vote.healthy;
                },
            );
            assert.deepEqual(seen, [true, true, true, true, true, false, false, false, false, false, false, true]);
        },
    },
];
