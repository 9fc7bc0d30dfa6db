import type { CostResource } from "../cost-resource";
import { WrongInput } from "../input-reader";
import type { Mapper, Settings } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { times, usage } from "../quantity";
import { transferType } from "../usage/usage-file";
import { after } from "./allowance";
import { betweenRegions } from "./region-pair";

const betweenZones = price("AWSDataTransfer", "intra-region (between AZs), each direction");

/** Out to the internet, by all that an account has in a region. The list's terabyte is 1,024 GB. */
export const internetEgress: Tiers = {
    name: "internet egress",
    steps: [
        { upTo: 10_240, price: price("AWSDataTransfer", "to=internet;tierGB=0-10240") },
        { upTo: 51_200, price: price("AWSDataTransfer", "to=internet;tierGB=10240-51200") },
        { upTo: 153_600, price: price("AWSDataTransfer", "to=internet;tierGB=51200-153600") },
        { price: price("AWSDataTransfer", "to=internet;tierGB=153600-Inf") },
    ],
};

/** Regions of AWS, which entries may name (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html). */
export const regions: readonly string[] = [
    ...["us-east-1", "us-east-2", "us-west-1", "us-west-2", "ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1"],
    ...[
        "eu-central-1",
        "eu-central-2",
        "eu-north-1",
        "eu-south-1",
        "eu-south-2",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
    ],
    ...["ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2"],
    ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6"],
    ...["ap-southeast-7", "af-south-1", "il-central-1", "me-central-1", "me-south-1"],
];

/** Between the two of us-east, which have a price of their own; other regions have no such traffic. */
export const usEastKey = "monthly_outbound_us_east_to_us_east_gb";
export const usEast: readonly string[] = ["us-east-1", "us-east-2"];

/** Traffic of a region that no resource of the program stands for; a usage file states it. */
export const dataTransfer: Mapper = {
    types: [transferType],
    source: "https://aws.amazon.com/ec2/pricing/on-demand/#Data_Transfer",
    prices: [betweenZones, internetEgress],
    usage: {
        region: { oneOf: regions, meaning: "where the traffic starts" },
        monthly_intra_region_gb: {
            unit: "GB",
            meaning: "between availability zones, as sent; both directions are billed",
        },
        [usEastKey]: { unit: "GB", meaning: "between us-east-1 and us-east-2" },
        monthly_outbound_other_regions_gb: { unit: "GB", meaning: "to other regions" },
        monthly_outbound_internet_gb: { unit: "GB", meaning: "to the internet" },
    },
    // Only what is stated: an entry for one kind of traffic does not ask for the others.
    lines: (resource, { states, settings }) =>
        transfers(resource, settings)
            .filter(({ key }) => states(key))
            .map(({ key, name, of, factor = 1 }) => ({
                name,
                unit: "GB",
                price: of(resource.region ?? ""),
                quantity: times(usage(key), factor),
            })),
};

/** A kind of traffic: its key, and its price from a region. */
interface Transfer {
    readonly key: string;
    readonly name: string;
    readonly of: (region: string) => PriceName | Tiers;
    /** How often the bill shows it. */
    readonly factor?: number;
}

function transfers({ region = "" }: CostResource, settings: Settings): readonly Transfer[] {
    const egress = after({ name: internetEgress.name, free: 100 }, internetEgress, settings);
    return [
        { key: "monthly_intra_region_gb", name: "between zones", of: () => betweenZones, factor: 2 },
        {
            key: usEastKey,
            name: region === "us-east-1" ? "to us-east-2" : "to us-east-1",
            of: betweenUsEast,
        },
        {
            key: "monthly_outbound_other_regions_gb",
            name: "to other regions",
            of: (from) => betweenRegions(from, from === "us-west-2" ? "eu-west-1" : "us-west-2"),
        },
        { key: "monthly_outbound_internet_gb", name: "to the internet", of: () => egress },
    ];
}

/** The two of us-east have a price of their own; every region sends to all others at one. */
function betweenUsEast(region: string): PriceName {
    if (!usEast.includes(region)) {
        throw new WrongInput(usEastKey, "the region us-east-1 or us-east-2", region);
    }
    return betweenRegions(region, region === "us-east-1" ? "us-east-2" : "us-east-1");
}
