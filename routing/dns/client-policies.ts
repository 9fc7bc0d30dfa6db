import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { bareId } from "../evaluate/keys";
import { canonicalName } from "../names";
import type { Zone } from "../zone";

/**
 * Whether the answer to a name and type may differ from client to client: whether a policy looks at who asks, on any way
 * down through the zone's aliases. Below a wildcard it is so when it is anywhere in the zone.
 */
export class ClientPolicies {
    private readonly zoneId: string;
    private readonly groups = new Map<string, ResourceRecordSet[]>();
    private readonly anywhere: boolean;

    constructor({ HostedZone, ResourceRecordSets }: Zone) {
        this.zoneId = bareId(HostedZone.Id);
        this.anywhere = ResourceRecordSets.some(looksAtClient);
        for (const record of ResourceRecordSets) {
            const key = keyOf(record.Name, record.Type);
            this.groups.set(key, [...(this.groups.get(key) ?? []), record]);
        }
    }

    decide(name: string, type: string): boolean {
        return this.anywhere && this.below(name, type, new Set());
    }

    private below(name: string, type: string, seen: Set<string>): boolean {
        const key = keyOf(name, type);
        const records = this.groups.get(key) ?? this.groups.get(keyOf(name, "CNAME"));
        if (!records || seen.has(key)) {
            return !records;
        }
        seen.add(key);
        return records.some((record) => looksAtClient(record) || this.belowAlias(record, seen));
    }

    private belowAlias({ AliasTarget, Type }: ResourceRecordSet, seen: Set<string>): boolean {
        const inside = AliasTarget !== undefined && bareId(AliasTarget.HostedZoneId) === this.zoneId;
        return inside && this.below(AliasTarget.DNSName ?? "", Type ?? "", seen);
    }
}

function looksAtClient({ Region, GeoLocation, GeoProximityLocation, CidrRoutingConfig }: ResourceRecordSet): boolean {
    return (Region ?? GeoLocation ?? GeoProximityLocation ?? CidrRoutingConfig) !== undefined;
}

function keyOf(name = "", type = ""): string {
    return `${canonicalName(name)} ${type}`;
}
