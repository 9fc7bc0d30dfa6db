import { groupBy } from "../../plan/group";
import type { Lever } from "./lever";

const type = "aws:ec2/natGateway:NatGateway";

/** One gateway for a region's zones, in place of one for each. */
export const singleNatGateway: Lever = {
    id: "single-nat-gateway",
    title: "one NAT gateway for each network, not one for each zone",
    price: "when its zone dies, the other zones reach nothing outside either; traffic from them crosses zones and is billed",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    change: (plan) => {
        const gateways = plan.resources.filter((one) => one.type === type);
        const spare = [
            ...groupBy(gateways, ({ parent, region }) => `${parent ?? ""} ${region ?? ""}`).values(),
        ].flatMap(([, ...others]) => others);
        if (spare.length === 0) {
            return undefined;
        }
        // Each has an address of its own, which goes with it.
        const gone = new Set([...spare.map(({ urn }) => urn), ...spare.flatMap((one) => addressesOf(one, plan))]);
        return { ...plan, resources: plan.resources.filter(({ urn }) => !gone.has(urn)) };
    },
};

function addressesOf(
    { dependencies }: { readonly dependencies: readonly string[] },
    plan: { readonly resources: readonly { readonly urn: string; readonly type: string }[] },
): readonly string[] {
    return plan.resources
        .filter((one) => one.type === "aws:ec2/eip:Eip" && dependencies.includes(one.urn))
        .map(({ urn }) => urn);
}
