import type { PlanResource, PlanValue } from "../../../plan/plan";

/** An input that is an output of a resource, as a recorded program has it. */
export function reference({ urn }: PlanResource, output = "id"): PlanValue {
    return { $ref: { urn, output } };
}

/** An input that a preview does not know, with the resources that it depends on. */
export function unknownFrom(...resources: readonly PlanResource[]): PlanValue {
    return { $unknown: { urns: resources.map(({ urn }) => urn) } };
}
