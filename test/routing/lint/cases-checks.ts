import type { Alarm } from "../../../routing/health-checks/alarm";
import { address, zone } from "../zones";
import {
    app,
    type Checks,
    latency,
    type LintCase,
    type LintInput,
    pair,
    planned,
    primaryCheck,
    regional,
} from "./cases";

const alarm: Checks[string] = {
    Type: "CLOUDWATCH_METRIC",
    AlarmIdentifier: { Region: "eu-central-1", Name: "red" },
    InsufficientDataHealthStatus: "Healthy",
};
const standard: Alarm = {
    EvaluationPeriods: 3,
    Threshold: 1,
    ComparisonOperator: "GreaterThanThreshold",
    Period: 60,
    MetricName: "errors",
    Namespace: "app",
    Statistic: "Sum",
};

/** A pair whose primary is decided by an alarm, as the plan has it. */
function alarmed(facts: Partial<Alarm>) {
    return {
        ...pair({}, {}, { p: alarm, s: { IPAddress: "203.0.113.2" } }),
        facts: planned({ alarms: new Map([["eu-central-1/red", { ...standard, ...facts }]]) }),
    };
}

/** The same without a plan: ListHealthChecks returns what Route 53 copied. */
function copied(Period: number): LintInput {
    const { zone: plain } = alarmed({});
    const checks = plain.HealthChecks.map((check) =>
        check.Id === "p" ? { ...check, CloudWatchAlarmConfiguration: { ...standard, Period } } : check,
    );
    return { zone: { ...plain, HealthChecks: checks } };
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
        breaks: alarmed({ Period: 10 }),
        where: "check p",
        keeps: alarmed({}),
    },
    {
        rule: "alarm-route53-cannot-read",
        of: "a percentile",
        breaks: alarmed({ ExtendedStatistic: "p99" }),
        where: "check p",
        keeps: alarmed({ Statistic: "Average" }),
    },
    {
        rule: "alarm-route53-cannot-read",
        of: "2 of 3",
        breaks: alarmed({ DatapointsToAlarm: 2 }),
        where: "check p",
        keeps: alarmed({ DatapointsToAlarm: 3 }),
    },
    {
        rule: "alarm-route53-cannot-read",
        of: "metric math",
        breaks: alarmed({ Metrics: [{}] }),
        where: "check p",
        keeps: alarmed({}),
    },
    {
        rule: "alarm-route53-cannot-read",
        of: "10 s, as Route 53 copied it",
        breaks: copied(10),
        where: "check p",
        keeps: copied(60),
    },
    {
        rule: "alarm-in-watched-region",
        breaks: alarmIn("eu-west-1"),
        where: "check eu-west-1",
        keeps: alarmIn("us-east-1"),
    },
];
