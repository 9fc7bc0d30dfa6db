import type { Client } from "../evaluate/client";
import type { Member } from "../evaluate/group";
import { certain, everyMember, repeated, tooMany, type Policy } from "./policy";

/**
 * The usable region that is nearest to the client. AWS does not publish its measurements: they come with the state.
 * Equal latencies are decided by the region's name, so that an answer never depends on the order of records.
 */
export const latency: Policy = {
    name: "latency",
    label: (record) => `"${record.SetIdentifier ?? ""}" (${record.Region ?? ""})`,
    applicable: everyMember,
    choose: (usable, client) => certain(nearest(usable, (member) => milliseconds(member, client), regionOf)),
    reason: (member, usable, client) => {
        const own = milliseconds(member, client);
        if (own === Infinity) {
            return "no latency known";
        }
        const best = Math.min(...usable.map((other) => milliseconds(other, client)));
        return own > best ? `${own} ms, and another is ${best} ms away` : `nearest, ${own} ms`;
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

function regionOf({ record }: Member): string {
    return record.Region ?? "";
}
