import { Option } from "commander";

/** `--set PATH=VALUE`, as every command has it that reads a stack's config. */
export function setting(): Option {
    return new Option("--set <path=value>", "changes one value of the stack's config for this command; may be repeated")
        .argParser((value, before: readonly string[]) => [...before, value])
        .default([], "none");
}
