import type { HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { bareId, targetName } from "../evaluate/keys";
import { canonicalName } from "../names";

/** What a comparison looks at of an entry: one value for each path, in one spelling; absent is undefined. */
export type Comparable = ReadonlyMap<string, unknown>;

/** A record's key in a zone: no two records share it. */
export function recordKey({ Name = "", Type = "A", SetIdentifier }: ResourceRecordSet): string {
    const set = SetIdentifier === undefined ? "" : ` "${SetIdentifier}"`;
    return `${canonicalName(Name)} ${Type}${set}`;
}

/**
 * The fields of a record without its key. `checkId` puts health checks of both sides into one name space.
 * An alias of the zone itself is told by `zoneId`, because a plan does not know the id that AWS gave.
 */
export function comparableRecord(
    record: ResourceRecordSet,
    { zoneId, checkId }: { readonly zoneId: string; readonly checkId: (id: string) => string },
): Comparable {
    const { Type, AliasTarget, ResourceRecords, HealthCheckId, MultiValueAnswer } = record;
    const alias = AliasTarget && {
        HostedZoneId: bareId(AliasTarget.HostedZoneId) === zoneId ? "this zone" : AliasTarget.HostedZoneId,
        DNSName: targetName(AliasTarget.DNSName ?? ""),
        EvaluateTargetHealth: AliasTarget.EvaluateTargetHealth ?? false,
    };
    return flat({
        ...record,
        // The key.
        Name: undefined,
        Type: undefined,
        SetIdentifier: undefined,
        AliasTarget: alias,
        ResourceRecords: ResourceRecords?.map(({ Value = "" }) => spelling(Type ?? "", Value)).sort(),
        HealthCheckId: HealthCheckId === undefined ? undefined : checkId(HealthCheckId),
        // False is what absent means.
        MultiValueAnswer: MultiValueAnswer === true ? true : undefined,
    });
}

/** Values that are names are compared as names, addresses without regard to case, texts letter by letter. */
function spelling(type: string, value: string): string {
    switch (type) {
        case "CNAME":
        case "NS":
        case "PTR":
            return canonicalName(value);
        case "MX":
        case "SRV":
            return value.toLowerCase().replace(/\.$/, "");
        case "A":
        case "AAAA":
            return value.toLowerCase();
        default:
            return value;
    }
}

/** Types whose endpoint is probed: only they have a port, an interval and a threshold. */
const probed = ["HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP"];

/** The checkers' regions that a check has when it names none (HealthCheckConfig, Regions). */
const allRegions = [
    ...["ap-northeast-1", "ap-southeast-1", "ap-southeast-2", "eu-west-1"],
    ...["sa-east-1", "us-east-1", "us-west-1", "us-west-2"],
];

/**
 * A check's configuration with what AWS fills in where a program says nothing
 * (https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html).
 */
export function comparableCheck(config: HealthCheckConfig, checkId: (id: string) => string): Comparable {
    const { Type = "HTTP", ChildHealthChecks, FullyQualifiedDomainName, Regions, ResourcePath, ...rest } = config;
    const https = Type.startsWith("HTTPS");
    const defaults = probed.includes(Type)
        ? {
              ...(Type === "TCP" ? {} : { Port: https ? 443 : 80 }),
              RequestInterval: 30,
              FailureThreshold: 3,
              EnableSNI: https,
          }
        : {};
    const path = probed.includes(Type) && Type !== "TCP" ? (ResourcePath ?? "/") : ResourcePath;
    return flat({
        Inverted: false,
        Disabled: false,
        MeasureLatency: false,
        ...defaults,
        ...defined(rest),
        Type,
        ResourcePath: path === "" ? "/" : path,
        FullyQualifiedDomainName:
            FullyQualifiedDomainName === undefined ? undefined : canonicalName(FullyQualifiedDomainName),
        ChildHealthChecks: ChildHealthChecks?.map(checkId).sort(),
        Regions: probed.includes(Type) ? [...(Regions ?? allRegions)].sort() : undefined,
    });
}

function defined<T extends object>(fields: T): T {
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** Objects become paths, lists stay whole; what is absent or empty is left out. */
function flat(fields: object, prefix = ""): Map<string, unknown> {
    const entries = Object.entries(fields).flatMap(([key, value]: [string, unknown]): [string, unknown][] => {
        const path = `${prefix}${key}`;
        if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) {
            return [];
        }
        return typeof value === "object" && !Array.isArray(value) ? [...flat(value, `${path}.`)] : [[path, value]];
    });
    return new Map(entries);
}
