import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Client } from "../evaluate/client";
import type { Member } from "../evaluate/group";

/** A record that may answer, with its share among the group's. */
export interface Choice {
    readonly member: Member;
    readonly probability: number;
}

/**
 * A routing policy: it knows which records are for a client at all, how to pick among those of them that are usable (the
 * healthy ones, or all of them when none is), and what a valid group is. Health is not its business.
 */
export interface Policy {
    readonly name: string;
    /** Every usable record answers, at most this many of them at once; absent where one answers. */
    readonly together?: number;
    /** How a path names one of its records. */
    label(record: ResourceRecordSet): string;
    /** The records that are for this client; empty when none is. */
    applicable(members: readonly Member[], client: Client): readonly Member[];
    /** @param usable at least one @throws RoutingError `unknown-place` */
    choose(usable: readonly Member[], client: Client): readonly Choice[];
    /** Why a usable record was chosen, or what speaks for it; empty when there is nothing to say. */
    reason(member: Member, usable: readonly Member[], client: Client): string;
    /**
     * What the choice among these leans on that AWS does not publish, in words; absent or undefined when on nothing.
     * @param members all of the group
     */
    assumption?(usable: readonly Member[], members: readonly Member[], client: Client): string | undefined;
    /** What Route 53 would refuse in a group; one line each. */
    problems(records: readonly ResourceRecordSet[]): readonly string[];
}

/** For policies that leave no client out. */
export function everyMember(members: readonly Member[]): readonly Member[] {
    return members;
}

export function certain(member: Member | undefined): readonly Choice[] {
    return member ? [{ member, probability: 1 }] : [];
}

/** One line when a group is larger than Route 53 allows (guide, "Quotas", entities of records). */
export function tooMany(records: readonly ResourceRecordSet[], limit: number): readonly string[] {
    return records.length > limit
        ? [`expected at most ${limit} records of one name and type, got ${records.length}`]
        : [];
}

/** One line for each text that occurs twice. */
export function repeated(what: string, texts: readonly string[]): readonly string[] {
    const twice = new Set(texts.filter((text, at) => texts.indexOf(text) !== at));
    return [...twice].map((text) => `${what}: expected each once, got ${text} several times`);
}
