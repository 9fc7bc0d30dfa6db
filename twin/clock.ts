import type { Clock } from "./api";

/** Platform seconds as milliseconds of this machine's clock. */
export function realMilliseconds(seconds: number, { factor }: Clock): number {
    return (seconds * 1000) / factor;
}

/** The same as an engine's configuration wants it: whole, and at least one. */
export function wholeMilliseconds(seconds: number, clock: Clock): number {
    return Math.max(1, Math.round(realMilliseconds(seconds, clock)));
}
