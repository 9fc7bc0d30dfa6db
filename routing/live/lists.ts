import {
    ListCidrBlocksCommand,
    ListCidrCollectionsCommand,
    ListHealthChecksCommand,
    ListResourceRecordSetProtectionsCommand,
    ListResourceRecordSetsCommand,
    ListTagsForResourcesCommand,
    type HealthCheck,
    type ResourceRecordSet,
    type ResourceRecordSetProtection,
    type ResourceTagSet,
    type Route53Client,
} from "@aws-sdk/client-route-53";
import { canonicalName } from "../names";
import type { CidrCollection } from "../zone";
import { asked } from "./client";
import { LiveZoneError } from "./problem";

/** Told after each page: how many entries have come so far. */
export type OnPage = (count: number) => void;

/** Pages as they come; `next` is undefined after the last. */
interface Page<T, Position> {
    readonly entries: readonly T[];
    readonly next: Position | undefined;
}

/**
 * All pages, one request at a time.
 * @throws LiveZoneError 3 when a page leads to itself, which would never end
 */
async function allPages<T, Position>(
    operation: string,
    page: (from: Position | undefined) => Promise<Page<T, Position>>,
    onPage: OnPage = () => undefined,
): Promise<T[]> {
    const all: T[] = [];
    const seen = new Set<string>();
    for (let from: Position | undefined, first = true; first || from !== undefined; first = false) {
        const { entries, next } = await asked(operation, () => page(from));
        all.push(...entries);
        onPage(all.length);
        const position = JSON.stringify(next);
        if (next !== undefined && seen.has(position)) {
            throw new LiveZoneError(3, `${operation}: expected another page, got the one at ${position} again`);
        }
        seen.add(position);
        from = next;
    }
    return all;
}

/** Where a page of records starts. */
interface RecordPosition {
    readonly StartRecordName: string;
    readonly StartRecordType?: ResourceRecordSet["Type"];
    readonly StartRecordIdentifier?: string;
}

/**
 * Every record of a zone in the API's own order, 300 a page. The SDK has no paginator for this operation: the next page is
 * named by name, type and, inside a group, set identifier. A record that moves between two pages comes twice: the later one counts.
 */
export async function listRecords(
    client: Route53Client,
    HostedZoneId: string,
    onPage: OnPage,
): Promise<ResourceRecordSet[]> {
    const records = await allPages<ResourceRecordSet, RecordPosition>(
        "ListResourceRecordSets",
        async (from) => {
            const reply = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId, ...from }));
            const { IsTruncated, NextRecordName, NextRecordType, NextRecordIdentifier } = reply;
            const entries = reply.ResourceRecordSets ?? [];
            if (IsTruncated !== true || NextRecordName === undefined) {
                return { entries, next: undefined };
            }
            const next = {
                StartRecordName: NextRecordName,
                ...(NextRecordType === undefined ? {} : { StartRecordType: NextRecordType }),
                ...(NextRecordIdentifier === undefined ? {} : { StartRecordIdentifier: NextRecordIdentifier }),
            };
            return { entries, next };
        },
        onPage,
    );
    const key = ({ Name = "", Type, SetIdentifier }: ResourceRecordSet) =>
        JSON.stringify([canonicalName(Name), Type, SetIdentifier]);
    return [...new Map(records.map((record) => [key(record), record])).values()];
}

/** Every health check of the account, 1,000 a page (the most there is). */
export async function listHealthChecks(client: Route53Client, onPage: OnPage): Promise<HealthCheck[]> {
    return allPages<HealthCheck, string>(
        "ListHealthChecks",
        async (Marker) => {
            const reply = await client.send(new ListHealthChecksCommand({ MaxItems: 1000, Marker }));
            return {
                entries: reply.HealthChecks ?? [],
                next: reply.IsTruncated === true ? reply.NextMarker : undefined,
            };
        },
        onPage,
    );
}

/** The collections with these ids, with their blocks. */
export async function listCidrCollections(client: Route53Client, ids: ReadonlySet<string>): Promise<CidrCollection[]> {
    const summaries = await allPages("ListCidrCollections", async (NextToken: string | undefined) => {
        const reply = await client.send(new ListCidrCollectionsCommand({ NextToken }));
        return { entries: reply.CidrCollections ?? [], next: reply.NextToken };
    });
    const collections: CidrCollection[] = [];
    for (const { Id = "", Name = "" } of summaries.filter((one) => ids.has(one.Id ?? ""))) {
        const CidrBlocks = await allPages("ListCidrBlocks", async (NextToken: string | undefined) => {
            const reply = await client.send(new ListCidrBlocksCommand({ CollectionId: Id, NextToken }));
            return { entries: reply.CidrBlocks ?? [], next: reply.NextToken };
        });
        collections.push({ Id, Name, CidrBlocks });
    }
    return collections;
}

/** Tags of health checks, ten a request (the most there may be). The error is the SDK's own. */
export async function listTags(client: Route53Client, ids: readonly string[]): Promise<ResourceTagSet[]> {
    const sets: ResourceTagSet[] = [];
    for (let at = 0; at < ids.length; at += 10) {
        const ResourceIds = ids.slice(at, at + 10);
        const reply = await client.send(new ListTagsForResourcesCommand({ ResourceType: "healthcheck", ResourceIds }));
        sets.push(...(reply.ResourceTagSets ?? []));
    }
    return sets;
}

/** Names and types that no request may change. The error is the SDK's own. */
export async function listProtections(
    client: Route53Client,
    HostedZoneId: string,
): Promise<ResourceRecordSetProtection[]> {
    const all: ResourceRecordSetProtection[] = [];
    let NextToken: string | undefined;
    do {
        const reply = await client.send(new ListResourceRecordSetProtectionsCommand({ HostedZoneId, NextToken }));
        all.push(...(reply.ResourceRecordSetProtections ?? []));
        NextToken = reply.NextToken;
    } while (NextToken !== undefined);
    return all;
}
