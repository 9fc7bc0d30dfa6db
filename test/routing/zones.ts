import type { HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Zone } from "../../routing/zone";

const zoneId = "Z1";

/** A zone `example.com` with these records and checks. */
export function zone(
    records: readonly ResourceRecordSet[],
    checks: { readonly [id: string]: Partial<HealthCheckConfig> } = {},
): Zone {
    return {
        HostedZone: { Id: `/hostedzone/${zoneId}`, Name: "example.com.", CallerReference: "test" },
        ResourceRecordSets: records,
        HealthChecks: Object.entries(checks).map(([Id, config]) => ({
            Id,
            CallerReference: Id,
            HealthCheckVersion: 1,
            HealthCheckConfig: { Type: "HTTPS", ...config },
        })),
    };
}

/** A record with one address. */
export function address(name: string, value: string, fields: Partial<ResourceRecordSet> = {}): ResourceRecordSet {
    return { Name: name, Type: "A", TTL: 30, ResourceRecords: [{ Value: value }], ...fields };
}

/** An alias; of the zone itself unless `balancer` says otherwise. */
export function alias(
    name: string,
    target: { readonly to: string; readonly evaluate?: boolean; readonly balancer?: boolean },
    fields: Partial<ResourceRecordSet> = {},
): ResourceRecordSet {
    const { to, evaluate = true, balancer = false } = target;
    const HostedZoneId = balancer ? "ZELB" : zoneId;
    return {
        Name: name,
        Type: "A",
        AliasTarget: { HostedZoneId, DNSName: to, EvaluateTargetHealth: evaluate },
        ...fields,
    };
}

/** The records that the platform's traffic layer makes for one active and one standby cell. */
export function tree(): Zone {
    const cell = (group: string, region: "eu-west-1" | "eu-central-1") =>
        alias(
            `${group}.app.example.com.`,
            { to: `${region}.elb.amazonaws.com`, balancer: true },
            { SetIdentifier: region, Region: region, HealthCheckId: region },
        );
    const side = (SetIdentifier: string, Failover: "PRIMARY" | "SECONDARY", to: string) =>
        alias("app.example.com.", { to }, { SetIdentifier, Failover });
    return zone(
        [
            cell("active", "eu-west-1"),
            cell("standby", "eu-central-1"),
            side("primary", "PRIMARY", "active.app.example.com."),
            side("secondary", "SECONDARY", "standby.app.example.com."),
        ],
        { "eu-west-1": {}, "eu-central-1": {} },
    );
}
