import type Big from "big.js";
import type { Plan, PlanResource } from "../../plan/plan";
import type { CostLine, Estimate } from "../estimate";

/** A change that is known to make some stacks cheaper. */
export interface Lever {
    readonly id: string;
    /** What to do. */
    readonly title: string;
    /** What one gives for it. */
    readonly takes: string;
    /** Where AWS says so. */
    readonly source: string;
    /** The plan as it would be; undefined where the stack has nothing to change. */
    readonly change: (plan: Plan, estimate: Estimate) => Plan | undefined;
    /** Lines of what is gone that somebody else's bill has then, so that they are no saving. @default none */
    readonly stays?: (resource: PlanResource, line: CostLine) => boolean;
}

/** What a lever saves this stack. */
export interface LeverSaving extends Omit<Lever, "change" | "stays"> {
    /** Typical dollars a month, above zero. */
    readonly saving: Big;
}
