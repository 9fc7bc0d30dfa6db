import type { CostResource } from "../cost-resource";
import type { Line, MapContext, Mapper } from "../mapping";
import { price, type PriceName, type Tiers } from "../price";
import { times, usage } from "../quantity";

const firehose = (label: string) => price("AmazonKinesisFirehose", label);

/** In GB: AWS counts 1,024 to a TB (https://aws.amazon.com/firehose/pricing/). Beyond 5 PB it asks to be called. */
const first = 500 * 1024;
const next = 1536 * 1024;

const ingested: Tiers = {
    name: "Firehose ingestion",
    steps: [
        { upTo: first, price: firehose("Per GB of data ingested first 500TB") },
        { upTo: first + next, price: firehose("Per GB of data ingested Next 1 5PB") },
        { price: firehose("Per GB of data ingested Next 3PB") },
    ],
};
/** The book has this row's first step alone: beyond 500 TB it is too much. */
const fromStream = firehose("Per GB of data read from Kinesis Streams first 500TB");
const converted = firehose("Per GB of data format conversion");
const partitioned = firehose("Per GB of dynamically partitioned data delivered");
const inNetworkHour = firehose("Per Hour per AZ for VPC delivery");
const inNetwork = firehose("Per GB of data delivered to VPC");

/** Of these the list at hand has no rows. What is bound for a table has one rate, whatever it comes from. */
const intoIceberg = firehose("Per GB of data ingested for Apache Iceberg tables");
const intoSnowflake = firehose("Per GB of data ingested for Snowflake");
const fromKafka = firehose("Per GB of data read from MSK");
const partitionedObjects = firehose("Objects of dynamically partitioned data delivered");
const partitionedByQuery = firehose("Per JQ processing hour of dynamic partitioning");
const decompressed = firehose("Per GB of data decompressed");

const destinations = ["opensearchConfiguration", "elasticsearchConfiguration", "opensearchserverlessConfiguration"];

const key = "monthly_data_ingested_gb";
const objectsKey = "monthly_partitioned_objects";
const queryKey = "monthly_jq_hrs";

/** Firehose: what goes in, and what is done to it on its way. */
export const deliveryStream: Mapper = {
    types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
    source: "https://aws.amazon.com/firehose/pricing/",
    prices: [ingested, fromStream, converted, partitioned, inNetworkHour, inNetwork],
    usage: {
        [key]: { unit: "GB", meaning: "ingested; every record counts as a multiple of 5 KB" },
        [objectsKey]: { unit: "objects", meaning: "delivered by dynamic partitioning" },
        [queryKey]: { unit: "hours", meaning: "that queries take to find the keys of dynamic partitions" },
    },
    lines: (stream, { hours }) => [
        {
            name: "ingested",
            unit: "GB",
            price: ingestedPrice(stream),
            quantity: usage(key),
        },
        ...when(isConverted(stream), {
            name: "format conversion",
            unit: "GB",
            price: converted,
            quantity: usage(key),
            input: "extendedS3Configuration",
        }),
        ...partitionLines(stream),
        ...when(hasProcessor(stream, "Decompression"), {
            name: "decompression",
            unit: "GB",
            price: decompressed,
            quantity: usage(key),
            input: "extendedS3Configuration",
        }),
        ...destinations.flatMap((destination) => networkLines(stream, `${destination}.vpcConfig`, hours)),
    ],
};

function ingestedPrice(stream: CostResource): PriceName | Tiers {
    if (stream.has("icebergConfiguration")) {
        return intoIceberg;
    }
    if (stream.has("snowflakeConfiguration")) {
        return intoSnowflake;
    }
    if (stream.has("mskSourceConfiguration")) {
        return fromKafka;
    }
    return stream.has("kinesisSourceConfiguration") ? fromStream : ingested;
}

/** By what is delivered, in bytes and in objects, and by the work of queries where they find the keys. */
function partitionLines(stream: CostResource): readonly Line[] {
    if (stream.flag("extendedS3Configuration.dynamicPartitioningConfiguration.enabled") !== true) {
        return [];
    }
    const input = "extendedS3Configuration";
    return [
        { name: "dynamic partitioning", unit: "GB", price: partitioned, quantity: usage(key), input },
        { name: "partitioned objects", unit: "objects", price: partitionedObjects, quantity: usage(objectsKey), input },
        ...when(hasProcessor(stream, "MetadataExtraction"), {
            name: "partitioning queries",
            unit: "h",
            price: partitionedByQuery,
            quantity: usage(queryKey),
            input,
        }),
    ];
}

// https://docs.aws.amazon.com/firehose/latest/APIReference/API_Processor.html
const processors = [
    ...(["RecordDeAggregation", "Decompression", "CloudWatchLogProcessing"] as const),
    ...(["Lambda", "MetadataExtraction", "AppendDelimiterToRecord"] as const),
] as const;

function hasProcessor(stream: CostResource, type: (typeof processors)[number]): boolean {
    const config = "extendedS3Configuration.processingConfiguration";
    return (
        stream.flag(`${config}.enabled`) !== false &&
        stream.list(`${config}.processors`).some((one) => one.choice("type", processors) === type)
    );
}

/** The provider takes a conversion that is described to be on. */
function isConverted(stream: CostResource): boolean {
    const config = "extendedS3Configuration.dataFormatConversionConfiguration";
    return stream.has(config) && stream.flag(`${config}.enabled`) !== false;
}

/** Delivery into a network is billed by the zone and by the GB. */
function networkLines(stream: CostResource, config: string, hours: MapContext["hours"]): readonly Line[] {
    return stream.has(config)
        ? [
              {
                  name: "zones delivered to",
                  unit: "h",
                  price: inNetworkHour,
                  quantity: times(hours(), stream.count(`${config}.subnetIds`)),
                  input: config,
              },
              { name: "delivered", unit: "GB", price: inNetwork, quantity: usage(key), input: config },
          ]
        : [];
}

function when(condition: boolean | undefined, line: Line): readonly Line[] {
    return condition === true ? [line] : [];
}
