/** Seconds of platform time after the fault. `low` and `high` bound 99.9 % of the simulated runs. */
export interface Band {
    readonly low: number;
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
    readonly high: number;
    /** What this share of the runs lies below: `low`, then 5 % and each 5 % more up to 95 %, then `high`. */
    readonly quantiles?: readonly number[];
}

/**
 * The phases of a failover, each the instant at which it ends, as clients see it:
 * detect - first reply of a survivor through any resolver that was answered with the lost region;
 * route - first reply of a survivor through the last such resolver;
 * promote - first acknowledged write with the new epoch;
 * recover - from here on the promise held for 30 s.
 */
export type Phase = "detect" | "route" | "promote" | "recover";

export const phases: readonly Phase[] = ["detect", "route", "promote", "recover"];

export interface Prediction {
    readonly runs: number;
    readonly seed: number;
    /** Null with `never`: it does not end. Null without: it has no meaning in this drill, or nothing was predicted. */
    readonly phases: { readonly [phase in Phase]: Band | null };
    /** When the honest clients are served again; null as above. */
    readonly readRto: Band | null;
    readonly writeRto: Band | null;
    readonly never?: string;
    /** Every number that went in, with where it came from: `config`, `AWS` (documented), `assumed`. */
    readonly inputs: readonly { readonly name: string; readonly value: string; readonly source: string }[];
}
