import { Option, type Command } from "commander";
import { withStackOptions, type StackOptions } from "../stack-options";

/** Where a command takes its zone from: a zone file, a plan, or a stack's program. */
export interface ZoneOptions extends StackOptions {
    readonly zone?: string;
    readonly plan?: string;
}

/** `--zone`, `--plan`, `--stack` and `--set`, as every command has them that reads a zone. */
export function withZoneOptions(command: Command): Command {
    const files = command
        .addOption(
            new Option(
                "-z, --zone <file>",
                "a zone file, as `routing import` writes it; - reads standard input",
            ).conflicts(["plan"]),
        )
        .option("-p, --plan <file>", "a plan, as `antipode plan --format json` writes it; - reads standard input");
    return withStackOptions(files);
}
