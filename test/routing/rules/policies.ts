import assert from "node:assert/strict";
import { zone } from "../zones";
import { near, pair, shares, unhealthy, weighted, type Rule } from "./subject";
import { chooses, guide } from "./sources";

const milliseconds = { latency: { here: { "eu-west-1": 20, "us-east-1": 90 } } };

export const policies: readonly Rule[] = [
    {
        id: "weighted-renormalised",
        title: "an unhealthy weighted record is dropped and the others' weights renormalised: 10/20/20 gives 10/30",
        source: chooses,
        holds: (subject) => {
            const result = shares(subject, weighted([10, 20, 20]), unhealthy("c2"));
            assert.deepEqual(result, { "10.0.0.0": 10 / 30, "10.0.0.1": 20 / 30 });
        },
        mutants: [
            {
                title: "weights are not renormalised",
                file: "policies/weighted.ts",
                find: "weightOf(member) / total",
                replace: "weightOf(member) / 50",
            },
        ],
    },
    {
        id: "weight-zero-out",
        title: "weight 0 answers nothing while a record with a weight is healthy",
        source: chooses,
        holds: (subject) => assert.deepEqual(shares(subject, weighted([0, 5]), {}), { "10.0.0.1": 1 }),
        mutants: [
            {
                title: "weight 0 is a small weight",
                file: "policies/weighted.ts",
                find: ".filter((member) => weightOf(member) > 0)",
                replace: ".filter(() => true)",
            },
        ],
    },
    {
        id: "weight-zero-last",
        title: "weight 0 answers when every record with a weight is unhealthy",
        source: chooses,
        holds: (subject) => assert.deepEqual(shares(subject, weighted([0, 5]), unhealthy("c1")), { "10.0.0.0": 1 }),
        mutants: [
            {
                title: "all weights 0 answer nothing",
                file: "policies/weighted.ts",
                find: "if (total === 0) {\n            return usable.map",
                replace: "if (total < 0) {\n            return usable.map",
            },
        ],
    },
    {
        id: "weight-zero-fail-open",
        title: "when none is healthy, weight 0 stays out",
        source: chooses,
        holds: (subject) =>
            assert.deepEqual(shares(subject, weighted([0, 5]), unhealthy("c0", "c1")), { "10.0.0.1": 1 }),
        mutants: [
            {
                title: "weights of 0 share when none is healthy",
                file: "policies/weighted.ts",
                find: ".filter((member) => weightOf(member) > 0)",
                replace: ".filter((member, at) => weightOf(member) > 0 || at === 0)",
            },
        ],
    },
    {
        id: "weights-all-zero",
        title: "all weights 0 share equally",
        source: guide("routing-policy-weighted"),
        holds: (subject) => assert.deepEqual(shares(subject, weighted([0, 0])), { "10.0.0.0": 0.5, "10.0.0.1": 0.5 }),
        mutants: [
            {
                title: "all weights 0 answer the first",
                file: "policies/weighted.ts",
                find: "probability: 1 / usable.length",
                replace: "probability: 1",
            },
        ],
    },
    {
        id: "failover-primary",
        title: "failover answers the healthy primary",
        source: guide("dns-failover-types"),
        holds: (subject) => {
            assert.deepEqual(shares(subject, pair()), { "10.0.0.1": 1 });
            assert.deepEqual(shares(subject, pair(), unhealthy("s")), { "10.0.0.1": 1 });
        },
        mutants: [
            {
                title: "the secondary answers",
                file: "policies/failover.ts",
                find: 'record.Failover === "PRIMARY") ?? usable[0]',
                replace: 'record.Failover === "SECONDARY") ?? usable[0]',
            },
        ],
    },
    {
        id: "failover-secondary",
        title: "failover answers the secondary when only it is healthy",
        source: guide("dns-failover-types"),
        holds: (subject) => assert.deepEqual(shares(subject, pair(), unhealthy("p")), { "10.0.0.2": 1 }),
        mutants: [
            {
                title: "no primary, no answer",
                file: "policies/failover.ts",
                find: 'record.Failover === "PRIMARY") ?? usable[0]',
                replace: 'record.Failover === "PRIMARY")',
            },
        ],
    },
    {
        id: "failover-both-unhealthy",
        title: "failover answers the primary when both are unhealthy",
        source: chooses,
        holds: (subject) => assert.deepEqual(shares(subject, pair(), unhealthy("p", "s")), { "10.0.0.1": 1 }),
        mutants: [
            {
                title: "the secondary answers when both are unhealthy",
                file: "policies/failover.ts",
                find: 'record.Failover === "PRIMARY") ?? usable[0]',
                replace: 'record.Failover === (usable.length > 1 ? "SECONDARY" : "PRIMARY")) ?? usable[0]',
            },
        ],
    },
    {
        id: "failover-unchecked-secondary",
        title: "a secondary without a check is always usable",
        source: chooses,
        holds: (subject) => {
            const unchecked = zone(
                pair().ResourceRecordSets.map(({ HealthCheckId, ...record }) =>
                    record.Failover === "PRIMARY" ? { ...record, HealthCheckId } : record,
                ),
                { p: {}, s: {} },
            );
            assert.deepEqual(shares(subject, unchecked, unhealthy("p", "s")), { "10.0.0.2": 1 });
        },
        mutants: [
            {
                title: "a record without a check is unhealthy",
                file: "evaluate/health.ts",
                find: "member.check && !checkIsHealthy(member.check, walk)",
                replace: "!member.check || !checkIsHealthy(member.check, walk)",
            },
        ],
    },
    {
        id: "latency-nearest",
        title: "latency answers the nearest region",
        source: guide("routing-policy-latency"),
        holds: (subject) =>
            assert.deepEqual(shares(subject, near(["us-east-1", "eu-west-1"]), milliseconds), { "eu-west-1": 1 }),
        mutants: [
            {
                title: "the farthest region answers",
                file: "policies/latency.ts",
                find: "own < least ||",
                replace: "own > least ||",
            },
        ],
    },
    {
        id: "latency-next-best",
        title: "latency answers the next best when the nearest is unhealthy, and a region without latency last",
        source: chooses,
        holds: (subject) => {
            const regions = near(["sa-east-1", "us-east-1", "eu-west-1"]);
            const state = { ...milliseconds, ...unhealthy("eu-west-1") };
            assert.deepEqual(shares(subject, regions, state), { "us-east-1": 1 });
            const worse = { ...milliseconds, ...unhealthy("eu-west-1", "us-east-1") };
            assert.deepEqual(shares(subject, regions, worse), { "sa-east-1": 1 });
        },
        mutants: [
            {
                title: "a region without latency is the best",
                file: "policies/latency.ts",
                find: "client.latency[regionOf(member)] ?? Infinity",
                replace: "client.latency[regionOf(member)] ?? 0",
            },
        ],
    },
    {
        id: "latency-tie",
        title: "latency ties are decided by the region's name (AWS does not say)",
        source: guide("routing-policy-latency"),
        holds: (subject) => {
            const tie = { latency: { here: { "eu-west-1": 5, "us-east-1": 5 } } };
            assert.deepEqual(shares(subject, near(["us-east-1", "eu-west-1"]), tie), { "eu-west-1": 1 });
        },
        mutants: [
            {
                title: "latency ties follow the order of records",
                file: "policies/latency.ts",
                find: "name(member) < name(best)",
                replace: "name(member) > name(best)",
            },
        ],
    },
    {
        id: "fail-open",
        title: "a group without a healthy record is treated as healthy, by the same policy, and says so",
        source: chooses,
        holds: (subject) => {
            const all = unhealthy("c0", "c1");
            assert.deepEqual(shares(subject, weighted([1, 3]), all), { "10.0.0.0": 0.25, "10.0.0.1": 0.75 });
            const result = subject.answer(weighted([1, 3]), all, { name: "app.example.com", type: "A", from: "here" });
            assert.equal(result.failOpen, true);
        },
        mutants: [
            {
                title: "no failing open",
                file: "evaluate/walk.ts",
                find: "failOpen ? applicable : healthy",
                replace: "healthy",
            },
            {
                title: "failing open without saying so",
                file: "evaluate/walk.ts",
                find: "above.failOpen || evaluation.failOpen",
                replace: "above.failOpen",
            },
        ],
    },
];
