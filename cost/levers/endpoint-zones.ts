import { withInputs } from "./change-plan";
import type { Lever } from "./lever";

/** An interface endpoint is billed for each zone that it stands in. */
export const endpointZones: Lever = {
    id: "endpoint-zones",
    title: "interface endpoints in one zone, not in each",
    takes: "when its zone dies, the service is reached through the internet or not at all; other zones' traffic crosses",
    source: "https://aws.amazon.com/privatelink/pricing/",
    change: (plan) =>
        withInputs(plan, ({ type, inputs }) => {
            const { subnetIds } = inputs;
            return type === "aws:ec2/vpcEndpoint:VpcEndpoint" && Array.isArray(subnetIds) && subnetIds.length > 1
                ? { ...inputs, subnetIds: subnetIds.slice(0, 1) }
                : undefined;
        }),
};
