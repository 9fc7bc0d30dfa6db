import type { Plan, PlanResource } from "../plan";
import type { Change, Preview } from "./plan-input";
import { providerRegions, regionOf, type RegionSources } from "./region";
import { planResource, type EngineState } from "./state";

/** One step of a preview, the same whether a digest or an event told of it. */
export interface Step {
    readonly op: string;
    readonly urn: string;
    readonly before?: EngineState | undefined;
    readonly after?: EngineState | undefined;
    readonly paths: readonly string[];
}

/** What belongs to a preview beside its steps. */
export interface PreviewFacts {
    readonly project: string;
    readonly stack: string;
    /** Of the stack's config. */
    readonly region: string | undefined;
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
    const foreign = new Set(counted.filter(isForeign).map(({ urn }) => urn));
    const own = foreign.size === 0 ? counted : counted.filter(({ urn }) => !foreign.has(urn));
    const before: EngineState[] = [];
    const after: EngineState[] = [];
    const changes = new Map<string, Change>();
    own.forEach((step) => {
        const sides = sidesOf(step);
        push(before, step.urn, sides.before);
        push(after, step.urn, sides.after);
        const change = changeOf(step);
        if (change) {
            changes.set(step.urn, change);
        }
    });
    const old = planOf(before, facts);
    // What is on both sides is read once.
    const read = new Map(before.map((state, at) => [state, old.resources[at]]));
    return {
        kind: "preview",
        before: old,
        after: planOf(after, facts, read),
        changes,
        changesOnly: facts.sames > own.filter(({ op }) => op === "same").length,
        errors: facts.errors,
        foreign: [...foreign],
    };
}

/** What is gone has no side; a resource that was renamed has its older name on its older side. */
function push(side: EngineState[], urn: string, state: EngineState | undefined): void {
    if (state && state.delete !== true) {
        side.push(state.urn === urn ? state : { ...state, urn });
    }
}

/** What of a step stands on which side. What nothing happens to is one thing on both, and is read once. */
function sidesOf({ op, before, after }: Step): Pick<Step, "before" | "after"> {
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

/** @param read what the other side has read already */
function planOf(
    states: readonly EngineState[],
    { project, stack, region: config, given }: PreviewFacts,
    read?: ReadonlyMap<EngineState, PlanResource | undefined>,
): Plan {
    const sources: RegionSources = { providers: providerRegions(states), config, given };
    const resources = states.map((state): PlanResource => {
        const own = regionOf(state, sources);
        const known = read?.get(state);
        return known && known.region === own ? known : planResource(state, own);
    });
    return { version: 1, project, stack, resources };
}

function isForeign({ op, before, after }: Step): boolean {
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

function changeOf({ op, before, paths }: Step): Change | undefined {
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
