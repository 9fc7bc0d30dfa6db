import { CommanderError } from "commander";
import { commandLine } from "./command-line";
import { type ExitCode, exitCodeOf } from "./exit";
import { printable } from "../plan/terminal";

/** Ends quietly when whoever reads us has enough, as in `antipode plan | head`. */
function endWithReader(error: NodeJS.ErrnoException): void {
    if (error.code !== "EPIPE") {
        throw error;
    }
    process.exit(0);
}

function report(error: unknown): ExitCode {
    if (error instanceof CommanderError) {
        return error.exitCode === 0 ? 0 : 2;
    }
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`antipode: ${printable(message)}\n`);
    if (process.env["ANTIPODE_DEBUG"] !== undefined && error instanceof Error) {
        process.stderr.write(`${error.stack ?? ""}\n`);
    }
    return exitCodeOf(error);
}

process.stdout.on("error", endWithReader);
commandLine()
    .parseAsync()
    .catch((error: unknown) => {
        process.exitCode = report(error);
    });
