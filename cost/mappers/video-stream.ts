import type { Mapper } from "../mapping";
import { price } from "../price";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const video = (label: string) => price("AmazonKinesisVideo", label);

const meters: readonly Meter[] = [
    {
        key: "monthly_data_in_gb",
        name: "ingested",
        unit: "GB",
        meaning: "ingested",
        price: video("Data ingested into Kinesis Video Streams per GB"),
    },
    {
        key: "monthly_data_out_gb",
        name: "consumed",
        unit: "GB",
        meaning: "consumed",
        price: video("Data consumed from Kinesis Video Streams per GB"),
    },
];
const stored: Meter = {
    key: "storage_gb",
    name: "storage",
    unit: "GB-month",
    meaning: "stored",
    price: video("Per GB Month of Data stored in Kinesis Video Streams per GB-Month"),
};

/** Streams of video: what goes through them, and what those that keep data store. */
export const videoStream: Mapper = {
    types: ["aws:kinesis/videoStream:VideoStream"],
    source: "https://aws.amazon.com/kinesis/video-streams/pricing/",
    prices: meterPrices([...meters, stored]),
    usage: meterKeys([...meters, stored]),
    lines: (stream, { states }) => {
        const keeps = (stream.number("dataRetentionInHours") ?? 0) > 0 || states(stored.key);
        return [...meters, ...(keeps ? [stored] : [])].map(meterLine);
    },
};
