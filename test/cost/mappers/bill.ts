import type { PlanResource, Reference, Unknown } from "../../../plan/plan";
import type { Band } from "../../../cost/quantity";
import type { ResourceCost } from "../../../cost/estimate";
import { hasGap } from "../../../cost/gap";
import { amounts, estimate } from "../plans";

/** An input that is another resource's output, as a recorded program has it. */
export function ref({ urn }: PlanResource, output = "id"): Reference {
    return { $ref: { urn, output } };
}

/** The same as a preview has it. */
export function unknown({ urn }: PlanResource): Unknown {
    return { $unknown: { urns: [urn] } };
}

/** Typical dollars of the first resource, by line, when all of them are deployed together. */
export function bill(
    resources: readonly PlanResource[],
    keys: { readonly [key: string]: number | Band } = {},
): { readonly [line: string]: string } {
    const result = estimate(resources, keys);
    return amounts({ ...result, resources: result.resources.slice(0, 1) });
}

/** The first resource's cost, when all of them are deployed together. */
export function costOf(
    resources: readonly PlanResource[],
    keys: { readonly [key: string]: number | Band } = {},
): ResourceCost {
    const [first] = estimate(resources, keys).resources;
    if (!first) {
        throw new RangeError("expected a resource");
    }
    return first;
}

/** Why the first resource has no complete price; empty when it has. */
export function reasonOf(resources: readonly PlanResource[], keys: { readonly [key: string]: number } = {}): string {
    const { state } = costOf(resources, keys);
    return hasGap(state) ? state.reason : "";
}

/** Low, typical and high dollars of the first resource. */
export function range(
    resources: readonly PlanResource[],
    keys: { readonly [key: string]: number | Band } = {},
): readonly string[] {
    const { low, typical, high } = costOf(resources, keys).monthly;
    return [low, typical, high].map(String);
}
