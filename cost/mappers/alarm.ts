import type { CostResource } from "../cost-resource";
import type { InputReader } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { known, usage } from "../quantity";
import { after } from "./allowance";

const source = "https://aws.amazon.com/cloudwatch/pricing/";

const standard = price("AmazonCloudWatch", "Alarm Standard");
const fast = price("AmazonCloudWatch", "Alarm High Resolution");
const composite = price("AmazonCloudWatch", "Alarm Composite");

const metricsKey = "metrics_analyzed";

/** A period below this is high resolution. */
const standardSeconds = 60;

/** An anomaly alarm watches its metric and the two ends of the band that is expected of it. */
const bandMetrics = 2;

/**
 * Each metric that an alarm watches, for a month whatever the hours: one of its own, or all that its arithmetic reads. A
 * query over metrics that it does not name is billed by how many it finds.
 */
export const metricAlarm: Mapper = {
    types: ["aws:cloudwatch/metricAlarm:MetricAlarm"],
    source,
    prices: [standard, fast],
    usage: { [metricsKey]: { unit: "metrics", meaning: "that the query of the alarm finds" } },
    lines: (resource, { settings }) => {
        const queries = resource.list("metricQueries");
        const found: Line = {
            name: "metrics found",
            unit: "metric-month",
            price: standard,
            quantity: usage(metricsKey),
        };
        const isFast = periodsOf(resource, queries).some((seconds) => seconds < standardSeconds);
        const named = queries.length === 0 ? 1 : queries.filter((query) => query.has("metric")).length;
        const metrics = resource.has("thresholdMetricId") ? named + bandMetrics : named;
        return [
            ...(queries.some(isSearch) ? [found] : []),
            ...(metrics === 0
                ? []
                : [
                      {
                          name: isFast ? "high-resolution alarm" : "alarm",
                          unit: "metric-month",
                          price: isFast ? fast : after({ name: "alarm metrics", free: 10 }, standard, settings),
                          quantity: known(metrics),
                          input: queries.length === 0 ? "period" : "metricQueries",
                      },
                  ]),
        ];
    },
};

/** An alarm over other alarms: one price, however many it reads; those are billed beside it. */
export const compositeAlarm: Mapper = {
    types: ["aws:cloudwatch/compositeAlarm:CompositeAlarm"],
    source,
    prices: [composite],
    lines: () => [{ name: "composite alarm", unit: "alarm-month", price: composite, quantity: known(1) }],
};

/** A query of Metrics Insights, which is written like SQL. */
function isSearch(query: InputReader): boolean {
    return !query.has("metric") && /^\s*select\s/i.test(query.text("expression") ?? "");
}

function periodsOf(resource: CostResource, queries: readonly InputReader[]): readonly number[] {
    return [resource.number("period"), ...queries.map((query) => query.number("metric.period"))].filter(
        (seconds) => seconds !== undefined,
    );
}
