import type { ResourceRecordSet } from "@aws-sdk/client-route-53";

/** Milliseconds from the client to each region; a region without a number is worse than any with one. */
export type Latencies = { readonly [region: string]: number };

/** A record that may answer, with its share among the group's. */
export interface Choice {
    readonly record: ResourceRecordSet;
    readonly probability: number;
    /** Why this one and not its usable siblings; empty when there is nothing to say. */
    readonly reason: string;
}

/**
 * A routing policy: it knows how to pick among the records that are usable (the healthy ones, or all of them when none is)
 * and what a valid group is. Health is not its business.
 */
export interface Policy {
    readonly name: string;
    /** How a path names one of its records. */
    label(record: ResourceRecordSet): string;
    choose(usable: readonly ResourceRecordSet[], latencies: Latencies): Choice[];
    /** What Route 53 would refuse in a group; one line each. */
    problems(records: readonly ResourceRecordSet[]): string[];
}
