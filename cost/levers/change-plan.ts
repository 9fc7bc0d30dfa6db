import type { Plan, PlanResource, PlanValue } from "../../plan/plan";

type Inputs = PlanResource["inputs"];

/** A plan with some inputs changed; undefined when none is. @param change gives undefined for what it leaves as it is */
export function withInputs(plan: Plan, change: (resource: PlanResource) => Inputs | undefined): Plan | undefined {
    const resources = plan.resources.map((one) => {
        const inputs = change(one);
        return inputs ? { ...one, inputs } : one;
    });
    return resources.some((one, at) => one !== plan.resources[at]) ? { ...plan, resources } : undefined;
}

/** A plan without some resources; undefined when there are none of them. */
export function without(plan: Plan, isGone: (resource: PlanResource) => boolean): Plan | undefined {
    const resources = plan.resources.filter((one) => !isGone(one));
    return resources.length < plan.resources.length ? { ...plan, resources } : undefined;
}

/**
 * Inputs with the texts of some keys replaced, however deep they lie; undefined when none is.
 * @param replace gives undefined for a text that stays
 */
export function withTexts(
    inputs: Inputs,
    keys: readonly string[],
    replace: (text: string) => string | undefined,
): Inputs | undefined {
    const replaced: string[] = [];
    const visit = (value: PlanValue, key: string): PlanValue => {
        if (typeof value === "string") {
            const other = keys.includes(key) ? replace(value) : undefined;
            if (other !== undefined) {
                replaced.push(key);
            }
            return other ?? value;
        }
        if (Array.isArray(value)) {
            return (value as readonly PlanValue[]).map((member) => visit(member, key));
        }
        return typeof value === "object" && value !== null ? visitFields(value as Inputs) : value;
    };
    const visitFields = (fields: Inputs): Inputs =>
        Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, visit(value, key)]));
    const result = visitFields(inputs);
    return replaced.length > 0 ? result : undefined;
}
