import { Command, Option } from "commander";
import { addCheck } from "./commands/check-command";
import { addCost } from "./commands/cost-commands";
import { addGameday } from "./commands/gameday-commands";
import { addInference } from "./commands/inference-commands";
import type { PlanOptions } from "./commands/plan";
import { addPromises } from "./commands/promises-command";
import { withStackOptions } from "./commands/stack-options";
import { addRouting } from "./commands/routing-commands";
import { addTwin } from "./commands/twin-commands";

/**
 * The commands. Each is described here and loaded when it is called, so that help costs no more than this file.
 * bin/cli.ts runs them; what README says of them is tested against this.
 */
export function commandLine(): Command {
    const program = new Command("antipode")
        .description("One application platform in several AWS regions, and the proof that it survives losing one.")
        .exitOverride()
        .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "antipode: ")) })
        .addHelpText(
            "after",
            "\nExit codes: 0 ok, 1 a promise or rule is broken, 2 wrong input, 3 something is missing here.\n" +
                "ANTIPODE_HOME names the folder for twins and runs (default: .antipode in the project).",
        );
    addPlan(program);
    addCost(program);
    addCheck(program);
    addPromises(program);
    addGameday(program);
    addTwin(program);
    addRouting(program);
    addInference(program);
    addSetup(program);
    return program;
}

function addPlan(program: Command): void {
    const plan = program
        .command("plan")
        .description("what a stack would ask AWS for, without asking: records its program, or reads a plan from FILE")
        .argument("[file]", "a plan that `antipode plan --format json` wrote; - reads it from standard input");
    withStackOptions(plan)
        .addOption(
            new Option("-f, --format <format>", "how to show it")
                .choices(["table", "json", "mermaid", "svg", "terraform"])
                .default("table"),
        )
        .addHelpText("after", planExamples)
        .action(async (file: string | undefined, options: Omit<PlanOptions, "file">) => {
            const { showPlan } = await import("./commands/plan.js");
            await showPlan({ file, ...options });
        });
}

const planExamples = `
Examples:
  antipode plan --stack prod
  antipode plan --stack prod --format json > base.json     # for \`cost --compare\` and \`promises --compare\`
  antipode plan --stack prod --format mermaid              # for a page of Markdown, inside a mermaid fence
  antipode plan --stack prod --format terraform > plan.json && checkov -f plan.json

Exit codes: 0 ok, 2 wrong input. What has no name in Terraform is listed on standard error.`;

function addSetup(program: Command): void {
    program
        .command("setup")
        .description(
            "brings the engines that the twin runs, as far as they are missing; other commands do it themselves",
        )
        .option("--tests", "also the browser that only the tests start")
        .action(async (options: { tests?: true }) => {
            const { prepareEngines } = await import("./setup/engines.js");
            await prepareEngines({ tests: options.tests ?? false });
        });
}
