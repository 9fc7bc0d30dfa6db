import type { Mapper } from "../mapping";
import { price } from "../price";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const copied: Meter = {
    key: "monthly_copied_gb",
    name: "copied",
    unit: "GB",
    meaning: "copied",
    price: price("AWSDataSync", "Data transferred"),
};

/** Tasks of DataSync: what they copy. */
export const copyTask: Mapper = {
    types: ["aws:datasync/task:Task"],
    source: "https://aws.amazon.com/datasync/pricing/",
    prices: meterPrices([copied]),
    usage: meterKeys([copied]),
    lines: () => [meterLine(copied)],
};
