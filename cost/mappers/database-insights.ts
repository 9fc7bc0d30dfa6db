import type { CostResource } from "../cost-resource";
import type { Line, UsageKey } from "../mapping";
import { price, type PriceName } from "../price";
import { known, times, usage } from "../quantity";
import { vcpusOfInstance, type InstanceHours } from "./database-class";

/** Days of Performance Insights that cost nothing (https://aws.amazon.com/rds/performance-insights/pricing/). */
const freeDays = 7;

/** Rows that no public source of the book has. Lines name them, so that an estimate says what is missing. */
const advanced = price("AmazonRDS", "Database Insights advanced per vCPU-hour");
const advancedCapacity = price("AmazonRDS", "Database Insights advanced per ACU-hour");
const retention = price("AmazonRDS", "Performance Insights long-term retention per vCPU-month");

/** Rows that the lines of this file name. */
export const insightsPrices: readonly PriceName[] = [advanced, advancedCapacity, retention];

/** The cluster of an instance decides it, or an instance that has none. */
function isAdvanced(owner: CostResource): boolean {
    return owner.choice("databaseInsightsMode", ["standard", "advanced"]) === "advanced";
}

/**
 * Database Insights in its advanced mode, billed for the vCPUs of instances or for the capacity that a serverless one has
 * (https://aws.amazon.com/cloudwatch/pricing/).
 */
export function insightsLines(owner: CostResource, billed: InstanceHours): readonly Line[] {
    if (!isAdvanced(owner)) {
        return [];
    }
    const line = { name: "Database Insights advanced", input: "databaseInsightsMode" };
    if ("capacityHours" in billed) {
        return [{ ...line, unit: "ACU-h", price: advancedCapacity, quantity: billed.capacityHours }];
    }
    const vcpus = billed.vcpus();
    return vcpus === 0 ? [] : [{ ...line, unit: "vCPU-h", price: advanced, quantity: times(billed.hours, vcpus) }];
}

/** Performance Insights that are kept longer than the free days, without the advanced mode, which includes them. */
export function retentionLines(instance: CostResource, owner: CostResource): readonly Line[] {
    const days = instance.number("performanceInsightsRetentionPeriod") ?? freeDays;
    if (isAdvanced(owner) || days <= freeDays || instance.flag("performanceInsightsEnabled") !== true) {
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

const monitoringKey = "monthly_enhanced_monitoring_gb";
const ingestion = price("AmazonCloudWatch", "Logs Collected Data Ingestion");

/** The price of {@link monitoringLines}. */
export const monitoringPrices: readonly PriceName[] = [ingestion];

/** The key of {@link monitoringLines}. */
export const monitoringUsage: { readonly [key: string]: UsageKey } = {
    [monitoringKey]: { unit: "GB", meaning: "logs of enhanced monitoring" },
};

/** Enhanced monitoring, which is billed as the logs that it writes (https://aws.amazon.com/rds/faqs/). */
export function monitoringLines(instance: CostResource): readonly Line[] {
    const line: Line = {
        name: "enhanced monitoring",
        unit: "GB",
        price: ingestion,
        quantity: usage(monitoringKey),
        input: "monitoringInterval",
    };
    return (instance.number("monitoringInterval") ?? 0) > 0 ? [line] : [];
}
