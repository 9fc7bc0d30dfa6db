import assert from "node:assert/strict";
import type { HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import fc from "fast-check";
import { defined } from "../../routing/from-plan/records-from-plan";
import { lintZone } from "../../routing/lint/lint-zone";
import { rules } from "../../routing/lint/rules";
import type { Zone } from "../../routing/zone";
import { address, alias, zone } from "./zones";

const names = ["app.example.com.", "b.example.com.", "c.b.example.com.", "*.example.com.", "elsewhere.net."];
const ids = ["c0", "c1", "c2"];
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Records as nobody would write them: every field there or not, policies mixed, targets that do not exist, circles. */
const anyRecord: fc.Arbitrary<ResourceRecordSet> = fc
    .record({
        Name: fc.constantFrom(...names),
        Type: fc.constantFrom("A" as const, "AAAA" as const, "CNAME" as const, "SOA" as const, "NS" as const),
        TTL: optional(fc.constantFrom(0, 60, 300)),
        SetIdentifier: optional(fc.constantFrom("1", "2", "3")),
        HealthCheckId: optional(fc.constantFrom(...ids, "gone")),
        Weight: optional(fc.constantFrom(0, 1, 255)),
        Failover: optional(fc.constantFrom("PRIMARY" as const, "SECONDARY" as const)),
        Region: optional(fc.constantFrom("eu-west-1" as const, "us-east-1" as const)),
        GeoLocation: optional(fc.constantFrom({ CountryCode: "*" }, { ContinentCode: "EU" }, {})),
        CidrRoutingConfig: optional(fc.constant({ CollectionId: "c", LocationName: "office" })),
        MultiValueAnswer: optional(fc.constant(true)),
        AliasTarget: optional(
            fc.record({
                HostedZoneId: fc.constantFrom("Z1", "ZELB"),
                DNSName: fc.constantFrom(...names, "x.eu-west-1.elb.amazonaws.com", "d.cloudfront.net", ""),
                EvaluateTargetHealth: fc.boolean(),
            }),
        ),
        ResourceRecords: optional(fc.array(fc.record({ Value: fc.constantFrom("10.0.0.1", "2001:db8::1", "x y") }))),
    })
    .map(defined);

const anyCheck: fc.Arbitrary<Partial<HealthCheckConfig>> = fc
    .record({
        Type: fc.constantFrom("HTTPS" as const, "TCP" as const, "CALCULATED" as const, "CLOUDWATCH_METRIC" as const),
        IPAddress: optional(fc.constantFrom("10.0.0.1", "::1", "203.0.113.1", "no address")),
        FullyQualifiedDomainName: optional(fc.constantFrom(...names)),
        ChildHealthChecks: optional(fc.array(fc.constantFrom(...ids, "gone"))),
        HealthThreshold: optional(fc.nat(3)),
        Regions: optional(fc.subarray(["eu-west-1" as const, "us-east-1" as const])),
        AlarmIdentifier: optional(fc.constant({ Region: "eu-west-1" as const, Name: "red" })),
        Inverted: optional(fc.boolean()),
        Disabled: optional(fc.boolean()),
    })
    .map(defined);

const anyZone: fc.Arbitrary<Zone> = fc
    .tuple(fc.array(anyRecord, { maxLength: 8 }), fc.tuple(anyCheck, anyCheck, anyCheck))
    .map(([records, checks]) => zone(records, Object.fromEntries(checks.map((check, at) => [ids[at] ?? "", check]))));

/** Trees whose every end has a check of its own address, and whose every alias evaluates its target. */
const watchedZone: fc.Arbitrary<Zone> = fc
    .array(
        fc.record({
            policy: fc.constantFrom("weighted" as const, "failover" as const, "latency" as const),
            weights: fc.array(fc.nat(2), { minLength: 2, maxLength: 2 }),
        }),
        { minLength: 3, maxLength: 3 },
    )
    .map((levels) => {
        const [top, ...below] = levels;
        const branches = below.map((_, at) => `g${at}.example.com.`);
        const routing = (level: (typeof levels)[number] | undefined, at: number) => ({
            SetIdentifier: String(at),
            ...(level?.policy === "weighted" ? { Weight: level.weights[at] ?? 0 } : {}),
            ...(level?.policy === "failover"
                ? { Failover: at === 0 ? ("PRIMARY" as const) : ("SECONDARY" as const) }
                : {}),
            ...(level?.policy === "latency"
                ? { Region: at === 0 ? ("eu-west-1" as const) : ("us-east-1" as const) }
                : {}),
        });
        const ends = below.flatMap((level, branch) =>
            [0, 1].map((at) => ({ level, branch, at, value: `203.0.113.${branch * 2 + at}` })),
        );
        return zone(
            [
                ...branches.map((to, at) => alias("app.example.com.", { to }, routing(top, at))),
                ...ends.map(({ level, branch, at, value }) =>
                    address(branches[branch] ?? "", value, { ...routing(level, at), HealthCheckId: value }),
                ),
            ],
            Object.fromEntries(ends.map(({ value }) => [value, { IPAddress: value }])),
        );
    });

describe("any zone", () => {
    it("is linted without a crash, and each finding names a rule, a place and one line", () => {
        fc.assert(
            fc.property(anyZone, (one) => {
                for (const { rule, where, message } of lintZone(one).findings) {
                    assert.ok(rules.some(({ id }) => id === rule));
                    assert.ok(where !== "" && message !== "" && !message.includes("\n"));
                }
            }),
        );
    });

    it("has the same findings in any order of its records and checks", () => {
        fc.assert(
            fc.property(anyZone, (one) => {
                const turned: Zone = {
                    ...one,
                    ResourceRecordSets: one.ResourceRecordSets.toReversed(),
                    HealthChecks: one.HealthChecks.toReversed(),
                };
                assert.deepEqual(byText(turned), byText(one));
            }),
        );
    });

    it("never goes on answering with a dead end when each end is watched and each alias evaluates", () => {
        fc.assert(
            fc.property(watchedZone, (one) => {
                const { findings, notJudged } = lintZone(one);
                const judged = new Set(["dead-region-still-answers", "target-health-alone", "leaf-without-health"]);
                assert.deepEqual(
                    [...findings, ...notJudged].filter(({ rule }) => judged.has(rule)),
                    [],
                );
            }),
        );
    });

    it("goes on answering with a dead end as soon as one end of a weighted pair loses its check", () => {
        fc.assert(
            fc.property(fc.constantFrom("1", "2"), (end) => {
                const records = ["1", "2"].map((at) =>
                    address("app.example.com.", `203.0.113.${at}`, {
                        Weight: 1,
                        SetIdentifier: at,
                        ...(at === end ? {} : { HealthCheckId: at }),
                    }),
                );
                const one = zone(records, { "1": { IPAddress: "203.0.113.1" }, "2": { IPAddress: "203.0.113.2" } });
                const found = lintZone(one).findings.filter(({ rule }) => rule === "dead-region-still-answers");
                assert.deepEqual(
                    found.map(({ message }) => message.includes(`203.0.113.${end} dead`)),
                    [true],
                );
            }),
        );
    });
});

function byText(one: Zone): string[] {
    const { findings, notJudged } = lintZone(one);
    return [...findings, ...notJudged].map((line) => JSON.stringify(line)).sort();
}
