import type { Plan, PlanResource } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";
import { canonicalName } from "../names";
import type { Resolve } from "./inputs";

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

/** A plan's balancers by the DNS name that its zone answers with, canonical. */
export function plannedBalancers(plan: Plan): Map<string, PlanResource> {
    const names = plannedNames(plan);
    const balancers = resourcesOfType(plan, "aws:lb/loadBalancer:LoadBalancer");
    return new Map(balancers.map((one) => [canonicalName(names({ urn: one.urn, output: "dnsName" })), one]));
}
