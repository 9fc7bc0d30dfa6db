import type { HealthCheck, HealthCheckConfig, ResourceRecordSet, Route53Client } from "@aws-sdk/client-route-53";
import { bareId } from "../evaluate/keys";
import type { Zone } from "../zone";
import { findZone } from "./find-zone";
import { listCidrCollections, listHealthChecks, listProtections, listRecords, listTags } from "./lists";
import { isUnavailable, problemOf } from "./problem";

/** Told while a zone is read. */
export interface Progress {
    /** What is being read, and how many of it have come. */
    readonly reading: (what: string, count?: number) => void;
    /** One line: what the zone file will lack. */
    readonly note: (text: string) => void;
}

/**
 * A live zone with everything that its answers depend on, in an order that two imports of an unchanged zone share:
 * records as the API lists them, the rest by id. Only reads.
 * @throws LiveZoneError with what was missing
 */
export async function importZone(client: Route53Client, zone: string, progress: Progress): Promise<Zone> {
    progress.reading("hosted zone");
    const found = await findZone(client, zone);
    const id = bareId(found.HostedZone.Id);
    const records = await listRecords(client, id, (count) => progress.reading("records", count));
    const named = namedChecks(records);
    const checks =
        named.size === 0 ? [] : await listHealthChecks(client, (count) => progress.reading("health checks", count));
    const wanted = withChildren(named, checks);
    const collections = new Set(records.flatMap(({ CidrRoutingConfig }) => CidrRoutingConfig?.CollectionId ?? []));
    const cidr = collections.size === 0 ? [] : await listCidrCollections(client, collections);
    const ids = wanted.map(({ Id = "" }) => Id);
    const tags = await ifAllowed("ListTagsForResources", progress, () => listTags(client, ids));
    const protections = await ifAllowed("ListResourceRecordSetProtections", progress, () =>
        listProtections(client, id),
    );
    return {
        ...found,
        ResourceRecordSets: records,
        HealthChecks: wanted,
        ...(cidr.length > 0 ? { CidrCollections: sortedBy(cidr, ({ Id }) => Id) } : {}),
        ...(tags.length > 0 ? { ResourceTagSets: sortedBy(tags, ({ ResourceId = "" }) => ResourceId) } : {}),
        ...(protections.length > 0 ? { ResourceRecordSetProtections: protections } : {}),
    };
}

function namedChecks(records: readonly ResourceRecordSet[]): Set<string> {
    return new Set(records.flatMap(({ HealthCheckId }) => HealthCheckId ?? []));
}

/** The checks with these ids and what they are calculated from, by id. */
function withChildren(ids: ReadonlySet<string>, all: readonly HealthCheck[]): HealthCheck[] {
    const known = new Map(all.map((check) => [check.Id, check]));
    const wanted = new Set<HealthCheck>();
    const queue = [...ids];
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        const check = known.get(id);
        if (check && !wanted.has(check)) {
            wanted.add(check);
            queue.push(...childrenOf(check.HealthCheckConfig));
        }
    }
    return sortedBy([...wanted], ({ Id = "" }) => Id);
}

function childrenOf(config: HealthCheckConfig | undefined): readonly string[] {
    return config?.ChildHealthChecks ?? [];
}

/**
 * Tags and protections make a comparison better and change no answer: an account that may not list them, and an
 * emulator that does not know them, still gives its zone.
 */
async function ifAllowed<T>(operation: string, progress: Progress, list: () => Promise<T[]>): Promise<T[]> {
    try {
        return await list();
    } catch (error) {
        if (!isUnavailable(error)) {
            throw problemOf(operation, error);
        }
        progress.note(`left out what ${operation} gives: no right to it, or not known here`);
        return [];
    }
}

function sortedBy<T>(entries: readonly T[], key: (entry: T) => string): T[] {
    return [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
