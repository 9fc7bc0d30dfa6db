/**
 * An error whose message is written for a person. Exit codes are those of the command: 2 wrong input, 3 the
 * environment lacks something.
 */
export class TwinError extends Error {
    constructor(
        message: string,
        readonly code: 2 | 3,
    ) {
        super(message);
        this.name = "TwinError";
    }
}

/** All problems at once: `<what>:` and one line for each. */
export function refuse(what: string, problems: readonly string[]): void {
    if (problems.length > 0) {
        throw new TwinError([`${what}:`, ...problems.map((problem) => `  - ${problem}`)].join("\n"), 2);
    }
}
