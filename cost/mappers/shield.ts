import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { usage } from "../quantity";

/** As AWS counts terabytes of transfer. */
const terabyte = 1024;

function transfer(from: string): Tiers {
    return {
        name: `Shield Advanced, ${from}`,
        steps: [
            { upTo: 100 * terabyte, price: price("AWSShieldAdvanced", `DataTransfer out of ${from} First 100TB`) },
            { upTo: 500 * terabyte, price: price("AWSShieldAdvanced", `DataTransfer out of ${from} Next 400TB`) },
            { price: price("AWSShieldAdvanced", `DataTransfer out of ${from} Above 500TB`) },
        ],
    };
}

const addresses = transfer("EIP");
const balancers = transfer("LoadBalancing");
const transferKey = "monthly_data_transfer_out_gb";

/** What leaves through a protected resource; the subscription itself has no row in the list at hand. */
export const shieldProtection: Mapper = {
    types: ["aws:shield/protection:Protection"],
    source: "https://aws.amazon.com/shield/pricing/",
    prices: [addresses, balancers],
    usage: { [transferKey]: { unit: "GB", meaning: "that leaves through the protected resource" } },
    lines: (resource) => [
        { name: "data transfer out", unit: "GB", price: transferOf(resource), quantity: usage(transferKey) },
    ],
};

function transferOf(resource: CostResource): PriceName | Tiers {
    if (resource.follow("resourceArn", "aws:ec2/eip:Eip")) {
        return addresses;
    }
    const isBalancer = ["lb", "alb", "elb"].some((module) =>
        resource.follow("resourceArn", `aws:${module}/loadBalancer:LoadBalancer`),
    );
    return isBalancer ? balancers : price("AWSShieldAdvanced", "DataTransfer out of what the program does not have");
}
