import { Option, type Command } from "commander";
import { CommandError } from "../exit";

/** Which stack's program is recorded, and what is changed in its config first. */
export interface StackOptions {
    /** Absent when nobody says. */
    readonly stack?: string;
    readonly set: readonly string[];
}

const usualStack = "staging";

/** `--stack` and `--set`, as commands have them that read a file as well. */
export function withStackOptions(command: Command): Command {
    return command
        .option(
            "-s, --stack <name>",
            `the stack whose program is recorded when no file is given (default: ${usualStack})`,
        )
        .addOption(setting());
}

/** `--set PATH=VALUE`, as every command has it that reads a stack's config. */
export function setting(): Option {
    return new Option("--set <path=value>", "changes one value of the stack's config for this command; may be repeated")
        .argParser((value, before: readonly string[]) => [...before, value])
        .default([], "none");
}

/** The stack to be recorded. */
export function stackOf({ stack = usualStack }: StackOptions): string {
    return stack;
}

/**
 * Budget, promises and waivers are read from the plan: beside a file, a stack would be named and never looked at.
 * @param file what the command line calls it, as in `FILE`
 * @throws CommandError 2 when a stack is named or a value is set
 */
export function refuseBeside(file: string, { stack, set }: StackOptions): void {
    const option = stack === undefined ? "--set" : "--stack";
    if (stack !== undefined || set.length > 0) {
        throw new CommandError(
            `${option}: expected no ${file} beside it, because a file has a stack and its values already`,
            2,
        );
    }
}
