import assert from "node:assert/strict";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import { zone } from "../zones";
import { pair, shares, unhealthy, type Rule } from "./subject";
import { guide } from "./sources";

export const checks: readonly Rule[] = [
    {
        id: "inverted-disabled",
        title: "an inverted check turns the result round; a disabled one counts as healthy, and inverted as unhealthy",
        source: guide("health-checks-creating-values"),
        holds: (subject) => {
            const one = (config: object) => ({ ...pair(), HealthChecks: zone([], { p: config, s: {} }).HealthChecks });
            assert.deepEqual(shares(subject, one({ Inverted: true }), {}), { "10.0.0.2": 1 });
            assert.deepEqual(shares(subject, one({ Inverted: true }), unhealthy("p")), { "10.0.0.1": 1 });
            assert.deepEqual(shares(subject, one({ Disabled: true }), unhealthy("p")), { "10.0.0.1": 1 });
            assert.deepEqual(shares(subject, one({ Disabled: true, Inverted: true })), { "10.0.0.2": 1 });
        },
        mutants: [
            {
                title: "Inverted is ignored",
                file: "evaluate/health.ts",
                find: "config.Inverted === true",
                replace: "config.Inverted === null",
            },
            {
                title: "Disabled is ignored",
                file: "evaluate/health.ts",
                find: "config.Disabled === true",
                replace: "config.Disabled === null",
            },
        ],
    },
    {
        id: "calculated-children",
        title: "a calculated check counts its healthy children",
        source: guide("dns-failover-determining-health-of-endpoints"),
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
        mutants: [
            {
                title: "calculated checks need one child more",
                file: "health-checks/calculated.ts",
                find: "length >= HealthThreshold",
                replace: "length > HealthThreshold",
            },
        ],
    },
    {
        id: "quorum",
        title: "an endpoint is healthy when more than 18 % of its checkers say so: 3 of 16, and not 9 of 50",
        source: guide("dns-failover-determining-health-of-endpoints"),
        holds: ({ verdict }) => {
            const { quorum } = verdict.route53Rules;
            assert.deepEqual([quorum(2, 16), quorum(3, 16), quorum(9, 50), quorum(10, 50)], [false, true, false, true]);
            assert.equal(verdict.votesToFail(16, quorum), 14);
        },
        mutants: [
            {
                title: "18 % are enough",
                file: "health-checks/verdict.ts",
                find: "votes > 0.18 * checkers",
                replace: "votes >= 0.18 * checkers",
            },
            {
                title: "half of the checkers are the quorum",
                file: "health-checks/verdict.ts",
                find: "votes > 0.18 * checkers",
                replace: "votes >= 0.5 * checkers",
            },
        ],
    },
    {
        id: "threshold-both-ways",
        title: "a checker changes its mind after as many consecutive observations as the threshold, in both directions",
        source: guide("dns-failover-determining-health-of-endpoints"),
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
        mutants: [
            {
                title: "a checker changes its mind one observation too late",
                file: "health-checks/verdict.ts",
                find: "this.contradictions >= this.threshold",
                replace: "this.contradictions > this.threshold",
            },
            {
                title: "contradictions need not be consecutive",
                file: "health-checks/verdict.ts",
                find: "passed === this.opinion ? 0 :",
                replace: "passed === this.opinion ? this.contradictions :",
            },
        ],
    },
];
