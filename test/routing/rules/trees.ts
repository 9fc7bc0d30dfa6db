import assert from "node:assert/strict";
import { address, alias, tree, zone } from "../zones";
import { app, shares, unhealthy, type Rule } from "./subject";
import { chooses, complex, guide } from "./sources";

const dead = unhealthy("eu-west-1");

export const trees: readonly Rule[] = [
    {
        id: "branch-abandoned",
        title: "an alias whose group has no healthy record is abandoned for its sibling",
        source: complex,
        holds: (subject) => {
            assert.deepEqual(shares(subject, tree(), dead), { "eu-central-1.elb.amazonaws.com": 1 });
            assert.equal(subject.answer(tree(), dead, app).failOpen, false);
        },
        mutants: [
            {
                title: "evaluate-target-health is ignored",
                file: "evaluate/health.ts",
                find: "member.evaluated && !targetIsHealthy",
                replace: "!member.record && !targetIsHealthy",
            },
        ],
    },
    {
        id: "branch-alive",
        title: "an alias whose group has one healthy record left is healthy, and that record answers",
        source: complex,
        holds: (subject) => {
            const second = { SetIdentifier: "us-east-1", Region: "us-east-1" } as const;
            const target = { to: "us-east-1.elb.amazonaws.com", balancer: true };
            const records = [...tree().ResourceRecordSets, alias("active.app.example.com.", target, second)];
            const result = shares(subject, { ...tree(), ResourceRecordSets: records }, dead);
            assert.deepEqual(result, { "us-east-1.elb.amazonaws.com": 1 });
        },
        mutants: [
            {
                title: "a group needs all of its records",
                file: "evaluate/health.ts",
                find: "members.some(",
                replace: "members.every(",
            },
        ],
    },
    {
        id: "branch-kept",
        title: "an alias that does not evaluate its target's health stays in the dead branch",
        source: complex,
        holds: (subject) => {
            const deaf = tree().ResourceRecordSets.map((record) =>
                record.Failover && record.AliasTarget
                    ? { ...record, AliasTarget: { ...record.AliasTarget, EvaluateTargetHealth: false } }
                    : record,
            );
            const result = shares(subject, { ...tree(), ResourceRecordSets: deaf }, dead);
            assert.deepEqual(result, { "eu-west-1.elb.amazonaws.com": 1 });
        },
        mutants: [
            {
                title: "evaluate-target-health is always on",
                file: "evaluate/zone-index.ts",
                find: "record.AliasTarget?.EvaluateTargetHealth === true",
                replace: "record.AliasTarget !== undefined",
            },
        ],
    },
    {
        id: "every-branch-dead",
        title: "when every branch is dead, the primary's answers, failing open at each level",
        source: complex,
        holds: (subject) => {
            const all = unhealthy("eu-west-1", "eu-central-1");
            assert.deepEqual(shares(subject, tree(), all), { "eu-west-1.elb.amazonaws.com": 1 });
            assert.equal(subject.answer(tree(), all, app).failOpen, true);
        },
        mutants: [
            {
                title: "a dead branch is never answered",
                file: "evaluate/walk.ts",
                find: "healthy.length === 0 && applicable.length > 0",
                replace: "healthy.length === 0 && !applicable[0]?.evaluated",
            },
        ],
    },
    {
        id: "alias-check-and-dead-target",
        title: "a check on an alias and its target's health must both hold: a dead target is enough",
        source: chooses,
        holds: (subject) => {
            const state = { targets: { "eu-west-1.elb.amazonaws.com": "unhealthy" as const } };
            assert.deepEqual(shares(subject, tree(), state), { "eu-central-1.elb.amazonaws.com": 1 });
        },
        mutants: [
            {
                title: "a check or the target's health is enough",
                file: "evaluate/health.ts",
                find: "return member.evaluated &&",
                replace: "return !member.check && member.evaluated &&",
            },
        ],
    },
    {
        id: "alias-check-fails",
        title: "a check on an alias and its target's health must both hold: a failing check is enough",
        source: chooses,
        holds: (subject) => {
            const state = { ...dead, targets: { "eu-west-1.elb.amazonaws.com": "healthy" as const } };
            assert.deepEqual(shares(subject, tree(), state), { "eu-central-1.elb.amazonaws.com": 1 });
        },
        mutants: [
            {
                title: "the check of an alias is not asked",
                file: "evaluate/health.ts",
                find: "member.check && !checkIsHealthy",
                replace: "!member.record.AliasTarget && member.check && !checkIsHealthy",
            },
        ],
    },
    {
        id: "target-name-case",
        title: "target names are compared without regard to case and final dot",
        source: "RFC 4343, section 3",
        holds: (subject) => {
            const state = { targets: { "EU-west-1.ELB.amazonaws.com.": "unhealthy" as const } };
            assert.deepEqual(shares(subject, tree(), state), { "eu-central-1.elb.amazonaws.com": 1 });
        },
        mutants: [
            {
                title: "target names are compared letter by letter",
                file: "answer.ts",
                find: "[targetName(name), value]",
                replace: "[name, value]",
            },
        ],
    },
    {
        id: "balancer-ttl",
        title: "an alias to a load balancer is answered with its addresses and a TTL of 60 s",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        holds: ({ answer }) => {
            const addresses = { "eu-west-1.elb.amazonaws.com": ["10.1.0.1", "10.1.0.2"] };
            const result = answer(tree(), {}, { ...app, addresses });
            assert.deepEqual([result.ttl, result.answers], [60, ["10.1.0.1", "10.1.0.2"]]);
        },
        mutants: [
            {
                title: "a balancer's alias has its own TTL",
                file: "evaluate/walk.ts",
                find: "ttl: target.service.ttlSeconds",
                replace: "ttl: 300",
            },
        ],
    },
    {
        id: "alias-record-ttl",
        title: "an alias to a record of the zone has that record's TTL",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        holds: ({ answer }) => {
            const zoneOf = zone([
                alias("app.example.com", { to: "web.example.com" }),
                address("web.example.com", "10.0.0.9", { TTL: 17 }),
            ]);
            const result = answer(zoneOf, {}, app);
            assert.deepEqual([result.ttl, result.answers], [17, ["10.0.0.9"]]);
        },
        mutants: [
            {
                title: "an alias to a record has a TTL of 60 s",
                file: "evaluate/walk.ts",
                find: "answers: target.values, ttl: target.ttl",
                replace: "answers: target.values, ttl: 60",
            },
        ],
    },
    {
        id: "path",
        title: "the path tells who was chosen, where, and why a sibling was not",
        source: chooses,
        holds: ({ answer }) => {
            const [candidate] = answer(tree(), dead, app).candidates;
            assert.equal(candidate?.setIdentifier, "eu-central-1");
            assert.match(
                candidate.path.join("\n"),
                /SECONDARY "secondary"; not PRIMARY "primary": no record of active\.app\.example\.com is healthy/,
            );
            assert.match(candidate.path.join("\n"), /standby\.app\.example\.com A, latency: "eu-central-1"/);
        },
        mutants: [
            {
                title: "siblings are not named",
                file: "evaluate/walk.ts",
                find: "${chosen}${dropped}",
                replace: "${chosen}",
            },
        ],
    },
    {
        id: "alias-cycle",
        title: "fails on a cycle of aliases, naming it",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
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
        mutants: [
            {
                title: "a cycle is an invalid zone like any other",
                file: "answer.ts",
                find: '"alias-cycle", ',
                replace: '"invalid-zone", ',
            },
        ],
    },
    {
        id: "alias-cycle-unevaluated",
        title: "fails on a cycle of aliases that evaluate no health",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        holds: ({ answer }) => {
            const loop = zone([alias("app.example.com", { to: "app.example.com", evaluate: false })]);
            assert.throws(() => answer(loop, {}, app), { code: "alias-cycle" });
        },
        mutants: [
            {
                title: "cycles are followed without end",
                file: "evaluate/zone-index.ts",
                find: "watched: false, depth: Infinity",
                replace: "watched: false, depth: 0",
            },
        ],
    },
];
