import type { PlanResource, PlanValue } from "../../../plan/plan";

/** An input that a preview does not know, with all the resources that it depends on. */
export function unknownFrom(...resources: readonly PlanResource[]): PlanValue {
    return { $unknown: { urns: resources.map(({ urn }) => urn) } };
}
