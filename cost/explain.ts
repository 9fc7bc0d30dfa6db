import { distance } from "fastest-levenshtein";
import type { Plan } from "../plan/plan";
import type { Estimate, ResourceCost } from "./estimate";
import { componentFinder } from "./group";
import { mappers } from "./mappers";
import type { UsageKey } from "./mapping";
import { nearest } from "./usage/nearest";
import { matcher } from "./usage/pattern";

/** Why a resource's figure is what it is. */
export interface Explanation {
    readonly cost: ResourceCost;
    /** The nearest component above it. */
    readonly component: string;
    /** Page of AWS that states how its type is billed; absent for a type that nobody has written down. */
    readonly billing?: string;
    /** What a usage file may say of it. */
    readonly keys: readonly (UsageKey & { readonly key: string })[];
}

/** No resource is called so; the message names the nearest one, where one is near. */
export class NoSuchResource extends Error {
    constructor(name: string, names: readonly string[]) {
        const near = nearest(name, names);
        const isNear = near !== undefined && distance(name, near) <= Math.max(2, name.length / 3);
        const instead = isNear ? `did you mean ${near}?` : "`antipode cost --by resource` lists them";
        super(`${name}: expected the name or URN of a resource; ${instead}`);
        this.name = "NoSuchResource";
    }
}

/**
 * Explains the resources that a name or a URN means, `*` standing for any letters. What is free is left out when
 * something of the same name is not.
 * @throws NoSuchResource
 */
export function explainCost(name: string, plan: Plan, estimate: Estimate): readonly Explanation[] {
    const matches = matcher(name);
    const found = estimate.resources.filter(({ resource }) => matches(resource));
    if (found.length === 0) {
        throw new NoSuchResource(
            name,
            estimate.resources.map(({ resource }) => resource.name),
        );
    }
    const billed = found.filter(({ state }) => state.kind !== "free");
    const component = componentFinder(plan);
    return (billed.length > 0 ? billed : found).map((cost): Explanation => {
        const mapper = mappers.get(cost.resource.type);
        return {
            cost,
            component: component(cost.resource),
            ...(mapper ? { billing: mapper.source } : {}),
            keys: Object.entries(mapper?.usage ?? {}).map(([key, about]) => ({ key, ...about })),
        };
    });
}
