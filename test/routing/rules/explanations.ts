import assert from "node:assert/strict";
import type { ExplainedGroup, ExplainedRecord } from "../../../routing/explanation";
import { address, alias, tree, zone } from "../zones";
import { chooses, guide } from "./sources";
import { app, unhealthy, weighted, type Rule } from "./subject";

/** Every record of a tree, those of abandoned branches too. */
function all(group: ExplainedGroup | undefined): ExplainedRecord[] {
    return (group?.records ?? []).flatMap((record) =>
        record.target.kind === "group" ? [record, ...all(record.target.group)] : [record],
    );
}

export const explanations: readonly Rule[] = [
    {
        id: "explained-states",
        title: "an explanation tells of every record whether it was chosen, and why not",
        source: chooses,
        holds: ({ explain }) => {
            const { group } = explain(tree(), unhealthy("eu-west-1"), app);
            assert.deepEqual(
                all(group).map(({ label, state, reason, probability }) => [label, state, reason, probability]),
                [
                    ['PRIMARY "primary"', "unhealthy", "no record of active.app.example.com is healthy", 0],
                    ['"eu-west-1" (eu-west-1)', "unhealthy", 'health check "eu-west-1" is unhealthy', 0],
                    ['SECONDARY "secondary"', "chosen", "healthy", 1],
                    ['"eu-central-1" (eu-central-1)', "chosen", "no latency known", 1],
                ],
            );
            const shares = all(explain(weighted([1, 3, 0]), {}, app).group).map((one) => [one.state, one.probability]);
            assert.deepEqual(shares, [
                ["chosen", 0.25],
                ["chosen", 0.75],
                ["not chosen", 0],
            ]);
        },
        mutants: [
            {
                title: "an unhealthy record is merely not chosen",
                file: "explain.ts",
                find: 'state: "unhealthy", reason: fault',
                replace: 'state: "not chosen", reason: fault',
            },
            {
                title: "branches below do not share in what is above",
                file: "explain.ts",
                find: "choice.probability * probability",
                replace: "choice.probability",
            },
        ],
    },
    {
        id: "explained-fail-open",
        title: "an explanation says that a group fails open, and what each record suffers from",
        source: chooses,
        holds: ({ explain }) => {
            const { group } = explain(weighted([1, 3]), unhealthy("c0", "c1"), app);
            assert.equal(group?.failOpen, true);
            assert.deepEqual(
                group.records.map(({ state, reason }) => [state, reason]),
                [0, 1].map((at) => [
                    "chosen",
                    `although health check "c${at}" is unhealthy: no record here is healthy`,
                ]),
            );
        },
        mutants: [
            {
                title: "it fails open silently",
                file: "explain.ts",
                find: "reached && evaluation.failOpen",
                replace: "!reached && evaluation.failOpen",
            },
        ],
    },
    {
        id: "explained-checks",
        title: "an explanation tells what a check's source said, and what was made of it",
        source: guide("health-checks-creating-values"),
        holds: ({ explain }) => {
            const calculated = { Type: "CALCULATED" as const, ChildHealthChecks: ["off", "alarm"], HealthThreshold: 2 };
            const one = zone([address("app.example.com", "10.0.0.1", { HealthCheckId: "both" })], {
                both: calculated,
                off: { Disabled: true, Inverted: true },
                alarm: { Type: "CLOUDWATCH_METRIC", InsufficientDataHealthStatus: "Healthy" },
            });
            const state = { healthChecks: { off: "unhealthy", alarm: "insufficient-data" } } as const;
            const check = explain(one, state, app).group?.records[0]?.check;
            assert.deepEqual([check?.healthy, check?.reason], [false, "1 of 2 children are healthy, 2 needed"]);
            assert.deepEqual(
                check?.children?.map(({ healthy, reason }) => [healthy, reason]),
                [
                    [false, "checkers say unhealthy; disabled counts as healthy; inverted"],
                    [true, "the alarm has too little data, which counts as healthy"],
                ],
            );
        },
        mutants: [
            {
                title: "the source's word is the check's",
                file: "evaluate/explained-check.ts",
                find: "healthy: checkIsHealthy(check, walk), reason",
                replace: 'healthy: walk.checks[id] !== "unhealthy", reason',
            },
        ],
    },
    {
        id: "explained-ttl",
        title: "an explanation tells a TTL that AWS documents from one that is assumed",
        source: guide("resource-record-sets-choosing-alias-non-alias"),
        holds: ({ explain }) => {
            const serviceOf = (to: string) => {
                const one = zone([alias("app.example.com", { to, evaluate: false, balancer: true })]);
                const target = explain(one, {}, app).group?.records[0]?.target;
                return target?.kind === "resource" ? target.service : target?.kind;
            };
            assert.deepEqual(
                [serviceOf("lb.us-east-2.elb.amazonaws.com"), serviceOf("d1.cloudfront.net")],
                ["load balancer", "CloudFront distribution, TTL assumed"],
            );
        },
        mutants: [
            {
                title: "every TTL passes for documented",
                file: "explain.ts",
                find: 'ttlSource === "documented" ?',
                replace: "ttlSource.length > 0 ?",
            },
        ],
    },
    {
        id: "explained-nothing",
        title: "an explanation says why there is no group: no such name, no such type, delegated, or not of the zone",
        source: "RFC 2308, section 2",
        holds: ({ explain }) => {
            const cut = {
                Name: "sub.example.com",
                Type: "NS" as const,
                TTL: 60,
                ResourceRecords: [{ Value: "ns.example.net" }],
            };
            const one = zone([address("www.example.com", "10.0.0.1"), cut]);
            const noteOf = (name: string) => {
                const { rcode, note } = explain(one, {}, { name, type: "MX", from: "" });
                return `${rcode}: ${note ?? ""}`;
            };
            assert.deepEqual(["none.example.com", "www.example.com", "a.sub.example.com", "example.net"].map(noteOf), [
                "NXDOMAIN: the name does not exist; kept for 900 s",
                "NOERROR: the name exists and has no record of this type; kept for 900 s",
                "NOERROR: sub.example.com is delegated: its name servers answer",
                "REFUSED: not a name of zone example.com",
            ]);
        },
        mutants: [
            {
                title: "every name exists",
                file: "explain.ts",
                find: "return index.exists(name)",
                replace: "return index.exists(name) || name",
            },
        ],
    },
];
