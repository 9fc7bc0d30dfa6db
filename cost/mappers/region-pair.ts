import { price, type PriceName } from "../price";

/**
 * A GB from one region to another. The price is the sender's and differs by pair
 * (https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer).
 */
export function betweenRegions(from: string, to: string): PriceName {
    return price("AWSDataTransfer", `from=${from};to=${to} (inter-region)`);
}
