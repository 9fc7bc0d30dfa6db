import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price } from "../price";
import { known, times } from "../quantity";
import { customMetrics } from "./custom-metrics";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";
import { scaledCount } from "./scaling-target";

const msk = (label: string) => price("AmazonMSK", label);
const source = "https://aws.amazon.com/msk/pricing/";

const volume = msk("RunVolume GP2");
/** No public source of the book has its rate. */
const throughput = msk("Provisioned throughput per MiBps-month");

/** No public source of the book has its rates. */
const tiered: readonly Meter[] = [
    {
        key: "tiered_storage_gb",
        name: "tiered storage",
        unit: "GB-month",
        meaning: "moved to the cheaper tier",
        price: msk("Tiered storage per GB-month"),
    },
    {
        key: "monthly_tiered_retrieval_gb",
        name: "tiered retrieval",
        unit: "GB",
        meaning: "read from the cheaper tier",
        price: msk("Tiered storage retrieval per GB"),
    },
];

const metrics: Meter = {
    key: "custom_metrics",
    name: "metrics",
    unit: "metric-month",
    meaning: "that brokers, topics or partitions send beyond the default ones",
    price: customMetrics,
};

/** MSK clusters: brokers by the hour, and the volume of each. */
export const kafka: Mapper = {
    types: ["aws:msk/cluster:Cluster"],
    source,
    prices: [volume, throughput, ...meterPrices([...tiered, metrics])],
    usage: meterKeys([...tiered, metrics]),
    lines: (cluster, { hours }) => {
        const path = "brokerNodeGroupInfo.instanceType";
        const kind = cluster.beginning(path, ["kafka.", "express."]);
        const type = cluster.text(path);
        const brokers = cluster.number("numberOfBrokerNodes");
        if (type === undefined || brokers === undefined) {
            throw new UnknownInput(type === undefined ? path : "numberOfBrokerNodes");
        }
        return [
            {
                name: `${type} brokers`,
                unit: "h",
                price: msk(`RunBroker ${type.replace(/^kafka\./, "")}`),
                quantity: times(hours(), brokers),
                input: "numberOfBrokerNodes",
            },
            // Express brokers store without volumes.
            ...(kind === "express." ? [] : volumeLines(cluster, brokers)),
            ...((cluster.choice("enhancedMonitoring", monitoring) ?? "DEFAULT") === "DEFAULT"
                ? []
                : [meterLine(metrics)]),
            ...(cluster.choice("storageMode", ["LOCAL", "TIERED"]) === "TIERED" ? tiered.map(meterLine) : []),
        ];
    },
};

/** From the broker's own metrics, which are free, to those of every partition. */
const monitoring = ["DEFAULT", "PER_BROKER", "PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"] as const;

function volumeLines(cluster: CostResource, brokers: number): readonly Line[] {
    const info = "brokerNodeGroupInfo.storageInfo.ebsStorageInfo";
    const size = cluster.number(`${info}.volumeSize`);
    const provisioned = cluster.number(`${info}.provisionedThroughput.volumeThroughput`);
    const isProvisioned = cluster.flag(`${info}.provisionedThroughput.enabled`) === true;
    const perBroker: Line = {
        name: "throughput",
        unit: "MiBps-month",
        price: throughput,
        quantity: known((provisioned ?? 0) * brokers),
        input: "brokerNodeGroupInfo",
    };
    if (size === undefined) {
        throw new UnknownInput(`${info}.volumeSize`);
    }
    const volumes: Line = {
        name: "volumes",
        unit: "GB-month",
        price: volume,
        quantity: times(known(scaledCount(cluster, size, { dimension: "kafka:broker-storage:VolumeSize" })), brokers),
        input: "brokerNodeGroupInfo",
    };
    return [volumes, ...(isProvisioned ? [perBroker] : [])];
}

const cluster = msk("Serverless Cluster-hours");
const meters: readonly Meter[] = [
    {
        key: "monthly_partition_hours",
        name: "partitions",
        unit: "partition-h",
        meaning: "partitions times the hours that they exist",
        price: msk("Serverless Partition-hours"),
    },
    {
        key: "monthly_data_in_gb",
        name: "written",
        unit: "GB",
        meaning: "written",
        price: msk("Serverless Per-GB data ingressed"),
    },
    {
        key: "monthly_data_out_gb",
        name: "read",
        unit: "GB",
        meaning: "read",
        price: msk("Serverless Per-GB data egressed"),
    },
    {
        // The label says hours; the page prices a GB-month at this rate.
        key: "storage_gb",
        name: "storage",
        unit: "GB-month",
        meaning: "stored",
        price: msk("Serverless Storage-hours"),
    },
];

/** MSK without brokers of one's own. */
export const serverlessKafka: Mapper = {
    types: ["aws:msk/serverlessCluster:ServerlessCluster"],
    source,
    prices: [cluster, ...meterPrices(meters)],
    usage: meterKeys(meters),
    lines: (_, { hours }) => [
        { name: "cluster", unit: "h", price: cluster, quantity: hours() },
        ...meters.map(meterLine),
    ],
};
