import { type Checks, latency, type LintCase, planned, standing } from "./cases";

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

/** Rules that only a plan answers, and what a plan adds to others. */
export const planCases: readonly LintCase[] = [
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
