import type { CheckerRules } from "../health-checks/verdict";

/** Seconds, drawn uniformly from min to max. */
export interface Range {
    readonly min: number;
    readonly max: number;
}

/** How many observers, none waiting for another, come to one verdict about an endpoint. */
export interface Detection {
    readonly intervalSeconds: number;
    readonly threshold: number;
    readonly checkers: number;
    /** Checkers for which nothing changes: they go on saying healthy. @default 0 */
    readonly untouched?: number;
    /** The verdict that is awaited. @default "red" */
    readonly towards?: "red" | "green";
    /** Platform seconds that a failing request takes: nothing when refused, the connect timeout in a black hole. */
    readonly failureSeconds: number;
    readonly rules: CheckerRules;
    /** Real seconds that a request costs beyond that: event loop, timers, the answer's way. Does not scale with the clock. */
    readonly overheadSeconds: Range;
}

/** Something that Route 53 may answer by, and that the fault turns unhealthy. */
export interface Signal {
    readonly kind: "check" | "target";
    /** Id of the check, or DNS name of the target. */
    readonly name: string;
    /** Absent for a switch or an alarm: what throws it has thrown it. */
    readonly detection?: Detection;
}

/** How the database gets a new writer; absent when the lost region is not the writer's. */
export interface Promotion {
    /** Real seconds between two looks of the operator at what Route 53 answers. */
    readonly pollSeconds: Range;
    readonly decideSeconds: number;
    readonly promotionSeconds: number;
    /** Real seconds that the engine's own promotion takes, with the epoch and the writer's name. */
    readonly engineSeconds: Range;
    /** TTL of the writer's name when somebody between instance and authority keeps it; 0 when nobody does. */
    readonly writerTtlSeconds: number;
    /** Real seconds until an instance that can find the new writer has a connection to it. */
    readonly reconnectSeconds: Range;
    /** Instances in the surviving region: each reconnects on its own. */
    readonly instances: number;
    /** Platform seconds that a write without a writer waits before it fails: one that began so long before still succeeds. */
    readonly waitSeconds: number;
    /** Share of clients whose last failure is a younger write: it held a connection to the lost writer when others had none yet. */
    readonly strayShare: number;
}

/** A number that went in: `config` (the plan or zone says so), `AWS` (documented), `assumed`. */
export interface Input {
    readonly name: string;
    readonly value: string;
    readonly source: "config" | "AWS" | "assumed";
}

/** Everything that decides how long a failover takes. Seconds are platform time unless a field says real. */
export interface FailoverModel {
    /** Why clients are never served again; then nothing is simulated. */
    readonly never?: string;
    /** Platform seconds a real second. */
    readonly clockFactor: number;
    readonly signals: readonly Signal[];
    /** Whether every client is answered with what serves once these signals are unhealthy: bit `i` of the index is signal `i`. */
    readonly served: readonly boolean[];
    readonly healthToDnsSeconds: Range;
    /** Of the answer that resolvers hold when the fault comes. */
    readonly ttlSeconds: number;
    /** One for each resolver (and honest client): whether it was sent to what the fault broke. */
    readonly affected: readonly boolean[];
    /** Resolvers were filled one after the other, over one TTL; else at unrelated moments. */
    readonly staggered: boolean;
    /** Between two requests of one client and operation. */
    readonly probeSpacingSeconds: number;
    readonly timeoutSeconds: number;
    /** Real seconds from a request's start to its reply: name, TLS, HTTP. */
    readonly replySeconds: Range;
    readonly promotion?: Promotion;
    readonly inputs: readonly Input[];
}
