import type { Mapper } from "../mapping";
import { price } from "../price";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const listed: Meter = {
    key: "monthly_listed_objects",
    name: "listed",
    unit: "objects",
    meaning: "listed in all reports of the month",
    price: price("AmazonS3", "Per object fee for objects listed in an Inventory"),
};

/** Lists of what is in a bucket. */
export const inventory: Mapper = {
    types: ["aws:s3/inventory:Inventory"],
    source: "https://aws.amazon.com/s3/pricing/",
    prices: meterPrices([listed]),
    usage: meterKeys([listed]),
    lines: () => [meterLine(listed)],
};
