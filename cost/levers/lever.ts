import type Big from "big.js";
import type { Plan } from "../../plan/plan";
import type { Estimate } from "../estimate";

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
}

/** What a lever saves this stack. */
export interface LeverSaving extends Omit<Lever, "change"> {
    /** Typical dollars a month, above zero. */
    readonly saving: Big;
}
