import { UnknownInput, type CostResource, type InputReader } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { times, usage } from "../quantity";
import { bucketTypes } from "./bucket";
import { betweenRegions } from "./region-pair";

const put = price("AmazonS3", "PUT COPY/POST or LIST requests per Requests");
/** No public source of the book has its rate. */
const timeControl = price("AmazonS3", "Replication Time Control per GB");

/**
 * Copies of a bucket's objects: a PUT where each arrives, and its way there. What the copies occupy is billed for the
 * bucket that holds them.
 */
export const bucketReplication: Mapper = {
    types: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
    source: "https://aws.amazon.com/s3/pricing/",
    prices: [put, timeControl],
    usage: {
        monthly_replicated_objects: { unit: "objects", meaning: "copied to each destination" },
        monthly_replicated_gb: { unit: "GB", meaning: "copied to each destination" },
    },
    lines: (config) => {
        const rules = config.list("rules").filter((rule) => rule.text("status") === "Enabled");
        const timed = rules.filter((rule) => rule.text("destination.replicationTime.status") === "Enabled").length;
        return [...rules.flatMap((rule) => copyLines(config, rule)), ...(timed > 0 ? [timeLine(timed)] : [])];
    },
};

/** What is copied within a promised time, to all such destinations together. */
function timeLine(destinations: number): Line {
    return {
        name: "copied on time",
        unit: "GB",
        price: timeControl,
        quantity: times(usage("monthly_replicated_gb"), destinations),
        input: "rules",
    };
}

function copyLines({ region: from }: CostResource, rule: InputReader): readonly Line[] {
    const to = bucketTypes
        .map((type) => rule.follow("destination.bucket", type))
        .find((destination) => destination !== undefined)?.region;
    if (to === undefined || from === undefined) {
        throw new UnknownInput("region of the bucket that destination.bucket names");
    }
    const input = "rules";
    const size = usage("monthly_replicated_gb");
    const transfer = { name: `transfer to ${to}`, unit: "GB", price: betweenRegions(from, to), quantity: size, input };
    return [
        {
            name: `copies to ${to}`,
            unit: "requests",
            price: put,
            quantity: usage("monthly_replicated_objects"),
            place: to,
            input,
        },
        // Within a region the way costs nothing.
        ...(from === to ? [] : [transfer]),
    ];
}
