/** A moment on the monotonic clock before which a piece of work must have ended. */
export class Deadline {
    private readonly end: number;

    constructor(milliseconds: number) {
        this.end = performance.now() + milliseconds;
    }

    /** Milliseconds left; 0 when it has passed. */
    remaining(): number {
        return Math.max(0, this.end - performance.now());
    }

    /** The earlier of this one and one `milliseconds` from now. */
    within(milliseconds: number): Deadline {
        return new Deadline(Math.min(milliseconds, this.remaining()));
    }
}

/** Thrown by {@link beforeDeadline}. */
export class DeadlineError extends Error {
    override readonly name = "DeadlineError";
}

/** Rejects with a {@link DeadlineError} when `work` takes longer; its late result then goes to `onLate`, so that nothing leaks. */
export async function beforeDeadline<T>(work: Promise<T>, deadline: Deadline, onLate: (result: T) => void): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    let late = false;
    const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => {
            late = true;
            reject(new DeadlineError("the request's time is used up"));
        }, deadline.remaining());
    });
    work.then(
        (result) => {
            if (late) {
                onLate(result);
            }
        },
        () => undefined,
    );
    try {
        return await Promise.race([work, timeout]);
    } finally {
        clearTimeout(timer);
    }
}
