import type { HealthCheck } from "@aws-sdk/client-route-53";
import type { Zone } from "../zone";
import { agree } from "./agree";
import { comparableCheck, recordKey, type Comparable } from "./comparable";

/** Live id of a planned check. */
export type CheckMatches = ReadonlyMap<string, string>;

/**
 * Which live check is which planned one; ids tell nothing, since AWS gives them. In this order, each only where it is
 * unambiguous: the same caller reference; the same `Name` tag; the same configuration; the check that the same record names;
 * the children of two calculated checks that belong together and have one child left each.
 */
export function matchChecks(planned: Zone, live: Zone): CheckMatches {
    const pairs = new Pairs(planned, live);
    pairs.byKey(({ CallerReference }) => CallerReference);
    pairs.byKey(nameTag(planned), nameTag(live));
    pairs.byConfiguration();
    pairs.byRecord();
    // Calculated checks are alike only once their children are known.
    pairs.byConfiguration();
    pairs.byChildren();
    return pairs.matches;
}

type Key = (check: HealthCheck) => string | undefined;

class Pairs {
    readonly matches = new Map<string, string>();
    private readonly taken = new Set<string>();

    constructor(
        private readonly planned: Zone,
        private readonly live: Zone,
    ) {}

    /** Pairs what has the same key, where one check on each side has it. */
    byKey(ofPlanned: Key, ofLive = ofPlanned): void {
        const live = grouped(this.live.HealthChecks, ofLive);
        for (const [key, [first, ...others]] of grouped(this.planned.HealthChecks, ofPlanned)) {
            const [match, ...rivals] = live.get(key) ?? [];
            if (others.length === 0 && rivals.length === 0) {
                this.pair(first?.Id, match?.Id);
            }
        }
    }

    byConfiguration(): void {
        const known = (id: string) => this.matches.get(id) ?? id;
        const planned = configurations(this.planned, known).filter(({ id }) => !this.matches.has(id));
        const live = configurations(this.live, (id) => id).filter(({ id }) => !this.taken.has(id));
        for (const { id, config } of planned) {
            const alike = live.filter((other) => areAlike(config, other.config));
            const rivals = planned.filter((other) => areAlike(config, other.config));
            if (alike.length === 1 && rivals.length === 1) {
                this.pair(id, alike[0]?.id);
            }
        }
    }

    byRecord(): void {
        const named = new Map(this.live.ResourceRecordSets.map((record) => [recordKey(record), record.HealthCheckId]));
        for (const record of this.planned.ResourceRecordSets) {
            this.pair(record.HealthCheckId, named.get(recordKey(record)));
        }
    }

    byChildren(): void {
        for (const parent of this.planned.HealthChecks) {
            const match = this.live.HealthChecks.find(({ Id }) => Id === this.matches.get(parent.Id ?? ""));
            const planned = childrenOf(parent).filter((id) => !this.matches.has(id));
            const live = childrenOf(match).filter((id) => !this.taken.has(id));
            if (planned.length === 1 && live.length === 1) {
                this.pair(planned[0], live[0]);
            }
        }
    }

    /** Unless one of them has a partner already, or the live zone does not know the check. */
    private pair(planned: string | undefined, live: string | undefined): void {
        const exists = live !== undefined && this.live.HealthChecks.some(({ Id }) => Id === live);
        if (planned !== undefined && exists && !this.matches.has(planned) && !this.taken.has(live)) {
            this.matches.set(planned, live);
            this.taken.add(live);
        }
    }
}

function configurations({ HealthChecks }: Zone, checkId: (id: string) => string): { id: string; config: Comparable }[] {
    return HealthChecks.map(({ Id = "", HealthCheckConfig = { Type: undefined } }) => ({
        id: Id,
        config: comparableCheck(HealthCheckConfig, checkId),
    }));
}

function areAlike(planned: Comparable, live: Comparable): boolean {
    const paths = new Set([...planned.keys(), ...live.keys()]);
    return [...paths].every((path) => agree(path, planned.get(path), live.get(path)));
}

function childrenOf(check: HealthCheck | undefined): readonly string[] {
    return check?.HealthCheckConfig?.ChildHealthChecks ?? [];
}

function grouped(checks: readonly HealthCheck[], key: Key): Map<string, HealthCheck[]> {
    const groups = new Map<string, HealthCheck[]>();
    for (const check of checks) {
        const name = key(check);
        if (name !== undefined) {
            groups.set(name, [...(groups.get(name) ?? []), check]);
        }
    }
    return groups;
}

function nameTag({ ResourceTagSets = [] }: Zone): Key {
    const names = new Map(
        ResourceTagSets.map(({ ResourceId, Tags = [] }) => [ResourceId, Tags.find(({ Key }) => Key === "Name")?.Value]),
    );
    return ({ Id }) => names.get(Id);
}
