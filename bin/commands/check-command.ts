import { Option, type Command } from "commander";
import type { CheckCommandOptions } from "./check";
import { withInputOptions } from "./cost/cost-options";

/** `antipode check`. */
export function addCheck(program: Command): void {
    const check = program
        .command("check")
        .description("what is wrong with a stack before it is deployed: rules over its plan, with why and the fix")
        .argument(
            "[file]",
            "`pulumi preview --json --show-sames`, its events, `pulumi stack export` or a plan; - reads standard input",
        );
    withInputOptions(check)
        .addOption(
            new Option("-f, --format <format>", "how to show it")
                .choices(["table", "json", "markdown"])
                .default("table"),
        )
        .addOption(
            new Option("--fail-on <severity>", "ends with 1 from this severity on")
                .choices(["error", "warning"])
                .default("error"),
        )
        .addOption(
            new Option("--rule <id>", "asks this rule only; may be repeated")
                .argParser((id: string, before: readonly string[]) => [...before, id])
                .default([], "all"),
        )
        .option(
            "--waivers <file>",
            "the stack's file, Pulumi.STACK.yaml, of another program: takes the waivers of its antipode:waivers",
        )
        .option(
            "--verbose",
            "also why each broken rule is there, who says so, and everything that is not judged",
            false,
        )
        .addHelpText("after", examples)
        .action(async (file: string | undefined, options: Omit<CheckCommandOptions, "file">) => {
            const { check: run } = await import("./check.js");
            await run({ file, ...options });
        });
}

const examples = `
Examples:
  antipode check --stack prod
  pulumi preview --json --show-sames | antipode check - --fail-on warning
  antipode check preview.json --waivers ../shop/Pulumi.prod.yaml
  antipode check plan.json --rule no-room-for-a-lost-peer --rule cells-differ

Rules are described in docs/rules.md; a stack's file waives them, with a reason and a day that ends.
Exit codes: 0 nothing that --fail-on names is broken, 1 something is, 2 wrong input.`;
