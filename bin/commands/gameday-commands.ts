import { type Command, InvalidArgumentError, Option } from "commander";
import { clockFactor } from "./clock-factor";
import { setting } from "./stack-options";
import type * as gamedayCommands from "./gameday";

/** `antipode gameday ...`: described here, loaded when called. */
export function addGameday(program: Command): void {
    const gameday = program
        .command("gameday")
        .description("drills: break the platform on purpose, watch what clients see, report whether its promises held");
    addRun(gameday);
    gameday
        .command("list")
        .description("the drills that there are, with the question that each asks")
        .addOption(new Option("-f, --format <format>", "how to show them").choices(["table", "json"]).default("table"))
        .action(async (options: { format: "table" | "json" }) => (await commands()).listDrills(options));
    gameday
        .command("report")
        .description("shows the report of a run again, made anew from its report.json")
        .argument("[run]", "a folder of .antipode/runs (default: the last run)")
        .addOption(summaryOrJson())
        .action(async (run: string | undefined, options: { format: "summary" | "json" }) =>
            (await commands()).showReport(run, options),
        );
}

function addRun(gameday: Command): void {
    gameday
        .command("run")
        .description("runs a drill on a twin of its own and writes its report; drills on AWS are not built yet")
        .argument("<drill>", "antipode gameday list shows them")
        .option("-s, --stack <name>", "the stack: Pulumi.<name>.yaml", "staging")
        .addOption(
            new Option("-t, --target <target>", "what the drill runs on").choices(["twin", "aws"]).default("twin"),
        )
        .option("-c, --clock <clock>", "real, or a factor that divides every configured time", clockFactor, 10)
        .addOption(setting())
        .option("--force", "goes on where preflight refuses; the report says so", false)
        .option("--keep", "leaves the twin up after the drill, until Ctrl-C", false)
        .option("--seed <number>", "decides everything that is drawn (default: a new one)", wholeNumber)
        .addOption(summaryOrJson())
        .addHelpText(
            "after",
            "\nExit codes: 0 PASS; 1 FAIL, INCONCLUSIVE or refused by preflight; 2 wrong input; 3 something is missing here;" +
                "\n130 or 143 after Ctrl-C or SIGTERM, which heals, ends the twin and writes the report so far.",
        )
        .action(async (drill: string, options: gamedayCommands.RunOptions) =>
            (await commands()).runGameday(drill, options),
        );
}

function summaryOrJson(): Option {
    return new Option("-f, --format <format>", "what stdout gets").choices(["summary", "json"]).default("summary");
}

function wholeNumber(text: string): number {
    if (!/^\d{1,10}$/.test(text)) {
        throw new InvalidArgumentError("expected a whole number");
    }
    return Number(text);
}

function commands(): Promise<typeof gamedayCommands> {
    return import("./gameday.js");
}
