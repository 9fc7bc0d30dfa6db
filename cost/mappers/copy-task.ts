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

/** No public source of the book has the rates of the faster mode. */
const enhanced: readonly Meter[] = [
    { ...copied, price: price("AWSDataSync", "Enhanced mode data transferred") },
    {
        key: "monthly_executions",
        name: "executions",
        unit: "executions",
        meaning: "runs of a task in enhanced mode",
        price: price("AWSDataSync", "Enhanced mode task execution"),
    },
];

/** Tasks of DataSync: what they copy, and in enhanced mode how often they run. */
export const copyTask: Mapper = {
    types: ["aws:datasync/task:Task"],
    source: "https://aws.amazon.com/datasync/pricing/",
    prices: meterPrices([copied, ...enhanced]),
    usage: meterKeys([copied, ...enhanced]),
    lines: (task) =>
        task.choice("taskMode", ["BASIC", "ENHANCED"]) === "ENHANCED" ? enhanced.map(meterLine) : [meterLine(copied)],
};
