import type { PlanResource } from "../../../plan/plan";

/** Plans at the limits of a rule: what is meant, and the smallest plan that has it. */
interface Neighbours {
    readonly broken?: { readonly [what: string]: readonly PlanResource[] };
    readonly sound?: { readonly [what: string]: readonly PlanResource[] };
    /** What nobody can tell before deployment. */
    readonly unjudged?: { readonly [what: string]: readonly PlanResource[] };
}

/** By rule. */
export type NeighboursOfRules = { readonly [rule: string]: Neighbours };

/** A plan for each member of a list, called by it. */
export function forEach<T extends string>(
    members: readonly T[],
    plan: (member: T) => readonly PlanResource[],
): { readonly [what: string]: readonly PlanResource[] } {
    return Object.fromEntries(members.map((member) => [member, plan(member)]));
}
