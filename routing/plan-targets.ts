import type { Plan } from "../plan/plan";
import type { Resolve } from "./plan-values";

/**
 * Names for what a plan's records lead to and AWS has not named yet: `<logical name>.<region>.elb.amazonaws.com` for a
 * balancer, so that two of one region differ and a reader knows which is meant.
 */
export function plannedNames(plan: Plan): Resolve {
    const resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
    return ({ urn, output }) => {
        const resource = resources.get(urn);
        return resource?.region === undefined
            ? `${resource?.name ?? output}.unknown`
            : `${resource.name}.${resource.region}.elb.amazonaws.com`.toLowerCase();
    };
}
