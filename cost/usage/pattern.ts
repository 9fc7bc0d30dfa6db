import type { PlanResource } from "../../plan/plan";
import { componentName } from "../group";
import { wildcard } from "../wildcard";

type Matches = (resource: PlanResource) => boolean;

/** Whether a resource is meant by an entry of a usage file: by its name, or by its URN with `*` for any letters. */
export function matcher(pattern: string): Matches {
    const expression = wildcard(pattern);
    return ({ name, urn }) => expression.test(name) || expression.test(urn);
}

/** The same; a component's name as reports have it, `orders-euw1 (Network)`, means it and everything that stands in it, too. */
export function matcherAmong(resources: readonly PlanResource[], pattern: string): Matches {
    const matches = matcher(pattern);
    if (!pattern.endsWith(")")) {
        return matches;
    }
    const within = urnsWithin(resources, wildcard(pattern));
    return (resource) => matches(resource) || within.has(resource.urn);
}

function urnsWithin(resources: readonly PlanResource[], expression: RegExp): ReadonlySet<string> {
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const isMeant = (one: PlanResource): boolean => !one.custom && expression.test(componentName(one));
    const isWithin = ({ urn }: PlanResource): boolean => {
        for (let above = byUrn.get(urn); above; above = byUrn.get(above.parent ?? "")) {
            if (isMeant(above)) {
                return true;
            }
        }
        return false;
    };
    return new Set(resources.filter(isWithin).map(({ urn }) => urn));
}
