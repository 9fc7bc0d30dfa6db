import { groupBy } from "../../plan/group";
import type { Plan, PlanResource } from "../../plan/plan";
import { byUrn, resourcesOfType } from "../../plan/read";
import { dependenciesOf } from "../../plan/unknown";
import { without } from "./change-plan";
import type { Lever } from "./lever";

const gatewayType = "aws:ec2/natGateway:NatGateway";

/** One gateway for a network's zones, in place of one for each. */
export const singleNatGateway: Lever = {
    id: "single-nat-gateway",
    title: "one NAT gateway for each network, not one for each zone",
    takes: "when its zone dies, no other zone reaches the internet; their traffic crosses zones and is billed for that too",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    change: (plan) => {
        const networkOf = networks(plan);
        // A regional gateway is in all zones by itself.
        const zonal = resourcesOfType(plan, gatewayType).filter(
            ({ inputs }) => inputs["availabilityMode"] !== "regional",
        );
        const spare = [...groupBy(zonal, networkOf).values()].flatMap(([, ...others]) => others);
        const needed = new Set(spare.flatMap(({ dependencies }) => dependencies));
        // Each has an address of its own, which goes with it.
        const isGone = (one: PlanResource): boolean =>
            spare.includes(one) || (one.type === "aws:ec2/eip:Eip" && needed.has(one.urn));
        return without(plan, isGone);
    },
    // What went through the others goes through the one that stays.
    stays: ({ type }, { name }) => type === gatewayType && name === "data processed",
};

/** What network a gateway is in: its subnet's, else its component's; one of nobody knows where is in its own. */
function networks(plan: Plan): (gateway: PlanResource) => string {
    const resources = byUrn(plan);
    const subnets = new Map(
        resourcesOfType(plan, "aws:ec2/subnet:Subnet").flatMap((subnet) =>
            (subnet.ids ?? []).map((id) => [id, subnet] as const),
        ),
    );
    return ({ urn, parent, region = "", inputs: { subnetId = null } }) => {
        const referred = dependenciesOf(subnetId).map((one) => resources.get(one));
        const subnet =
            referred.find((one) => one?.type === "aws:ec2/subnet:Subnet") ??
            subnets.get(typeof subnetId === "string" ? subnetId : "");
        const vpc = subnet?.inputs["vpcId"];
        return vpc === undefined ? `${parent ?? urn} ${region}` : JSON.stringify(vpc);
    };
}
