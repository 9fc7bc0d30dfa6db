import Big from "big.js";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { exactly, known, multiply, times, usage, usageOf } from "../quantity";
import { entryOf } from "./entry";

const inspectorPricing = "https://aws.amazon.com/inspector/pricing/";
const maciePricing = "https://aws.amazon.com/macie/pricing/";

const instanceHour = price("AmazonInspector", "Continuous EC2 scans Instance hrs");
const functionHour = price("AmazonInspector", "Standard Scanning Hourly");
const firstScan = price("AmazonInspector", "Initial Scan on push to ECR Resource-assessment");
const nextScan = price("AmazonInspector", "Automated re scan Resource-assessment");

const instancesKey = "scanned_instances";
const functionsKey = "scanned_functions";
const pushedKey = "monthly_images_pushed";
const againKey = "monthly_image_rescans";

/** What an account has scanned, by the kinds that are enabled. */
export const inspector: Mapper = {
    types: ["aws:inspector2/enabler:Enabler"],
    source: inspectorPricing,
    prices: [instanceHour, functionHour, firstScan, nextScan],
    usage: {
        [instancesKey]: { unit: "instances", meaning: "scanned all month, on average" },
        [functionsKey]: { unit: "functions", meaning: "scanned all month, on average" },
        [pushedKey]: { unit: "images", meaning: "pushed, each scanned once" },
        [againKey]: { unit: "scans", meaning: "of images again, when a new weakness is known" },
    },
    lines: (resource, { settings }) => {
        const allMonth = (name: string, key: string, hour: PriceName): Line => ({
            name,
            unit: "h",
            price: hour,
            quantity: times(usage(key), settings.hoursPerMonth),
        });
        const byKind: { readonly [kind: string]: readonly Line[] } = {
            EC2: [allMonth("instances", instancesKey, instanceHour)],
            LAMBDA: [allMonth("functions", functionsKey, functionHour)],
            LAMBDA_CODE: [
                allMonth("code of functions", functionsKey, price("AmazonInspector", "Code Scanning Hourly")),
            ],
            ECR: [
                { name: "images pushed", unit: "images", price: firstScan, quantity: usage(pushedKey) },
                { name: "images again", unit: "scans", price: nextScan, quantity: usage(againKey) },
            ],
        };
        return resource
            .list("resourceTypes")
            .map((kind) => kind.asText())
            .flatMap((kind) => entryOf(byKind, kind) ?? unlistedLines(kind));
    },
};

/** Repositories of code, and what Inspector may come to scan, the list at hand has no rows for. */
function unlistedLines(kind: string): readonly Line[] {
    const name = `scans of ${kind}`;
    return [{ name, unit: "scans", price: price("AmazonInspector", name), quantity: known(1), input: "resourceTypes" }];
}

const bucketDay = price("AmazonMacie", "Security Services Amazon Macie Paid Data Inventory Evaluation per Bucket-days");
const searched: Tiers = {
    name: "sensitive data discovery",
    steps: [
        { upTo: 50_000, price: discovery("Next 50000") },
        { upTo: 500_000, price: discovery("Next 450000") },
        { price: discovery("Over 500000") },
    ],
};

function discovery(step: string): PriceName {
    return price("AmazonMacie", `Security Services Amazon Macie Sensitive Data Discovery ${step} per GB`);
}

const bucketsKey = "buckets";
const hoursPerDay = 24;

/** Every bucket of an account and region, for every day. */
export const dataInventory: Mapper = {
    types: ["aws:macie2/account:Account"],
    source: maciePricing,
    prices: [bucketDay],
    usage: { [bucketsKey]: { unit: "buckets", meaning: "of the account in the region, on average" } },
    lines: (_, { settings }) => [
        {
            name: "buckets",
            unit: "bucket-days",
            price: bucketDay,
            quantity: usageOf([bucketsKey], (use) => {
                const buckets = use(bucketsKey);
                return buckets && multiply(buckets, exactly(new Big(settings.hoursPerMonth).div(hoursPerDay)));
            }),
        },
    ],
};

export const dataDiscovery: Mapper = {
    types: ["aws:macie2/classificationJob:ClassificationJob"],
    source: maciePricing,
    prices: [searched],
    usage: { monthly_scanned_gb: { unit: "GB", meaning: "searched for sensitive data" } },
    lines: () => [{ name: "searched", unit: "GB", price: searched, quantity: usage("monthly_scanned_gb") }],
};
