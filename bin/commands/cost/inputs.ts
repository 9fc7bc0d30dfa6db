import { join } from "node:path";
import { openBook } from "../../../cost/book/open-book";
import type { PriceBook } from "../../../cost/book/price-book";
import type { Estimate } from "../../../cost/estimate";
import { estimateCost } from "../../../cost/estimate-plan";
import type { Settings } from "../../../cost/mapping";
import { typesWithUsage, usageKeysOf } from "../../../cost/usage/keys";
import { noUsage, type UsageFile } from "../../../cost/usage/usage-file";
import type { Plan, PlanResource } from "../../../plan/plan";
import { PlanInputError, type PlanInput } from "../../../plan/readers/plan-input";
import { readPlanInput } from "../../../plan/readers/read-plan-input";
import { CommandError } from "../../exit";
import { projectRoot } from "../../root";
import { nameOf, readText, withLongText } from "../../text-file";
import { today } from "../../today";
import { refuseBeside, stackOf } from "../stack-options";
import type { InputOptions } from "./cost-options";

/** AWS's own convention (https://aws.amazon.com/calculator/). */
const hoursPerMonth = 730;

/** What was read, and what messages call it. */
export interface CostInput {
    readonly input: PlanInput;
    readonly source: string;
}

/**
 * What is to be priced: a file, or a stack's program.
 * @throws CommandError 2 when the file is nothing that has resources, or a stack is named beside it
 */
export async function readInput(
    file: string | undefined,
    options: InputOptions & { readonly compare?: string },
): Promise<CostInput> {
    refuseShared([
        ["FILE", file],
        ["--compare", options.compare],
        ["--usage", options.usage],
        ["--prices", options.prices],
    ]);
    if (file === undefined) {
        const stack = stackOf(options);
        const { recordStack } = await import("../../stack.js");
        return { input: { kind: "plan", after: await recordStack(stack, options.set) }, source: `stack ${stack}` };
    }
    refuseBeside("FILE", options);
    return { input: readFileInput(file, options.region), source: nameOf(file) };
}

/** Standard input can be read once: for the second it would be empty. */
function refuseShared(files: readonly (readonly [option: string, file: string | undefined])[]): void {
    const [first, second] = files.filter(([, file]) => file === "-");
    if (first && second) {
        throw new CommandError(`${second[0]} -: expected a file, because standard input is ${first[0]}`, 2);
    }
}

/** @throws CommandError 2 when it cannot be read or is nothing that has resources */
function readFileInput(file: string, region: string | undefined): PlanInput {
    try {
        const options = { name: nameOf(file), ...(region === undefined ? {} : { region }) };
        return withLongText(file, (text) => readPlanInput(text, options));
    } catch (error) {
        if (error instanceof PlanInputError) {
            throw new CommandError(error.message, 2, { cause: error });
        }
        throw error;
    }
}

/** The older side of a comparison. */
export interface Older {
    readonly plan: Plan;
    /** What messages call it. */
    readonly source: string;
    readonly warnings: readonly string[];
}

/**
 * What `--compare` names; of a preview, what it would make.
 * @param newer what was read of the command's FILE
 * @throws CommandError 2 when it cannot be read, or when a side has only what changes
 */
export function readOlder(
    compare: string,
    { input, source }: CostInput,
    { region }: Pick<InputOptions, "region">,
): Older {
    const older: CostInput = { input: readFileInput(compare, region), source: nameOf(compare) };
    const partial = [{ input, source }, older].flatMap((side) =>
        side.input.kind === "preview" && side.input.changesOnly ? [side.source] : [],
    );
    if (partial.length > 0) {
        throw new CommandError(
            `--compare: expected previews with --show-sames; ${partial.join(" and ")} has only changes`,
            2,
        );
    }
    return { plan: older.input.after, source: older.source, warnings: warningsOf(older) };
}

/** What a reader has to know of an input that is not whole. */
export function warningsOf(read: CostInput): readonly string[] {
    const { input, source } = read;
    const nothing = isNothing(read) ? [`${source} holds no resources`] : [];
    if (input.kind !== "preview") {
        return nothing;
    }
    const foreign = input.foreign.length;
    return [
        ...nothing,
        ...input.errors.map((error) => `partial: ${source} ended with an error: ${error.split("\n")[0] ?? ""}`),
        ...[...input.unknownOps].map(unknownOp),
        ...(foreign > 0 ? [`${foreign} resources are only read and belong to somebody else: not counted`] : []),
    ];
}

function unknownOp([op, count]: readonly [op: string, count: number]): string {
    const steps = count === 1 ? "1 step has" : `${count} steps have`;
    return `${steps} the op ${JSON.stringify(op)}, which is none that we know: counted by what stands on both sides`;
}

/** Whether nothing is in it, as in what a command wrote that failed. A preview may end with no resources, or show none that stays. */
function isNothing({ input }: CostInput): boolean {
    const isEmpty = input.after.resources.length === 0;
    return isEmpty && (input.kind !== "preview" || (input.before.resources.length === 0 && !input.changesOnly));
}

/**
 * Why nothing is proved by what was read: an error ended the preview, and what it did not come to may break everything;
 * or nothing is in it. In a pipe the exit code of what failed is lost. Undefined for what is whole.
 */
export function provesNothing(read: CostInput, what: string): string | undefined {
    const { input, source } = read;
    if (input.kind === "preview" && input.errors.length > 0) {
        return `${source}: expected a whole preview to ${what}; this one ended with an error`;
    }
    return isNothing(read) ? `${source}: expected resources to ${what}; it holds none` : undefined;
}

/** Prices plans, all of them with the same usage file, settings and book. */
export type Pricer = (plan: Plan, warnings?: readonly string[]) => Estimate;

/**
 * How plans of these resources are priced.
 * @param day by which versions of engines are old enough to pay for their support
 * @throws CommandError 2 for a usage file that is not valid, a line for each problem
 */
export async function pricerOf(
    resources: readonly PlanResource[],
    options: InputOptions,
    day = today(),
): Promise<Pricer> {
    const book = await readBook(options.prices);
    const usage = options.usage === undefined ? noUsage : await readUsageFile(options.usage, resources);
    const settings: Settings = {
        hoursPerMonth: options.hours ?? usage.settings.hoursPerMonth ?? hoursPerMonth,
        freeTier: options.freeTier ?? usage.settings.freeTier ?? false,
        today: day,
    };
    let last: { readonly plan: Plan; readonly estimate: Estimate } | undefined;
    return (plan, warnings = []) => {
        // A preview that changes nothing has the same resources on both sides.
        const same = last && hasSameResources(last.plan, plan) ? last : undefined;
        const estimate = same?.estimate ?? estimateCost({ plan, book, usage, settings });
        last = { plan, estimate };
        return { ...estimate, warnings: [...warnings, ...estimate.warnings] };
    };
}

/** Whether two plans hold the very same resources. */
function hasSameResources(one: Plan, other: Plan): boolean {
    return (
        one.resources.length === other.resources.length &&
        one.resources.every((resource, at) => resource === other.resources[at])
    );
}

/** The project's prices, with what a file changes in them. Whatever reads YAML is loaded when there is some. */
async function readBook(file: string | undefined): Promise<PriceBook> {
    const book = openBook(join(projectRoot(), "cost/book/prices"));
    if (file === undefined) {
        return book;
    }
    const { AdjustmentProblems, readAdjustments } = await import("../../../cost/book/read-adjustments.js");
    const { adjustedBook } = await import("../../../cost/book/adjusted-book.js");
    const read = () => readAdjustments(readText(file), { name: nameOf(file), book });
    return adjustedBook(book, refusing(AdjustmentProblems, read));
}

/** Problems of a file are wrong input; each is a line already. */
function refusing<T>(problems: abstract new (...given: never[]) => Error, read: () => T): T {
    try {
        return read();
    } catch (error) {
        if (error instanceof problems) {
            throw new CommandError(error.message, 2, { cause: error });
        }
        throw error;
    }
}

async function readUsageFile(file: string, resources: readonly PlanResource[]): Promise<UsageFile> {
    const { readUsage, UsageProblems } = await import("../../../cost/usage/read-usage.js");
    const context = { name: nameOf(file), keysOf: usageKeysOf, types: typesWithUsage(), resources };
    return refusing(UsageProblems, () => readUsage(readText(file), context));
}
