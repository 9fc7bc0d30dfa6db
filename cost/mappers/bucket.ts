import type { CostResource } from "../cost-resource";
import type { InputReader } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { usage } from "../quantity";
import { bucketClasses, type BucketClass } from "./bucket-classes";
import { bucketTypes, replicationLines, replicationPrices, replicationUsage } from "./bucket-replication";

/** Names that the provider has had for what holds lifecycle rules of buckets. */
const lifecycleTypes = [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
] as const;

/** The class that every bucket has. */
const unrouted = "standard";

/** S3 buckets: what they store and are asked, by storage class. Everything is usage: no size is ever assumed. */
export const bucket: Mapper = {
    types: bucketTypes,
    source: "https://aws.amazon.com/s3/pricing/",
    prices: [...bucketClasses.flatMap(({ rates }) => rates.map((rate) => rate.price)), ...replicationPrices],
    usage: {
        ...Object.fromEntries(
            bucketClasses.flatMap(({ key, name, rates }) =>
                rates.map((rate) => [`${key}.${rate.key}`, { unit: rate.unit, meaning: `${name}: ${rate.meaning}` }]),
            ),
        ),
        ...replicationUsage,
    },
    lines: (one, { states }) => {
        const classes = classesOf(one);
        return [
            ...bucketClasses.flatMap((each) =>
                classLines(
                    each,
                    states,
                    each.key === unrouted || classes.has(each.storageClass ?? "") ? "used" : "unused",
                ),
            ),
            ...replicationLines(one, "replicationConfiguration.rules"),
        ];
    },
};

function classLines(
    { key, name, rates }: BucketClass,
    states: (key: string) => boolean,
    kind: "used" | "unused",
): readonly Line[] {
    return rates
        .map((rate) => ({ rate, usageKey: `${key}.${rate.key}` }))
        .filter(({ rate, usageKey }) => (kind === "used" && rate.shown === "with the class") || states(usageKey))
        .map(({ rate, usageKey }) => ({
            name: `${name}: ${rate.name}`,
            unit: rate.unit,
            price: rate.price,
            quantity: usage(usageKey),
        }));
}

/** Storage classes that the bucket's lifecycle rules move objects to. */
function classesOf(one: CostResource): ReadonlySet<string | undefined> {
    const rules = [
        ...one.list("lifecycleRules"),
        ...lifecycleTypes.flatMap((type) => one.namedBy(type, "bucket")).flatMap((config) => config.list("rules")),
    ];
    return new Set(rules.flatMap(transitionsOf).map((transition) => transition.choice("storageClass", movedTo)));
}

/** Classes that a lifecycle rule may move to. */
const movedTo = bucketClasses.flatMap(({ storageClass }) => storageClass ?? []);

function transitionsOf(rule: InputReader): readonly InputReader[] {
    return [...rule.list("transitions"), ...rule.list("noncurrentVersionTransitions")];
}
