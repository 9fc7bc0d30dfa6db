import type { RequestLine } from "../client-log";
import type { LossReport } from "../report";
import { position, type Scale } from "./scale";
import { groupBy, isGood } from "./statistics";

/** Codes of k6 for requests that never left the client: no such host, dial timeout, connection refused. */
const neverSent: ReadonlySet<number> = new Set([1101, 1211, 1212]);

/**
 * `failed`: the client was told so, or its request never left it. `unknown`: it may or may not have been applied
 * (timeout, reset): not an error when it turns up, not a loss when it does not.
 */
export type Outcome = "acknowledged" | "failed" | "unknown";

export interface LedgerOrder {
    readonly order: string;
    readonly outcome: Outcome;
    /** Acknowledgements in order of their end; two with different commits are a duplicate. */
    readonly acknowledgements: readonly RequestLine[];
}

/** What clients wrote, by order id. It lives with the load generator, never in the system under test. */
export type Ledger = ReadonlyMap<string, LedgerOrder>;

export function buildLedger(lines: readonly RequestLine[]): Ledger {
    const writes = lines.filter((line) => line.op === "write");
    return new Map(
        [...groupBy(writes, (line) => line.order)].map(([order, attempts]) => {
            const acknowledgements = attempts.filter(isGood).sort((a, b) => a.end - b.end);
            return [order, { order, outcome: outcomeOf(attempts, acknowledgements.length > 0), acknowledgements }];
        }),
    );
}

function outcomeOf(attempts: readonly RequestLine[], acknowledged: boolean): Outcome {
    if (acknowledged) {
        return "acknowledged";
    }
    return attempts.some((line) => line.status === 0 && !neverSent.has(line.error)) ? "unknown" : "failed";
}

/** One look into every region for the orders that the ledger held at that time. */
export interface LookUp {
    /** The region that held the writer then. */
    readonly writer: string;
    /** Every order that was looked for. */
    readonly asked: ReadonlySet<string>;
    /** Those that each region's own database held. */
    readonly found: { readonly [region: string]: ReadonlySet<string> };
}

export interface Evidence {
    readonly afterFailover: LookUp | null;
    readonly afterFailBack: LookUp | null;
    /** What the fenced old primary's disk held of the orders that it was asked for; null when there was no such disk. */
    readonly oldPrimary: ReadonlySet<string> | null;
    readonly declaredLag: number;
}

export interface Audit {
    readonly loss: LossReport;
    /** Lost, and not on the old primary's disk: replication lag does not explain it. */
    readonly unexplained: readonly string[];
    /** Lost although a much younger order of before the fault was kept: an asynchronous replica loses a suffix, not these. */
    readonly holes: readonly string[];
    /** Acknowledged orders that the writer has and another region has not, at the last look-up. */
    readonly notReplicated: { readonly [region: string]: number };
}

/** Two transactions may commit in another order than their time stamps by at most the longer of them; wall clock. */
const commitOrderMilliseconds = 1000;

/** Classes are Jepsen's (https://github.com/jepsen-io/jepsen, set checkers), with `late` for what a healed region brings back. */
export function auditLedger(lines: readonly RequestLine[], evidence: Evidence, scale: Scale): Audit {
    const ledger = buildLedger(lines);
    const final = evidence.afterFailBack ?? evidence.afterFailover;
    const missingThen = missing(ledger, evidence.afterFailover);
    const missingNow = missing(ledger, final);
    const stillMissing = new Set(missingNow);
    const count = (outcome: Outcome): number =>
        [...ledger.values()].filter((order) => order.outcome === outcome).length;
    const present = final?.found[final.writer] ?? new Set<string>();
    const onOldDisk = evidence.oldPrimary === null ? null : missingNow.filter((id) => evidence.oldPrimary?.has(id));
    return {
        loss: {
            lookUp: final === null ? "none" : evidence.afterFailBack === null ? "after-failover" : "after-fail-back",
            acknowledged: count("acknowledged"),
            failed: count("failed"),
            unknown: count("unknown"),
            lostAfterFailover: missingThen.length,
            late: evidence.afterFailBack === null ? 0 : missingThen.filter((id) => !stillMissing.has(id)).length,
            lost: missingNow.length,
            recovered: [...present].filter((id) => isUnacknowledged(ledger.get(id))).length,
            phantom: phantoms(ledger, evidence, lines).size,
            duplicate: [...ledger.values()].filter(hasTwoCommits).length,
            splitBrain: splitBrain(ledger),
            lostOrders: missingNow,
            foundOnOldPrimary: onOldDisk,
            rpo: recoveryPoint(ledger, stillMissing, scale),
            declaredLag: evidence.declaredLag,
        },
        unexplained: missingNow.filter((id) => evidence.oldPrimary?.has(id) !== true),
        holes: holes(ledger, stillMissing, scale),
        notReplicated: notReplicated(ledger, final),
    };
}

/** Acknowledged and looked for, but not in the writer's region; sorted, so that two reports compare. */
function missing(ledger: Ledger, lookUp: LookUp | null): string[] {
    if (lookUp === null) {
        return [];
    }
    const found = lookUp.found[lookUp.writer] ?? new Set<string>();
    return [...lookUp.asked].filter((id) => ledger.get(id)?.outcome === "acknowledged" && !found.has(id)).sort();
}

function isUnacknowledged(order: LedgerOrder | undefined): boolean {
    return order !== undefined && order.outcome !== "acknowledged";
}

/** Orders that someone holds, by look-up or by a read that succeeded, though no client ever sent them. */
function phantoms(ledger: Ledger, evidence: Evidence, lines: readonly RequestLine[]): Set<string> {
    const seen = [evidence.afterFailover, evidence.afterFailBack].flatMap((lookUp) =>
        Object.values(lookUp?.found ?? {}).flatMap((ids) => [...ids]),
    );
    const read = lines.filter((line) => line.op === "read" && isGood(line)).map((line) => line.order);
    return new Set([...seen, ...read].filter((id) => !ledger.has(id)));
}

function hasTwoCommits({ acknowledgements }: LedgerOrder): boolean {
    return new Set(acknowledgements.map((line) => line.committed)).size > 1;
}

/** Acknowledgements of an old epoch that were committed (or, lacking that, asked for) after the first of a newer one. */
function splitBrain(ledger: Ledger): number {
    const commits = [...ledger.values()]
        .flatMap(({ acknowledgements }) => acknowledgements.slice(0, 1))
        .flatMap(({ epoch, committed, start, end }) =>
            epoch === undefined ? [] : [{ epoch, from: committed ?? start, to: committed ?? end }],
        );
    const firstOf = new Map<number, number>();
    for (const { epoch, to } of commits) {
        firstOf.set(epoch, Math.min(firstOf.get(epoch) ?? Infinity, to));
    }
    return commits.filter(({ epoch, from }) => [...firstOf].some(([newer, first]) => newer > epoch && from > first))
        .length;
}

/** Acknowledged orders with their commit instants (without one, when the reply came), oldest first. */
function commitsByAge(ledger: Ledger): { id: string; at: number; epoch: number }[] {
    return [...ledger.values()]
        .flatMap(({ order, acknowledgements: [first] }) =>
            first === undefined ? [] : [{ id: order, at: first.committed ?? first.end, epoch: first.epoch ?? 0 }],
        )
        .sort((a, b) => a.at - b.at);
}

/** [fault - oldest lost commit, fault - newest commit below it]: everything up to the second survived. */
function recoveryPoint(ledger: Ledger, lost: ReadonlySet<string>, scale: Scale): readonly [number, number] {
    const commits = commitsByAge(ledger);
    const oldest = commits.findIndex(({ id }) => lost.has(id));
    const oldestLost = commits[oldest];
    if (oldestLost === undefined) {
        return [0, 0];
    }
    const newestKept = commits[oldest - 1]?.at ?? oldestLost.at;
    return [Math.max(0, -position(scale, oldestLost.at)), Math.max(0, -position(scale, newestKept))];
}

/**
 * A region that is cut off may still commit, and even answer, for a moment after its first packet is lost: what tells
 * such an order from one of the new writer, which no failover may lose, is the epoch.
 */
function holes(ledger: Ledger, lost: ReadonlySet<string>, scale: Scale): string[] {
    const commits = commitsByAge(ledger);
    const old = commits.filter(({ at }) => at <= scale.origin);
    const oldEpoch = old.reduce((highest, { epoch }) => Math.max(highest, epoch), 0);
    const newestKept = old.findLast(({ id }) => !lost.has(id))?.at ?? -Infinity;
    return commits
        .filter(({ id, at, epoch }) => lost.has(id) && (epoch > oldEpoch || at < newestKept - commitOrderMilliseconds))
        .map(({ id }) => id);
}

function notReplicated(ledger: Ledger, lookUp: LookUp | null): { [region: string]: number } {
    if (lookUp === null) {
        return {};
    }
    const kept = [...(lookUp.found[lookUp.writer] ?? [])].filter((id) => ledger.get(id)?.outcome === "acknowledged");
    return Object.fromEntries(
        Object.entries(lookUp.found)
            .filter(([region]) => region !== lookUp.writer)
            .map(([region, ids]): [string, number] => [region, kept.filter((id) => !ids.has(id)).length])
            .filter(([, count]) => count > 0),
    );
}
