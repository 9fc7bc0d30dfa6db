import assert from "node:assert/strict";
import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { address, alias, zone } from "../zones";
import { complex, guide } from "./sources";
import { app, shares, unhealthy, type Rule } from "./subject";

const choosing = guide("resource-record-sets-choosing-alias-non-alias");

/** An alias to a resource of AWS, with a check beside it that answers when the alias's target is dead. */
function resource(to: string, fields: Partial<ResourceRecordSet> = {}): ResourceRecordSet {
    return alias("app.example.com", { to, evaluate: false, balancer: true }, fields);
}

export const aliases: readonly Rule[] = [
    {
        id: "alias-services",
        title: "an alias leads to a load balancer, CloudFront, S3, API Gateway, an accelerator, an endpoint, ... by its name",
        source: choosing,
        holds: ({ answer }) => {
            const names = {
                "lb1-1234.us-east-2.elb.amazonaws.com": "load balancer",
                "dualstack.lb1-1234.us-east-2.elb.amazonaws.com": "load balancer",
                "net-1234.elb.us-east-2.amazonaws.com": "load balancer",
                "d111111abcdef8.cloudfront.net": "CloudFront distribution",
                "s3-website.eu-central-1.amazonaws.com": "S3 website",
                "s3-website-us-east-1.amazonaws.com": "S3 website",
                "d-abcde.execute-api.us-west-2.amazonaws.com": "API Gateway API",
                "a1234.awsglobalaccelerator.com": "Global Accelerator",
                "vpce-1-x.elasticloadbalancing.us-east-1.vpce.amazonaws.com": "VPC endpoint",
                "my-environment.us-west-2.elasticbeanstalk.com": "Elastic Beanstalk environment",
                "d1.appsync-api.us-east-1.amazonaws.com": "AppSync API",
                "search-x.us-east-1.es.amazonaws.com": "OpenSearch domain",
                "something.example.net": "AWS resource",
            };
            for (const [name, service] of Object.entries(names)) {
                const [candidate] = answer(zone([resource(name)]), {}, app).candidates;
                assert.equal(candidate?.path.at(-1), `${name.replace(/^dualstack\./, "")}: ${service}`);
                assert.equal(candidate.ttl, 60);
            }
        },
        mutants: [
            {
                title: "everything is a load balancer",
                file: "evaluate/alias-services.ts",
                find: "end.test(known)",
                replace: "end.test(known) || known.length > 0",
            },
            {
                title: "what AWS documents no TTL of is kept for five minutes",
                file: "evaluate/alias-services.ts",
                find: "const assumedTtlSeconds = 60;",
                replace: "const assumedTtlSeconds = 300;",
            },
        ],
    },
    {
        id: "alias-dualstack",
        title: "an alias of type AAAA answers with its target's IPv6 addresses, one of type A with the others",
        source: guide("resource-record-sets-values-alias"),
        holds: ({ answer }) => {
            const target = resource("dualstack.lb.us-east-2.elb.amazonaws.com");
            const one = zone([target, { ...target, Type: "AAAA" }]);
            const addresses = { "lb.us-east-2.elb.amazonaws.com": ["192.0.2.1", "2001:db8::1"] };
            const ask = (type: string) => answer(one, {}, { ...app, type, addresses }).answers;
            assert.deepEqual([ask("A"), ask("AAAA")], [["192.0.2.1"], ["2001:db8::1"]]);
            // Without an address of the type it is an empty answer, kept as one.
            const four = { "lb.us-east-2.elb.amazonaws.com": ["192.0.2.1"] };
            const { ttl, answers } = answer(one, {}, { ...app, type: "AAAA", addresses: four });
            assert.deepEqual([ttl, answers], [900, []]);
        },
        mutants: [
            {
                title: "no address is kept as long as one",
                file: "evaluate/walk.ts",
                find: "return answers.length === 0",
                replace: "return type === target.name",
            },
            {
                title: "addresses of both kinds answer",
                file: "evaluate/walk.ts",
                find: 'address.includes(":") === (type === "AAAA")',
                replace: "address.length > 0",
            },
            {
                title: "a target's name is taken as it is",
                file: "evaluate/keys.ts",
                find: "replace(/^dualstack\\./",
                replace: "replace(/^dualstack\\.$/",
            },
        ],
    },
    {
        id: "alias-any-depth",
        title: "aliases are followed to any depth, and health comes up from the last of them",
        source: complex,
        holds: (subject) => {
            const depth = 30;
            const down = Array.from({ length: depth }, (_, at) =>
                alias(`n${at}.example.com`, { to: `n${at + 1}.example.com` }),
            );
            const leaf = address(`n${depth}.example.com`, "10.0.0.1", { HealthCheckId: "c" });
            const sides = [
                alias("app.example.com", { to: "n0.example.com" }, { Failover: "PRIMARY", SetIdentifier: "p" }),
                address("app.example.com", "10.0.0.2", { Failover: "SECONDARY", SetIdentifier: "s" }),
            ];
            const one = zone([...sides, ...down, leaf], { c: {} });
            assert.deepEqual(shares(subject, one), { "10.0.0.1": 1 });
            assert.deepEqual(shares(subject, one, unhealthy("c")), { "10.0.0.2": 1 });
        },
        mutants: [
            {
                title: "a target that is an alias itself is healthy",
                file: "evaluate/health.ts",
                find: "return isAlive(target.group, walk);",
                replace: 'return target.group.members[0]?.target.kind === "group" || isAlive(target.group, walk);',
            },
        ],
    },
    {
        id: "alias-shared-target",
        title: "many aliases may lead to one group, and an answer takes no longer for it",
        source: complex,
        holds: (subject) => {
            // Each level doubles the ways down: 2^24 of them would not end within a test.
            const levels = 24;
            const both = (at: number) =>
                [0, 1].map((side) =>
                    alias(
                        `n${at}.example.com`,
                        { to: `n${at + 1}.example.com` },
                        { Failover: side === 0 ? "PRIMARY" : "SECONDARY", SetIdentifier: `${side}` },
                    ),
                );
            const records = Array.from({ length: levels }, (_, at) => both(at)).flat();
            const leaf = address(`n${levels}.example.com`, "10.0.0.1", { HealthCheckId: "c" });
            const one = zone([alias("app.example.com", { to: "n0.example.com" }), ...records, leaf], { c: {} });
            assert.deepEqual(shares(subject, one, unhealthy("c")), { "10.0.0.1": 1 });
            assert.equal(subject.answer(one, {}, app).failOpen, false);
        },
        mutants: [
            {
                title: "what one question found out is believed in the next",
                file: "answer.ts",
                find: "question: (questions += 1)",
                replace: "question: 1",
            },
        ],
    },
    {
        id: "branch-of-place",
        title: "an alias to a group without a record for the client's place is abandoned for its sibling (AWS does not say)",
        source: complex,
        holds: ({ answer }) => {
            const one = zone([
                alias("app.example.com", { to: "eu.example.com" }, { Failover: "PRIMARY", SetIdentifier: "p" }),
                address("app.example.com", "10.0.0.2", { Failover: "SECONDARY", SetIdentifier: "s" }),
                address("eu.example.com", "10.0.0.1", { GeoLocation: { ContinentCode: "EU" }, SetIdentifier: "eu" }),
            ]);
            const ask = (from: string) => answer(one, {}, { ...app, from }).answers.join();
            assert.deepEqual([ask("IE"), ask("US")], ["10.0.0.1", "10.0.0.2"]);
        },
        mutants: [
            {
                title: "health is asked of records for any place",
                file: "evaluate/health.ts",
                find: "group.policy.applicable(group.members, walk.client)",
                replace: "group.members",
            },
        ],
    },
    {
        id: "wildcard-names",
        title: "a wildcard answers below its level too, and nothing beside a name that exists",
        source: guide("DomainNameFormat"),
        holds: ({ answer }) => {
            const one = zone([
                address("*.w.example.com", "10.0.0.1"),
                address("own.w.example.com", "10.0.0.2"),
                address("x.*.lit.example.com", "10.0.0.3"),
            ]);
            const ask = (name: string) => {
                const { rcode, answers } = answer(one, {}, { ...app, name: `${name}.example.com` });
                return answers[0] ?? rcode;
            };
            assert.deepEqual([ask("a.w"), ask("a.b.w"), ask("own.w")], ["10.0.0.1", "10.0.0.1", "10.0.0.2"]);
            // The closest ancestor that exists decides (RFC 4592): one has no wildcard, the other an empty one.
            assert.deepEqual([ask("a.own.w"), ask("x.*.lit"), ask("x.y.lit")], ["NXDOMAIN", "10.0.0.3", "NOERROR"]);
        },
        mutants: [
            {
                title: "any wildcard above answers",
                file: "names.ts",
                find: 'ancestor !== "" && !names.has(ancestor)',
                replace: 'ancestor !== "" && !names.has(`*.${ancestor}`)',
            },
        ],
    },
    {
        id: "octal-escapes",
        title: "octal escapes are the characters that they stand for; an escaped dot separates no labels",
        source: guide("DomainNameFormat"),
        holds: ({ answer }) => {
            const one = zone([
                address("\\141\\102c.example.com.", "10.0.0.1"),
                address("a\\056b.example.com.", "10.0.0.2"),
            ]);
            const ask = (name: string) => answer(one, {}, { ...app, name }).answers.join();
            assert.deepEqual(
                [ask("abc.example.com"), ask("A\\056B.example.com"), ask("a.b.example.com")],
                ["10.0.0.1", "10.0.0.2", ""],
            );
        },
        mutants: [
            {
                title: "an escaped dot is a dot",
                file: "names.ts",
                find: 'character !== "." && ',
                replace: "",
            },
            {
                title: "an escaped capital stays one",
                file: "names.ts",
                find: "character.toLowerCase()",
                replace: "character",
            },
        ],
    },
];
