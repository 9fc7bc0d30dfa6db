import type { RequestLine } from "../client-log";
import type { Scale } from "./scale";
import { isGood, percentile } from "./statistics";

/** Latency before the fault, of clients that keep their connections: what a user of a running system feels. */
export interface SteadyLatency {
    readonly requests: number;
    /** Milliseconds of this machine's clock; null without requests. */
    readonly p99Milliseconds: number | null;
}

/** Reads and writes together; a request that ended after the fault is not steady state. */
export function steadyLatency(lines: readonly RequestLine[], scale: Scale): SteadyLatency {
    const durations = lines
        .filter((line) => line.class === "keep-alive" && line.end <= scale.origin && isGood(line))
        .map((line) => line.end - line.start);
    return { requests: durations.length, p99Milliseconds: percentile(durations, 0.99) };
}
