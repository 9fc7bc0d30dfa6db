import type { Band } from "../prediction";

/** Half of what lies outside a band, at each end: 99.9 % is inside. */
const tail = 0.0005;

const twentieths = Array.from({ length: 19 }, (_, step) => (step + 1) / 20);

/** Quantiles of a sample, to the millisecond. Sorts it. */
export function bandOf(sample: Float64Array): Band {
    sample.sort();
    const at = (share: number) => {
        const value = sample[Math.min(sample.length - 1, Math.floor(share * sample.length))] ?? NaN;
        return Math.round(value * 1000) / 1000;
    };
    const [low, high] = [at(tail), at(1 - tail)];
    const quantiles = [low, ...twentieths.map(at), high];
    return { low, p50: at(0.5), p95: at(0.95), p99: at(0.99), high, quantiles };
}
