/** One thing that is measured beside its floor. Runs of both take turns, so that a busy machine is unfair to neither. */
export interface Bench {
    readonly name: string;
    /** What the ratio may be at most; nothing when there is no bar. */
    readonly bar?: number;
    readonly runs: number;
    /** Each gives the milliseconds of one run. */
    readonly subject: { readonly name: string; readonly run: () => Promise<number> };
    readonly floor: { readonly name: string; readonly run: () => Promise<number> };
}

/** Times of several runs, in milliseconds. */
export interface Times {
    readonly min: number;
    readonly median: number;
    readonly max: number;
}

export interface Measured {
    readonly subject: Times;
    readonly floor: Times;
    /** Median over median. */
    readonly ratio: number;
    readonly kept: boolean;
}

/** Runs a bench; the first run of each is not counted, it warms caches. */
export async function measure({ runs, subject, floor, bar = Infinity }: Bench): Promise<Measured> {
    const subjectTimes: number[] = [];
    const floorTimes: number[] = [];
    for (let run = 0; run <= runs; run += 1) {
        const pair = [await floor.run(), await subject.run()] as const;
        if (run > 0) {
            floorTimes.push(pair[0]);
            subjectTimes.push(pair[1]);
        }
    }
    const [subjectSummary, floorSummary] = [timesOf(subjectTimes), timesOf(floorTimes)];
    const ratio = subjectSummary.median / floorSummary.median;
    return { subject: subjectSummary, floor: floorSummary, ratio, kept: ratio <= bar };
}

/** @param times at least one */
export function timesOf(times: readonly number[]): Times {
    const sorted = [...times].sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    const median = ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
    return { min: sorted[0] ?? NaN, median, max: sorted.at(-1) ?? NaN };
}
