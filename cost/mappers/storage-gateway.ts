import Big from "big.js";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const source = "https://aws.amazon.com/storagegateway/pricing/";

const written: Meter = {
    key: "monthly_data_written_gb",
    name: "written",
    unit: "GB",
    meaning: "written to AWS through the gateway",
    price: price("AWSStorageGateway", "StorageGateway UploadedBytes Tier 1"),
};
const stored: Meter = {
    key: "storage_gb",
    name: "storage",
    unit: "GB-month",
    meaning: "stored in the volume, which is billed for what it holds and not for its size",
    price: price("AWSStorageGateway", "StorageGateway Standard Volume Cached"),
};

/** GB that a gateway is billed at most: those of 125 dollars (https://aws.amazon.com/storagegateway/pricing/). */
const billedMost = new Big(12_500);

/** Gateways: what is written through them. */
export const storageGateway: Mapper = {
    types: ["aws:storagegateway/gateway:Gateway"],
    source,
    prices: meterPrices([written]),
    usage: meterKeys([written]),
    lines: () => [
        {
            ...meterLine(written),
            quantity: usage(written.key, (amount) => (amount.gt(billedMost) ? billedMost : amount)),
        },
    ],
};

/** Volumes that a gateway keeps in AWS. */
export const gatewayVolume: Mapper = {
    types: ["aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume"],
    source,
    prices: meterPrices([stored]),
    usage: meterKeys([stored]),
    lines: () => [meterLine(stored)],
};
