/**
 * The regions of AWS's commercial partition that this program builds in.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, as of @pulumi/aws 7.48
 * (a test compares the two). China, GovCloud and sovereign regions have their own partitions, accounts and ARNs.
 */
export const regions = [
    "af-south-1",
    "ap-east-1",
    "ap-east-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-southeast-7",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "mx-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
] as const;

export type Region = (typeof regions)[number];

const directions: Readonly<Record<string, string>> = {
    central: "c",
    east: "e",
    north: "n",
    northeast: "ne",
    northwest: "nw",
    south: "s",
    southeast: "se",
    southwest: "sw",
    west: "w",
};

/**
 * AWS's own short form of a region, as the ids of its zones begin: `eu-west-1` is `euw1`, `ap-southeast-2` is `apse2`.
 * Source: https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html.
 */
export function shortRegion(region: Region): string {
    const [area = "", direction = "", index = ""] = region.split("-");
    return `${area}${directions[direction] ?? direction}${index}`;
}

/** The zone's number within its region: 2 for `euw1-az2`. NaN when the text is no zone id. */
export function zoneNumber(zone: string): number {
    return Number(/^[a-z]+\d+-az([1-9]\d*)$/.exec(zone)?.[1]);
}
