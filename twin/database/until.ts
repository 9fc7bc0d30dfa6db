import { setTimeout as pause } from "node:timers/promises";

const firstPauseMilliseconds = 5;
const longestPauseMilliseconds = 100;

/**
 * Asks again and again, at growing distances, until `probe` gives something else than undefined: for conditions of
 * engines that notify nobody. Rejects when the limit is over, with the probe's last error as the cause.
 */
export async function until<Found>(
    what: string,
    limitMilliseconds: number,
    probe: () => Promise<Found | undefined>,
): Promise<Found> {
    const deadline = performance.now() + limitMilliseconds;
    let pauseMilliseconds = firstPauseMilliseconds;
    let cause: unknown;
    while (performance.now() < deadline) {
        try {
            const found = await probe();
            if (found !== undefined) {
                return found;
            }
            cause = undefined;
        } catch (error) {
            cause = error;
        }
        await pause(pauseMilliseconds);
        pauseMilliseconds = Math.min(pauseMilliseconds * 2, longestPauseMilliseconds);
    }
    const because = cause instanceof Error ? `: ${cause.message}` : "";
    throw new Error(`waited ${limitMilliseconds / 1000} s in vain until ${what}${because}`, { cause });
}
