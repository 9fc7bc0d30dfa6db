import type { Plan } from "../plan/plan";
import { PlanIndex } from "./plan-index";
import type { Unrun } from "./unrun";

const checkType = "aws:route53/healthCheck:HealthCheck";
const regionSwitchType = "aws:arcregionswitch/plan:Plan";

/** What checks follow that a twin has not, and what it takes for their state. */
const sources: readonly { readonly kind: string; readonly type: string; readonly checks?: string }[] = [
    { kind: "alarms of health checks (taken as without data)", type: checkType, checks: "CLOUDWATCH_METRIC" },
    { kind: "routing controls of health checks (taken as On)", type: checkType, checks: "RECOVERY_CONTROL" },
    { kind: "health checks of Region switch (taken as healthy)", type: regionSwitchType },
];

/** What health checks of a plan follow and a twin cannot know, by name, with the number of resources that do. */
export function unrunOfChecks(plan: Plan): readonly Unrun[] {
    const index = new PlanIndex(plan);
    return sources
        .map(({ kind, type, checks }) => ({
            kind,
            count: index.ofType(type).filter(({ inputs }) => checks === undefined || inputs["type"] === checks).length,
        }))
        .filter(({ count }) => count > 0);
}
