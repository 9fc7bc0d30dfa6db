import type Big from "big.js";
import { compareCosts, type CostDiff, type Side } from "../../../cost/diff";
import type { Grouping } from "../../../cost/group";
import { leverSavings } from "../../../cost/levers";
import type { CostReport } from "../../../cost/report/cost-report";
import { costJson } from "../../../cost/report/json";
import { costTable } from "../../../cost/report/table";
import { brokenLimits, NoSuchComponent, type Increase } from "../../../cost/thresholds";
import { coloursWanted } from "../../../plan/terminal";
import { CommandError } from "../../exit";
import { foundAt, writeText } from "../../text-file";
import { today } from "../../today";
import type { InputOptions } from "./cost-options";
import {
    provesNothing,
    pricerOf,
    readInput,
    readOlder,
    warningsOf,
    type CostInput,
    type Older,
    type Pricer,
} from "./inputs";

/** What the command line gives. */
export interface CostOptions extends InputOptions {
    readonly file: string | undefined;
    readonly compare?: string;
    readonly by?: readonly Grouping[];
    readonly format: "table" | "json" | "markdown" | "html";
    readonly levers?: true;
    readonly maxMonthly?: Big;
    readonly maxRegion: ReadonlyMap<string, Big>;
    readonly maxComponent: ReadonlyMap<string, Big>;
    readonly maxIncrease?: Increase;
    readonly output?: string;
    readonly writeUsage?: string;
}

/**
 * `antipode cost`: prints or writes a report; exit code 1 when a limit is broken, with a line each on standard error.
 * @throws CommandError 2 for wrong input
 */
export async function showCost(options: CostOptions): Promise<void> {
    const { file, compare, output, writeUsage } = options;
    const input = await readInput(file, options);
    const older = compare === undefined ? undefined : readOlder(compare, input, options);
    const sides = [input.input.after, ...(input.input.kind === "preview" ? [input.input.before] : [])];
    const resources = [...sides, ...(older ? [older.plan] : [])].flatMap((plan) => plan.resources);
    const price = await pricerOf(resources, options);
    if (writeUsage !== undefined) {
        const { usageTemplate } = await import("../../../cost/usage/template.js");
        writeNew(writeUsage, usageTemplate(input.input.after));
        return;
    }
    const report = reportOf({ read: input, older }, price, options);
    const broken = brokenIn(checked(report, options), options);
    const text = await formatted(report, options.format);
    if (output === undefined) {
        process.stdout.write(text);
    } else {
        writeText(output, text, "--output");
    }
    for (const line of broken) {
        process.stderr.write(`antipode: ${line}\n`);
    }
    process.exitCode = broken.length > 0 ? 1 : 0;
    const unproved = hasLimits(options) ? provesNothing(input, "hold limits against") : undefined;
    if (broken.length === 0 && unproved !== undefined) {
        throw new CommandError(unproved, 2);
    }
}

function hasLimits({ maxMonthly, maxRegion, maxComponent, maxIncrease }: CostOptions): boolean {
    return (maxMonthly ?? maxIncrease) !== undefined || maxRegion.size > 0 || maxComponent.size > 0;
}

function brokenIn(report: CostReport, options: CostOptions): readonly string[] {
    const { maxMonthly, maxRegion, maxComponent, maxIncrease } = options;
    const limits = {
        regions: maxRegion,
        components: maxComponent,
        ...(maxMonthly === undefined ? {} : { monthly: maxMonthly }),
        ...(maxIncrease === undefined ? {} : { increase: maxIncrease }),
    };
    try {
        return brokenLimits(limits, report);
    } catch (error) {
        if (error instanceof NoSuchComponent) {
            throw new CommandError(`--max-component ${error.message}`, 2, { cause: error });
        }
        throw error;
    }
}

/** A limit that nothing can be held against is a mistake, and no pass. */
function checked(report: CostReport, options: CostOptions): CostReport {
    const { maxMonthly, maxRegion, maxComponent, maxIncrease } = options;
    if (maxIncrease !== undefined && !report.diff) {
        throw new CommandError("--max-increase: expected a preview, or --compare FILE, to compare with", 2);
    }
    const total = maxMonthly ?? [maxRegion, maxComponent].find(({ size }) => size > 0);
    if (report.changesOnly && (total !== undefined || maxIncrease?.kind === "percent")) {
        throw new CommandError(
            `${report.source}: expected a preview with --show-sames: without what stays as it is there is no total to limit`,
            2,
        );
    }
    return report;
}

/** What was read: what is to be priced, and the older side when the command line names one. */
interface Inputs {
    readonly read: CostInput;
    readonly older: Older | undefined;
}

function reportOf({ read, older }: Inputs, price: Pricer, options: CostOptions): CostReport {
    const { input, source } = read;
    const plan = input.after;
    const estimate = price(plan, [...warningsOf(read), ...(older?.warnings ?? [])]);
    const after = { plan, estimate };
    const diff = diffOf({ read, older }, after, price);
    return {
        source,
        plan,
        estimate,
        changesOnly: input.kind === "preview" && input.changesOnly,
        ...(options.by ? { by: options.by } : {}),
        ...(options.prices === undefined ? {} : { prices: options.prices }),
        ...(diff ? { diff } : {}),
        ...(options.levers ? { levers: leverSavings(plan, estimate, price) } : {}),
        today: today(),
    };
}

function diffOf({ read: { input }, older }: Inputs, after: Side, estimate: Pricer): CostDiff | undefined {
    if (older) {
        const before = { plan: older.plan, estimate: estimate(older.plan) };
        return compareCosts({ before, after, against: older.source, estimate });
    }
    if (input.kind !== "preview") {
        return undefined;
    }
    const before = { plan: input.before, estimate: estimate(input.before) };
    return compareCosts({ before, after, against: "what is deployed", changes: input.changes, estimate });
}

async function formatted(report: CostReport, format: CostOptions["format"]): Promise<string> {
    switch (format) {
        case "table":
            return `${costTable(report, coloursWanted())}\n`;
        case "json":
            return `${JSON.stringify(costJson(report), null, 2)}\n`;
        case "markdown":
            return (await import("../../../cost/report/markdown.js")).costMarkdown(report);
        case "html":
            return (await import("../../../cost/report/page.js")).costPage(report);
    }
}

/** What somebody has filled in is never written over. */
function writeNew(file: string, text: string): void {
    if (foundAt(file)?.isFile() ?? false) {
        throw new CommandError(
            `--write-usage ${file}: expected a file that is not there yet; what stands in this one would be lost`,
            2,
        );
    }
    writeText(file, text, "--write-usage");
}
