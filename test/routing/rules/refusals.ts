import { address, alias, zone } from "../zones";
import { guide } from "./sources";
import { refuses } from "./refusal";
import type { Mutant, Rule } from "./subject";

const choosing = guide("resource-record-sets-choosing-alias-non-alias");
const types = guide("ResourceRecordTypes");
const nameFormat = guide("DomainNameFormat");

function inRecords(title: string, find: string, replace = "[]"): Mutant {
    return { title, file: "evaluate/record-problems.ts", find, replace };
}

function inZones(title: string, find: string, replace: string): Mutant {
    return { title, file: "evaluate/zone-problems.ts", find, replace };
}

const cname = (Name: string) => ({
    Name,
    Type: "CNAME" as const,
    TTL: 60,
    ResourceRecords: [{ Value: "host.example.net" }],
});

/** Of single records, aliases and checks. */
export const refusals: readonly Rule[] = [
    refuses({
        id: "refuses-foreign-name",
        what: "a name outside the zone",
        source: nameFormat,
        zone: zone([address("app.example.net", "10.0.0.1")]),
        problems: ["app.example.net A: expected a name in zone example.com"],
        mutants: [inRecords("any name will do", "isWithin(name, apex) ? []", "isWithin(name, name) ? []")],
    }),
    refuses({
        id: "refuses-long-name",
        what: "a label of none or more than 63 bytes and a name of more than 255, where an escape is one byte",
        source: nameFormat,
        zone: zone([
            address(`${"a".repeat(64)}.example.com`, "10.0.0.1"),
            address(`${"\\001".repeat(63)}.example.com`, "10.0.0.1"),
            address(`${"a.".repeat(123)}example.com`, "10.0.0.1"),
            address("a..example.com", "10.0.0.1"),
        ]),
        problems: [
            `${"a".repeat(64)}.example.com A: expected labels of at most 63 bytes`,
            `${"a.".repeat(123)}example.com A: expected a name of at most 255 bytes`,
            "a..example.com A: expected no empty label",
        ],
        mutants: [
            inRecords("a label may be empty", '.includes("")', '.includes(" ")'),
            inRecords("an escape is four bytes", 'text.replace(/\\\\\\d{3}/g, "?").length', "text.length"),
            inRecords("names may be long", "bytesOf(name) > 255", "bytesOf(name) > 2550"),
        ],
    }),
    refuses({
        id: "refuses-wildcard-ns",
        what: "a wildcard of type NS",
        source: nameFormat,
        zone: zone([{ ...cname("*.example.com"), Type: "NS" }]),
        problems: ["*.example.com NS: expected no wildcard: NS records have none"],
        mutants: [inRecords("NS like any other", 'name.startsWith("*.") && record.Type === "NS"', "name.length === 0")],
    }),
    refuses({
        id: "refuses-cname-apex",
        what: "a CNAME at the apex",
        source: types,
        zone: zone([cname("example.com")]),
        problems: ["example.com CNAME: expected no CNAME at the zone's apex"],
        mutants: [inZones("the apex is a name like any other", "name === apex ?", "name === where ?")],
    }),
    refuses({
        id: "refuses-cname-beside",
        what: "a CNAME beside records of other types",
        source: types,
        zone: zone([cname("www.example.com"), address("www.example.com", "10.0.0.1")]),
        problems: ["www.example.com CNAME: expected no other record beside a CNAME, got A"],
        mutants: [inZones("a CNAME keeps company", "others.length > 0", "others.length > 1")],
    }),
    refuses({
        id: "refuses-alias-ttl",
        what: "an alias with a TTL or values of its own",
        source: choosing,
        zone: zone([
            {
                ...alias("app.example.com", { to: "www.example.com" }),
                TTL: 60,
                ResourceRecords: [{ Value: "10.0.0.9" }],
            },
            address("www.example.com", "10.0.0.1"),
        ]),
        problems: [
            "app.example.com A: TTL: expected none, because an alias has its target's",
            "app.example.com A: ResourceRecords: expected none beside an AliasTarget",
        ],
        mutants: [
            inRecords("an alias may have a TTL", "TTL === undefined ? []", "TTL !== 0 ? []"),
            inRecords(
                "an alias may have values",
                "ResourceRecords === undefined || ResourceRecords.length === 0",
                "ResourceRecords !== null",
            ),
        ],
    }),
    refuses({
        id: "refuses-alias-missing",
        what: "an alias to a record that does not exist",
        source: choosing,
        zone: zone([alias("app.example.com", { to: "gone.example.com" }), address("*.example.com", "10.0.0.1")]),
        problems: ["app.example.com A: expected AliasTarget to name a record that exists, got gone.example.com"],
        mutants: [
            inRecords("the target need not be there", "if (groups.has(groupKey(name, type)))", "if (name !== type)"),
        ],
    }),
    refuses({
        id: "refuses-alias-type",
        what: "an alias to a record or a resource of another type",
        source: choosing,
        zone: zone([
            { ...alias("app.example.com", { to: "www.example.com" }), Type: "AAAA" },
            address("www.example.com", "10.0.0.1"),
            {
                ...alias("s3.example.com", {
                    to: "s3-website.eu-west-1.amazonaws.com",
                    evaluate: false,
                    balancer: true,
                }),
                Type: "MX",
            },
        ]),
        problems: [
            "app.example.com AAAA: expected AliasTarget www.example.com to be a record of type AAAA, got one of type A",
            "s3.example.com MX: expected an alias to a S3 website to be of type A, got MX",
        ],
        mutants: [inRecords("a resource has every type", "service.types.includes(type)", "service.types.length > 0")],
    }),
    refuses({
        id: "refuses-alias-ns",
        what: "an alias of type NS or SOA",
        source: guide("resource-record-sets-values-alias"),
        zone: zone([
            { ...alias("a.example.com", { to: "example.com" }), Type: "NS" },
            { ...cname("example.com"), Type: "NS" },
        ]),
        problems: ["a.example.com NS: AliasTarget: expected none, because no alias is of type NS"],
        mutants: [
            inRecords(
                "NS may be an alias",
                'Type === "NS" || Type === "SOA" ? [`AliasTarget',
                'Type === "SOA" ? [`AliasTarget',
            ),
        ],
    }),
    refuses({
        id: "refuses-cloudfront-health",
        what: "to evaluate the health of a CloudFront distribution",
        source: guide("resource-record-sets-values-alias-common"),
        zone: zone([alias("app.example.com", { to: "d111111abcdef8.cloudfront.net", balancer: true })]),
        problems: ["app.example.com A: EvaluateTargetHealth: expected false for a CloudFront distribution"],
        mutants: [
            {
                title: "CloudFront tells its health",
                file: "evaluate/alias-services.ts",
                find: "evaluates: false",
                replace: "evaluates: true",
            },
        ],
    }),
    refuses({
        id: "refuses-no-values",
        what: "a record without TTL or values, a CNAME with two, and a type that Route 53 does not store",
        source: guide("resource-record-sets-values-shared"),
        zone: zone([
            { Name: "a.example.com", Type: "A" },
            {
                ...cname("c.example.com"),
                ResourceRecords: [{ Value: "one.example.net" }, { Value: "two.example.net" }],
            },
            // What a file may hold, whatever the type says.
            { ...address("d.example.com", "10.0.0.1"), ...(JSON.parse('{ "Type": "a" }') as object) },
        ]),
        problems: [
            "a.example.com A: TTL: expected whole seconds from 0 to 2147483647, got none",
            "a.example.com A: ResourceRecords: expected at least one value, or an AliasTarget",
            "c.example.com CNAME: ResourceRecords: expected one value for a CNAME",
            "d.example.com a: Type: expected one of A, AAAA, CAA, CNAME, DS, HTTPS, MX, NAPTR, NS, PTR, SOA, SPF, SRV, SSHFP, SVCB, TLSA, TXT, got a",
        ],
        mutants: [
            inRecords("any type will do", "Object.hasOwn(types, Type)", "Type.length > 0"),
            inRecords(
                "no value is enough",
                'ResourceRecords.length === 0 ? ["ResourceRecords: expected at least',
                'ResourceRecords.length < 0 ? ["ResourceRecords: expected at least',
            ),
            inRecords("no TTL is one", "TTL !== undefined && ", "TTL === undefined || "),
        ],
    }),
    refuses({
        id: "refuses-unknown-check",
        what: "a health check that does not exist",
        source: guide("health-checks-creating-deleting"),
        zone: zone([address("app.example.com", "10.0.0.1", { HealthCheckId: "gone" })]),
        problems: ['app.example.com A: HealthCheckId: expected a health check of the zone, got "gone"'],
        mutants: [
            inRecords(
                "an unknown check is healthy",
                "record.HealthCheckId === undefined || checks",
                "record.HealthCheckId !== null || checks",
            ),
        ],
    }),
    refuses({
        id: "refuses-children",
        what: "a calculated check of more than 255 children, of a calculated one, and of one that does not exist",
        source: guide("health-checks-creating-values"),
        zone: zone([], {
            many: { Type: "CALCULATED", ChildHealthChecks: Array.from({ length: 256 }, () => "end") },
            deep: { Type: "CALCULATED", ChildHealthChecks: ["many", "gone"] },
            end: {},
        }),
        problems: [
            'health check "many": ChildHealthChecks: expected at most 255, got 256',
            'health check "deep": ChildHealthChecks: expected no calculated check, got "many"',
            'health check "deep": ChildHealthChecks: expected a health check of the zone, got "gone"',
        ],
        mutants: [
            inZones("256 children are allowed", "const mostChildren = 255;", "const mostChildren = 256;"),
            inZones(
                "calculated checks nest",
                'child.HealthCheckConfig?.Type === "CALCULATED"',
                "child.Id === undefined",
            ),
        ],
    }),
];
