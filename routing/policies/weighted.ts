import { everyMember, tooMany, type Policy } from "./policy";
import type { Member } from "../evaluate/group";

/**
 * Drawn by weight among the usable ones. Records of weight 0 count only when no record with a weight is usable, and
 * then share equally (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html).
 */
export const weighted: Policy = {
    name: "weighted",
    label: (record) => `"${record.SetIdentifier ?? ""}" (weight ${record.Weight ?? 0})`,
    applicable: everyMember,
    choose: (usable) => {
        const total = totalOf(usable);
        if (total === 0) {
            return usable.map((member) => ({ member, probability: 1 / usable.length }));
        }
        return usable
            .filter((member) => weightOf(member) > 0)
            .map((member) => ({ member, probability: weightOf(member) / total }));
    },
    reason: (member, usable) => {
        const total = totalOf(usable);
        if (total === 0) {
            return "every weight is 0";
        }
        return weightOf(member) > 0 ? `${weightOf(member)} of ${total}` : "weight 0 waits until no weight is usable";
    },
    problems: (records) => [
        ...tooMany(records, 100),
        ...records
            .filter(({ Weight = 0 }) => !Number.isInteger(Weight) || Weight < 0 || Weight > 255)
            .map(({ Weight }) => `Weight: expected a whole number from 0 to 255, got ${Weight ?? "none"}`),
        ...ttlProblems(new Set(records.flatMap(({ TTL }) => TTL ?? []))),
    ],
};

function weightOf({ record }: Member): number {
    return record.Weight ?? 0;
}

function totalOf(members: readonly Member[]): number {
    return members.reduce((sum, member) => sum + weightOf(member), 0);
}

/** "All of the resource record sets in a group of weighted resource record sets must have the same value for TTL" (API reference). */
function ttlProblems(ttls: ReadonlySet<number>): string[] {
    return ttls.size > 1 ? [`TTL: expected one for all weighted records, got ${[...ttls].join(" and ")}`] : [];
}
