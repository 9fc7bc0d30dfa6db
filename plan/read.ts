import type { Plan, PlanResource, PlanValue } from "./plan";
import { isReference, tokensIn, type Output } from "./token";

/** Every resource by its urn. */
export function byUrn(plan: Plan): ReadonlyMap<string, PlanResource> {
    return new Map(plan.resources.map((resource) => [resource.urn, resource]));
}

/** All resources of a type token, in the plan's order. */
export function resourcesOfType(plan: Plan, type: string): PlanResource[] {
    return plan.resources.filter((resource) => resource.type === type);
}

/** The resources whose parent is this one; those without a parent when none is given. */
export function children(plan: Plan, parent?: string): PlanResource[] {
    return plan.resources.filter((resource) => resource.parent === parent);
}

/** The output that a value is, or undefined when the value is known or is more than one output. */
export function reference(value: PlanValue | undefined): Output | undefined {
    return isReference(value) ? value.$ref : undefined;
}

/** The resource that an input points at; undefined when it is a plain value or points outside the plan. */
export function target(plan: Plan, value: PlanValue | undefined): PlanResource | undefined {
    const urn = reference(value)?.urn;
    return plan.resources.find((resource) => resource.urn === urn);
}

/** The region of a resource: its own, or that of the component it stands in. Undefined for what is global. */
export function regionOf(plan: Plan, resource: PlanResource): string | undefined {
    if (resource.custom) {
        return resource.region;
    }
    const region = resource.inputs["region"];
    if (typeof region === "string") {
        return region;
    }
    const parent = plan.resources.find(({ urn }) => urn === resource.parent);
    return parent && regionOf(plan, parent);
}

/** Every output that a value needs, wherever it stands in it. */
export function outputsIn(value: PlanValue | undefined): Output[] {
    if (typeof value === "string") {
        return tokensIn(value);
    }
    if (typeof value !== "object" || value === null) {
        return [];
    }
    if (isReference(value)) {
        return [value.$ref];
    }
    return Object.values(value as Readonly<Record<string, PlanValue>>).flatMap(outputsIn);
}

/** A value without its secret mark, for whoever needs it and will not print it. */
export function reveal(value: PlanValue | undefined): PlanValue | undefined {
    return typeof value === "object" && value !== null && "$secret" in value ? value.$secret : value;
}
