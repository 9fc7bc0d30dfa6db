/** Types that AWS bills nothing for, by the reason; what they stand for is billed elsewhere, or not at all. */
const byReason: { readonly [reason: string]: readonly string[] } = {
    "a network's own parts are free (https://aws.amazon.com/vpc/pricing/)": [
        "aws:ec2/vpc:Vpc",
        "aws:ec2/subnet:Subnet",
        "aws:ec2/routeTable:RouteTable",
    ],
};

/** Why a type is free; undefined for a type that is not listed. */
export const freeTypes: ReadonlyMap<string, string> = new Map(
    Object.entries(byReason).flatMap(([reason, types]) => types.map((type) => [type, reason] as const)),
);
