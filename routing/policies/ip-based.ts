import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Client } from "../evaluate/client";
import { addressBlock, shortened, type AddressBlock } from "../places/address";
import type { CidrCollection } from "../zone";
import { certain, repeated, type Policy } from "./policy";

/** The location that answers whoever is in no block. */
const defaultLocation = "*";

/**
 * The record of the location whose block around the client is the longest; an unhealthy one gives way to the next longest,
 * and to the default location `*` in the end (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-ipbased.html).
 * A client subnet that is shorter than a block is not in it. Which of several blocks around the client decides, and that an
 * unhealthy location gives way to a wider one and fails open as geolocation does, AWS does not say: it is assumed.
 */
export function ipBased(collections: readonly CidrCollection[]): Policy {
    const blocks = new Map(collections.map((collection) => [collection.Id, BlockIndex.of(collection)]));
    const depth = ({ CidrRoutingConfig: config }: ResourceRecordSet, { place }: Client) => {
        const { CollectionId = "", LocationName = "" } = config ?? {};
        return LocationName === defaultLocation
            ? 0
            : (blocks.get(CollectionId)?.depth(LocationName, place?.address) ?? -1);
    };
    return {
        name: "IP-based",
        label: ({ SetIdentifier, CidrRoutingConfig: config }) =>
            `"${SetIdentifier ?? ""}" (${config?.LocationName === defaultLocation ? "default" : (config?.LocationName ?? "")})`,
        applicable: (members, client) =>
            members
                .filter(({ record }) => depth(record, client) >= 0)
                .sort((a, b) => depth(b.record, client) - depth(a.record, client)),
        choose: (usable) => certain(usable[0]),
        reason: ({ record }, usable, client) => {
            const own = depth(record, client);
            if (usable.some((other) => depth(other.record, client) > own)) {
                return "another block around the client is longer";
            }
            return own > 0 ? `its block of /${own} has ${client.from}` : `no block has ${client.from}`;
        },
        assumption: (_, members, { place }) =>
            place?.address === undefined &&
            members.some(({ record }) => record.CidrRoutingConfig?.LocationName !== defaultLocation)
                ? "the client's address is not known: only the default location is for it"
                : undefined,
        problems: (records) => [
            ...repeated(
                "LocationName",
                records.map(({ CidrRoutingConfig: config }) => config?.LocationName ?? ""),
            ),
            ...collectionProblems(records, collections),
        ],
    };
}

/** Blocks of a collection, found by their first bits. */
class BlockIndex {
    private readonly locations = new Map<string, string>();
    private readonly lengths: { readonly [family: number]: Set<number> } = { 4: new Set(), 6: new Set() };

    static of({ CidrBlocks }: CidrCollection): BlockIndex {
        const index = new BlockIndex();
        for (const { CidrBlock, LocationName = "" } of CidrBlocks) {
            const block = addressBlock(CidrBlock ?? "");
            if (block) {
                index.locations.set(keyOf(block, block.prefixLength), LocationName);
                index.lengths[block.family]?.add(block.prefixLength);
            }
        }
        return index;
    }

    /** Length of the longest block of a location that has the address; -1 when none does. */
    depth(location: string, address: AddressBlock | undefined): number {
        let longest = -1;
        for (const length of address ? (this.lengths[address.family] ?? []) : []) {
            const inside =
                address && length <= address.prefixLength && this.locations.get(keyOf(address, length)) === location;
            longest = inside ? Math.max(longest, length) : longest;
        }
        return longest;
    }
}

function keyOf(block: AddressBlock, length: number): string {
    return `${block.family} ${length} ${shortened(block, length)}`;
}

function collectionProblems(records: readonly ResourceRecordSet[], collections: readonly CidrCollection[]): string[] {
    const ids = new Set(records.map(({ CidrRoutingConfig: config }) => config?.CollectionId ?? ""));
    const one = ids.size > 1 ? [`CollectionId: expected one for all records, got ${[...ids].join(" and ")}`] : [];
    return [...one, ...[...ids].flatMap((id) => locationProblems(id, records, collections))];
}

function locationProblems(
    id: string,
    records: readonly ResourceRecordSet[],
    collections: readonly CidrCollection[],
): string[] {
    const collection = collections.find(({ Id }) => Id === id);
    if (!collection) {
        return [`CollectionId: expected a collection of the zone file's CidrCollections, got "${id}"`];
    }
    const known = new Set(collection.CidrBlocks.map(({ LocationName }) => LocationName));
    return records.flatMap(({ CidrRoutingConfig: config }) => {
        const { CollectionId, LocationName } = config ?? {};
        return CollectionId !== id || LocationName === defaultLocation || known.has(LocationName)
            ? []
            : [`LocationName: expected * or a location of ${collection.Name}, got "${LocationName ?? ""}"`];
    });
}
