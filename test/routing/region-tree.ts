import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type { Zone, ZoneState } from "../../routing/zone";
import { address, alias, zone } from "./zones";

export const regions = ["ap-northeast-1", "eu-west-1", "us-east-1"] as const;

/** Three regions and four levels: failover over latency over weights, behind calculated, alarm and switch checks. */
export function regionTree(): Zone {
    const checks = regions.flatMap((region): [string, Partial<HealthCheckConfig>][] => [
        [
            `all-${region}`,
            { Type: "CALCULATED", HealthThreshold: 2, ChildHealthChecks: [`web-${region}`, `alarm-${region}`] },
        ],
        [`web-${region}`, { Type: "HTTPS", FullyQualifiedDomainName: `blue.${region}.elb.amazonaws.com` }],
        [
            `alarm-${region}`,
            {
                Type: "CLOUDWATCH_METRIC",
                AlarmIdentifier: { Region: region, Name: "orders" },
                InsufficientDataHealthStatus: "Unhealthy",
            },
        ],
    ]);
    const cells = regions.flatMap((region) =>
        [["blue", 3] as const, ["green", 1] as const].map(([colour, Weight]) =>
            alias(
                `${region}.example.com.`,
                { to: `${colour}.${region}.elb.amazonaws.com.`, balancer: true },
                { SetIdentifier: `${colour}-${region}`, Weight, HealthCheckId: `all-${region}` },
            ),
        ),
    );
    return zone(
        [
            {
                Name: "example.com.",
                Type: "SOA",
                TTL: 900,
                ResourceRecords: [{ Value: "a. b. 1 7200 900 1209600 86400" }],
            },
            alias(
                "www.example.com.",
                { to: "main.example.com." },
                { SetIdentifier: "live", Failover: "PRIMARY", HealthCheckId: "switch" },
            ),
            alias(
                "www.example.com.",
                { to: "s3-website-us-west-2.amazonaws.com.", balancer: true, evaluate: false },
                { SetIdentifier: "sorry", Failover: "SECONDARY" },
            ),
            ...regions.map((region) =>
                alias("main.example.com.", { to: `${region}.example.com.` }, { SetIdentifier: region, Region: region }),
            ),
            ...cells,
            address("api.example.com.", "192.0.2.1", {
                SetIdentifier: "a",
                Weight: 10,
                HealthCheckId: "web-eu-west-1",
            }),
            address("api.example.com.", "192.0.2.2", { SetIdentifier: "b", Weight: 20 }),
        ],
        { ...Object.fromEntries(checks), switch: { Type: "RECOVERY_CONTROL" } },
    );
}

/** Milliseconds between the regions of the tree. */
export const latency: NonNullable<ZoneState["latency"]> = {
    "ap-northeast-1": { "ap-northeast-1": 1, "eu-west-1": 202, "us-east-1": 147 },
    "eu-west-1": { "ap-northeast-1": 202, "eu-west-1": 1, "us-east-1": 68 },
    "us-east-1": { "ap-northeast-1": 147, "eu-west-1": 68, "us-east-1": 1 },
};
