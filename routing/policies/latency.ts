import type { Client } from "../evaluate/client";
import type { Member } from "../evaluate/group";
import { kilometresBetween } from "../places/place";
import { regionPlaces } from "../places/regions";
import { certain, everyMember, repeated, tooMany, type Policy } from "./policy";

/**
 * The usable region that is nearest to the client. AWS does not publish its measurements: they come with the state. Where
 * it has none at all, the region that is nearest on the map is taken, and said to be. Equal ones are decided by the
 * region's name, so that an answer never depends on the order of records.
 */
export const latency: Policy = {
    name: "latency",
    label: (record) => `"${record.SetIdentifier ?? ""}" (${record.Region ?? ""})`,
    applicable: everyMember,
    choose: (usable, client) => {
        const distance = isMeasured(usable, client) ? milliseconds : kilometres;
        return certain(nearest(usable, (member) => distance(member, client), regionOf));
    },
    reason: (member, usable, client) => {
        const own = milliseconds(member, client);
        if (own === Infinity) {
            const far = isMeasured(usable, client) ? Infinity : kilometres(member, client);
            return far === Infinity ? "no latency known" : `no latency known, ${far.toFixed()} km on the map`;
        }
        const best = Math.min(...usable.map((other) => milliseconds(other, client)));
        return own > best ? `${own} ms, and another is ${best} ms away` : `nearest, ${own} ms`;
    },
    assumption: (usable, _, client) => {
        if (usable.length < 2 || isMeasured(usable, client)) {
            return undefined;
        }
        const instead = client.place?.coordinates ? "the nearest on the map" : "the first by name";
        return `no latency is known: ${instead} of the regions answers`;
    },
    problems: (records) => [
        ...tooMany(records, 100),
        ...repeated(
            "Region",
            records.map(({ Region }) => Region ?? ""),
        ),
    ],
};

/** The least by distance, equal ones by name. */
export function nearest(
    members: readonly Member[],
    distance: (member: Member) => number,
    name: (member: Member) => string,
): Member | undefined {
    let best: Member | undefined;
    let least = Infinity;
    for (const member of members) {
        const own = distance(member);
        if (best === undefined || own < least || (own === least && name(member) < name(best))) {
            best = member;
            least = own;
        }
    }
    return best;
}

function milliseconds(member: Member, client: Client): number {
    return client.latency[regionOf(member)] ?? Infinity;
}

function isMeasured(members: readonly Member[], client: Client): boolean {
    return members.some((member) => milliseconds(member, client) < Infinity);
}

function kilometres(member: Member, { place }: Client): number {
    const region = regionPlaces.get(regionOf(member));
    return region && place?.coordinates ? kilometresBetween(place.coordinates, region) : Infinity;
}

function regionOf({ record }: Member): string {
    return record.Region ?? "";
}
