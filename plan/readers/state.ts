import type { PlanResource, PlanValue, Unknown } from "../plan";

/** A resource as the engine writes it: ResourceV3 of pulumi's apitype in digests and exports, less of it in events. */
export interface EngineState {
    readonly urn: string;
    readonly type: string;
    readonly custom?: boolean;
    readonly delete?: boolean;
    readonly external?: boolean;
    readonly id?: string;
    readonly parent?: string;
    readonly protect?: boolean;
    readonly retainOnDelete?: boolean;
    readonly inputs?: { readonly [key: string]: unknown };
    readonly outputs?: { readonly [key: string]: unknown };
    readonly provider?: string;
    readonly dependencies?: readonly string[];
    readonly propertyDependencies?: { readonly [property: string]: readonly string[] | null };
}

/** What stands for a value that is not known yet, whatever its type (`computedValuePlaceholder` of pulumi's engine). */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What a digest and an event write for a secret. */
const secretText = "[secret]";
/** Marks an object that stands for a secret or an asset in an export (`resource.SigKey` of pulumi's SDK). */
const signatureKey = "4dabf18193072939515e22adb298388d";

/** A resource of a plan. @param region as {@link regionOf} found it */
export function planResource(state: EngineState, region: string | undefined): PlanResource {
    const { urn, type, custom = false, parent, provider, protect, retainOnDelete, dependencies = [] } = state;
    return {
        urn,
        type,
        name: nameIn(urn),
        ...(parent === undefined || parent === "" ? {} : { parent }),
        ...(region === undefined ? {} : { region }),
        custom,
        ...(provider === undefined || provider === "" ? {} : { provider }),
        options: {
            ...(protect === true ? { protect } : {}),
            ...(retainOnDelete === true ? { retainOnDelete } : {}),
        },
        inputs: inputsOf(state),
        ...namesOf(state),
        dependencies,
    };
}

/** `urn:pulumi:stack::project::types::name`; a name may hold `::` itself. */
function nameIn(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

function namesOf({ id, outputs }: EngineState): Pick<PlanResource, "ids"> {
    const names = [id, outputs?.["arn"], outputs?.["name"], outputs?.["dnsName"]];
    const ids = names.filter((name): name is string => typeof name === "string" && name !== "" && name !== unknownText);
    return ids.length > 0 ? { ids: [...new Set(ids)] } : {};
}

function inputsOf({ inputs = {}, propertyDependencies = {} }: EngineState): PlanResource["inputs"] {
    const own = withoutNotes(inputs) as PlanResource["inputs"];
    return withMembers(own, (value, key) => planValue(value, propertyDependencies[key] ?? []));
}

/** Pulumi's providers keep their own notes beside the inputs. */
function withoutNotes(inputs: { readonly [key: string]: unknown }): { readonly [key: string]: unknown } {
    const isNote = (key: string): boolean => key.startsWith("__");
    return Object.keys(inputs).some(isNote)
        ? Object.fromEntries(Object.entries(inputs).filter(([key]) => !isNote(key)))
        : inputs;
}

function planValue(value: unknown, urns: readonly string[]): PlanValue {
    if (typeof value === "string") {
        return value === unknownText || value === secretText ? unknown(urns) : value;
    }
    if (typeof value !== "object" || value === null) {
        return value as PlanValue;
    }
    if (signatureKey in value) {
        return unknown(urns);
    }
    return withMembers(value as Members, (member) => planValue(member, urns));
}

type Members = { readonly [key: string]: PlanValue };

/** A list or an object with other members; itself when none differs, as in most: copies cost memory. */
function withMembers<T extends Members>(whole: T, change: (member: PlanValue, key: string) => PlanValue): T {
    let copy: { [key: string]: PlanValue } | undefined;
    for (const key of Object.keys(whole)) {
        const member = whole[key] ?? null;
        const changed = change(member, key);
        if (changed !== member) {
            copy ??= (Array.isArray(whole) ? [...(whole as readonly PlanValue[])] : { ...whole }) as {
                [key: string]: PlanValue;
            };
            copy[key] = changed;
        }
    }
    return (copy as T | undefined) ?? whole;
}

function unknown(urns: readonly string[]): Unknown {
    return { $unknown: { urns } };
}
