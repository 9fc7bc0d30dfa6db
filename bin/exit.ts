import { RoutingError } from "../routing/errors";

/** 0 ok, 1 a promise or rule is broken, 2 wrong input, 3 the environment lacks something. */
export type ExitCode = 0 | 1 | 2 | 3;

/** Ends a command. Its message is one line for a person: what, where, what was expected. */
export class CommandError extends Error {
    readonly code: ExitCode;

    constructor(message: string, code: Exclude<ExitCode, 0>, options?: ErrorOptions) {
        super(message, options);
        this.name = "CommandError";
        this.code = code;
    }
}

/** The code of an error that may come from anywhere: an unexpected one says that something is missing, not that a promise broke. */
export function exitCodeOf(error: unknown): ExitCode {
    if (error instanceof RoutingError) {
        return 2;
    }
    if (typeof error === "object" && error !== null && "code" in error) {
        const { code } = error;
        return code === 1 || code === 2 || code === 3 ? code : 3;
    }
    return 3;
}
