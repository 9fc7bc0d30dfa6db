import type { HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { canonicalName } from "./names";
import type { Zone, ZoneState } from "./zone";

/** What falls with a region: ids of health checks, canonical DNS names of alias targets. */
export interface RegionLoss {
    readonly checks: readonly string[];
    readonly targets: readonly string[];
}

/** A region's code anywhere in a name, as in `web.eu-west-1.elb.amazonaws.com` or `s3-website-us-gov-west-1`. */
const regionPattern =
    /(?<![a-z0-9])[a-z]{2}(?:-gov|-iso[a-z]?)?-(?:central|(?:north|south)(?:east|west)?|east|west)-\d(?![a-z0-9])/;

/** Every region that a zone's records or their targets name, sorted. */
export function regionsOf(zone: Zone): string[] {
    const map = new RegionMap(zone);
    const regions = zone.ResourceRecordSets.flatMap((record) => [map.ofRecord(record) ?? [], record.Region ?? []]);
    return [...new Set(regions.flat())].sort();
}

/** Canonical DNS names of what a zone's aliases lead to outside of it. */
export function targetsOf(zone: Zone): string[] {
    const map = new RegionMap(zone);
    const outside = zone.ResourceRecordSets.filter((record) => map.isOutside(record));
    return [...new Set(outside.map(({ AliasTarget }) => canonicalName(AliasTarget?.DNSName ?? "")))];
}

/**
 * What is unhealthy when a region is lost: every alias target in it, and every endpoint or alarm check that watches it
 * and nothing else, directly or as a child of a calculated one. A switch (RECOVERY_CONTROL) is an operator's, not a
 * region's: it stays where it is.
 */
export function lossOf(zone: Zone, region: string): RegionLoss {
    const losses = known.get(zone) ?? new Map<string, RegionLoss>();
    known.set(zone, losses);
    const loss = losses.get(region) ?? findLoss(zone, region);
    losses.set(region, loss);
    return loss;
}

/** Zones are not changed in place, and a page asks this again at every press. */
const known = new WeakMap<Zone, Map<string, RegionLoss>>();

function findLoss(zone: Zone, region: string): RegionLoss {
    const map = new RegionMap(zone);
    const watched = watchedRegions(zone, map);
    const targets = zone.ResourceRecordSets.filter((record) => map.isOutside(record))
        .filter((record) => map.ofRecord(record) === region)
        .map((record) => canonicalName(record.AliasTarget?.DNSName ?? ""));
    return {
        checks: [...watched].filter(([, regions]) => regions.size === 1 && regions.has(region)).map(([id]) => id),
        targets: [...new Set(targets)],
    };
}

/** The state with everything of a loss unhealthy. */
export function stateAfter(state: ZoneState, { checks, targets }: RegionLoss): ZoneState {
    const unhealthy = (names: readonly string[]) =>
        Object.fromEntries(names.map((name) => [name, "unhealthy"] as const));
    return {
        ...state,
        healthChecks: { ...state.healthChecks, ...unhealthy(checks) },
        targets: { ...state.targets, ...unhealthy(targets) },
    };
}

/** The regions that each check tells of: its endpoint's, else those of the records that rely on it. */
function watchedRegions(zone: Zone, map: RegionMap): Map<string, Set<string>> {
    const checks = new Map(zone.HealthChecks.map(({ Id, HealthCheckConfig }) => [Id ?? "", HealthCheckConfig]));
    const watched = new Map<string, Set<string>>();
    const watch = (id: string, relied: string | undefined, above: readonly string[]) => {
        const config = checks.get(id);
        if (!config || config.Type === "RECOVERY_CONTROL" || above.includes(id)) {
            return;
        }
        if (config.Type === "CALCULATED") {
            config.ChildHealthChecks?.forEach((child) => watch(child, relied, [...above, id]));
            return;
        }
        const region = map.ofEndpoint(config) ?? relied;
        if (region !== undefined) {
            watched.set(id, (watched.get(id) ?? new Set()).add(region));
        }
    };
    zone.ResourceRecordSets.forEach((record) => {
        watch(record.HealthCheckId ?? "", map.ofRecord(record), []);
    });
    checks.forEach((_, id) => watch(id, undefined, []));
    return watched;
}

/** Where records lead, by region. */
class RegionMap {
    private readonly zoneId: string;
    private readonly byName = new Map<string, ResourceRecordSet[]>();
    private readonly byAddress = new Map<string, ResourceRecordSet>();

    constructor(zone: Zone) {
        this.zoneId = (zone.HostedZone.Id ?? "").replace(/^\/hostedzone\//, "");
        for (const record of zone.ResourceRecordSets) {
            const name = canonicalName(record.Name ?? "");
            this.byName.set(name, [...(this.byName.get(name) ?? []), record]);
            record.ResourceRecords?.forEach(({ Value = "" }) => this.byAddress.set(Value, record));
        }
    }

    /** Whether a record is an alias to something outside its zone. */
    isOutside({ AliasTarget }: ResourceRecordSet): boolean {
        return AliasTarget !== undefined && AliasTarget.HostedZoneId !== this.zoneId;
    }

    /** The one region that a record leads to; undefined when it names none, or several. */
    ofRecord(record: ResourceRecordSet, above: readonly string[] = []): string | undefined {
        const target = record.AliasTarget && canonicalName(record.AliasTarget.DNSName ?? "");
        if (target !== undefined && !this.isOutside(record)) {
            return this.ofName(target, above) ?? record.Region;
        }
        const named = [target, ...(record.ResourceRecords ?? []).map(({ Value }) => Value)];
        const found = new Set(named.flatMap((name) => regionIn(name) ?? []));
        return found.size > 0
            ? only(found)
            : (record.Region ??
                  record.GeoProximityLocation?.AWSRegion ??
                  regionIn(record.SetIdentifier) ??
                  regionIn(record.Name));
    }

    /** The region of what a check asks; undefined for an alarm, and for an endpoint that this zone does not know. */
    ofEndpoint({ FullyQualifiedDomainName, IPAddress }: HealthCheckConfig): string | undefined {
        const record = this.byAddress.get(IPAddress ?? "");
        const name = canonicalName(FullyQualifiedDomainName ?? "");
        return (record && this.ofRecord(record)) ?? this.ofName(name, []) ?? regionIn(name);
    }

    private ofName(name: string, above: readonly string[]): string | undefined {
        if (above.includes(name)) {
            return undefined;
        }
        const records = this.byName.get(name) ?? [];
        return only(new Set(records.map((record) => this.ofRecord(record, [...above, name]))));
    }
}

/** The code of the AWS Region in a name; undefined without one. */
export function regionIn(text: string | undefined): string | undefined {
    return regionPattern.exec((text ?? "").toLowerCase())?.[0];
}

function only<T>(values: ReadonlySet<T>): T | undefined {
    const [first] = values;
    return values.size === 1 ? first : undefined;
}
