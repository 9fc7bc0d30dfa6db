import type { Change, Preview } from "./plan-input";
import { inRegions } from "./region";
import { planResource, type EngineState, type ResourceDraft } from "./state";
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
    /** Of the stack's config. */
    readonly config: string | undefined;
    /** On the command line, for resources whose region nothing else states. */
    readonly given: string | undefined;
    /** How many resources stay as they are, as the engine counted them. */
    readonly sames: number;
    readonly errors: readonly string[];
}

/** Steps that are the parts of a replacement, whose one logical step counts; and what Pulumi only looks at. */
const physical = new Set([
    "create-replacement",
    "delete-replaced",
    "discard-replaced",
    "import-replacement",
    "read-replacement",
    "remove-pending-replace",
]);
const looks = new Set(["read", "refresh", "discard"]);

/** Both sides of a preview. */
export function previewOf(steps: readonly Step[], facts: PreviewFacts): Preview {
    const counted = steps.filter(({ op }) => !physical.has(op));
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
    };
}

/** What of a step belongs to a plan. */
export function readStep(step: ToldStep): Step {
    const { op, urn } = step;
    const sides = sidesOf(step);
    const before = resourceOf(urn, sides.before);
    const after = sides.after === sides.before ? before : resourceOf(urn, sides.after);
    return { op, urn, before, after, change: changeOf(step), isForeign: isForeign(step) };
}

/** What is gone has no side; a resource that was renamed has its older name on its older side. */
function resourceOf(urn: string, state: EngineState | undefined): ResourceDraft | undefined {
    return state && state.delete !== true ? planResource(state.urn === urn ? state : { ...state, urn }) : undefined;
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
            return { before: same ?? before, after: same };
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
