import { price, type Tiers } from "../price";

/** Metrics beyond those that a service sends by itself, per month; an account's are added up (https://aws.amazon.com/cloudwatch/pricing/). */
export const customMetrics: Tiers = {
    name: "custom metrics",
    steps: [
        { upTo: 10_000, price: price("AmazonCloudWatch", "Metric for the first 10000") },
        { upTo: 250_000, price: price("AmazonCloudWatch", "Metric for the next 240000") },
        { upTo: 1_000_000, price: price("AmazonCloudWatch", "Metric for the next 750000") },
        { price: price("AmazonCloudWatch", "Metric for over 1000000") },
    ],
};
