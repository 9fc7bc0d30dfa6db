import { InvalidArgumentError, Option, type Command } from "commander";
import { withZoneOptions } from "./zone-options";
import type { LintOptions } from "./lint";

/** `antipode routing lint`. */
export function addLint(routing: Command): void {
    const command = routing
        .command("lint")
        .description("mistakes in a zone: records and checks that will fail when a region does, with why and the fix");
    withZoneOptions(command)
        .addOption(
            new Option("-f, --format <format>", "how to show them")
                .choices(["table", "json", "markdown"])
                .default("table"),
        )
        .addOption(
            new Option("--rule <id>", "judges this rule only; may be repeated")
                .argParser((id: string, before: readonly string[]) => [...before, id])
                .default([], "all"),
        )
        .addOption(
            new Option("--ignore <id=reason>", "does not show what this rule finds; may be repeated")
                .argParser(ignoring)
                .default([], "none"),
        )
        .addOption(
            new Option("--fail-on <severity>", "ends with exit code 1 from this severity on")
                .choices(["error", "warning"])
                .default("error"),
        )
        .option("--verbose", "also why each broken rule is there, and where AWS says so", false)
        .option("--rules", "shows all rules instead, with why, fix and source", false)
        .addHelpText("after", examples)
        .action(async (options: LintOptions) => {
            const { lint } = await import("./lint.js");
            await lint(options);
        });
}

function ignoring(text: string, before: LintOptions["ignore"]): LintOptions["ignore"] {
    const [rule = "", ...rest] = text.split("=");
    const reason = rest.join("=").trim();
    if (rule === "" || reason === "") {
        throw new InvalidArgumentError("expected ID=REASON: whoever reads the report asks why.");
    }
    return [...before, { rule, reason }];
}

const examples = `
Examples:
  antipode routing lint --stack staging
  antipode routing lint --zone zone.json --fail-on warning --ignore ttl-over-60="a static page"
  antipode routing lint --rules

Exit codes: 0 nothing found that --fail-on names, 1 something was, 2 wrong input.`;
