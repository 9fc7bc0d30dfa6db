import type { Plan } from "../../plan/plan";
import { coloursWanted } from "../../plan/terminal";
import { comparePromises, type ComparedMeasure } from "../../policy/promises/compare";
import { measurePlan, type Measuring } from "../../policy/promises/measure";
import { allKept, promisesMarkdown, promisesText, type PromisesTitle } from "../../policy/promises/report";
import { CommandError } from "../exit";
import type { InputOptions } from "./cost/cost-options";
import { provesNothing, pricerOf, readInput, readOlder, warningsOf, type CostInput, type Older } from "./cost/inputs";

const platformType = "antipode:platform:Platform";

/** What the command line gives. */
export interface PromisesOptions extends InputOptions {
    readonly file: string | undefined;
    readonly compare?: string;
    readonly format: "table" | "json" | "markdown";
    readonly runs: number;
    readonly seed: number;
}

/**
 * `antipode promises`: exit code 1 when a promise is broken.
 * @throws CommandError 2 for wrong input
 */
export async function showPromises(options: PromisesOptions): Promise<void> {
    const read = await readInput(options.file, options);
    const base = baseOf(read, options);
    const plan = read.input.after;
    refuseForeign(plan, read.source);
    if (base) {
        refuseForeign(base.plan, base.source);
    }
    const resources = [...(base?.plan.resources ?? []), ...plan.resources];
    const estimate = await pricerOf(resources, options);
    const measuring: Measuring = { estimate, runs: options.runs, seed: options.seed };
    const measures = base ? comparePromises(base.plan, plan, measuring) : measuredAlone(plan, measuring);
    const title: PromisesTitle = {
        source: read.source,
        ...(base ? { against: base.source } : {}),
        warnings: [...warningsOf(read), ...(base?.warnings ?? [])],
    };
    process.stdout.write(`${formatted(measures, title, options.format)}\n`);
    process.exitCode = allKept(measures) ? 0 : 1;
    const unproved = provesNothing(read, "predict");
    if (process.exitCode === 0 && unproved !== undefined) {
        throw new CommandError(unproved, 2);
    }
}

/** A plan of another program promises nothing. */
function refuseForeign(plan: Plan, source: string): void {
    if (!plan.resources.some(({ type }) => type === platformType)) {
        throw new CommandError(`${source}: expected an ${platformType}, which says what is promised, got none`, 2);
    }
}

function measuredAlone(plan: Plan, measuring: Measuring): readonly ComparedMeasure[] {
    return measurePlan(plan, measuring).map((after) => ({ before: undefined, after }));
}

/** The other side: the file that is named, else what a preview says is deployed. */
function baseOf(read: CostInput, options: PromisesOptions): Older | undefined {
    const { input, source } = read;
    if (input.kind === "preview" && input.changesOnly) {
        throw new CommandError(
            `${source}: expected a preview with --show-sames: promises are about the whole stack`,
            2,
        );
    }
    if (options.compare !== undefined) {
        return readOlder(options.compare, read, options);
    }
    // A stack that is not deployed yet has nothing to be compared with.
    const before = input.kind === "preview" ? input.before : undefined;
    return before && before.resources.some(({ custom }) => custom)
        ? { plan: before, source: "what is deployed", warnings: [] }
        : undefined;
}

function formatted(
    measures: readonly ComparedMeasure[],
    title: PromisesTitle,
    format: PromisesOptions["format"],
): string {
    switch (format) {
        case "json":
            return JSON.stringify({ ...title, kept: allKept(measures), measures }, null, 2);
        case "markdown":
            return promisesMarkdown(measures, title);
        case "table":
            return promisesText(measures, title, coloursWanted());
    }
}
