import type { LintRule } from "../rule";
import { aliasRules } from "./aliases";
import { alarmRules } from "./alarms";
import { calculatedRules } from "./calculated";
import { endpointRules } from "./endpoints";
import { failoverRules } from "./failover";
import { groupRules } from "./groups";
import { healthRules } from "./health";
import { lossRules } from "./loss";
import { planRules } from "./plan";
import { refusalRules } from "./refusals";
import { timeRules } from "./times";
import { usageRules } from "./usage";

/** Every rule, in the order that `antipode routing lint --rules` shows them. */
export const rules: readonly LintRule[] = [
    ...refusalRules,
    ...lossRules,
    ...healthRules,
    ...failoverRules,
    ...groupRules,
    ...aliasRules,
    ...endpointRules,
    ...usageRules,
    ...calculatedRules,
    ...alarmRules,
    ...timeRules,
    ...planRules,
];
