import assert from "node:assert/strict";
import { address, alias, tree, zone } from "../zones";
import { app, shares, unhealthy, type Rule } from "./subject";

const dead = unhealthy("eu-west-1");

export const trees: readonly Rule[] = [
    {
        title: "an alias whose group has no healthy record is abandoned for its sibling",
        holds: (subject) => {
            assert.deepEqual(shares(subject, tree(), dead), { "eu-central-1.elb.amazonaws.com": 1 });
            assert.equal(subject.answer(tree(), dead, app).failOpen, false);
        },
    },
    {
        title: "an alias whose group has one healthy record left is healthy, and that record answers",
        holds: (subject) => {
            const second = { SetIdentifier: "us-east-1", Region: "us-east-1" } as const;
            const target = { to: "us-east-1.elb.amazonaws.com", balancer: true };
            const records = [...tree().ResourceRecordSets, alias("active.app.example.com.", target, second)];
            const result = shares(subject, { ...tree(), ResourceRecordSets: records }, dead);
            assert.deepEqual(result, { "us-east-1.elb.amazonaws.com": 1 });
        },
    },
    {
        title: "an alias that does not evaluate its target's health stays in the dead branch",
        holds: (subject) => {
            const deaf = tree().ResourceRecordSets.map((record) =>
                record.Failover && record.AliasTarget
                    ? { ...record, AliasTarget: { ...record.AliasTarget, EvaluateTargetHealth: false } }
                    : record,
            );
            const result = shares(subject, { ...tree(), ResourceRecordSets: deaf }, dead);
            assert.deepEqual(result, { "eu-west-1.elb.amazonaws.com": 1 });
        },
    },
    {
        title: "when every branch is dead, the primary's answers, failing open at each level",
        holds: (subject) => {
            const all = unhealthy("eu-west-1", "eu-central-1");
            assert.deepEqual(shares(subject, tree(), all), { "eu-west-1.elb.amazonaws.com": 1 });
            assert.equal(subject.answer(tree(), all, app).failOpen, true);
        },
    },
    {
        title: "a check on an alias and its target's health must both hold: a dead target is enough",
        holds: (subject) => {
            const state = { targets: { "eu-west-1.elb.amazonaws.com": "unhealthy" as const } };
            assert.deepEqual(shares(subject, tree(), state), { "eu-central-1.elb.amazonaws.com": 1 });
        },
    },
    {
        title: "a check on an alias and its target's health must both hold: a failing check is enough",
        holds: (subject) => {
            const state = { ...dead, targets: { "eu-west-1.elb.amazonaws.com": "healthy" as const } };
            assert.deepEqual(shares(subject, tree(), state), { "eu-central-1.elb.amazonaws.com": 1 });
        },
    },
    {
        title: "target names are compared without regard to case and final dot",
        holds: (subject) => {
            const state = { targets: { "EU-west-1.ELB.amazonaws.com.": "unhealthy" as const } };
            assert.deepEqual(shares(subject, tree(), state), { "eu-central-1.elb.amazonaws.com": 1 });
        },
    },
    {
        title: "an alias to a load balancer is answered with its addresses and a TTL of 60 s",
        holds: ({ answer }) => {
            const addresses = { "eu-west-1.elb.amazonaws.com": ["10.1.0.1", "10.1.0.2"] };
            const result = answer(tree(), {}, { ...app, addresses });
            assert.deepEqual([result.ttl, result.answers], [60, ["10.1.0.1", "10.1.0.2"]]);
        },
    },
    {
        title: "an alias to a record of the zone has that record's TTL",
        holds: ({ answer }) => {
            const zoneOf = zone([
                alias("app.example.com", { to: "web.example.com" }),
                address("web.example.com", "10.0.0.9", { TTL: 17 }),
            ]);
            const result = answer(zoneOf, {}, app);
            assert.deepEqual([result.ttl, result.answers], [17, ["10.0.0.9"]]);
        },
    },
    {
        title: "the path tells who was chosen, where, and why a sibling was not",
        holds: ({ answer }) => {
            const [candidate] = answer(tree(), dead, app).candidates;
            assert.equal(candidate?.setIdentifier, "eu-central-1");
            assert.match(
                candidate.path.join("\n"),
                /SECONDARY "secondary"; not PRIMARY "primary": no record of active\.app\.example\.com is healthy/,
            );
            assert.match(candidate.path.join("\n"), /standby\.app\.example\.com A, latency: "eu-central-1"/);
        },
    },
    {
        title: "fails on a cycle of aliases, naming it",
        holds: ({ answer }) => {
            const loop = zone([
                alias("app.example.com", { to: "b.example.com" }),
                alias("b.example.com", { to: "app.example.com" }),
            ]);
            assert.throws(() => answer(loop, {}, app), {
                code: "alias-cycle",
                message: /app\.example\.com A -> b\.example\.com A -> app/,
            });
        },
    },
    {
        title: "fails on a cycle of aliases that evaluate no health",
        holds: ({ answer }) => {
            const loop = zone([alias("app.example.com", { to: "app.example.com", evaluate: false })]);
            assert.throws(() => answer(loop, {}, app), { code: "alias-cycle" });
        },
    },
];
