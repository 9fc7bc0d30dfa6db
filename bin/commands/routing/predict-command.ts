import { InvalidArgumentError, Option, type Command } from "commander";
import { clientClasses, type ClientClass } from "../../../routing/recovery/client-classes";
import { withZoneOptions } from "./zone-options";
import type { PredictCommandOptions } from "./predict";

/** What `--fault` may be, as a person types it. */
export const faultNames = ["black-hole", "refused", "targets-error", "targets-hang", "split"] as const;

/** `antipode routing predict`. */
export function addPredict(routing: Command): void {
    const command = routing
        .command("predict")
        .description("how long clients are without service after a fault: by phase, with the closed form beside it");
    withFaultOptions(withZoneOptions(command))
        .option("-n, --name <name>", "the name that clients ask for (default: app.<domain> of a plan; the zone's own)")
        .option("--from <place...>", "where clients are (default: each region that the zone names)")
        .option("--state <file>", 'what holds before the fault: {"healthChecks", "targets", "latency"}')
        .addOption(
            new Option(
                "--health-to-dns <seconds>",
                "from a verdict to answers, as min-max (default: the plan's; 1-5)",
            ).argParser(range),
        )
        .option("--read-rto <seconds>", "a promise to judge reads by (default: the plan's)", seconds)
        .option("--write-rto <seconds>", "a promise to judge writes by (default: the plan's)", seconds)
        .option("--clients <kinds>", `kinds of clients, of ${clientClasses.join(", ")}`, kinds, ["honest"])
        .option("--resolvers <count>", "clients of whom the last one counts, each with its own resolver", count, 8)
        .option("--runs <count>", "simulated faults", count, 100_000)
        .option("--seed <number>", "decides everything that is drawn", wholeNumber, 1)
        .addOption(
            new Option("-f, --format <format>", "how to show it")
                .choices(["table", "json", "markdown"])
                .default("table"),
        )
        .addHelpText("after", examples)
        .action(async (options: PredictCommandOptions) => {
            const { showPrediction } = await import("./predict.js");
            await showPrediction(options);
        });
}

function withFaultOptions(command: Command): Command {
    return command
        .addOption(new Option("--fault <kind>", "what happens").choices(faultNames).default("black-hole"))
        .option("--lost <region>", "where: a region or a set identifier (default: the plan's initial writer)")
        .addOption(
            new Option("--check <id>", "what this health check asks fails instead").conflicts(["lost", "target"]),
        )
        .addOption(
            new Option("--target <name>", "what this name of an alias leads to is sick instead").conflicts(["lost"]),
        )
        .option("--unreachable <regions>", "with split: so many of the checkers' regions cannot reach it", count, 7);
}

const examples = `
--fault: black-hole (packets vanish), refused (connections are), targets-error and
targets-hang (the balancer stands, all its targets fail), split (checkers cannot reach it, clients
can). What is lost reports no target health any more: what was last heard of it counts, so that
health checks alone move clients.

Examples:
  antipode routing predict --stack staging --lost eu-west-1 --fault refused
  antipode routing predict --set traffic.healthCheck.failureThreshold=2 --clients honest,stretch
  antipode routing predict --zone zone.json --name www.example.com --check 1a2b --read-rto 120

Exit codes: 0; 1 when the 99th percentile breaks a promise; 2 wrong input; 3 something is missing
here.`;

function range(text: string): { min: number; max: number } {
    const found = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text);
    const [min, max] = [Number(found?.[1]), Number(found?.[2])];
    if (!(min <= max)) {
        throw new InvalidArgumentError("expected seconds as min-max, such as 1-5");
    }
    return { min, max };
}

function seconds(text: string): number {
    const value = Number(text);
    if (!(value > 0) || !Number.isFinite(value)) {
        throw new InvalidArgumentError("expected seconds, more than 0");
    }
    return value;
}

/** A million runs take seconds and a gigabyte of none: more would say nothing new. */
const most = 1_000_000;

function count(text: string): number {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > most) {
        throw new InvalidArgumentError(`expected a whole number from 1 to ${most}`);
    }
    return value;
}

function wholeNumber(text: string): number {
    if (!/^\d{1,10}$/.test(text)) {
        throw new InvalidArgumentError("expected a whole number");
    }
    return Number(text);
}

function kinds(text: string): ClientClass[] {
    return text.split(",").map((word) => {
        const found = clientClasses.find((kind) => kind === word);
        if (!found) {
            throw new InvalidArgumentError(`expected a list of ${clientClasses.join(", ")}, got ${word}`);
        }
        return found;
    });
}
