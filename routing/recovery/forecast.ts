import type { Band } from "../prediction";
import type { Fault } from "./fault";
import type { Input, Signal } from "./failover-model";
import type { PlaceRoute } from "./route-after-fault";

/**
 * What is predicted, each the instant at which it ends, in seconds after the fault:
 * verdict - the one that makes Route 53 answer otherwise;
 * switch - Route 53 answers by it;
 * client - one client's first good request after its last failed one;
 * all-read, all-write - the last of all clients to read, and to write;
 * promote - the first acknowledged write of the new writer.
 * Two are lengths of time: cache - what a resolver's copy outlives the switch by; heal - from the end of the fault to
 * the verdict that it ended.
 */
export type ForecastPhase = "verdict" | "switch" | "cache" | "client" | "all-read" | "promote" | "all-write" | "heal";

/** A mean that needs no simulation, or why there is none. */
export type ClosedForm = { readonly formula: string; readonly seconds: number } | { readonly none: string };

export interface PhaseForecast {
    readonly phase: ForecastPhase;
    /** As a person reads it, in a few words. */
    readonly label: string;
    readonly band: Band;
    /** Seconds, of the simulated runs. */
    readonly mean: number;
    readonly closedForm: ClosedForm;
}

/** What comes of a fault: clients are sent elsewhere, never, or none was sent to what broke. */
export type Outcome =
    | {
          readonly kind: "moves";
          readonly phases: readonly PhaseForecast[];
          /** Share of runs in which each signal was the one that moved clients. */
          readonly deciders: readonly {
              readonly kind: Signal["kind"];
              readonly name: string;
              readonly share: number;
          }[];
      }
    | { readonly kind: "never"; readonly reason: string }
    | { readonly kind: "unaffected"; readonly reason: string };

export interface PromiseForecast {
    readonly name: "readRtoSeconds" | "writeRtoSeconds";
    readonly promisedSeconds: number;
    /** Null when clients are never served again. */
    readonly p99Seconds: number | null;
    readonly kept: boolean;
}

/** What a fault does to clients of a name. Plain values, so that two of them can be compared. */
export interface FaultPrediction {
    readonly fault: Fault;
    readonly name: string;
    readonly runs: number;
    readonly seed: number;
    readonly places: readonly PlaceRoute[];
    readonly outcome: Outcome;
    /** Whether clients of what broke fail until they are sent elsewhere; a split of checkers alone does not hurt them. */
    readonly clientsFail: boolean;
    readonly promises: readonly PromiseForecast[];
    readonly inputs: readonly Input[];
    /** What is not part of the prediction, one line each. */
    readonly leftOut: readonly string[];
}
