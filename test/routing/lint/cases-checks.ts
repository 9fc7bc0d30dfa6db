import { address, zone } from "../zones";
import { app, type Checks, latency, type LintCase, pair, planned, primaryCheck, regional, standing } from "./cases";

const alarm: Checks[string] = {
    Type: "CLOUDWATCH_METRIC",
    AlarmIdentifier: { Region: "eu-central-1", Name: "red" },
    InsufficientDataHealthStatus: "Healthy",
};
const standard = { urn: "urn:red", periodSeconds: 60, statistic: "Sum", evaluationPeriods: 3, metricMath: false };

/** A pair whose primary is decided by an alarm, as the plan has it. */
function alarmed(facts: Partial<typeof standard> & { extendedStatistic?: string; datapointsToAlarm?: number }) {
    return {
        ...pair({}, {}, { p: alarm, s: { IPAddress: "203.0.113.2" } }),
        facts: planned({ alarms: new Map([["eu-central-1/red", { ...standard, ...facts }]]) }),
    };
}

/** A pair whose primary is decided by two endpoint checks. */
function calculated(HealthThreshold: number) {
    return pair(
        {},
        {},
        {
            p: { Type: "CALCULATED", HealthThreshold, ChildHealthChecks: ["a", "b"] },
            a: { IPAddress: "203.0.113.1" },
            b: { IPAddress: "203.0.113.1", Port: 8443 },
            s: { IPAddress: "203.0.113.2" },
        },
    );
}

/** Both regions by latency, the first decided by an alarm somewhere. */
function alarmIn(region: "eu-west-1" | "us-east-1") {
    return latency((own) => ({ HealthCheckId: own }), {
        ...regional,
        "eu-west-1": { ...alarm, AlarmIdentifier: { Region: region, Name: "red" } },
    });
}

/** Both regions by latency, asked at names of the zone; with a plan. */
function probed(config: Checks[string], facts = planned()) {
    const names = (["eu-west-1", "eu-central-1"] as const).map((region) => ({
        Name: `${region}.app.example.com.`,
        Type: "A" as const,
        AliasTarget: {
            HostedZoneId: "ZELB",
            DNSName: `${region}.elb.amazonaws.com`,
            EvaluateTargetHealth: false,
        },
    }));
    const checks = Object.fromEntries(
        ["eu-west-1", "eu-central-1"].map((region) => [
            region,
            {
                FullyQualifiedDomainName: `${region}.app.example.com`,
                RequestInterval: 10,
                FailureThreshold: 3,
                ...config,
            },
        ]),
    );
    return { ...latency((region) => ({ HealthCheckId: region }), checks, names), facts };
}

/** Rules about checks. */
export const checkCases: readonly LintCase[] = [
    {
        rule: "check-on-own-name",
        breaks: pair({}, {}, { p: { FullyQualifiedDomainName: "App.example.com" }, s: { IPAddress: "203.0.113.2" } }),
        where: "check p",
        keeps: primaryCheck({ FullyQualifiedDomainName: "app.example.com" }),
    },
    {
        rule: "check-on-unreachable-address",
        breaks: primaryCheck({ IPAddress: "10.0.0.1" }),
        where: "check p",
        keeps: primaryCheck({ IPAddress: "203.0.113.1" }),
    },
    {
        rule: "check-on-unreachable-address",
        of: "a name that leads there",
        breaks: {
            zone: zone(
                [address(app, "192.168.0.1", { HealthCheckId: "p" }), address("p.example.com.", "192.168.0.1")],
                {
                    p: { FullyQualifiedDomainName: "p.example.com" },
                },
            ),
        },
        where: "check p",
        keeps: {
            zone: zone(
                [address(app, "203.0.113.1", { HealthCheckId: "p" }), address("p.example.com.", "203.0.113.1")],
                {
                    p: { FullyQualifiedDomainName: "p.example.com" },
                },
            ),
        },
    },
    {
        rule: "https-check-without-sni",
        breaks: primaryCheck({ EnableSNI: false, FullyQualifiedDomainName: "p.example.net" }),
        where: "check p",
        keeps: primaryCheck({ EnableSNI: true, FullyQualifiedDomainName: "p.example.net" }),
    },
    {
        rule: "string-match-limits",
        breaks: primaryCheck({ Type: "HTTP_STR_MATCH", SearchString: "x".repeat(256) }),
        where: "check p",
        keeps: primaryCheck({ Type: "HTTP_STR_MATCH", SearchString: "x".repeat(255) }),
    },
    {
        rule: "few-checker-regions",
        breaks: primaryCheck({ Regions: ["eu-west-1", "us-east-1"] }),
        where: "check p",
        keeps: primaryCheck({ Regions: ["eu-west-1", "us-east-1", "sa-east-1"] }),
    },
    {
        rule: "checkers-beside-the-watched",
        breaks: latency((region) => ({ HealthCheckId: region }), {
            ...regional,
            "eu-west-1": { ...regional["eu-west-1"], Regions: ["eu-west-1", "eu-west-1", "eu-west-1"] },
        }),
        where: "check eu-west-1",
        keeps: latency((region) => ({ HealthCheckId: region }), {
            ...regional,
            "eu-west-1": { ...regional["eu-west-1"], Regions: ["eu-west-1", "us-east-1", "sa-east-1"] },
        }),
    },
    {
        rule: "disabled-check",
        breaks: primaryCheck({ Disabled: true }),
        where: "check p",
        keeps: primaryCheck({ Disabled: true, Inverted: true }),
    },
    {
        rule: "check-held-off",
        breaks: primaryCheck({ Disabled: true, Inverted: true }),
        where: "check p",
        keeps: primaryCheck({ Inverted: true }),
    },
    {
        rule: "check-without-record",
        breaks: { zone: zone([address(app, "203.0.113.1")], { p: {} }) },
        where: "check p",
        keeps: calculated(1),
    },
    {
        rule: "check-shared-by-places",
        breaks: latency(() => ({ HealthCheckId: "one" }), { one: { FullyQualifiedDomainName: "app.example.net" } }),
        where: "check one",
        keeps: latency((region) => ({ HealthCheckId: region }), regional),
    },
    { rule: "calculated-all-required", breaks: calculated(2), where: "check p", keeps: calculated(1) },
    { rule: "calculated-constant", of: "threshold 0", breaks: calculated(0), where: "check p", keeps: calculated(1) },
    {
        rule: "calculated-constant",
        of: "threshold 3 of 2",
        breaks: calculated(3),
        where: "check p",
        keeps: calculated(2),
    },
    {
        rule: "alarm-route53-cannot-read",
        of: "10 s",
        breaks: alarmed({ periodSeconds: 10 }),
        where: "check p",
        keeps: alarmed({}),
    },
    {
        rule: "alarm-route53-cannot-read",
        of: "a percentile",
        breaks: alarmed({ extendedStatistic: "p99" }),
        where: "check p",
        keeps: alarmed({ statistic: "Average" }),
    },
    {
        rule: "alarm-route53-cannot-read",
        of: "2 of 3",
        breaks: alarmed({ datapointsToAlarm: 2 }),
        where: "check p",
        keeps: alarmed({ datapointsToAlarm: 3 }),
    },
    {
        rule: "alarm-route53-cannot-read",
        of: "metric math",
        breaks: alarmed({ metricMath: true }),
        where: "check p",
        keeps: alarmed({ metricMath: false }),
    },
    {
        rule: "alarm-in-watched-region",
        breaks: alarmIn("eu-west-1"),
        where: "check eu-west-1",
        keeps: alarmIn("us-east-1"),
    },
    {
        rule: "empty-target-group",
        breaks: probed({}, planned({ balancers: new Map([standing("eu-west-1"), standing("eu-central-1", 0)]) })),
        where: 'app.example.com A "eu-central-1"',
        keeps: probed({}),
    },
    {
        rule: "check-reaches-the-writer",
        breaks: probed({ ResourcePath: "/readyz" }),
        where: "check eu-west-1",
        keeps: probed({ ResourcePath: "/healthz" }),
    },
    {
        rule: "check-answered-by-redirect",
        breaks: probed({ Type: "HTTP", Port: 80 }),
        where: "check eu-west-1",
        keeps: probed({ Type: "HTTPS", Port: 443 }),
    },
    {
        rule: "slower-than-promised",
        breaks: probed({ RequestInterval: 30, FailureThreshold: 10 }),
        where: "check eu-west-1",
        keeps: probed({}),
    },
    {
        rule: "alias-ttl-over-promise",
        breaks: probed({}, planned({ readRtoSeconds: 60 })),
        where: "check eu-west-1",
        keeps: probed({}, planned({ readRtoSeconds: 120 })),
    },
    {
        rule: "failover-by-editing-records",
        of: "rights to edit",
        breaks: probed({}, planned({ recordEditors: ["urn:mover"] })),
        where: "urn:mover",
        keeps: probed({}),
    },
    {
        rule: "latency-region-elsewhere",
        of: "a region without a cell",
        breaks: probed({}, planned({ cells: ["eu-west-1"] })),
        where: 'app.example.com A "eu-central-1"',
        keeps: probed({}),
    },
];
