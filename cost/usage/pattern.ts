import type { PlanResource } from "../../plan/plan";
import { wildcard } from "../wildcard";

/** Whether a resource is meant by an entry of a usage file: by its name, or by its URN with `*` for any letters. */
export function matcher(pattern: string): (resource: PlanResource) => boolean {
    const expression = wildcard(pattern);
    return ({ name, urn }) => expression.test(name) || expression.test(urn);
}
