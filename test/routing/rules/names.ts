import assert from "node:assert/strict";
import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { address, zone } from "../zones";
import { app, near, weighted, type Rule } from "./subject";
import { guide } from "./sources";

const soa = {
    Name: "example.com.",
    Type: "SOA",
    TTL: 900,
    ResourceRecords: [{ Value: "ns-1. hostmaster. 1 7200 900 1209600 86400" }],
} satisfies ResourceRecordSet;

export const names: readonly Rule[] = [
    {
        id: "nxdomain",
        title: "a name that does not exist is NXDOMAIN, kept for the smaller of the SOA's TTL and minimum",
        source: "RFC 2308, section 5",
        holds: ({ answer }) => {
            const { rcode, ttl, answers: values } = answer(zone([soa]), {}, { ...app, name: "none.example.com" });
            assert.deepEqual([rcode, ttl, values], ["NXDOMAIN", 900, []]);
        },
        mutants: [
            {
                title: "negative answers are kept for the SOA's minimum",
                file: "evaluate/zone-index.ts",
                find: "Math.min(target.ttl, minimum)",
                replace: "minimum",
            },
        ],
    },
    {
        id: "nodata",
        title: "a name with records of another type only, or with names below it, is an empty answer",
        source: "RFC 8020, section 2",
        holds: ({ answer }) => {
            const one = zone([soa, address("a.app.example.com", "10.0.0.1")]);
            const other = answer(one, {}, { ...app, name: "a.app.example.com", type: "AAAA" });
            assert.deepEqual([other.rcode, other.ttl, other.answers], ["NOERROR", 900, []]);
            assert.equal(answer(one, {}, app).rcode, "NOERROR");
        },
        mutants: [
            {
                title: "empty non-terminals do not exist",
                file: "evaluate/zone-index.ts",
                find: "name = parentName(name)",
                replace: 'name = ""',
            },
        ],
    },
    {
        id: "name-case",
        title: "names are compared without regard to case and final dot",
        source: "RFC 4343, section 3",
        holds: ({ answer }) => {
            const one = zone([address("App.Example.com.", "10.0.0.1")]);
            assert.deepEqual(answer(one, {}, { ...app, name: "aPP.example.COM." }).answers, ["10.0.0.1"]);
        },
        mutants: [
            {
                title: "names are compared letter by letter",
                file: "names.ts",
                find: "name.toLowerCase()",
                replace: "name",
            },
        ],
    },
    {
        id: "wildcard",
        title: "a wildcard, written as the API escapes it, answers names that do not exist",
        source: guide("DomainNameFormat"),
        holds: ({ answer }) => {
            const one = zone([address("\\052.example.com.", "10.0.0.1"), address("own.example.com.", "10.0.0.2")]);
            assert.deepEqual(answer(one, {}, { ...app, name: "any.example.com" }).answers, ["10.0.0.1"]);
            assert.deepEqual(answer(one, {}, { ...app, name: "own.example.com" }).answers, ["10.0.0.2"]);
        },
        mutants: [
            {
                title: "wildcards answer nothing",
                file: "names.ts",
                find: "return `*.${ancestor}`",
                replace: "return `?.${ancestor}`",
            },
        ],
    },
    {
        id: "wildcard-parent",
        title: "the name above a wildcard is NXDOMAIN when it has no records, although a name above others is not",
        source: guide("DomainNameFormat"),
        holds: ({ answer, explain }) => {
            const one = zone([
                address("*.w.example.com", "10.0.0.1"),
                address("*.own.example.com", "10.0.0.2"),
                address("own.example.com", "10.0.0.3"),
                address("x.*.literal.example.com", "10.0.0.4"),
                address("*.example.com", "10.0.0.5"),
            ]);
            const names = ["w.example.com", "own.example.com", "literal.example.com", "example.com"];
            for (const codes of [
                names.map((name) => answer(one, {}, { ...app, name }).rcode),
                names.map((name) => explain(one, {}, { ...app, name }).rcode),
            ]) {
                assert.deepEqual(codes, ["NXDOMAIN", "NOERROR", "NOERROR", "NOERROR"]);
            }
        },
        mutants: [
            {
                title: "it is an empty answer, as RFC 8020 has it",
                file: "evaluate/zone-index.ts",
                find: "return own ? !isOnlyAboveWildcard :",
                replace: "return own ? true :",
            },
            {
                title: "the apex need not exist",
                file: "evaluate/zone-index.ts",
                find: "name === apex || exists(name, nodes)",
                replace: "exists(name, nodes)",
            },
        ],
    },
    {
        id: "outside-zone",
        title: "a name outside the zone is refused",
        source: "RFC 1035, section 4.1.1",
        holds: ({ answer }) => assert.equal(answer(zone([]), {}, { ...app, name: "badexample.com" }).rcode, "REFUSED"),
        mutants: [
            {
                title: "a name that ends like the apex is inside",
                file: "names.ts",
                find: '(name.endsWith(zone) && name[name.length - zone.length - 1] === ".")',
                replace: "name.endsWith(zone)",
            },
        ],
    },
    {
        id: "alias-own-zone",
        title: "an alias names its own zone by the id, with or without the /hostedzone/ that the API puts before it",
        source: "https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html",
        holds: ({ answer }) => {
            const AliasTarget = {
                HostedZoneId: "/hostedzone/Z1",
                DNSName: "web.example.com.",
                EvaluateTargetHealth: false,
            };
            const one = zone([
                { Name: "app.example.com", Type: "A", AliasTarget },
                address("web.example.com", "10.0.0.9"),
            ]);
            assert.deepEqual(answer(one, {}, app).answers, ["10.0.0.9"]);
        },
        mutants: [
            {
                title: "a long id is another's",
                file: "evaluate/zone-index.ts",
                find: "bareId(AliasTarget.HostedZoneId) === own",
                replace: "AliasTarget.HostedZoneId === own",
            },
        ],
    },
    {
        id: "mixed-policies",
        title: "fails on a group with two policies, and on a record with two",
        source: guide("resource-record-sets-values"),
        holds: ({ answer }) => {
            const mixed = zone([...weighted([1]).ResourceRecordSets, ...near(["eu-west-1"]).ResourceRecordSets]);
            assert.throws(() => answer(mixed, {}, app), { code: "invalid-zone", message: /weighted and latency/ });
            const fields = { Weight: 1, MultiValueAnswer: true, SetIdentifier: "x" };
            assert.throws(() => answer(zone([address("app.example.com", "10.0.0.1", fields)]), {}, app), {
                code: "invalid-zone",
                message: /weighted and multivalue answer/,
            });
        },
        mutants: [
            {
                title: "the first record decides the policy",
                file: "evaluate/zone-problems.ts",
                find: "if (policy === undefined || other !== undefined)",
                replace: "if (policy === undefined)",
            },
            {
                title: "the first field decides the policy",
                file: "policies/index.ts",
                find: "first ? [first, ...others]",
                replace: "first ? [first]",
            },
        ],
    },
    {
        id: "policy-not-built",
        title: "fails on a policy that is not built, by its name",
        source: guide("routing-policy"),
        holds: ({ answer }) => {
            const place = { GeoProximityLocation: { LocalZoneGroup: "us-west-2-den-1" }, SetIdentifier: "x" };
            assert.throws(() => answer(zone([address("app.example.com", "10.0.0.1", place)]), {}, app), {
                code: "not-built",
                message: /app\.example\.com A: geoproximity by local zone group \(us-west-2-den-1\)/,
            });
        },
        mutants: [
            {
                title: "a policy that is not built is called an invalid zone",
                file: "evaluate/zone-problems.ts",
                find: 'code: "not-built" as const',
                replace: 'code: "invalid-zone" as const',
            },
        ],
    },
];
