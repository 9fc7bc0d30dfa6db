import assert from "node:assert/strict";
import { zone } from "../zones";
import { near, pair, shares, unhealthy, weighted, type Rule } from "./subject";

const milliseconds = { latency: { here: { "eu-west-1": 20, "us-east-1": 90 } } };

export const policies: readonly Rule[] = [
    {
        title: "an unhealthy weighted record is dropped and the others' weights renormalised: 10/20/20 gives 10/30",
        holds: (subject) => {
            const result = shares(subject, weighted([10, 20, 20]), unhealthy("c2"));
            assert.deepEqual(result, { "10.0.0.0": 10 / 30, "10.0.0.1": 20 / 30 });
        },
    },
    {
        title: "weight 0 answers nothing while a record with a weight is healthy",
        holds: (subject) => assert.deepEqual(shares(subject, weighted([0, 5]), {}), { "10.0.0.1": 1 }),
    },
    {
        title: "weight 0 answers when every record with a weight is unhealthy",
        holds: (subject) => assert.deepEqual(shares(subject, weighted([0, 5]), unhealthy("c1")), { "10.0.0.0": 1 }),
    },
    {
        title: "when none is healthy, weight 0 stays out",
        holds: (subject) =>
            assert.deepEqual(shares(subject, weighted([0, 5]), unhealthy("c0", "c1")), { "10.0.0.1": 1 }),
    },
    {
        title: "all weights 0 share equally",
        holds: (subject) => assert.deepEqual(shares(subject, weighted([0, 0])), { "10.0.0.0": 0.5, "10.0.0.1": 0.5 }),
    },
    {
        title: "failover answers the healthy primary",
        holds: (subject) => assert.deepEqual(shares(subject, pair(), unhealthy("s")), { "10.0.0.1": 1 }),
    },
    {
        title: "failover answers the secondary when only it is healthy",
        holds: (subject) => assert.deepEqual(shares(subject, pair(), unhealthy("p")), { "10.0.0.2": 1 }),
    },
    {
        title: "failover answers the primary when both are unhealthy",
        holds: (subject) => assert.deepEqual(shares(subject, pair(), unhealthy("p", "s")), { "10.0.0.1": 1 }),
    },
    {
        title: "a secondary without a check is always usable",
        holds: (subject) => {
            const unchecked = zone(
                pair().ResourceRecordSets.map(({ HealthCheckId, ...record }) =>
                    record.Failover === "PRIMARY" ? { ...record, HealthCheckId } : record,
                ),
                { p: {}, s: {} },
            );
            assert.deepEqual(shares(subject, unchecked, unhealthy("p", "s")), { "10.0.0.2": 1 });
        },
    },
    {
        title: "latency answers the nearest region",
        holds: (subject) =>
            assert.deepEqual(shares(subject, near(["us-east-1", "eu-west-1"]), milliseconds), { "eu-west-1": 1 }),
    },
    {
        title: "latency answers the next best when the nearest is unhealthy, and a region without latency last",
        holds: (subject) => {
            const regions = near(["sa-east-1", "us-east-1", "eu-west-1"]);
            const state = { ...milliseconds, ...unhealthy("eu-west-1") };
            assert.deepEqual(shares(subject, regions, state), { "us-east-1": 1 });
            const worse = { ...milliseconds, ...unhealthy("eu-west-1", "us-east-1") };
            assert.deepEqual(shares(subject, regions, worse), { "sa-east-1": 1 });
        },
    },
    {
        title: "latency ties are decided by the region's name",
        holds: (subject) => {
            const tie = { latency: { here: { "eu-west-1": 5, "us-east-1": 5 } } };
            assert.deepEqual(shares(subject, near(["us-east-1", "eu-west-1"]), tie), { "eu-west-1": 1 });
        },
    },
    {
        title: "a group without a healthy record is treated as healthy, by the same policy, and says so",
        holds: (subject) => {
            const all = unhealthy("c0", "c1");
            assert.deepEqual(shares(subject, weighted([1, 3]), all), { "10.0.0.0": 0.25, "10.0.0.1": 0.75 });
            const result = subject.answer(weighted([1, 3]), all, { name: "app.example.com", type: "A", from: "here" });
            assert.equal(result.failOpen, true);
        },
    },
];
