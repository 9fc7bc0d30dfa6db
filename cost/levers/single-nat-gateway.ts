import { groupBy } from "../../plan/group";
import type { PlanResource } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";
import { without } from "./change-plan";
import type { Lever } from "./lever";

/** One gateway for a network's zones, in place of one for each. */
export const singleNatGateway: Lever = {
    id: "single-nat-gateway",
    title: "one NAT gateway for each network, not one for each zone",
    takes: "when its zone dies, no other zone reaches the internet; their traffic crosses zones and is billed for that too",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    change: (plan) => {
        const gateways = resourcesOfType(plan, "aws:ec2/natGateway:NatGateway");
        const byNetwork = groupBy(gateways, ({ parent, region }) => `${parent ?? ""} ${region ?? ""}`);
        const spare = [...byNetwork.values()].flatMap(([, ...others]) => others);
        const needed = new Set(spare.flatMap(({ dependencies }) => dependencies));
        // Each has an address of its own, which goes with it.
        const isGone = (one: PlanResource): boolean =>
            spare.includes(one) || (one.type === "aws:ec2/eip:Eip" && needed.has(one.urn));
        return without(plan, isGone);
    },
};
