import type { PlanResource, PlanValue, Unknown } from "../plan";
import { areUrns, WrongShape } from "./shape";
import { nameIn, urnForm } from "./urn";

/** A resource as the engine writes it: ResourceV3 of pulumi's apitype in digests and exports, less of it in events. */
export interface EngineState {
    readonly urn: string;
    readonly type: string;
    readonly custom?: boolean;
    readonly delete?: boolean;
    readonly external?: boolean;
    /** Deleted already, and not yet made anew. */
    readonly pendingReplacement?: boolean;
    readonly id?: string | null;
    readonly parent?: string | null;
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
    readonly inputs?: { readonly [key: string]: unknown } | null;
    readonly outputs?: { readonly [key: string]: unknown } | null;
    readonly provider?: string | null;
    readonly dependencies?: readonly string[] | null;
    readonly propertyDependencies?: { readonly [property: string]: readonly string[] | null } | null;
}

/** What stands for a value that is not known yet, whatever its type (`computedValuePlaceholder` of pulumi's engine). */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What a digest and an event write for a secret. */
const secretText = "[secret]";
/** Marks an object that stands for a secret or an asset in an export (`resource.SigKey` of pulumi's SDK). */
const signatureKey = "4dabf18193072939515e22adb298388d";

/** What most resources have. */
const noOptions: PlanResource["options"] = {};
const noUrns: readonly string[] = [];

/** Whether AWS has it no longer, or will not once Pulumi has finished with it. */
export function isGone(state: EngineState): boolean {
    return state.delete === true || state.pendingReplacement === true;
}

/** A resource of a plan that is being put together. */
export type ResourceDraft = { -readonly [Key in keyof PlanResource]: PlanResource[Key] };

/**
 * A resource of a plan without its region, which is found when all of them are read.
 * @throws WrongShape with the path within the state
 */
export function planResource(state: EngineState): ResourceDraft {
    const { urn, type, custom = false, parent, provider, dependencies } = state;
    const name = nameIn(urn);
    if (name === undefined) {
        throw new WrongShape("urn", urnForm, urn);
    }
    const ids = namesOf(state);
    const resource: ResourceDraft = {
        urn,
        type,
        name,
        custom,
        options: optionsOf(state),
        inputs: inputsOf(state),
        dependencies: dependencies ?? noUrns,
    };
    if (parent) {
        resource.parent = parent;
    }
    if (provider) {
        resource.provider = provider;
    }
    if (ids.length > 0) {
        resource.ids = ids;
    }
    return resource;
}

function optionsOf({ protect, retainOnDelete }: EngineState): PlanResource["options"] {
    return protect === true || retainOnDelete === true
        ? { ...(protect === true ? { protect } : {}), ...(retainOnDelete === true ? { retainOnDelete } : {}) }
        : noOptions;
}

function namesOf({ id, outputs }: EngineState): readonly string[] {
    if (id === undefined && outputs === undefined) {
        return noUrns;
    }
    const ids: string[] = [];
    [id, outputs?.["arn"], outputs?.["name"], outputs?.["dnsName"]].forEach((name) => {
        if (typeof name === "string" && name !== "" && name !== unknownText && !ids.includes(name)) {
            ids.push(name);
        }
    });
    return ids;
}

function inputsOf({ inputs, propertyDependencies }: EngineState): PlanResource["inputs"] {
    return withMembers(withoutNotes(inputs ?? {}), (key) => {
        const urns = propertyDependencies?.[key] ?? noUrns;
        // Looked at here because most are never asked for.
        if (!areUrns(urns)) {
            throw new WrongShape(`propertyDependencies.${key}`, "a list of urns", urns);
        }
        return urns;
    });
}

/** Pulumi's providers keep their own notes beside the inputs. */
function withoutNotes(inputs: { readonly [key: string]: unknown }): Members {
    for (const key in inputs) {
        if (key.startsWith("__")) {
            return Object.fromEntries(Object.entries(inputs as Members).filter(([name]) => !name.startsWith("__")));
        }
    }
    return inputs as Members;
}

/** Nothing that a resource takes lies so deep; what reads plans goes down by calling itself. */
export const deepest = 200;

function planValue(value: PlanValue, urns: readonly string[], depth: number): PlanValue {
    if (typeof value === "string") {
        return isHidden(value) ? unknown(urns) : value;
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    if (depth > deepest) {
        throw new WrongShape("inputs", `lists and objects within each other, ${deepest} at the most`, "more");
    }
    return signatureKey in value ? unknown(urns) : withMembers(value as Members, () => urns, depth + 1);
}

/** Whether a text stands for a value that nobody is told. */
function isHidden(text: string): boolean {
    return text === unknownText || text === secretText;
}

type Members = { readonly [key: string]: PlanValue };

/** A list or an object with its members as a plan has them; itself when none differs, as in most: copies cost memory. */
function withMembers(whole: Members, urnsOf: (key: string) => readonly string[], depth = 0): Members {
    let copy: { [key: string]: PlanValue } | undefined;
    for (const key in whole) {
        const member = whole[key] ?? null;
        // Most are texts that are known, and a large preview has a hundred thousand.
        if (typeof member === "string" && !isHidden(member)) {
            continue;
        }
        const changed = planValue(member, urnsOf(key), depth);
        if (changed !== member) {
            copy ??= (Array.isArray(whole) ? [...(whole as readonly PlanValue[])] : { ...whole }) as {
                [key: string]: PlanValue;
            };
            copy[key] = changed;
        }
    }
    return copy ?? whole;
}

function unknown(urns: readonly string[]): Unknown {
    return { $unknown: { urns } };
}
