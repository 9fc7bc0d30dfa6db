import type { CostResource } from "../cost-resource";
import type { Machine, Tenancy } from "./machine";

const vpcType = "aws:ec2/vpc:Vpc";
const defaultSubnetType = "aws:ec2/defaultSubnet:DefaultSubnet";

/** What machines, balancers and endpoints stand in. */
export const subnetTypes = ["aws:ec2/subnet:Subnet", defaultSubnetType];

/**
 * What machines in the subnets of an input get without asking: a public address, and hardware of their own where their
 * network is dedicated. All subnets of a group are alike. A default subnet gives an address unless it says otherwise
 * (https://docs.aws.amazon.com/vpc/latest/userguide/default-subnet.html).
 */
export function placementOf(resource: CostResource, path: string): Pick<Machine, "publicAddress" | "tenancy"> {
    const subnet = subnetTypes.map((type) => resource.follow(path, type)).find((one) => one !== undefined);
    const isDedicated =
        subnet?.follow("vpcId", vpcType)?.choice("instanceTenancy", ["default", "dedicated"]) === "dedicated";
    return {
        publicAddress: subnet?.flag("mapPublicIpOnLaunch") ?? subnet?.type === defaultSubnetType,
        ...(isDedicated ? { tenancy: "dedicated" } : {}),
    };
}

/**
 * Nothing in a dedicated network shares hardware: what asks for none of its own gets it all the same
 * (https://docs.aws.amazon.com/vpc/latest/userguide/create-vpc-options.html).
 */
export function tenancyIn(network: Tenancy | undefined, asked: Tenancy | undefined): Tenancy | undefined {
    return asked === undefined || asked === "default" ? (network ?? asked) : asked;
}
