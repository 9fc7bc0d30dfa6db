import type { Plan } from "../../plan/plan";
import type { Estimate } from "../estimate";
import type { Lever, LeverSaving } from "./lever";
import { singleNatGateway } from "./single-nat-gateway";

export type { LeverSaving } from "./lever";

const levers: readonly Lever[] = [singleNatGateway];

/** What each lever alone would save, the largest saving first: the changed plan is priced as the stack was. */
export function leverSavings(plan: Plan, estimate: Estimate, price: (plan: Plan) => Estimate): readonly LeverSaving[] {
    return levers
        .flatMap(({ change, ...facts }): LeverSaving[] => {
            const changed = change(plan, estimate);
            const saving = changed && estimate.monthly.typical.minus(price(changed).monthly.typical);
            return saving?.gt(0) === true ? [{ ...facts, saving }] : [];
        })
        .sort((a, b) => b.saving.cmp(a.saving) || (a.id < b.id ? -1 : 1));
}
