import { Option, type Command } from "commander";
import { setting } from "../setting";

/** Where a command takes its zone from: a zone file, a plan, or a stack's program. */
export interface ZoneOptions {
    readonly zone?: string;
    readonly plan?: string;
    readonly stack: string;
    readonly set: readonly string[];
}

/** `--zone`, `--plan`, `--stack` and `--set`, as every command has them that reads a zone. */
export function withZoneOptions(command: Command): Command {
    return command
        .addOption(
            new Option(
                "-z, --zone <file>",
                "a zone file, as `routing import` writes it; - reads standard input",
            ).conflicts(["plan"]),
        )
        .option("-p, --plan <file>", "a plan, as `antipode plan --format json` writes it; - reads standard input")
        .option("-s, --stack <name>", "the stack whose program is recorded when no file is given", "staging")
        .addOption(setting());
}
