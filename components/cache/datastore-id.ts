import type { Region } from "../shared/regions";

/**
 * What AWS puts before the name of a Global Datastore, by the region that it is born in
 * (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-CLI.html). us-west-1 is left out:
 * AWS's pages name two prefixes for it.
 */
const prefixes: Readonly<Partial<Record<Region, string>>> = {
    "ap-east-1": "knjmp",
    "ap-northeast-1": "quwsw",
    "ap-northeast-2": "lfqnh",
    "ap-northeast-3": "nlapn",
    "ap-south-1": "erpgt",
    "ap-southeast-1": "vlqxn",
    "ap-southeast-2": "vbgxd",
    "ca-central-1": "bxodz",
    "eu-central-1": "iudkw",
    "eu-west-1": "gxeiz",
    "eu-west-2": "okuqm",
    "eu-west-3": "fgjhi",
    "sa-east-1": "juxlw",
    "us-east-1": "ldgnf",
    "us-east-2": "fpkhr",
    "us-west-2": "sgaui",
};

/**
 * The id of the Global Datastore that was born in a region: known beforehand, so that a member's stack need not read
 * that of the first. Undefined where AWS documents no prefix.
 */
export function globalDatastoreId(home: Region, datastore: string): string | undefined {
    const prefix = prefixes[home];
    return prefix === undefined ? undefined : `${prefix}-${datastore}`;
}
