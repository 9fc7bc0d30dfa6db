import type { Mapper } from "../mapping";
import { price } from "../price";
import { meterKeys, meterPrices, statedLines, type Meter } from "./meter";

const s3 = (label: string) => price("AmazonS3", label);

/** Requests have no public row that the book could take. */
const meters: readonly Meter[] = [
    {
        key: "express_one_zone.storage_gb",
        name: "storage",
        unit: "GB-month",
        meaning: "stored",
        price: s3("Express One Zone Storage Inf per GB Mo"),
    },
    {
        key: "express_one_zone.monthly_tier_1_requests",
        name: "writes and lists",
        unit: "requests",
        meaning: "PUT, COPY, POST, LIST",
        price: s3("Express One Zone writes and lists"),
    },
    {
        key: "express_one_zone.monthly_tier_2_requests",
        name: "reads",
        unit: "requests",
        meaning: "GET and all other",
        price: s3("Express One Zone reads"),
    },
];

/** Buckets in one zone, for what has to be fast. */
export const directoryBucket: Mapper = {
    types: ["aws:s3/directoryBucket:DirectoryBucket"],
    source: "https://aws.amazon.com/s3/pricing/",
    prices: meterPrices(meters),
    usage: meterKeys(meters),
    lines: (_, { states }) => statedLines(meters, states),
};
