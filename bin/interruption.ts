import { Interrupted } from "../gameday/waiting";

/** As a shell reports a process that a signal ended: 128 and the signal's number. */
const codes = { SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof codes;

export interface Signals {
    /** Aborted by the first signal. */
    readonly signal: AbortSignal;
    /** Resolves at the first signal. */
    readonly given: Promise<void>;
    /** 130 or 143 after a signal. */
    exitCode(): number | undefined;
    release(): void;
}

/** The first Ctrl-C (or SIGTERM) asks the work to end in order; the second ends it at once. */
export function watchSignals(): Signals {
    const control = new AbortController();
    let first: Ending | undefined;
    const onSignal = (name: Ending): void => {
        if (first !== undefined) {
            process.exit(codes[name]);
        }
        first = name;
        process.stderr.write("\nantipode: ending in order; once more ends at once\n");
        control.abort(new Interrupted(`ended by ${name}`));
    };
    const names = Object.keys(codes) as Ending[];
    names.forEach((name) => process.on(name, onSignal));
    return {
        signal: control.signal,
        given: new Promise((resolve) => control.signal.addEventListener("abort", () => resolve(), { once: true })),
        exitCode: () => (first === undefined ? undefined : codes[first]),
        release: () => names.forEach((name) => process.off(name, onSignal)),
    };
}
