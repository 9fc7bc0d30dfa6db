import assert from "node:assert/strict";
import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type * as answers from "../../routing/answer";
import type * as verdicts from "../../routing/health-checks/verdict";
import type { Zone, ZoneState } from "../../routing/zone";
import { address, alias, tree, zone } from "./zones";

/** What the rules are about: the real modules, or a mutant of them. */
export interface Subject {
    readonly answer: typeof answers.answer;
    readonly verdict: typeof verdicts;
}

/** One rule of Route 53 as a fact that a subject either keeps or breaks (then it throws). */
export interface Rule {
    readonly title: string;
    readonly holds: (subject: Subject) => void;
}

const soa = {
    Name: "example.com.",
    Type: "SOA",
    TTL: 900,
    ResourceRecords: [{ Value: "ns-1. hostmaster. 1 7200 900 1209600 86400" }],
} satisfies ResourceRecordSet;

/** Who answers app.example.com, with what probability. */
function shares({ answer }: Subject, one: Zone, state: ZoneState = {}, from = "here"): { [address: string]: number } {
    const { candidates } = answer(one, state, { name: "app.example.com", type: "A", from });
    const sums: { [address: string]: number } = {};
    for (const { answers: values, probability } of candidates) {
        sums[values.join()] = (sums[values.join()] ?? 0) + probability;
    }
    return sums;
}

function weighted(weights: readonly number[], checked = true): Zone {
    const records = weights.map((Weight, at) =>
        address("app.example.com.", `10.0.0.${at}`, {
            Weight,
            SetIdentifier: String(at),
            ...(checked ? { HealthCheckId: `c${at}` } : {}),
        }),
    );
    return zone(records, Object.fromEntries(weights.map((_, at) => [`c${at}`, {}])));
}

function unhealthy(...ids: readonly string[]): ZoneState {
    return { healthChecks: Object.fromEntries(ids.map((id) => [id, "unhealthy" as const])) };
}

function pair(secondary: Partial<ResourceRecordSet> = { HealthCheckId: "s" }): Zone {
    return zone(
        [
            address("app.example.com.", "10.0.0.1", { Failover: "PRIMARY", SetIdentifier: "p", HealthCheckId: "p" }),
            address("app.example.com.", "10.0.0.2", { Failover: "SECONDARY", SetIdentifier: "s", ...secondary }),
        ],
        { p: {}, s: {} },
    );
}

function near(regions: readonly ("eu-west-1" | "us-east-1" | "sa-east-1")[]): Zone {
    const records = regions.map((Region) =>
        address("app.example.com.", Region, { Region, SetIdentifier: Region, HealthCheckId: Region }),
    );
    return zone(records, Object.fromEntries(regions.map((region) => [region, {}])));
}

const milliseconds = { latency: { here: { "eu-west-1": 20, "us-east-1": 90 } } };

const policies: readonly Rule[] = [
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

const dead = unhealthy("eu-west-1");
const app = { name: "app.example.com", type: "A", from: "here" };

const trees: readonly Rule[] = [
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

const names: readonly Rule[] = [
    {
        title: "a name that does not exist is NXDOMAIN, kept for the smaller of the SOA's TTL and minimum",
        holds: ({ answer }) => {
            const { rcode, ttl, answers: values } = answer(zone([soa]), {}, { ...app, name: "none.example.com" });
            assert.deepEqual([rcode, ttl, values], ["NXDOMAIN", 900, []]);
        },
    },
    {
        title: "a name with records of another type only, or with names below it, is an empty answer",
        holds: ({ answer }) => {
            const one = zone([soa, address("a.app.example.com", "10.0.0.1")]);
            const other = answer(one, {}, { ...app, name: "a.app.example.com", type: "AAAA" });
            assert.deepEqual([other.rcode, other.ttl, other.answers], ["NOERROR", 900, []]);
            assert.equal(answer(one, {}, app).rcode, "NOERROR");
        },
    },
    {
        title: "names are compared without regard to case and final dot",
        holds: ({ answer }) => {
            const one = zone([address("App.Example.com.", "10.0.0.1")]);
            assert.deepEqual(answer(one, {}, { ...app, name: "aPP.example.COM." }).answers, ["10.0.0.1"]);
        },
    },
    {
        title: "a wildcard, written as the API escapes it, answers names that do not exist",
        holds: ({ answer }) => {
            const one = zone([address("\\052.example.com.", "10.0.0.1"), address("own.example.com.", "10.0.0.2")]);
            assert.deepEqual(answer(one, {}, { ...app, name: "any.example.com" }).answers, ["10.0.0.1"]);
            assert.deepEqual(answer(one, {}, { ...app, name: "own.example.com" }).answers, ["10.0.0.2"]);
        },
    },
    {
        title: "a name outside the zone is refused",
        holds: ({ answer }) => assert.equal(answer(zone([]), {}, { ...app, name: "badexample.com" }).rcode, "REFUSED"),
    },
    {
        title: "fails on a group with two policies",
        holds: ({ answer }) => {
            const mixed = zone([...weighted([1]).ResourceRecordSets, ...near(["eu-west-1"]).ResourceRecordSets]);
            assert.throws(() => answer(mixed, {}, app), { code: "invalid-zone", message: /weighted and latency/ });
        },
    },
    {
        title: "fails on a policy that is not built, by its name",
        holds: ({ answer }) => {
            const place = { GeoLocation: { CountryCode: "*" }, SetIdentifier: "x" };
            assert.throws(() => answer(zone([address("app.example.com", "10.0.0.1", place)]), {}, app), {
                code: "not-built",
                message: /geolocation/,
            });
        },
    },
];

const checks: readonly Rule[] = [
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
            const children = { Type: "CALCULATED", ChildHealthChecks: ["s", "t"], HealthThreshold: 2 } as const;
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
            assert.deepEqual([verdict.votesToFail(16, quorum), verdict.votesToHeal(16, quorum)], [14, 3]);
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

export const rules: readonly Rule[] = [...policies, ...trees, ...names, ...checks];
