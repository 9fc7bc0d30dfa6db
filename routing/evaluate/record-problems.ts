import type { AliasTarget, ResourceRecordSet, RRType } from "@aws-sdk/client-route-53";
import { canonicalName, isWithin } from "../names";
import type { Zone } from "../zone";
import { aliasService } from "./alias-services";
import { bareId, checkId, groupKey, zoneId } from "./keys";

type Groups = ReadonlyMap<string, readonly ResourceRecordSet[]>;

/** What Route 53 would refuse in single records; each with the record's name and type. */
export function recordProblems(zone: Zone, groups: Groups): { readonly where: string; readonly message: string }[] {
    const own = zoneId(zone);
    const apex = canonicalName(zone.HostedZone.Name ?? "");
    const checks = new Set(zone.HealthChecks.map(checkId));
    return zone.ResourceRecordSets.flatMap((record) => {
        const name = canonicalName(record.Name ?? "");
        const messages = [
            ...nameProblems(name, apex),
            ...typeProblems(record),
            ...(name.startsWith("*.") && record.Type === "NS" ? ["expected no wildcard: NS records have none"] : []),
            ...(record.AliasTarget
                ? aliasProblems(record, record.AliasTarget, { own, groups })
                : valueProblems(record)),
            ...(record.HealthCheckId === undefined || checks.has(record.HealthCheckId)
                ? []
                : [`HealthCheckId: expected a health check of the zone, got "${record.HealthCheckId}"`]),
        ];
        return messages.map((message) => ({ where: groupKey(name, record.Type ?? ""), message }));
    });
}

/** What Route 53 stores, in alphabetical order (guide, ResourceRecordTypes). */
const types: { readonly [type in RRType]: true } = {
    A: true,
    AAAA: true,
    CAA: true,
    CNAME: true,
    DS: true,
    HTTPS: true,
    MX: true,
    NAPTR: true,
    NS: true,
    PTR: true,
    SOA: true,
    SPF: true,
    SRV: true,
    SSHFP: true,
    SVCB: true,
    TLSA: true,
    TXT: true,
};

function typeProblems({ Type = "none" }: { readonly Type?: string | undefined }): string[] {
    return Object.hasOwn(types, Type) ? [] : [`Type: expected one of ${Object.keys(types).join(", ")}, got ${Type}`];
}

/** 2,147,483,647 s is the most that a TTL can say (RFC 2181, section 8). */
const longestTtl = 2_147_483_647;

function valueProblems({ Type, TTL, ResourceRecords = [] }: ResourceRecordSet): string[] {
    const valid = TTL !== undefined && Number.isInteger(TTL) && TTL >= 0 && TTL <= longestTtl;
    return [
        ...(valid ? [] : [`TTL: expected whole seconds from 0 to ${longestTtl}, got ${TTL ?? "none"}`]),
        ...(ResourceRecords.length === 0 ? ["ResourceRecords: expected at least one value, or an AliasTarget"] : []),
        ...(ResourceRecords.length > 400
            ? [`ResourceRecords: expected at most 400 values, got ${ResourceRecords.length}`]
            : []),
        ...(Type === "CNAME" && ResourceRecords.length > 1 ? ["ResourceRecords: expected one value for a CNAME"] : []),
    ];
}

function aliasProblems(
    { Type = "A", TTL, ResourceRecords }: ResourceRecordSet,
    alias: AliasTarget,
    { own, groups }: { own: string; groups: Groups },
): string[] {
    const name = canonicalName(alias.DNSName ?? "");
    return [
        ...(TTL === undefined ? [] : ["TTL: expected none, because an alias has its target's"]),
        ...(ResourceRecords === undefined || ResourceRecords.length === 0
            ? []
            : ["ResourceRecords: expected none beside an AliasTarget"]),
        ...(Type === "NS" || Type === "SOA" ? [`AliasTarget: expected none, because no alias is of type ${Type}`] : []),
        ...(bareId(alias.HostedZoneId) === own
            ? groupTargetProblems(name, Type, groups)
            : resourceProblems(name, Type, alias)),
    ];
}

/** An alias "must have the same type as the record you're routing traffic to" (guide, resource-record-sets-choosing-alias-non-alias). */
function groupTargetProblems(name: string, type: string, groups: Groups): string[] {
    if (groups.has(groupKey(name, type))) {
        return [];
    }
    const types = [...groups.keys()]
        .filter((key) => key.startsWith(`${name} `))
        .map((key) => key.slice(name.length + 1));
    const got = types.length > 0 ? `, got one of type ${types.join(", ")}` : `, got ${name}`;
    return [
        types.length > 0
            ? `expected AliasTarget ${name} to be a record of type ${type}${got}`
            : `expected AliasTarget to name a record that exists${got}`,
    ];
}

function resourceProblems(name: string, type: string, alias: AliasTarget): string[] {
    const service = aliasService(name, alias.HostedZoneId ?? "");
    return [
        ...(service.types.includes(type)
            ? []
            : [`expected an alias to a ${service.name} to be of type ${service.types.join(" or ")}, got ${type}`]),
        ...(alias.EvaluateTargetHealth === true && !service.evaluates
            ? [`EvaluateTargetHealth: expected false for a ${service.name}`]
            : []),
    ];
}

/** Why a canonical name is none that a zone may have (guide, DomainNameFormat): one line each. */
export function nameProblems(name: string, apex: string): string[] {
    return [
        ...(isWithin(name, apex) ? [] : [`expected a name in zone ${apex}`]),
        ...(name.split(".").some((label) => bytesOf(label) > 63) ? ["expected labels of at most 63 bytes"] : []),
        ...(name.split(".").includes("") ? ["expected no empty label"] : []),
        ...(bytesOf(name) > 255 ? ["expected a name of at most 255 bytes"] : []),
    ];
}

/** An escape stands for one byte. */
function bytesOf(text: string): number {
    return text.replace(/\\\d{3}/g, "?").length;
}
