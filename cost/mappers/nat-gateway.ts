import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";

const hour = price("NATGateway", "Hourly charge for NAT Gateways");
const data = price("NATGateway", "Charge for per GB data processed by NatGateways");

/** Hours that it exists, and every gigabyte through it; its address is billed as an address. */
export const natGateway: Mapper = {
    types: ["aws:ec2/natGateway:NatGateway"],
    source: "https://aws.amazon.com/vpc/pricing/",
    prices: [hour, data],
    usage: {
        monthly_hrs: { unit: "hours", meaning: "that the gateway exists; all month if absent" },
        monthly_data_processed_gb: { unit: "GB", meaning: "processed" },
    },
    lines: (_, { hours }) => [
        { name: "hours", unit: "h", price: hour, quantity: hours("monthly_hrs") },
        { name: "data processed", unit: "GB", price: data, quantity: usage("monthly_data_processed_gb") },
    ],
};
