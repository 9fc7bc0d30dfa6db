import type { DrillCost } from "../cost/drill";
import type { Band, Phase, Prediction } from "../routing/prediction";
import type { ClientClass, Operation } from "./client-log";
import type { DrillDefinition } from "./drill";

/**
 * Everything that a drill found, as report.json holds it. All durations are seconds of platform time,
 * all positions on the time line are seconds of platform time after the fault (negative: before it),
 * all instants are ISO 8601 in UTC.
 */
export interface Report {
    readonly schema: "antipode/report/1";
    readonly run: {
        readonly id: string;
        readonly startedAt: string;
        readonly endedAt: string;
        /** The command that repeats it. */
        readonly command: string;
        readonly seed: number;
        /** The target: `twin` until drills run against AWS. */
        readonly target: "twin";
    };
    readonly drill: DrillDefinition;
    readonly platform: {
        readonly name: string;
        readonly stack: string;
        readonly mode: string;
        readonly regions: readonly { readonly region: string; readonly role: string }[];
        readonly initialWriter: string;
        readonly lostRegion: string | null;
    };
    readonly verdict: {
        readonly result: "PASS" | "FAIL" | "INCONCLUSIVE";
        /** One sentence that answers the drill's question with its numbers. */
        readonly sentence: string;
        /** What broke, or what made it inconclusive, one sentence each, cause first. */
        readonly reasons: readonly string[];
    };
    readonly clock: {
        readonly factor: number;
        /** False on a compressed clock: times are estimates and decide a promise only when the whole interval is beyond it. */
        readonly exact: boolean;
        readonly note: string;
    };
    readonly machine: {
        readonly cores: number;
        readonly memoryGiB: number;
        readonly kernel: string;
        readonly versions: { readonly [engine: string]: string };
    };
    readonly preflight: readonly CheckRow[];
    readonly promises: readonly PromiseRow[];
    readonly outages: readonly OutageRow[];
    readonly phases: readonly PhaseRow[];
    readonly loss: LossReport;
    readonly prediction: Prediction;
    /** SHA-256 of the prediction's JSON, as it stood in the journal before the fault. */
    readonly predictionSha256: string;
    readonly timeline: Timeline;
    /** What the same drill would cost on AWS; the twin costs nothing. Reports of before drills were priced have none. */
    readonly cost?: DrillCost;
    /** What is real in this target and what is imitated, with the parameter that stands for it and its source. */
    readonly realism: readonly {
        readonly part: string;
        readonly real: string;
        readonly imitated: string;
        readonly source: string;
    }[];
    /** Everything that should make a reader careful: restarts of clients, moved clocks, dropped iterations. */
    readonly warnings: readonly string[];
}

/** A range that holds the true value; [a, a] when it is exact. */
export type Interval = readonly [low: number, high: number];

export interface CheckRow {
    readonly name: string;
    readonly passed: boolean;
    readonly detail: string;
    /** True when --force went past a failed check. */
    readonly forced: boolean;
}

export interface PromiseRow {
    /** Key in the stack's `promises`, e.g. `readRtoSeconds`. */
    readonly name: string;
    readonly label: string;
    readonly promised: number;
    readonly unit: "s" | "ms" | "%";
    readonly predicted: Band | null;
    readonly measured: Interval | null;
    readonly verdict: "kept" | "broken" | "not measured";
    readonly note: string;
}

/** An outage as one class of clients saw it for one operation. */
export interface OutageRow {
    readonly class: ClientClass;
    readonly operation: Operation;
    readonly clients: number;
    /** Class-wide recovery time: [last failed start, first good start after which the promise held]; null if it never did. */
    readonly rto: Interval | null;
    /** Over single clients; null where a client never recovered. */
    readonly p50: number | null;
    readonly p95: number | null;
    readonly p99: number | null;
    readonly max: number | null;
    readonly requests: number;
    readonly failed: number;
    /** Answered in time but slower than ten times the steady median. */
    readonly brownOut: number;
}

export interface PhaseRow {
    readonly phase: Phase;
    /** Null without `prediction.never`: the phase has no meaning in this drill, or nothing was predicted; then a missing measurement means nothing either. */
    readonly predicted: Band | null;
    readonly measured: Interval | null;
    /** Whether the measured interval touches the predicted 99.9 % band; null when one of them is missing. */
    readonly inside: boolean | null;
}

export interface LossReport {
    /**
     * The last look-up that was made. A drill that ended before any knows what clients were told and nothing of what
     * is kept: then every number that needs a look-up is 0 and means nothing.
     */
    readonly lookUp: "none" | "after-failover" | "after-fail-back";
    readonly acknowledged: number;
    readonly failed: number;
    readonly unknown: number;
    /** Acknowledged, and absent from the new writer after failover. */
    readonly lostAfterFailover: number;
    /** Acknowledged, absent after failover, present after fail-back. */
    readonly late: number;
    /** Acknowledged and absent after fail-back. */
    readonly lost: number;
    /** Not acknowledged, yet present. */
    readonly recovered: number;
    /** Orders that the ledger never sent. */
    readonly phantom: number;
    /** Acknowledged twice with different commits. */
    readonly duplicate: number;
    /** Acknowledgements of an old epoch after the first of a new one. */
    readonly splitBrain: number;
    readonly lostOrders: readonly string[];
    /** Orders that only the fenced old primary's disk holds; equal to lostOrders unless something else lost data. Null when there was no such disk. */
    readonly foundOnOldPrimary: readonly string[] | null;
    /** Fault minus the commit time of the newest acknowledged order below which nothing is lost. 0 when nothing is lost. */
    readonly rpo: Interval;
    readonly declaredLag: number;
}

export interface Timeline {
    /** Seconds a bucket. */
    readonly bucket: number;
    readonly marks: readonly { readonly at: number; readonly label: string }[];
    readonly outage: Interval | null;
    readonly series: readonly TimelineRow[];
    /** Who a resolver's clients reached, as bands: region null while none answered. */
    readonly dns: readonly {
        readonly resolver: string;
        readonly from: number;
        readonly to: number;
        readonly region: string | null;
    }[];
    readonly lag: readonly { readonly at: number; readonly region: string; readonly seconds: number }[];
}

export interface TimelineRow {
    /** Start of the bucket. */
    readonly at: number;
    readonly class: ClientClass;
    readonly operation: Operation;
    readonly requests: number;
    readonly good: number;
    readonly p50Milliseconds: number | null;
    readonly p99Milliseconds: number | null;
    /** Good replies by region. */
    readonly answeredBy: { readonly [region: string]: number };
}
