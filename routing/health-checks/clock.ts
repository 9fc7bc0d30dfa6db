/** Real milliseconds, and a way to be called later: the machine's, or a test's. */
export interface Clock {
    now(): number;
    /** Calls back once after so many milliseconds, unless the returned function is called first. */
    after(milliseconds: number, callback: () => void): () => void;
}

/** The machine's clock; its timers do not keep a process alive. */
export const machineClock: Clock = {
    now: () => Date.now(),
    after: (milliseconds, callback) => {
        const timer = setTimeout(callback, milliseconds);
        timer.unref();
        return () => clearTimeout(timer);
    },
};
