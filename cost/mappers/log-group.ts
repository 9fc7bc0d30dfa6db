import type { CostResource } from "../cost-resource";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { usage } from "../quantity";
import { customMetrics } from "./custom-metrics";

const source = "https://aws.amazon.com/cloudwatch/pricing/";

const ingestion = price("AmazonCloudWatch", "Logs Collected Data Ingestion");
const infrequent = price("AmazonCloudWatch", "IA Custom ingested Logs from 0 upto Inf");
const stored = price("AmazonCloudWatch", "Stored Data");
const queried = price("AmazonCloudWatch", "Queried Logs Insights");
const vendedFirst = price("AmazonCloudWatch", "Vended Logs First 10TB");
const deliveredFirst = price("AmazonCloudWatch", "Delivered Logs for first 10TB");

/** Gigabytes in the first step, as AWS counts terabytes. */
const tenTerabytes = 10 * 1024;

/** What services write for their customer; the list at hand has only the first step. */
const vended: Tiers = {
    name: "vended logs",
    steps: [{ upTo: tenTerabytes, price: vendedFirst }, { price: price("AmazonCloudWatch", "Vended Logs over 10TB") }],
};
const delivered: Tiers = {
    name: "delivered logs",
    steps: [
        { upTo: tenTerabytes, price: deliveredFirst },
        { price: price("AmazonCloudWatch", "Delivered Logs over 10TB") },
    ],
};

const ingestedKey = "monthly_data_ingested_gb";
const ingestedUsage = { unit: "GB", meaning: "ingested" };

/** What writes vended logs into a group, by the input that names the group. */
const vendors: readonly (readonly [type: string, input: string])[] = [
    ["aws:ec2/flowLog:FlowLog", "logDestination"],
    ["aws:ec2/flowLog:FlowLog", "logGroupName"],
    ["aws:route53/queryLog:QueryLog", "cloudwatchLogGroupArn"],
    ["aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig", "destinationArn"],
    ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "logDestinationConfigs"],
];

/** Every gigabyte written, kept and searched. A group that flow logs or the like write into has the price of vended logs. */
export const logGroup: Mapper = {
    types: ["aws:cloudwatch/logGroup:LogGroup"],
    source,
    prices: [ingestion, infrequent, stored, queried, vendedFirst],
    usage: {
        [ingestedKey]: ingestedUsage,
        storage_gb: { unit: "GB", meaning: "stored" },
        monthly_data_scanned_gb: { unit: "GB", meaning: "scanned by Logs Insights" },
    },
    lines: (resource) => [
        { name: "ingested", unit: "GB", price: ingestedPrice(resource), quantity: usage(ingestedKey) },
        { name: "stored", unit: "GB-month", price: stored, quantity: usage("storage_gb") },
        { name: "scanned", unit: "GB", price: queried, quantity: usage("monthly_data_scanned_gb") },
    ],
};

function ingestedPrice(resource: CostResource): PriceName | Tiers {
    if (vendors.some(([type, input]) => resource.namedBy(type, input).length > 0)) {
        return vended;
    }
    const group = resource.text("logGroupClass") ?? "STANDARD";
    if (group === "STANDARD") {
        return ingestion;
    }
    return group === "INFREQUENT_ACCESS" ? infrequent : price("AmazonCloudWatch", `Logs of class ${group}`);
}

/** Flow logs are billed where they are written: with their log group, or here when they go to a bucket or a stream. */
export const flowLog: Mapper = {
    types: ["aws:ec2/flowLog:FlowLog"],
    source,
    prices: [vendedFirst, deliveredFirst],
    usage: { [ingestedKey]: { unit: "GB", meaning: "written, where no log group of the program has it" } },
    lines: (resource) => {
        const kind = resource.text("logDestinationType") ?? "cloud-watch-logs";
        const line: Line = { name: "flow logs", unit: "GB", price: delivered, quantity: usage(ingestedKey) };
        if (kind !== "cloud-watch-logs") {
            return [line];
        }
        return groupOf(resource) ? [] : [{ ...line, price: vended }];
    },
};

function groupOf(resource: CostResource): CostResource | undefined {
    const [type] = logGroup.types;
    return ["logDestination", "logGroupName"]
        .map((input) => (type === undefined ? undefined : resource.follow(input, type)))
        .find((group) => group !== undefined);
}

/** Custom metrics that a filter of a log group keeps alive. */
export const metricFilter: Mapper = {
    types: ["aws:cloudwatch/logMetricFilter:LogMetricFilter"],
    source,
    prices: [customMetrics],
    usage: {
        custom_metrics: { unit: "metrics", meaning: "that the filter keeps alive, averaged over the month" },
    },
    lines: () => [
        { name: "custom metrics", unit: "metric-month", price: customMetrics, quantity: usage("custom_metrics") },
    ],
};
