import type { Plan } from "../../plan/plan";
import type { CostDiff } from "../diff";
import type { Estimate } from "../estimate";
import type { Grouping } from "../group";
import type { LeverSaving } from "../levers";

/** Everything that a report of a stack's cost says, however it is written. */
export interface CostReport {
    /** What was read: `stack prod`, `preview.json`. */
    readonly source: string;
    readonly plan: Plan;
    readonly estimate: Estimate;
    /** How the estimate is divided, from the outside in; by region and component when nobody says. */
    readonly by?: readonly Grouping[];
    /** Whether totals say nothing, because what stays as it is was left out of the preview. */
    readonly changesOnly: boolean;
    readonly diff?: CostDiff;
    readonly levers?: readonly LeverSaving[];
    /** The file whose discounts and prices stand over the list's. */
    readonly prices?: string;
    /** Of the report, `YYYY-MM-DD`: prices are old or not by it. */
    readonly today: string;
}
