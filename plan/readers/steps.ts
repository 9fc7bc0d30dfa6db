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
    readonly region: string | undefined;
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
    const own = counted.filter(({ urn }) => !foreign.has(urn));
    const before = own.map(({ urn, before: state }) => ({ urn, state }));
    const after = own.map(({ op, urn, before: old, after: state }) => ({
        urn,
        state: op === "delete" ? retained(old) : op === "replace" ? state : named(state, old),
    }));
    return {
        kind: "preview",
        before: planOf(before, facts),
        after: planOf(after, facts),
        changes: new Map(own.flatMap((step) => changeOf(step))),
        changesOnly: facts.sames > own.filter(({ op }) => op === "same").length,
        errors: facts.errors,
        foreign: [...foreign],
    };
}

interface Sided {
    readonly urn: string;
    readonly state: EngineState | undefined;
}

function planOf(sides: readonly Sided[], { project, stack, region }: PreviewFacts): Plan {
    const states = sides.flatMap(({ urn, state }) => (state && state.delete !== true ? [{ ...state, urn }] : []));
    const sources: RegionSources = { providers: providerRegions(states), otherwise: region };
    const resources = states.map((state): PlanResource => planResource(state, regionOf(state, sources)));
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
    return { ...state, id: id === "" ? (old.id ?? "") : id, outputs: { ...old.outputs, ...outputs } };
}

/** What Pulumi forgets and does not delete stays on the bill. */
function retained(state: EngineState | undefined): EngineState | undefined {
    return state?.retainOnDelete === true ? state : undefined;
}

function changeOf({ op, urn, before, paths }: Step): [string, Change][] {
    switch (op) {
        case "create":
        case "update":
        case "replace":
        case "import":
            return [[urn, { kind: op, paths }]];
        case "delete":
            return [[urn, { kind: before?.retainOnDelete === true ? "retain" : "delete", paths }]];
        default:
            return [];
    }
}
