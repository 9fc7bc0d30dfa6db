import { address, alias, zone } from "../zones";
import { app, balancer, type Fields, latency, type LintCase, type LintInput, pair, regional, without } from "./cases";

const group = "group.app.example.com.";
const side = {
    PRIMARY: { Failover: "PRIMARY", SetIdentifier: "p" },
    SECONDARY: { Failover: "SECONDARY", SetIdentifier: "s" },
} as const;
const switches = { "eu-west-1": { Type: "RECOVERY_CONTROL" }, "eu-central-1": { Type: "RECOVERY_CONTROL" } } as const;

/** A primary that leads to a group of one checked end. */
function nested(evaluate: boolean) {
    return {
        zone: zone(
            [
                alias(app, { to: group, evaluate }, side.PRIMARY),
                address(app, "203.0.113.2", { ...side.SECONDARY, HealthCheckId: "s" }),
                address(group, "203.0.113.1", { HealthCheckId: "p" }),
            ],
            { p: { IPAddress: "203.0.113.1" }, s: { IPAddress: "203.0.113.2" } },
        ),
    };
}

/** Two weighted branches of one checked end each. */
function branches(evaluate: boolean) {
    const ends = ["1", "2"];
    return {
        zone: zone(
            ends.flatMap((end) => [
                alias(app, { to: `b${end}.example.com.`, evaluate }, { Weight: 1, SetIdentifier: end }),
                address(`b${end}.example.com.`, `203.0.113.${end}`, { HealthCheckId: end }),
            ]),
            { "1": { IPAddress: "203.0.113.1" }, "2": { IPAddress: "203.0.113.2" } },
        ),
    };
}

/** Names of single regions beside each other, under a policy or not. */
function standbyByName(policy: boolean) {
    const records = [balancer(app, "eu-west-1"), balancer("dr.app.example.com.", "eu-central-1")];
    const chosen = latency((region) => ({ HealthCheckId: region }), regional).zone;
    return policy
        ? {
              zone: {
                  ...chosen,
                  ResourceRecordSets: [...chosen.ResourceRecordSets, balancer("dr.app.example.com.", "eu-central-1")],
              },
          }
        : { zone: zone(records) };
}

/** Two balancers by latency, named as the console names them. */
function dualStackNames(fields: Parameters<typeof latency>[0]): LintInput {
    const { zone: plain } = latency((region) => ({ evaluate: false, ...fields(region) }), regional);
    const records = plain.ResourceRecordSets.map(({ AliasTarget, ...record }) => ({
        ...record,
        ...(AliasTarget ? { AliasTarget: { ...AliasTarget, DNSName: `dualstack.${AliasTarget.DNSName ?? ""}.` } } : {}),
    }));
    return { zone: { ...plain, ResourceRecordSets: records } };
}

/** A place of its own and one for everybody else, by some policy; the first with these fields. */
function placed(first: Fields, rest: Fields, fields: Fields): LintInput {
    return {
        zone: {
            ...zone(
                [
                    address(app, "203.0.113.1", { SetIdentifier: "1", ...first, ...fields }),
                    address(app, "203.0.113.2", { SetIdentifier: "2", HealthCheckId: "c1", ...rest }),
                ],
                { c0: { IPAddress: "203.0.113.1" }, c1: { IPAddress: "203.0.113.2" } },
            ),
            CidrCollections: [
                { Id: "c", Name: "blocks", CidrBlocks: [{ CidrBlock: "198.51.100.0/24", LocationName: "office" }] },
            ],
        },
    };
}

function geolocation(fields: Fields): LintInput {
    return placed({ GeoLocation: { CountryCode: "IE" } }, { GeoLocation: { CountryCode: "*" } }, fields);
}

function ipBased(fields: Fields): LintInput {
    const at = (LocationName: string) => ({ CidrRoutingConfig: { CollectionId: "c", LocationName } });
    return placed(at("office"), at("*"), fields);
}

/** Rules about death and what notices it. */
export const healthCases: readonly LintCase[] = [
    {
        rule: "dead-region-still-answers",
        of: "a leaf without a check",
        breaks: latency(
            (region) => ({ evaluate: false, ...(region === "eu-west-1" ? { HealthCheckId: region } : {}) }),
            regional,
        ),
        where: "app.example.com A",
        keeps: latency((region) => ({ evaluate: false, HealthCheckId: region }), regional),
    },
    {
        rule: "dead-region-still-answers",
        of: "a check that asks the other region",
        breaks: latency((region) => ({ evaluate: false, HealthCheckId: region }), {
            ...regional,
            "eu-west-1": { FullyQualifiedDomainName: "eu-central-1.app.example.net" },
        }),
        where: "app.example.com A",
        keeps: latency((region) => ({ evaluate: false, HealthCheckId: region }), regional),
    },
    {
        rule: "dead-region-still-answers",
        of: "an alarm that falls silent with its region",
        breaks: latency((region) => ({ evaluate: false, HealthCheckId: region }), {
            ...regional,
            "eu-west-1": {
                Type: "CLOUDWATCH_METRIC",
                AlarmIdentifier: { Region: "eu-west-1", Name: "red" },
                InsufficientDataHealthStatus: "LastKnownStatus",
            },
        }),
        where: "app.example.com A",
        keeps: latency((region) => ({ evaluate: false, HealthCheckId: region }), {
            ...regional,
            "eu-west-1": {
                Type: "CLOUDWATCH_METRIC",
                AlarmIdentifier: { Region: "eu-west-1", Name: "red" },
                InsufficientDataHealthStatus: "Unhealthy",
            },
        }),
    },
    {
        rule: "dead-region-still-answers",
        of: "a disabled check",
        breaks: pair({}, {}, { p: { IPAddress: "203.0.113.1", Disabled: true }, s: { IPAddress: "203.0.113.2" } }),
        where: "app.example.com A",
        keeps: pair(),
    },
    {
        rule: "dead-region-still-answers",
        of: "a balancer by its dualstack name",
        breaks: dualStackNames(() => ({})),
        where: "app.example.com A",
        keeps: dualStackNames((region) => ({ HealthCheckId: region })),
    },
    {
        rule: "dead-region-still-answers",
        of: "a country whose record has no check",
        breaks: geolocation({}),
        where: "app.example.com A",
        keeps: geolocation({ HealthCheckId: "c0" }),
    },
    {
        rule: "dead-region-still-answers",
        of: "a block of addresses whose record has no check",
        breaks: ipBased({}),
        where: "app.example.com A",
        keeps: ipBased({ HealthCheckId: "c0" }),
    },
    {
        rule: "dead-region-needs-a-person",
        breaks: latency((region) => ({ evaluate: false, HealthCheckId: region }), switches),
        where: "app.example.com A",
        keeps: latency((region) => ({ evaluate: false, HealthCheckId: region }), regional),
    },
    {
        rule: "target-health-alone",
        breaks: latency(() => ({})),
        where: "app.example.com A",
        keeps: latency((region) => ({ HealthCheckId: region }), regional),
    },
    {
        rule: "no-health-at-all",
        breaks: latency(() => ({ evaluate: false })),
        where: "app.example.com A",
        keeps: latency(() => ({ evaluate: true })),
    },
    {
        rule: "leaf-without-health",
        breaks: latency(
            (region) => ({ evaluate: false, ...(region === "eu-west-1" ? { HealthCheckId: region } : {}) }),
            regional,
        ),
        where: 'app.example.com A "eu-central-1"',
        keeps: pair({}, without("HealthCheckId")),
    },
    {
        rule: "failover-alias-without-evaluation",
        breaks: nested(false),
        where: 'app.example.com A "p"',
        keeps: nested(true),
    },
    { rule: "branch-never-left", breaks: branches(false), where: 'app.example.com A "1"', keeps: branches(true) },
    {
        rule: "failover-without-partner",
        breaks: { zone: zone([address(app, "203.0.113.1", side.PRIMARY)]) },
        where: "app.example.com A",
        keeps: pair(),
    },
    {
        rule: "failover-without-partner",
        of: "the end of a chain",
        breaks: { zone: zone([address(group, "203.0.113.1", side.PRIMARY)]) },
        where: "group.app.example.com A",
        keeps: {
            zone: zone([
                alias(app, { to: group }, side.SECONDARY),
                address(app, "203.0.113.1", side.PRIMARY),
                address(group, "203.0.113.2", side.PRIMARY),
            ]),
        },
    },
    {
        rule: "secondary-always-healthy",
        breaks: pair({}, without("HealthCheckId")),
        where: 'app.example.com A "s"',
        keeps: pair(),
    },
    {
        rule: "failover-by-editing-records",
        breaks: standbyByName(false),
        where: "app.example.com A",
        keeps: standbyByName(true),
    },
];
