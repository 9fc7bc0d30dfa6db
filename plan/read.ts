import type { Plan, PlanResource, PlanValue } from "./plan";
import { isReference, type Output } from "./token";

/** Every resource by its urn. */
export function byUrn(plan: Plan): ReadonlyMap<string, PlanResource> {
    return new Map(plan.resources.map((resource) => [resource.urn, resource]));
}

/** All resources of a type token, in the plan's order. */
export function resourcesOfType(plan: Plan, type: string): PlanResource[] {
    return plan.resources.filter((resource) => resource.type === type);
}

/** The output that a value is, or undefined when the value is known or is more than one output. */
export function reference(value: PlanValue | undefined): Output | undefined {
    return isReference(value) ? value.$ref : undefined;
}
