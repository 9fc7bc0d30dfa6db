import { type Command, Option } from "commander";
import { clockFactor } from "./clock-factor";
import { setting } from "./stack-options";
import type * as twinCommands from "./twin";

/** `antipode twin ...`: described here, loaded when called. */
export function addTwin(program: Command): void {
    const twin = program
        .command("twin")
        .description("a stack on this machine: real engines in namespaces of their own");
    addUp(twin);
    on(twin.command("status").description("every process of the twin: cell, engine, pid, address, health, memory"))
        .addOption(new Option("-f, --format <format>", "how to show it").choices(["table", "json"]).default("table"))
        .action(async (options: { name?: string; format: "table" | "json" }) => (await commands()).showStatus(options));
    on(twin.command("down").description("ends the twin and everything in it")).action(
        async (options: { name?: string }) => (await commands()).endTwin(options),
    );
    on(twin.command("break").description("loses a region").argument("<region>", "region of the cell"))
        .addOption(
            new Option("-m, --manner <manner>", "refused: its processes die; black-hole: packets vanish both ways")
                .choices(["refused", "black-hole"])
                .default("black-hole"),
        )
        .action(async (region: string, options: { name?: string; manner: "refused" | "black-hole" }) =>
            (await commands()).breakRegion(region, options),
        );
    on(twin.command("heal").description("brings a lost region back").argument("<region>", "region of the cell")).action(
        async (region: string, options: { name?: string }) => (await commands()).healRegion(region, options),
    );
    addShell(twin);
}

function addUp(twin: Command): void {
    on(twin.command("up").description("starts a stack's plan here and stays until Ctrl-C"))
        .option("-s, --stack <name>", "the stack: Pulumi.<name>.yaml", "staging")
        .option(
            "-c, --clock <clock>",
            "real, or a factor that divides every configured time, such as 10x",
            clockFactor,
            10,
        )
        .addOption(setting())
        .action(async (options: twinCommands.UpOptions) => (await commands()).runTwin(options));
}

function addShell(twin: Command): void {
    twin.enablePositionalOptions();
    on(twin.command("shell").description("a shell inside the twin, where dig, curl and psql work"))
        .argument("[cell]", "region of a cell, or internet: what lies between the cells", "internet")
        .argument("[command...]", "what to run instead of a shell")
        .passThroughOptions()
        .addHelpText("after", "\n  antipode twin shell eu-west-1 -- psql -c 'select count(*) from orders'")
        .action(async (cell: string, command: string[], options: { name?: string }) =>
            (await commands()).runShell(cell, command, options),
        );
}

function on(command: Command): Command {
    return command.option(
        "-n, --name <name>",
        "which twin, when several run (default: the only one, or the stack's name)",
    );
}

function commands(): Promise<typeof twinCommands> {
    return import("./twin.js");
}
