import type { Mapper } from "../mapping";
import { price } from "../price";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const appflow = (label: string) => price("AmazonAppFlow", label);

const runs: Meter = {
    key: "monthly_runs",
    name: "runs",
    unit: "runs",
    meaning: "runs of the flow",
    price: appflow("ExecuteFlow per Flow runs"),
};
const within: Meter = {
    key: "monthly_private_gb",
    name: "processed within AWS",
    unit: "GB",
    meaning: "processed to or from AWS, or over a private link",
    price: appflow("Data processing within AWS per Processing-Bytes"),
};
const outside: Meter = {
    key: "monthly_public_gb",
    name: "processed outside AWS",
    unit: "GB",
    meaning: "processed to elsewhere over the internet",
    price: appflow("Data processing outside AWS per Processing-Bytes"),
};
const meters = [runs, within, outside];

/** Flows of AppFlow: their runs, and what they process. */
export const applicationFlow: Mapper = {
    types: ["aws:appflow/flow:Flow"],
    source: "https://aws.amazon.com/appflow/pricing/",
    prices: meterPrices(meters),
    usage: meterKeys(meters),
    lines: () => meters.map(meterLine),
};
