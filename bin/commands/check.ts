import { closest } from "fastest-levenshtein";
import { coloursWanted } from "../../plan/terminal";
import { checkPlan, type CheckReport } from "../../policy/check-plan";
import { checkJson } from "../../policy/report/json";
import { checkMarkdown } from "../../policy/report/markdown";
import type { CheckSource } from "../../policy/report/places";
import { checkTable } from "../../policy/report/table";
import { rules } from "../../policy/rules";
import type { Waiver } from "../../policy/waivers";
import { CommandError } from "../exit";
import { today } from "../today";
import type { InputOptions } from "./cost/cost-options";
import { provesNothing, pricerOf, readInput, warningsOf, type CostInput } from "./cost/inputs";

/** What the command line gives. */
export interface CheckCommandOptions extends InputOptions {
    readonly file: string | undefined;
    readonly format: "table" | "json" | "markdown";
    readonly failOn: "error" | "warning";
    readonly rule: readonly string[];
    readonly verbose: boolean;
    /** The stack's file of another program. */
    readonly waivers?: string;
}

/**
 * `antipode check`: prints what is wrong; exit code 1 when something is that `--fail-on` names.
 * @throws CommandError 2 for wrong input
 */
export async function check(options: CheckCommandOptions): Promise<void> {
    const only = knownRules(options.rule);
    const read = whole(await readInput(options.file, options));
    const plan = read.input.after;
    const waivers = options.waivers === undefined ? [] : await waiversBeside(read, options.waivers);
    const warnings = warningsOf(read);
    const price = await pricerOf(plan.resources, options);
    const estimate = price(plan, warnings);
    const report = checkPlan(plan, { estimate, waivers, today: today(), ...(only.length > 0 ? { only } : {}) });
    process.stdout.write(`${formatted(report, { name: read.source, warnings }, options)}\n`);
    process.exitCode = isBroken(report, options.failOn) ? 1 : 0;
    const unproved = provesNothing(read, "judge");
    if (process.exitCode === 0 && unproved !== undefined) {
        throw new CommandError(unproved, 2);
    }
}

/** Waivers of a program that is not ours, whose preview does not carry them. */
async function waiversBeside({ input, source }: CostInput, file: string): Promise<readonly Waiver[]> {
    if (input.after.resources.some(({ type }) => type === "antipode:platform:Platform")) {
        throw new CommandError(`--waivers: expected none beside ${source}, which carries its own`, 2);
    }
    const { waiversIn } = await import("./stack-waivers.js");
    return waiversIn(file);
}

function knownRules(asked: readonly string[]): readonly string[] {
    const ids = rules.map(({ id }) => id);
    const unknown = asked.find((id) => !ids.includes(id));
    if (unknown !== undefined) {
        throw new CommandError(
            `--rule ${unknown}: expected the id of a rule, as docs/rules.md has them (did you mean "${closest(unknown, ids)}"?)`,
            2,
        );
    }
    return asked;
}

/** Rules that miss what stays as it is would find what is not wrong, and miss what is. */
function whole(read: CostInput): CostInput {
    if (read.input.kind === "preview" && read.input.changesOnly) {
        throw new CommandError(
            `${read.source}: expected a preview with --show-sames: rules are about the whole stack`,
            2,
        );
    }
    return read;
}

function formatted(report: CheckReport, source: CheckSource, { format, verbose }: CheckCommandOptions): string {
    switch (format) {
        case "json":
            return checkJson(report, source);
        case "markdown":
            return checkMarkdown(report, source);
        case "table":
            return checkTable(report, source, { colours: coloursWanted(), verbose });
    }
}

function isBroken({ broken }: CheckReport, failOn: CheckCommandOptions["failOn"]): boolean {
    return broken.some(({ severity }) => severity === "error" || (failOn === "warning" && severity === "warning"));
}
