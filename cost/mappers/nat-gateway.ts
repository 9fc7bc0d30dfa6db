import type { CostResource } from "../cost-resource";
import { UnknownInput, WrongInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { times, usage } from "../quantity";
import { addressLines } from "./address";

const hour = price("NATGateway", "Hourly charge for NAT Gateways");
const data = price("NATGateway", "Charge for per GB data processed by NatGateways");

const vpcType = "aws:ec2/vpc:Vpc";
const subnetType = "aws:ec2/subnet:Subnet";

/**
 * Hours that it exists, and every gigabyte through it. An address that the program gives it is billed as that address;
 * those that a regional gateway takes by itself are billed here. A regional gateway costs an hour in each zone that it is
 * in: those that it is told, else those that its VPC has subnets in.
 */
export const natGateway: Mapper = {
    types: ["aws:ec2/natGateway:NatGateway"],
    source: "https://aws.amazon.com/vpc/pricing/",
    prices: [hour, data],
    usage: {
        monthly_hrs: { unit: "hours", meaning: "that the gateway exists; all month if absent" },
        monthly_data_processed_gb: { unit: "GB", meaning: "processed" },
    },
    lines: (resource, { hours }) => {
        const regional = resource.choice("availabilityMode", ["zonal", "regional"]) === "regional";
        const isPrivate = resource.choice("connectivityType", ["public", "private"]) === "private";
        if (regional && isPrivate) {
            throw new WrongInput("connectivityType", "public, as every regional gateway is", "private");
        }
        const told = resource.count("availabilityZoneAddresses");
        const zones = regional ? told || zonesOf(resource) : 1;
        const own = times(hours("monthly_hrs"), zones);
        return [
            {
                name: "hours",
                unit: "h",
                price: hour,
                quantity: own,
                ...(regional ? { input: "availabilityMode" } : {}),
            },
            ...(regional && told === 0 ? addressLines(own, "availabilityMode") : []),
            { name: "data processed", unit: "GB", price: data, quantity: usage("monthly_data_processed_gb") },
        ];
    },
};

function zonesOf(resource: CostResource): number {
    const subnets = resource.follow("vpcId", vpcType)?.namedBy(subnetType, "vpcId") ?? [];
    if (subnets.length === 0) {
        throw new UnknownInput("availabilityZoneAddresses");
    }
    return new Set(subnets.map((one) => one.text("availabilityZoneId") ?? one.text("availabilityZone"))).size;
}
