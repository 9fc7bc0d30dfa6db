import { Command, CommanderError, Option } from "commander";
import { addGameday } from "./commands/gameday-commands";
import { addTwin } from "./commands/twin-commands";
import { type ExitCode, exitCodeOf } from "./exit";

/**
 * The commands. Each is described here and loaded when it is called, so that help costs no more than this file.
 * bin/antipode runs it.
 */
function commandLine(): Command {
    const program = new Command("antipode")
        .description("One application platform in several AWS regions, and the proof that it survives losing one.")
        .exitOverride()
        .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "antipode: ")) })
        .addHelpText(
            "after",
            "\nExit codes: 0 ok, 1 a promise or rule is broken, 2 wrong input, 3 something is missing here.",
        );
    addPlan(program);
    addGameday(program);
    addTwin(program);
    addSetup(program);
    return program;
}

function addPlan(program: Command): void {
    program
        .command("plan")
        .description("what a stack would ask AWS for, without asking: records its program, or reads a plan from FILE")
        .argument("[file]", "a plan that `antipode plan --format json` wrote; - reads it from standard input")
        .option("-s, --stack <name>", "the stack: Pulumi.<name>.yaml", "staging")
        .addOption(
            new Option("-f, --format <format>", "how to show it").choices(["table", "json", "svg"]).default("table"),
        )
        .action(async (file: string | undefined, options: { stack: string; format: "table" | "json" | "svg" }) => {
            const { showPlan } = await import("./commands/plan.js");
            await showPlan({ file, ...options });
        });
}

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
    process.stderr.write(`antipode: ${message}\n`);
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
