import type { HealthCheck, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { answer } from "../answer";
import { RoutingError } from "../errors";
import { regionIn, regionsOf, targetsOf } from "../lost-region";
import { canonicalName, isWithin } from "../names";
import type { Zone } from "../zone";

/** Whether an answer is part of what a fault broke. */
export type IsBroken = (answer: string) => boolean;

/**
 * What belongs to a region: answers that have its code in their name, and what latency records of that region, or
 * records with it as their set identifier, lead to.
 * @throws RoutingError `unknown-value` when nothing of the zone does
 */
export function answersOf(zone: Zone, region: string): IsBroken {
    const own = zone.ResourceRecordSets.filter(
        (record) => record.Region === region || record.SetIdentifier === region,
    ).flatMap((record) => leadsTo(zone, record));
    const known = new Set(own);
    const isBroken = (one: string) => known.has(canonicalName(one)) || regionIn(one) === region;
    if (known.size === 0 && !targetsOf(zone).some(isBroken)) {
        const expected = victimsOf(zone).join(", ") || "none: no record has a region or a set identifier";
        throw new RoutingError("unknown-value", `region: expected one of ${expected}, got ${region}`);
    }
    return isBroken;
}

/** What an endpoint check asks, as the evaluator answers its name with everything healthy. */
export function endpointOf(zone: Zone, { HealthCheckConfig }: HealthCheck): string[] {
    const { IPAddress, FullyQualifiedDomainName } = HealthCheckConfig ?? {};
    if (IPAddress !== undefined) {
        return [canonicalName(IPAddress)];
    }
    if (FullyQualifiedDomainName === undefined) {
        return [];
    }
    const name = canonicalName(FullyQualifiedDomainName);
    const found = healthyAnswers(zone, name);
    return found.length > 0 ? found : [name];
}

function victimsOf(zone: Zone): string[] {
    const identifiers = zone.ResourceRecordSets.flatMap(({ SetIdentifier }) => SetIdentifier ?? []);
    return [...new Set([...regionsOf(zone), ...identifiers])];
}

/** Everything that a record may be answered with, whoever asks: through its aliases down to values and foreign names. */
function leadsTo(zone: Zone, record: ResourceRecordSet, above: readonly string[] = []): string[] {
    if (!record.AliasTarget) {
        return (record.ResourceRecords ?? []).map(({ Value }) => canonicalName(Value ?? ""));
    }
    const name = canonicalName(record.AliasTarget.DNSName ?? "");
    if (record.AliasTarget.HostedZoneId !== zoneId(zone)) {
        return [name];
    }
    const below = zone.ResourceRecordSets.filter(
        ({ Name, Type }) => canonicalName(Name ?? "") === name && Type === record.Type && !above.includes(name),
    );
    return below.flatMap((one) => leadsTo(zone, one, [...above, name]));
}

function healthyAnswers(zone: Zone, name: string): string[] {
    if (!isWithin(name, canonicalName(zone.HostedZone.Name ?? ""))) {
        return [];
    }
    return answer(zone, {}, { name, type: "A", from: "" }).candidates.flatMap(({ answers }) =>
        answers.map(canonicalName),
    );
}

export function zoneId({ HostedZone }: Zone): string {
    return (HostedZone.Id ?? "").replace(/^\/hostedzone\//, "");
}
