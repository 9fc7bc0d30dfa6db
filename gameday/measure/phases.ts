import type { RequestLine } from "../client-log";
import type { Interval, OutageRow } from "../report";
import type { Phase } from "../../routing/prediction";
import { position, type Scale } from "./scale";
import { byStart, groupBy, isGood } from "./statistics";

/** When each phase ended, platform seconds after the fault; null where it never did or has no meaning. */
export type MeasuredPhases = { readonly [phase in Phase]: Interval | null };

export interface PhaseQuestion {
    readonly scale: Scale;
    /** Wall clock: what clients see from here on is the heal's doing. */
    readonly until: number;
    /** Null in a planned switchover, where no client has to move. */
    readonly lostRegion: string | null;
    readonly outages: readonly OutageRow[];
}

/**
 * The phases of a failover as the honest clients saw them, from their logs alone. Each is an interval because a client
 * knows only what was true when it asked: the spacing of requests is the resolution.
 */
export function measurePhases(lines: readonly RequestLine[], question: PhaseQuestion): MeasuredPhases {
    const honest = lines.filter((line) => line.class === "honest" && line.start < question.until);
    const moves = question.lostRegion === null ? [] : clientMoves(honest, question.lostRegion, question.scale);
    const known = moves.filter((move) => move !== null);
    return {
        detect: known.length === 0 ? null : boundary(known, Math.min),
        route: known.length === 0 || known.length < moves.length ? null : boundary(known, Math.max),
        promote: promotion(honest, question.scale),
        recover: recovery(question.outages),
    };
}

/** The truth of each client lies in its interval, so the least (greatest) of them lies between the least (greatest) ends. */
function boundary(intervals: readonly Interval[], pick: (...values: number[]) => number): Interval {
    return [pick(...intervals.map(([low]) => low)), pick(...intervals.map(([, high]) => high))];
}

/** For each client that the lost region served before the fault: the end of the first good reply of a survivor. */
function clientMoves(honest: readonly RequestLine[], lostRegion: string, scale: Scale): (Interval | null)[] {
    const moves: (Interval | null)[] = [];
    for (const own of groupBy(honest, (line) => line.client).values()) {
        const ordered = byStart(own);
        const before = ordered.findLast((line) => line.end <= scale.origin && line.region !== undefined);
        if (before?.region !== lostRegion) {
            continue;
        }
        const after = ordered.filter((line) => line.end > scale.origin);
        const reached = (line: RequestLine): boolean => line.region !== undefined && line.region !== lostRegion;
        const [first] = after.filter((line) => isGood(line) && reached(line)).sort((a, b) => a.end - b.end);
        const last = first && after.findLast((line) => line.start < first.start && !reached(line));
        moves.push(
            first === undefined
                ? null
                : [Math.max(0, position(scale, last?.start ?? scale.origin)), position(scale, first.end)],
        );
    }
    return moves;
}

/**
 * The first acknowledged write of a new epoch. Its upper end is when the reply came: a request may start before the
 * promotion and wait for it. Its lower end is the last write that failed among those that started before that one.
 */
function promotion(honest: readonly RequestLine[], scale: Scale): Interval | null {
    const writes = byStart(honest.filter((line) => line.op === "write"));
    const acknowledged = writes.filter((line) => isGood(line) && line.epoch !== undefined);
    const before = acknowledged.filter((line) => line.end <= scale.origin);
    const oldEpoch = before.reduce((highest, line) => Math.max(highest, line.epoch ?? 0), 0);
    const [first] = acknowledged
        .filter((line) => line.end > scale.origin && (line.epoch ?? 0) > oldEpoch)
        .sort((a, b) => a.end - b.end);
    if (first === undefined) {
        return null;
    }
    const failed = writes.findLast((line) => !isGood(line) && line.end > scale.origin && line.start < first.start);
    return [Math.max(0, position(scale, failed?.start ?? scale.origin)), position(scale, first.end)];
}

/** Honest clients are served again when both their reads and their writes are. */
function recovery(outages: readonly OutageRow[]): Interval | null {
    const honest = outages.filter((row) => row.class === "honest").map((row) => row.rto);
    const known = honest.filter((rto) => rto !== null);
    return known.length === 0 || known.length < honest.length ? null : boundary(known, Math.max);
}
