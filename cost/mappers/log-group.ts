import type { CostResource } from "../cost-resource";
import type { Mapper } from "../mapping";
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

/** Of these the list at hand has no rows. */
const infrequentVended = price("AmazonCloudWatch", "Infrequent Access Vended Logs First 10TB");
const toParquet = price("AmazonCloudWatch", "Vended Logs converted to Apache Parquet");
const masked = price("AmazonCloudWatch", "Logs Data Protection per GB scanned");

const ingestedKey = "monthly_data_ingested_gb";
const ingestedUsage = { unit: "GB", meaning: "ingested" };

/** Inputs that say where logs go, by the type that has them. */
const destinations: { readonly [type: string]: readonly string[] } = {
    "aws:ec2/flowLog:FlowLog": ["logDestination", "logGroupName"],
    "aws:route53/queryLog:QueryLog": ["cloudwatchLogGroupArn"],
    "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig": ["destinationArn"],
    "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": ["logDestinationConfigs"],
};

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const functionType = "aws:lambda/function:Function";
const elsewhere = [
    "aws:s3/bucket:Bucket",
    "aws:s3/bucketV2:BucketV2",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
];

/**
 * Every gigabyte written, kept and searched. A group that flow logs or the like write into has the price of vended logs, and
 * so have Lambda's since May 2025 (https://www.duckbillgroup.com/?p=9080). One of the Delivery class only passes Lambda's on to
 * S3 or Firehose and cannot be searched (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html).
 */
export const logGroup: Mapper = {
    types: [groupType],
    source,
    prices: [ingestion, infrequent, stored, queried, vendedFirst, deliveredFirst],
    usage: {
        [ingestedKey]: ingestedUsage,
        storage_gb: { unit: "GB", meaning: "stored" },
        monthly_data_scanned_gb: { unit: "GB", meaning: "scanned by Logs Insights" },
    },
    lines: (resource) => {
        const scanned = { name: "scanned", unit: "GB", price: queried, quantity: usage("monthly_data_scanned_gb") };
        return [
            { name: "ingested", unit: "GB", price: ingestedPrice(resource), quantity: usage(ingestedKey) },
            { name: "stored", unit: "GB-month", price: stored, quantity: usage("storage_gb") },
            ...(classOf(resource) === "DELIVERY" ? [] : [scanned]),
        ];
    },
};

function classOf(group: CostResource): string {
    return group.text("logGroupClass") ?? "STANDARD";
}

function ingestedPrice(group: CostResource): PriceName | Tiers {
    switch (classOf(group)) {
        case "STANDARD":
            return isVended(group) ? vended : ingestion;
        case "INFREQUENT_ACCESS":
            return isVended(group) ? infrequentVended : infrequent;
        case "DELIVERY":
            return delivered;
        default:
            return price("AmazonCloudWatch", `Logs of class ${classOf(group)}`);
    }
}

/** Whether a service of AWS writes into it. */
function isVended(group: CostResource): boolean {
    const { name } = group.resource.inputs;
    const writers = Object.entries({ ...destinations, [functionType]: ["loggingConfig.logGroup"] });
    return (
        writers.some(([type, inputs]) => inputs.some((input) => group.namedBy(type, input).length > 0)) ||
        group.follow("name", functionType) !== undefined ||
        // A function that names no group has this one; a name that is not known yet is nobody's.
        (typeof name === "string" && name.startsWith("/aws/lambda/"))
    );
}

/**
 * Logs that a service writes are billed where they are written: with their log group, or here when they go to a bucket, to
 * a stream, or to a log group that the program does not have.
 */
export const vendedLog: Mapper = {
    types: Object.keys(destinations),
    source,
    prices: [vendedFirst, deliveredFirst],
    usage: { [ingestedKey]: { unit: "GB", meaning: "written, where no log group of the program has it" } },
    lines: (resource) => {
        const inputs = destinations[resource.type] ?? [];
        const goesTo = (types: readonly string[]) =>
            types.some((type) => inputs.some((input) => resource.follow(input, type) !== undefined));
        const type = resource.choice("logDestinationType", ["cloud-watch-logs", "s3", "kinesis-data-firehose"]);
        const isDelivered = (type !== undefined && type !== "cloud-watch-logs") || goesTo(elsewhere);
        const line = { name: "logs", unit: "GB", quantity: usage(ingestedKey) };
        const isConverted = resource.choice("destinationOptions.fileFormat", ["plain-text", "parquet"]) === "parquet";
        return goesTo([groupType])
            ? []
            : [
                  { ...line, price: isDelivered ? delivered : vended },
                  ...(isConverted ? [{ ...line, name: "format conversion", price: toParquet }] : []),
              ];
    },
};

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html
const policyTypes = [
    "DATA_PROTECTION_POLICY",
    "SUBSCRIPTION_FILTER_POLICY",
    "FIELD_INDEX_POLICY",
    "TRANSFORMER_POLICY",
    "METRIC_EXTRACTION_POLICY",
] as const;

const maskedKey = "monthly_data_protected_gb";

/** Policies that look for personal data are billed by what they look through; others of an account are free. */
export const protectionPolicy: Mapper = {
    types: [
        "aws:cloudwatch/logAccountPolicy:LogAccountPolicy",
        "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
    ],
    source,
    prices: [],
    usage: { [maskedKey]: { unit: "GB", meaning: "looked through for personal data" } },
    lines: (policy) =>
        (policy.choice("policyType", policyTypes) ?? "DATA_PROTECTION_POLICY") === "DATA_PROTECTION_POLICY"
            ? [{ name: "protected", unit: "GB", price: masked, quantity: usage(maskedKey), input: "policyType" }]
            : [],
};

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
