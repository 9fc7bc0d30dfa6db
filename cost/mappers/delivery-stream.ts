import type { CostResource } from "../cost-resource";
import type { Line, MapContext, Mapper } from "../mapping";
import { price, type Tiers } from "../price";
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

const destinations = ["opensearchConfiguration", "elasticsearchConfiguration", "opensearchserverlessConfiguration"];

const key = "monthly_data_ingested_gb";

/** Firehose: what goes in, and what is done to it on its way. */
export const deliveryStream: Mapper = {
    types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
    source: "https://aws.amazon.com/firehose/pricing/",
    prices: [ingested, fromStream, converted, partitioned, inNetworkHour, inNetwork],
    usage: { [key]: { unit: "GB", meaning: "ingested; every record counts as a multiple of 5 KB" } },
    lines: (stream, { hours }) => [
        {
            name: "ingested",
            unit: "GB",
            price: stream.has("kinesisSourceConfiguration") ? fromStream : ingested,
            quantity: usage(key),
        },
        ...when(isConverted(stream), {
            name: "format conversion",
            unit: "GB",
            price: converted,
            quantity: usage(key),
            input: "extendedS3Configuration",
        }),
        ...when(stream.flag("extendedS3Configuration.dynamicPartitioningConfiguration.enabled"), {
            name: "dynamic partitioning",
            unit: "GB",
            price: partitioned,
            quantity: usage(key),
            input: "extendedS3Configuration",
        }),
        ...destinations.flatMap((destination) => networkLines(stream, `${destination}.vpcConfig`, hours)),
    ],
};

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
