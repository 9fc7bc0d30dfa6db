import Big from "big.js";
import type { Estimate } from "../../cost/estimate";
import { hasGap } from "../../cost/gap";
import type { PlanView } from "../plan-view";
import { each, type Finding, type Rule } from "../rule";

/** What the stack's file says that it may cost in a month; undefined in a plan of something else. */
function budgetOf(view: PlanView): Big | undefined {
    const budget = view.platform?.["budgetMonthlyUsd"];
    return typeof budget === "number" ? new Big(budget) : undefined;
}

function dollars(amount: Big): string {
    return `${amount.toFixed(2)} USD`;
}

/** A total of what has prices is too low by what has none: said with what the budget leaves for it. */
function incomplete({ resources }: Estimate, left: Big): readonly Finding[] {
    const types = new Set(resources.filter(({ state }) => hasGap(state)).map(({ resource }) => resource.type));
    const message = `${dollars(left)} are left for what has no price, or for a part: ${[...types].sort().join(", ")}`;
    return types.size === 0 ? [] : [{ kind: "not judged", where: "plan", message }];
}

/** The budget is the platform's; a split one's stacks are estimated each by itself. */
function elsewhere(left: Big): Finding {
    return { kind: "not judged", where: "plan", message: `${dollars(left)} are left for the platform's other stacks` };
}

function judgeMonth(view: PlanView, end: "typical" | "high"): readonly Finding[] {
    const budget = budgetOf(view);
    if (budget === undefined) {
        return [];
    }
    if (!view.estimate) {
        return [{ kind: "not judged", where: "plan", message: "nobody has estimated its cost" }];
    }
    const amount = view.estimate.monthly[end];
    const message = `${dollars(amount)} a month, of ${dollars(budget)}`;
    const finding: Finding = { kind: "broken", where: "plan", message };
    if (amount.gt(budget)) {
        return [finding];
    }
    const left = budget.minus(amount);
    return view.layer === "all" ? incomplete(view.estimate, left) : [elsewhere(left)];
}

/** What it costs. */
export const budgetRules: readonly Rule[] = [
    {
        id: "over-budget",
        severity: "error",
        title: "a stack that costs more than its budget",
        why: "The budget is a promise like the others; what breaks it is seen here a month before the bill, as far as usage is stated.",
        fix: "`antipode cost` says what it is; change that, or budgetMonthlyUsd.",
        source: "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/practice-cloud-financial-management.html",
        check: (view) => judgeMonth(view, "typical"),
    },
    {
        id: "over-budget-when-busy",
        severity: "warning",
        title: "a stack that costs more than its budget when it has scaled out",
        why: "With every group at its maximum a month costs the high end of the estimate.",
        fix: "Lower the maxima, or raise budgetMonthlyUsd.",
        source: "https://docs.aws.amazon.com/wellarchitected/latest/cost-optimization-pillar/practice-cloud-financial-management.html",
        check: (view) => judgeMonth(view, "high"),
    },
    {
        id: "no-budget",
        severity: "warning",
        title: "a stack that AWS watches no budget of",
        why: "What usage costs is in no program: only the bill tells, or a budget that alarms before it.",
        fix: "Add an aws.budgets.Budget with notifications.",
        source: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
        check: (view) => {
            // Split, it stands in the stack that joins the others (docs/layers.md).
            const here = view.layer === "all" || view.layer === "traffic";
            const told = view.of("aws:budgets/budget:Budget").some((budget) => budget.count("notifications") > 0);
            return here && view.custom.length > 0 && !told
                ? [{ kind: "broken", where: "plan", message: "no budget with a notification" }]
                : [];
        },
    },
    {
        id: "budget-differs",
        severity: "error",
        title: "a budget that alarms at another sum than the stack's",
        why: "Then one of the two is not the promise.",
        fix: "Make limitAmount of budgetMonthlyUsd.",
        source: "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
        check: (view) => {
            const wanted = budgetOf(view);
            return each(["aws:budgets/budget:Budget"], (budget) => {
                const limit = budget.number("limitAmount");
                const monthly = budget.text("timeUnit") === "MONTHLY" && budget.text("budgetType") === "COST";
                return wanted === undefined || !monthly || limit === undefined || wanted.eq(limit)
                    ? undefined
                    : `limitAmount is ${limit}, budgetMonthlyUsd ${wanted.toString()}`;
            })(view);
        },
    },
];
