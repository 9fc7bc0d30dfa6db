import type { PlanResource } from "../../plan/plan";
import type { Band } from "../quantity";
import { transferType, type ResourceUsage } from "./usage-file";

/** What one entry says: numbers and ranges, and words. */
export interface Entry {
    readonly bands: Map<string, Band>;
    readonly choices: Map<string, string>;
}

/** An entry with the resources that it is for. */
export interface NamedEntry {
    readonly matches: (resource: PlanResource) => boolean;
    readonly entry: Entry;
}

/** What the file says of a resource. */
export function usageOf(
    resource: PlanResource,
    defaults: ReadonlyMap<string, Entry>,
    entries: readonly NamedEntry[],
): ResourceUsage {
    // Later entries win over earlier ones, and every entry over the defaults of the type.
    const own = entries
        .filter(({ matches }) => matches(resource))
        .map(({ entry }) => entry)
        .reverse();
    const layers = [...own, defaults.get(resource.type)];
    return {
        band: (key) => layers.find((entry) => entry?.bands.has(key))?.bands.get(key),
        choice: (key) => layers.find((entry) => entry?.choices.has(key))?.choices.get(key),
    };
}

/** A resource that stands for the traffic of a region. */
export function transferOf(name: string, { choices }: Entry): PlanResource {
    const region = choices.get("region");
    return {
        urn: `urn:pulumi:usage::usage::${transferType}::${name}`,
        type: transferType,
        name,
        ...(region === undefined ? {} : { region }),
        custom: true,
        options: {},
        inputs: {},
        dependencies: [],
    };
}
