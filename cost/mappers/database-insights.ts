import type { CostResource } from "../cost-resource";
import type { Line, Settings } from "../mapping";
import { price, type PriceName } from "../price";
import { known } from "../quantity";
import { vcpusOfInstance } from "./database-class";

/** Days of Performance Insights that cost nothing (https://aws.amazon.com/rds/performance-insights/pricing/). */
const freeDays = 7;

/** Rows that no public source of the book has. Lines name them, so that an estimate says what is missing. */
const advanced = price("AmazonRDS", "Database Insights advanced per vCPU-hour");
const retention = price("AmazonRDS", "Performance Insights long-term retention per vCPU-month");

/** Rows that {@link insightsLines} and {@link retentionLines} name. */
export const insightsPrices: readonly PriceName[] = [advanced, retention];

/**
 * Database Insights in its advanced mode, billed for the vCPUs of all instances (https://aws.amazon.com/cloudwatch/pricing/).
 * Serverless instances are left out: their capacity is usage.
 */
export function insightsLines(
    mode: string | undefined,
    instances: readonly CostResource[],
    { hoursPerMonth }: Settings,
): readonly Line[] {
    if (mode !== "advanced" || instances.length === 0) {
        return [];
    }
    const vcpus = instances.map(vcpusOfInstance).reduce((sum, one) => sum + one, 0);
    return [
        {
            name: "Database Insights advanced",
            unit: "vCPU-h",
            price: advanced,
            quantity: known(vcpus * hoursPerMonth),
            input: "databaseInsightsMode",
        },
    ];
}

/** Performance Insights that are kept longer than the free days, without the advanced mode, which includes them. */
export function retentionLines(instance: CostResource, mode: string | undefined): readonly Line[] {
    const days = instance.number("performanceInsightsRetentionPeriod") ?? freeDays;
    if (mode === "advanced" || days <= freeDays || instance.flag("performanceInsightsEnabled") !== true) {
        return [];
    }
    return [
        {
            name: `Performance Insights for ${days} days`,
            unit: "vCPU-month",
            price: retention,
            quantity: known(vcpusOfInstance(instance)),
            input: "performanceInsightsRetentionPeriod",
        },
    ];
}
