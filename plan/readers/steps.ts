import type { Change, Preview } from "./plan-input";
import { inRegions } from "./region";
import { WrongShape } from "./shape";
import { isGone, planResource, type EngineState, type ResourceDraft } from "./state";
import { checkTree } from "./tree";
import { nameParts } from "./urn";

/** One step of a preview as the engine tells it, the same whether in a digest or an event. */
export interface ToldStep {
    readonly op: string;
    readonly urn: string;
    readonly before?: EngineState | undefined;
    readonly after?: EngineState | undefined;
    readonly paths: readonly string[];
}

/** What a plan needs of a step: of all that is told, less than a quarter. */
export interface Step {
    readonly op: string;
    readonly urn: string;
    /** Without their regions. What nothing happens to is one thing on both sides, and is priced once. */
    readonly before: ResourceDraft | undefined;
    readonly after: ResourceDraft | undefined;
    readonly change: Change | undefined;
    readonly isForeign: boolean;
}

/** What belongs to a preview beside its steps. */
export interface PreviewFacts {
    /** Where the file has the steps. */
    readonly where: string;
    /** Of the stack's config. */
    readonly config: string | undefined;
    /** On the command line, for resources whose region nothing else states. */
    readonly given: string | undefined;
    /** How many resources stay as they are, as the engine counted them. */
    readonly sames: number;
    readonly errors: readonly string[];
}

/**
 * Steps that count for nothing: the parts of a replacement, whose one logical step counts, and a look at AWS before the
 * step that the same resource takes next.
 */
const beside = new Set([
    "create-replacement",
    "delete-replaced",
    "discard-replaced",
    "import-replacement",
    "read-replacement",
    "refresh",
    "remove-pending-replace",
]);
/** What Pulumi only reads. */
const looks = new Set(["read", "discard"]);
/** All others (`StepOp` of pulumi's deploy package). */
const plain = new Set(["same", "create", "update", "delete", "replace", "import"]);

/** Both sides of a preview. @throws WrongShape for what no stack is */
export function previewOf(steps: readonly Step[], facts: PreviewFacts): Preview {
    const counted = steps.filter(({ op }) => !beside.has(op));
    const foreign = new Set(counted.filter(({ isForeign }) => isForeign).map(({ urn }) => urn));
    const own = foreign.size === 0 ? counted : counted.filter(({ urn }) => !foreign.has(urn));
    const before: ResourceDraft[] = [];
    const after: ResourceDraft[] = [];
    const changes = new Map<string, Change>();
    own.forEach((step) => {
        if (step.before) {
            before.push(step.before);
        }
        if (step.after) {
            after.push(step.after);
        }
        if (step.change) {
            changes.set(step.urn, step.change);
        }
    });
    checkTree(after, facts.where);
    if (before.some((resource, at) => resource !== after[at])) {
        checkTree(before, facts.where);
    }
    const old = inRegions(before, facts);
    const names = nameParts(steps[0]?.urn);
    return {
        kind: "preview",
        before: { version: 1, ...names, resources: old },
        after: { version: 1, ...names, resources: inRegions(after, facts, new Set(old)) },
        changes,
        changesOnly: facts.sames > own.filter(({ op }) => op === "same").length,
        errors: facts.errors,
        foreign: [...foreign],
        unknownOps: unknownOps(counted),
    };
}

/** How many steps there are of each op that a later Pulumi may have, or that somebody has misspelt. */
function unknownOps(steps: readonly Step[]): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    steps.forEach(({ op }) => {
        if (!plain.has(op) && !looks.has(op)) {
            counts.set(op, (counts.get(op) ?? 0) + 1);
        }
    });
    return counts;
}

/** What of a step belongs to a plan. @throws WrongShape with the path within the step */
export function readStep(step: ToldStep): Step {
    const { op, urn } = step;
    needSide(step);
    const sides = sidesOf(step);
    const before = resourceOf(urn, sides.before);
    const after = sides.after === sides.before ? before : resourceOf(urn, sides.after);
    return { op, urn, before, after, change: changeOf(step), isForeign: isForeign(step) };
}

/** What is gone has no side; a resource that was renamed has its older name on its older side. */
function resourceOf(urn: string, state: EngineState | undefined): ResourceDraft | undefined {
    return state && !isGone(state) ? planResource(state.urn === urn ? state : { ...state, urn }) : undefined;
}

/** A step without the side that it is about would leave a resource out in silence. */
function needSide({ op, before, after }: ToldStep): void {
    const side = op === "delete" ? before : after;
    if (!side && plain.has(op)) {
        throw new WrongShape("", `the ${op === "delete" ? "older" : "newer"} state of a step "${op}"`, undefined);
    }
}

/** What of a step stands on which side. */
function sidesOf({ op, before, after }: ToldStep): Pick<ToldStep, "before" | "after"> {
    switch (op) {
        case "delete":
            return { before, after: retained(before) };
        case "replace":
            return { before, after };
        case "same": {
            const same = named(after, before);
            return { before: same, after: same };
        }
        default:
            return { before, after: named(after, before) };
    }
}

function isForeign({ op, before, after }: ToldStep): boolean {
    return looks.has(op) || (after ?? before)?.external === true;
}

/** A preview does not say again what AWS calls a resource that stays; others name it so. */
function named(state: EngineState | undefined, old: EngineState | undefined): EngineState | undefined {
    if (!state || !old) {
        return state;
    }
    const { id = "", outputs = {} } = state;
    return id === "" ? { ...state, id: old.id ?? "", outputs: { ...old.outputs, ...outputs } } : state;
}

/** What Pulumi forgets and does not delete stays on the bill. */
function retained(state: EngineState | undefined): EngineState | undefined {
    return state?.retainOnDelete === true ? state : undefined;
}

function changeOf({ op, before, paths }: ToldStep): Change | undefined {
    if (before && isGone(before)) {
        // What is left of a replacement that was interrupted: its urn may be that of what took its place.
        return op === "replace" ? { kind: "create", paths } : undefined;
    }
    switch (op) {
        case "create":
        case "update":
        case "replace":
        case "import":
            return { kind: op, paths };
        case "delete":
            return { kind: before?.retainOnDelete === true ? "retain" : "delete", paths };
        default:
            return undefined;
    }
}
