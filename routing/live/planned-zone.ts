import type { ResourceTagSet } from "@aws-sdk/client-route-53";
import type { Plan, PlanValue } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";
import { zoneFromPlan } from "../from-plan/zone-from-plan";
import type { Zone } from "../zone";

/** Stands in a planned zone for what AWS names later: a comparison takes any live value for it. */
export const unknownMark = "(known after apply)";

const checkType = "aws:route53/healthCheck:HealthCheck";

/**
 * The zone of a plan for a comparison with a live one: what nobody knows yet is marked instead of named, and the checks' tags
 * are kept, since AWS keeps no trace of a logical name but these.
 * @throws RoutingError as `zoneFromPlan` does
 */
export function plannedZone(plan: Plan): Zone {
    const zone = zoneFromPlan(plan, ({ output }) => `${unknownMark} ${output}`);
    const tags = resourcesOfType(plan, checkType).map(({ name, inputs }): ResourceTagSet => ({
        ResourceType: "healthcheck",
        ResourceId: name,
        Tags: textsOf(inputs["tags"]).map(([Key, Value]) => ({ Key, Value })),
    }));
    return { ...zone, ResourceTagSets: tags };
}

function textsOf(value: PlanValue | undefined): [string, string][] {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return entries.flatMap(([key, text]: [string, unknown]) =>
        typeof text === "string" ? [[key, text] as [string, string]] : [],
    );
}
