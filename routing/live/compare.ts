import type { HealthCheck, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { zoneId } from "../evaluate/keys";
import { canonicalName, parentName } from "../names";
import type { Zone } from "../zone";
import { agree, isUnknown } from "./agree";
import { comparableCheck, comparableRecord, recordKey, type Comparable } from "./comparable";
import { matchChecks, type CheckMatches } from "./match-checks";
import { meaningOf } from "./meaning";
import { unknownMark } from "./planned-zone";
import { LiveZoneError } from "./problem";

/** One thing in which a live zone is not what the plan says. */
export interface ZoneDifference {
    readonly kind: "missing" | "extra" | "changed";
    /** What differs: a record's name, type and set identifier, or the plan's name of a health check. */
    readonly subject: string;
    /** Which field, as the SDK names it, e.g. `AliasTarget.EvaluateTargetHealth`; absent when the whole entry is missing or extra. */
    readonly path?: string;
    /** Absent where that side has nothing. A value that the plan does not know is `(known after apply)`. */
    readonly planned?: unknown;
    readonly live?: unknown;
    /** One line: what it does to a failover. */
    readonly meaning: string;
}

/** A live zone beside a planned one. */
export interface ZoneComparison {
    /** In the plan's order; empty when the zones answer alike. */
    readonly differences: readonly ZoneDifference[];
    /** How much of the plan was looked at. */
    readonly compared: { readonly records: number; readonly healthChecks: number };
    /** Live records under names that the plan has nothing to do with: not differences. */
    readonly unplanned: readonly string[];
    /** Planned records that Route 53 refuses to change, each with the comment of its protection: a drill that edits one fails. */
    readonly protectedRecords: readonly string[];
}

/**
 * Compares a live zone with a planned one (`plannedZone`) by what they answer. Pure, and needs no AWS: a drill asks it before
 * it starts. Ignored are the apex's NS and SOA, which are Route 53's own, the records that ACM validates with, and whatever
 * the plan cannot know. Health checks that no live record leads to are in no imported zone, so they show as the record's difference.
 * @throws LiveZoneError 2 when the zones are not of one name, or the live one is private
 */
export function compareZones(planned: Zone, live: Zone): ZoneComparison {
    requireSameZone(planned, live);
    const matches = matchChecks(planned, live);
    const records = planned.ResourceRecordSets.filter((record) => isCompared(record, planned));
    const liveRecords = live.ResourceRecordSets.filter((record) => isCompared(record, live));
    const byKey = new Map(liveRecords.map((record) => [recordKey(record), record]));
    const both = { planned, live, matches };
    const ofRecords = records.flatMap((record) => recordDifferences(record, byKey.get(recordKey(record)), both));
    const keys = new Set(records.map(recordKey));
    const others = liveRecords.filter((record) => !keys.has(recordKey(record)));
    const names = new Set(records.map(({ Name = "" }) => canonicalName(Name)));
    const checks = pairsOf(both);
    return {
        differences: [
            ...ofRecords,
            ...others.filter((record) => touches(record, names)).map(extraRecord),
            ...checks.flatMap((pair) => checkDifferences(pair, matches)),
        ],
        compared: { records: records.length, healthChecks: checks.length },
        unplanned: others.filter((record) => !touches(record, names)).map(recordKey),
        protectedRecords: protectedRecords(records, live),
    };
}

interface Both {
    readonly planned: Zone;
    readonly live: Zone;
    readonly matches: CheckMatches;
}

function requireSameZone(planned: Zone, live: Zone): void {
    const [expected, got] = [planned, live].map(({ HostedZone }) => canonicalName(HostedZone.Name ?? ""));
    if (expected !== got) {
        throw new LiveZoneError(2, `live zone: expected ${expected ?? ""}, as the plan has it, got ${got ?? ""}`);
    }
    if (live.HostedZone.Config?.PrivateZone === true && planned.HostedZone.Config?.PrivateZone !== true) {
        throw new LiveZoneError(2, `live zone ${got ?? ""}: expected the public one, got a private one`);
    }
}

/** Values of the CNAMEs that certificates are validated by (ACM guide, "DNS validation"). */
const validation = /\.acm-validations\.aws\.?$/i;

function isCompared({ Name = "", Type, ResourceRecords = [] }: ResourceRecordSet, zone: Zone): boolean {
    const apex = canonicalName(Name) === canonicalName(zone.HostedZone.Name ?? "");
    const own = apex && (Type === "NS" || Type === "SOA");
    return !own && !(Type === "CNAME" && ResourceRecords.some(({ Value = "" }) => validation.test(Value)));
}

/** A live record may change a planned answer when it has a planned name, or hides a planned wildcard. */
function touches({ Name = "" }: ResourceRecordSet, names: ReadonlySet<string>): boolean {
    const name = canonicalName(Name);
    for (let parent = parentName(name); parent !== ""; parent = parentName(parent)) {
        if (names.has(`*.${parent}`)) {
            return true;
        }
    }
    return names.has(name);
}

function extraRecord(record: ResourceRecordSet): ZoneDifference {
    return {
        kind: "extra",
        subject: recordKey(record),
        live: "present",
        meaning: meaningOf({ kind: "extra", record }),
    };
}

function recordDifferences(
    record: ResourceRecordSet,
    live: ResourceRecordSet | undefined,
    both: Both,
): ZoneDifference[] {
    const subject = recordKey(record);
    if (!live) {
        return [{ kind: "missing", subject, planned: "present", meaning: meaningOf({ kind: "missing", record }) }];
    }
    const named = new Map([...both.matches].map(([name, id]) => [id, `${name} (${id})`]));
    const ofPlanned = (id: string) => named.get(both.matches.get(id) ?? "") ?? id;
    const ofLive = (id: string) => named.get(id) ?? id;
    const fields = differingFields(
        comparableRecord(record, { zoneId: zoneId(both.planned), checkId: ofPlanned }),
        comparableRecord(live, { zoneId: zoneId(both.live), checkId: ofLive }),
    );
    return fields.map((field) => ({
        kind: "changed",
        subject,
        ...field,
        meaning: meaningOf({ kind: "record", record, ...field }),
    }));
}

interface CheckPair {
    readonly planned: HealthCheck;
    readonly live: HealthCheck;
}

/** Checks of ARC Region switch are its own: a plan knows that they exist and nothing else. */
function pairsOf({ planned, live, matches }: Both): CheckPair[] {
    const byId = new Map(live.HealthChecks.map((check) => [check.Id, check]));
    return planned.HealthChecks.filter(({ Id }) => !isUnknown(Id)).flatMap((check) => {
        const match = byId.get(matches.get(check.Id ?? ""));
        return match ? [{ planned: check, live: match }] : [];
    });
}

function checkDifferences({ planned, live }: CheckPair, matches: CheckMatches): ZoneDifference[] {
    const subject = `health check ${planned.Id ?? ""} (${live.Id ?? ""})`;
    const config = planned.HealthCheckConfig ?? { Type: undefined };
    const expected = comparableCheck(config, (id) => matches.get(id) ?? id);
    const got = comparableCheck(live.HealthCheckConfig ?? { Type: undefined }, (id) => id);
    return differingFields(expected, got).map((field) => ({
        kind: "changed",
        subject,
        ...field,
        meaning: meaningOf({ kind: "check", expected, got, ...field }),
    }));
}

/** One field of both sides that does not agree. */
export interface DifferingField {
    readonly path: string;
    readonly planned?: unknown;
    readonly live?: unknown;
}

function differingFields(planned: Comparable, live: Comparable): DifferingField[] {
    const paths = [...new Set([...planned.keys(), ...live.keys()])].sort();
    return paths
        .filter((path) => !agree(path, planned.get(path), live.get(path)))
        .map((path) => ({
            path,
            ...(planned.has(path) ? { planned: shown(planned.get(path)) } : {}),
            ...(live.has(path) ? { live: live.get(path) } : {}),
        }));
}

function shown(planned: unknown): unknown {
    return isUnknown(planned) ? unknownMark : planned;
}

function protectedRecords(
    records: readonly ResourceRecordSet[],
    { ResourceRecordSetProtections = [] }: Zone,
): string[] {
    const keys = new Set(records.map(({ Name = "", Type = "A" }) => `${canonicalName(Name)} ${Type}`));
    return ResourceRecordSetProtections.flatMap(({ RecordName = "", RecordType = "A", Comment }) => {
        const key = `${canonicalName(RecordName)} ${RecordType}`;
        return keys.has(key) ? [Comment === undefined ? key : `${key}: ${Comment}`] : [];
    });
}
