/** Tells a person where a drill is. */
export interface Progress {
    /** A phase begins and may take so long (platform seconds; 0: no time worth naming). */
    phase(name: string, limitSeconds: number): void;
    /** Something happened within the phase. */
    note(text: string): void;
    /** Nothing more comes. */
    end(): void;
}

export interface ProgressStream {
    write(text: string): unknown;
    readonly isTTY?: boolean;
    readonly columns?: number;
}

const tickMilliseconds = 500;

/**
 * On a terminal one line that counts in platform time, with what has happened above it; elsewhere a plain line a phase
 * and a note.
 */
export function createProgress(stream: ProgressStream, factor: number): Progress {
    let current: { readonly name: string; readonly from: number; readonly limitSeconds: number } | undefined;
    const terminal = stream.isTTY === true;
    const passed = (): number => (current === undefined ? 0 : ((Date.now() - current.from) / 1000) * factor);
    const clear = (): void => {
        if (terminal) {
            stream.write("\r\u001b[2K");
        }
    };
    const draw = (): void => {
        if (current !== undefined) {
            const limit = current.limitSeconds === 0 ? "" : `, at most ${current.limitSeconds.toFixed(0)} s`;
            const text = `${current.name}  ${passed().toFixed(0)} s${limit}`;
            stream.write(`\r\u001b[2K${text.slice(0, (stream.columns ?? 100) - 1)}`);
        }
    };
    const timer = terminal ? setInterval(draw, tickMilliseconds) : undefined;
    timer?.unref();
    return {
        phase: (name, limitSeconds) => {
            clear();
            if (current !== undefined) {
                stream.write(`${current.name}: ${passed().toFixed(0)} s\n`);
            }
            current = { name, from: Date.now(), limitSeconds };
            if (!terminal) {
                const limit = limitSeconds === 0 ? "" : ` (at most ${limitSeconds.toFixed(0)} s of platform time)`;
                stream.write(`${name}${limit}\n`);
            }
        },
        note: (text) => {
            clear();
            stream.write(`    ${text}\n`);
        },
        end: () => {
            clear();
            clearInterval(timer);
            current = undefined;
        },
    };
}
