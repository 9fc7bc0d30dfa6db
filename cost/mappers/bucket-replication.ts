import type { CostResource } from "../cost-resource";
import { UnknownInput, type InputReader } from "../input-reader";
import type { Line, Mapper, UsageKey } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { times, usage } from "../quantity";
import { customMetrics } from "./custom-metrics";
import { entryOf } from "./entry";
import { betweenRegions } from "./region-pair";

/** Names that the provider has had for buckets. */
export const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

const s3 = (label: string) => price("AmazonS3", label);

/** Requests by the class that copies are stored in; where a rule names none, it is that of the objects, mostly this. */
const usualClass = "STANDARD";
const puts: { readonly [storageClass: string]: PriceName } = {
    [usualClass]: s3("PUT COPY/POST or LIST requests per Requests"),
    STANDARD_IA: s3("PUT COPY/POST or LIST requests to Standard Infrequent Access per Requests"),
    INTELLIGENT_TIERING: s3("PUT COPY/POST or LIST requests to Intelligent Tiering per Requests"),
    GLACIER: s3("PUT for Replication to Glacier per Requests"),
};
const timeControl = s3("Replication Time Control per GB");

/** Every fixed price of {@link replicationLines}. */
export const replicationPrices: readonly (PriceName | Tiers)[] = [...Object.values(puts), timeControl, customMetrics];

/** The keys of {@link replicationLines}. */
export const replicationUsage: { readonly [key: string]: UsageKey } = {
    monthly_replicated_objects: { unit: "objects", meaning: "copied to each destination" },
    monthly_replicated_gb: { unit: "GB", meaning: "copied to each destination" },
    replication_metrics: { unit: "metrics", meaning: "of all rules that send metrics, as time control makes them" },
};

/**
 * Copies of a bucket's objects: a PUT where each arrives, and its way there. What the copies occupy is billed for the
 * bucket that holds them.
 */
export const bucketReplication: Mapper = {
    types: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
    source: "https://aws.amazon.com/s3/pricing/",
    prices: replicationPrices,
    usage: replicationUsage,
    lines: (config) => replicationLines(config, "rules"),
};

/** What the rules of a bucket, or of its configuration, copy. @param path where they are */
export function replicationLines(owner: CostResource, path: string): readonly Line[] {
    const rules = owner.list(path).filter((rule) => rule.choice("status", statuses) === "Enabled");
    const timed = rules.filter(isTimed);
    const [input] = path.split(".");
    return [
        ...copiesOf(owner, rules).flatMap((copy) => copyLines(owner, copy)),
        ...(timed.length > 0 ? [timeLine(copiesOf(owner, timed).length)] : []),
        ...(rules.some((rule) => isTimed(rule) || sendsMetrics(rule)) ? [metricsLine] : []),
    ].map((line) => ({ ...line, ...(input === undefined ? {} : { input }) }));
}

const statuses = ["Enabled", "Disabled"] as const;

function isTimed(rule: InputReader): boolean {
    return rule.choice("destination.replicationTime.status", statuses) === "Enabled";
}

function sendsMetrics(rule: InputReader): boolean {
    return rule.choice("destination.metrics.status", statuses) === "Enabled";
}

const metricsLine: Line = {
    name: "replication metrics",
    unit: "metric-month",
    price: customMetrics,
    quantity: usage("replication_metrics"),
};

interface Copy {
    readonly to: string;
    readonly storageClass: string;
}

/** What rules copy to, each once: an object goes to a bucket once, whichever of them it matches. */
function copiesOf({ region: from }: CostResource, rules: readonly InputReader[]): readonly Copy[] {
    const copies = rules.map((rule) => {
        const bucket = bucketTypes
            .map((type) => rule.follow("destination.bucket", type))
            .find((destination) => destination !== undefined);
        if (bucket?.region === undefined || from === undefined) {
            throw new UnknownInput("region of the bucket that destination.bucket names");
        }
        const storageClass = rule.text("destination.storageClass") ?? usualClass;
        return [bucket.urn, { to: bucket.region, storageClass }] as const;
    });
    return [...new Map(copies).values()];
}

/** What is copied within a promised time, to all such destinations together. */
function timeLine(destinations: number): Line {
    return {
        name: "copied on time",
        unit: "GB",
        price: timeControl,
        quantity: times(usage("monthly_replicated_gb"), destinations),
    };
}

function copyLines({ region: from }: CostResource, { to, storageClass }: Copy): readonly Line[] {
    const request: Line = {
        name: `copies to ${to}`,
        unit: "requests",
        price: entryOf(puts, storageClass) ?? s3(`PUT for Replication to ${storageClass}`),
        quantity: usage("monthly_replicated_objects"),
        place: to,
    };
    // Within a region the way costs nothing.
    if (from === undefined || from === to) {
        return [request];
    }
    const size = usage("monthly_replicated_gb");
    return [request, { name: `transfer to ${to}`, unit: "GB", price: betweenRegions(from, to), quantity: size }];
}
