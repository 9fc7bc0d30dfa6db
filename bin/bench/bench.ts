/** Something that can be measured by `npm run bench`. */
export interface Bench {
    /** What `npm run bench -- WORD` looks for. */
    readonly name: string;
    /** Stops everything that it started, also when it fails or the signal is given. */
    readonly measure: (signal: AbortSignal) => Promise<readonly Finding[]>;
}

/** Numbers of one thing, one a run; beside a floor where there is one. */
export interface Finding {
    readonly name: string;
    readonly unit: string;
    readonly values: readonly number[];
    /** The least that the same work costs here: an engine's own start, a bare program. */
    readonly floor?: { readonly name: string; readonly values: readonly number[] };
    readonly bar?: Bar;
}

/** What the numbers must be. */
export interface Bar {
    /** As a reader sees it: `ratio <= 2`. */
    readonly text: string;
    readonly keeps: (measured: Measured) => boolean;
}

export interface Summary {
    readonly min: number;
    readonly median: number;
    readonly max: number;
    readonly mean: number;
}

export interface Measured extends Summary {
    /** Median over the floor's median; NaN without a floor. */
    readonly ratio: number;
}

/** The slowest run counts: for what was promised without a floor. */
export function atMost(limit: number): Bar {
    return { text: `max <= ${limit}`, keeps: ({ max }) => max <= limit };
}

/** The slowest run counts here too. */
export function atLeast(limit: number): Bar {
    return { text: `min >= ${limit}`, keeps: ({ min }) => min >= limit };
}

/** Beside a floor measured in the same minutes, which makes a number good on any machine. */
export function ratioAtMost(limit: number): Bar {
    return { text: `ratio <= ${limit}`, keeps: ({ ratio }) => ratio <= limit };
}

/** Where more is better: answers for the same work. */
export function ratioAtLeast(limit: number): Bar {
    return { text: `ratio >= ${limit}`, keeps: ({ ratio }) => ratio >= limit };
}

export interface Band {
    readonly low: number;
    readonly high: number;
}

export function meanInside(band: Band): Bar {
    const { low, high } = band;
    return { text: `mean in ${shown(low)}-${shown(high)}`, keeps: ({ mean }) => mean >= low && mean <= high };
}

/** For a mutant: it must be told from what is right. */
export function meanOutside(band: Band): Bar {
    const inside = meanInside(band);
    return { text: inside.text.replace("mean in", "mean not in"), keeps: (measured) => !inside.keeps(measured) };
}

/** @param finding with at least one value */
export function measured({ values, floor }: Finding): Measured {
    const summary = summaryOf(values);
    return { ...summary, ratio: floor === undefined ? NaN : summary.median / summaryOf(floor.values).median };
}

/** @param values at least one */
export function summaryOf(values: readonly number[]): Summary {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    const median = ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
    const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
    return { min: sorted[0] ?? NaN, median, max: sorted.at(-1) ?? NaN, mean };
}

/** Three digits that matter, and no more digits than that after the point. */
export function shown(value: number): string {
    const size = Math.abs(value);
    return value.toFixed(size >= 100 || value === 0 ? 0 : size >= 10 ? 1 : 2);
}

/** Each run gives one number. */
export interface Contestant {
    readonly name: string;
    readonly run: () => Promise<number>;
}

/**
 * Runs contestants in turns, there and back, so that a busy machine is unfair to none and nobody always follows the same
 * one. The first turns are not counted: they warm caches.
 * @returns the numbers of each, in the order given
 */
export async function takeTurns(
    contestants: readonly Contestant[],
    { runs, warmUps = 1 }: { readonly runs: number; readonly warmUps?: number },
    signal: AbortSignal,
): Promise<number[][]> {
    const values: number[][] = contestants.map(() => []);
    for (let turn = 0; turn < warmUps + runs; turn += 1) {
        const order = [...contestants.entries()];
        for (const [index, { run }] of turn % 2 === 0 ? order : order.reverse()) {
            signal.throwIfAborted();
            const value = await run();
            if (turn >= warmUps) {
                values[index]?.push(value);
            }
        }
    }
    return values;
}
