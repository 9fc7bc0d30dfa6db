import type { Plan, PlanValue } from "../../plan/plan";
import { byUrn } from "../../plan/read";
import { dependenciesOf } from "../../plan/unknown";
import { subnetTypes } from "../mappers/placement";
import { withInputs } from "./change-plan";
import type { Lever } from "./lever";

/** An interface endpoint is billed for each zone that it stands in. */
export const endpointZones: Lever = {
    id: "endpoint-zones",
    title: "interface endpoints in one zone, not in each",
    takes: "when its zone dies, the service is reached through the internet or not at all; other zones' traffic crosses",
    source: "https://aws.amazon.com/privatelink/pricing/",
    change: (plan) => {
        const subnetsOf = subnetFinder(plan);
        return withInputs(plan, ({ type, inputs }) => {
            const subnets = type === "aws:ec2/vpcEndpoint:VpcEndpoint" ? subnetsOf(inputs["subnetIds"] ?? null) : [];
            return subnets.length > 1 ? { ...inputs, subnetIds: subnets.slice(0, 1) } : undefined;
        });
    },
};

/** The members of a list of subnets; of one that a preview does not know, those that it depends on. */
function subnetFinder(plan: Plan): (list: PlanValue) => readonly PlanValue[] {
    const resources = byUrn(plan);
    return (list) =>
        Array.isArray(list)
            ? (list as readonly PlanValue[])
            : dependenciesOf(list)
                  .filter((urn) => subnetTypes.includes(resources.get(urn)?.type ?? ""))
                  .map((urn) => ({ $unknown: { urns: [urn] } }));
}
