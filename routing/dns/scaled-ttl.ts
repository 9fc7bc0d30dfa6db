/** Whole real seconds for a TTL of platform time; never 0, which would switch caching off. */
export function scaledTtl(seconds: number, clockFactor: number): number {
    return Math.max(1, Math.round(seconds / clockFactor));
}
