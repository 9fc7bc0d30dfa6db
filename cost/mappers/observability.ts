import type { Mapper } from "../mapping";
import { price, type Tiers } from "../price";
import { known, usage } from "../quantity";
import { after } from "./allowance";

const traceStored = price("AWSXRay", "Traces Stored");
const traceScanned = price("AWSXRay", "Traces Scanned");
const traceRetrieved = price("AWSXRay", "Traces Retrieved");
const traceInsights = price("AWSXRay", "Traces Stored Insights");
const scannedKey = "monthly_traces_scanned";
const retrievedKey = "monthly_traces_retrieved";

/** Traces have no resource of their own: the rule that decides how many are kept stands for them. */
export const samplingRule: Mapper = {
    types: ["aws:xray/samplingRule:SamplingRule"],
    source: "https://aws.amazon.com/xray/pricing/",
    prices: [traceStored, traceScanned, traceRetrieved],
    usage: {
        monthly_traces_stored: { unit: "traces", meaning: "recorded by this rule" },
        [scannedKey]: { unit: "traces", meaning: "scanned by queries" },
        [retrievedKey]: { unit: "traces", meaning: "retrieved" },
    },
    lines: (_, { settings, states }) => [
        {
            name: "traces stored",
            unit: "traces",
            price: after({ name: "traces stored", free: 100_000 }, traceStored, settings),
            quantity: usage("monthly_traces_stored"),
        },
        ...[
            { name: "traces scanned", price: traceScanned, key: scannedKey },
            { name: "traces retrieved", price: traceRetrieved, key: retrievedKey },
        ]
            .filter(({ key }) => states(key))
            .map(({ name, price, key }) => ({ name, unit: "traces", price, quantity: usage(key) })),
    ],
};

/** Of a group whose traces are searched for anomalies each trace that is stored costs again; a group without it is free. */
export const traceGroup: Mapper = {
    types: ["aws:xray/group:Group"],
    source: "https://aws.amazon.com/xray/pricing/",
    prices: [traceInsights],
    usage: { monthly_traces_stored: { unit: "traces", meaning: "of the group, recorded" } },
    lines: (group) =>
        group.flag("insightsConfiguration.insightsEnabled") === true
            ? [
                  {
                      name: "insights",
                      unit: "traces",
                      price: traceInsights,
                      quantity: usage("monthly_traces_stored"),
                      input: "insightsConfiguration",
                  },
              ]
            : [],
};

/** The list itself gives the first samples and gigabytes away. */
const samples: Tiers = {
    name: "Prometheus samples",
    steps: [
        { upTo: 40e6, price: price("AmazonManagedPrometheus", "Metric from 0 to 40000000 per Metric Datapoints") },
        {
            upTo: 2e9,
            price: price("AmazonManagedPrometheus", "Metric from 40000000 to 2000000000 per Metric Datapoints"),
        },
        {
            upTo: 252e9,
            price: price("AmazonManagedPrometheus", "Metric from 2000000000 to 252000000000 per Metric Datapoints"),
        },
        { price: price("AmazonManagedPrometheus", "Metric from 252000000000 to Inf per Metric Datapoints") },
    ],
};
const sampleStorage: Tiers = {
    name: "Prometheus storage",
    steps: [
        { upTo: 10, price: price("AmazonManagedPrometheus", "Storage from 0 to 10 per GB-Mo") },
        { price: price("AmazonManagedPrometheus", "Storage from 10 to Inf per GB-Mo") },
    ],
};
/** The list at hand has no such row; AWS gives the first 200 billion away for a year. */
const queried = price("AmazonManagedPrometheus", "Query Samples Processed");
const queriedKey = "monthly_query_samples";
const collected = price("AmazonManagedPrometheus", "Metric from 0 to Inf per Metric Datapoints");
const collectedKey = "monthly_collected_samples";
const collectorHour = price("AmazonManagedPrometheus", "Metric from 0 to Inf per Collector Hours");

const prometheusPricing = "https://aws.amazon.com/prometheus/pricing/";

/** Samples that a workspace takes in and keeps, and those that queries and rules go through where a usage file states them. */
export const metricsWorkspace: Mapper = {
    types: ["aws:amp/workspace:Workspace"],
    source: prometheusPricing,
    prices: [samples, sampleStorage],
    usage: {
        monthly_metric_samples: { unit: "samples", meaning: "taken in" },
        storage_gb: { unit: "GB", meaning: "stored" },
        [queriedKey]: { unit: "samples", meaning: "that queries and rules go through" },
    },
    lines: (_, { states }) => [
        { name: "samples", unit: "samples", price: samples, quantity: usage("monthly_metric_samples") },
        { name: "stored", unit: "GB-month", price: sampleStorage, quantity: usage("storage_gb") },
        ...(states(queriedKey)
            ? [{ name: "queried", unit: "samples", price: queried, quantity: usage(queriedKey) }]
            : []),
    ],
};

/** Hours of a collector that AWS runs, and the samples that it collects. */
export const metricsCollector: Mapper = {
    types: ["aws:amp/scraper:Scraper"],
    source: prometheusPricing,
    prices: [collectorHour, collected],
    usage: { [collectedKey]: { unit: "samples", meaning: "collected" } },
    lines: (_, { hours }) => [
        { name: "hours", unit: "h", price: collectorHour, quantity: hours() },
        { name: "collected", unit: "samples", price: collected, quantity: usage(collectedKey) },
    ],
};

const editor = price("AmazonManagedGrafana", "User Fees Editor");
const viewer = price("AmazonManagedGrafana", "User Fees Viewer");

/** People who use a workspace of Grafana in a month. */
export const dashboardsWorkspace: Mapper = {
    types: ["aws:grafana/workspace:Workspace"],
    source: "https://aws.amazon.com/grafana/pricing/",
    prices: [editor, viewer],
    usage: {
        monthly_editors: { unit: "users", meaning: "who may edit and signed in" },
        monthly_viewers: { unit: "users", meaning: "who may only look and signed in" },
    },
    lines: () => [
        { name: "editors", unit: "user-month", price: editor, quantity: usage("monthly_editors") },
        { name: "viewers", unit: "user-month", price: viewer, quantity: usage("monthly_viewers") },
    ],
};

const metricUpdate = price("AmazonCloudWatch", "Metric Streams MetricUpdate");
const insightRule = price("AmazonCloudWatch", "Contributor Insights CloudWatchLogs");
const matchedKey = "monthly_matched_events";
const cloudwatchPricing = "https://aws.amazon.com/cloudwatch/pricing/";

export const metricStream: Mapper = {
    types: ["aws:cloudwatch/metricStream:MetricStream"],
    source: cloudwatchPricing,
    prices: [metricUpdate],
    usage: { monthly_metric_updates: { unit: "updates", meaning: "sent on" } },
    lines: () => [
        { name: "metric updates", unit: "updates", price: metricUpdate, quantity: usage("monthly_metric_updates") },
    ],
};

/** A rule for a month; events that it matches have no row in the list at hand, and count where a usage file states them. */
export const contributorRule: Mapper = {
    types: ["aws:cloudwatch/contributorInsightRule:ContributorInsightRule"],
    source: cloudwatchPricing,
    prices: [insightRule],
    usage: { [matchedKey]: { unit: "events", meaning: "that the rule matches" } },
    lines: (_, { states }) => [
        { name: "rule", unit: "rule-month", price: insightRule, quantity: known(1) },
        ...(states(matchedKey)
            ? [
                  {
                      name: "matched events",
                      unit: "events",
                      price: price("AmazonCloudWatch", "Contributor Insights matched events"),
                      quantity: usage(matchedKey),
                  },
              ]
            : []),
    ],
};
