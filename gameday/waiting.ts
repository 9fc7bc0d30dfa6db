/** Someone asked the drill to end: Ctrl-C, a signal. */
export class Interrupted extends Error {
    override readonly name = "Interrupted";
}

/** What a step waited for did not happen within its limit. */
export class Unmet extends Error {
    override readonly name = "Unmet";
}

/** @throws Interrupted as soon as the signal is given */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
        const stop = (): void => {
            clearTimeout(timer);
            reject(interruption(signal));
        };
        const timer = setTimeout(() => {
            signal.removeEventListener("abort", stop);
            resolve();
        }, milliseconds);
        signal.addEventListener("abort", stop, { once: true });
        if (signal.aborted) {
            stop();
        }
    });
}

/**
 * Waits for work, but not beyond the signal; the work itself goes on.
 * @throws Interrupted
 */
export function unlessInterrupted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
    return new Promise((resolve, reject) => {
        const stop = (): void => reject(interruption(signal));
        signal.addEventListener("abort", stop, { once: true });
        if (signal.aborted) {
            stop();
        }
        work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
    });
}

function interruption(signal: AbortSignal): Interrupted {
    return signal.reason instanceof Interrupted ? signal.reason : new Interrupted("interrupted");
}

export interface Patience {
    readonly signal: AbortSignal;
    readonly limitMilliseconds: number;
    readonly everyMilliseconds: number;
}

/**
 * Looks again and again until there is something to return.
 * @throws Unmet with what `describe` says when the limit is over
 */
export async function until<Result>(
    look: () => Promise<Result | undefined> | Result | undefined,
    { signal, limitMilliseconds, everyMilliseconds }: Patience,
    describe: () => string,
): Promise<Result> {
    const deadline = Date.now() + limitMilliseconds;
    for (;;) {
        const found = await unlessInterrupted(Promise.resolve(look()), signal);
        if (found !== undefined) {
            return found;
        }
        if (Date.now() >= deadline) {
            throw new Unmet(describe());
        }
        await pause(everyMilliseconds, signal);
    }
}
