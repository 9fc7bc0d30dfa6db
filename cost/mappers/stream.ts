import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Hours, Line, Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { times, usage, type Quantity } from "../quantity";

const kinesis = (label: string) => price("AmazonKinesis", label);

const onDemand = {
    hour: kinesis("OnDemandStreamHr per StreamHr"),
    dataIn: kinesis("OnDemandDataIngested per GB"),
    dataOut: kinesis("OnDemandDataRetrieval per GB"),
    fanOut: kinesis("OnDemandEFODataRetrieval per GB"),
    extended: kinesis("OnDemandExtendedRetentionByteHrs per GB month"),
    longTerm: kinesis("OnDemandLongTermRetentionByteHrs per GB month"),
};

const provisioned = {
    shard: kinesis("Provisioned shard hour per ShardHour"),
    put: kinesis("Payload Units per PutRequest"),
    extended: kinesis("Addon shard hour per ShardHour"),
    longTerm: kinesis("Long term Data Retention GB-month per GB-month"),
    longTermRead: kinesis("Long term Data Retrieval GB per GB"),
    fanOut: kinesis("Enhanced fan out GB of data retrieved per GB"),
    consumer: kinesis("Enhanced fan out per ConsumerShardHour"),
};

/** Hours of retention that cost nothing, and after which data counts as kept for long (https://aws.amazon.com/kinesis/data-streams/pricing/). */
const freeHours = 24;
const longHours = 7 * 24;

/** Kinesis streams: by the stream and GB on demand, by the shard and unit where shards are provisioned. */
export const stream: Mapper = {
    types: ["aws:kinesis/stream:Stream"],
    source: "https://aws.amazon.com/kinesis/data-streams/pricing/",
    prices: [...Object.values(onDemand), ...Object.values(provisioned)],
    usage: {
        monthly_on_demand_data_in_gb: { unit: "GB", meaning: "on-demand: ingested" },
        monthly_on_demand_data_out_gb: { unit: "GB", meaning: "on-demand: retrieved, in total" },
        monthly_on_demand_efo_data_out_gb: {
            unit: "GB",
            meaning: "on-demand: retrieved by enhanced fan-out consumers",
        },
        monthly_on_demand_extended_retention_gb: {
            unit: "GB-months",
            meaning: "on-demand: kept from 24 hours to 7 days",
        },
        monthly_on_demand_long_term_retention_gb: { unit: "GB-months", meaning: "on-demand: kept longer than 7 days" },
        monthly_provisioned_put_units: { unit: "payload units of 25 KB", meaning: "provisioned: PUT payload units" },
        monthly_provisioned_long_term_retention_gb: {
            unit: "GB-months",
            meaning: "provisioned: kept longer than 7 days",
        },
        monthly_provisioned_long_term_retrieval_gb: {
            unit: "GB",
            meaning: "provisioned: read from long-term retention",
        },
        monthly_provisioned_efo_data_out_gb: {
            unit: "GB",
            meaning: "provisioned: retrieved by enhanced fan-out consumers",
        },
        monthly_provisioned_efo_consumer_hours: {
            unit: "consumer-shard-hours",
            meaning: "provisioned: enhanced fan-out, already multiplied by shards",
        },
    },
    lines: (one, { hours, states }) =>
        one.choice("streamModeDetails.streamMode", ["PROVISIONED", "ON_DEMAND"]) === "ON_DEMAND"
            ? onDemandLines(one, hours, states)
            : provisionedLines(one, hours, states),
};

type States = (key: string) => boolean;

function onDemandLines(one: CostResource, hours: Hours, states: States): readonly Line[] {
    const retention = one.number("retentionPeriod") ?? freeHours;
    return [
        { name: "stream", unit: "h", price: onDemand.hour, quantity: hours(), input: "streamModeDetails" },
        gb("ingested", onDemand.dataIn, "monthly_on_demand_data_in_gb"),
        gb("retrieved", onDemand.dataOut, "monthly_on_demand_data_out_gb"),
        ...when(
            consumersOf(one) > 0 || states("monthly_on_demand_efo_data_out_gb"),
            gb("enhanced fan-out", onDemand.fanOut, "monthly_on_demand_efo_data_out_gb"),
        ),
        ...when(
            retention > freeHours || states("monthly_on_demand_extended_retention_gb"),
            kept("extended retention", onDemand.extended, "monthly_on_demand_extended_retention_gb"),
        ),
        ...when(
            retention > longHours || states("monthly_on_demand_long_term_retention_gb"),
            kept("long-term retention", onDemand.longTerm, "monthly_on_demand_long_term_retention_gb"),
        ),
    ];
}

function provisionedLines(one: CostResource, hours: Hours, states: States): readonly Line[] {
    const shards = one.number("shardCount");
    if (shards === undefined) {
        throw new UnknownInput("shardCount");
    }
    const retention = one.number("retentionPeriod") ?? freeHours;
    const shardHours = times(hours(), shards);
    const longTerm = (key: string) => retention > longHours || states(key);
    const keptKey = "monthly_provisioned_long_term_retention_gb";
    const readKey = "monthly_provisioned_long_term_retrieval_gb";
    return [
        { name: "shards", unit: "shard-h", price: provisioned.shard, quantity: shardHours, input: "shardCount" },
        {
            name: "put units",
            unit: "units of 25 KB",
            price: provisioned.put,
            quantity: usage("monthly_provisioned_put_units"),
        },
        // By the shard, not by what is kept: only what is kept longer than a week is billed by the GB.
        ...when(retention > freeHours, {
            name: "extended retention",
            unit: "shard-h",
            price: provisioned.extended,
            quantity: shardHours,
            input: "retentionPeriod",
        }),
        ...when(longTerm(keptKey), kept("long-term retention", provisioned.longTerm, keptKey)),
        ...when(longTerm(readKey), gb("long-term retrieval", provisioned.longTermRead, readKey)),
        ...fanOutLines(one, shardHours, states),
    ];
}

/** A consumer is billed for every shard that it reads from, each hour, and for what it reads. */
function fanOutLines(one: CostResource, shardHours: Quantity, states: States): readonly Line[] {
    const consumers = consumersOf(one);
    const hoursKey = "monthly_provisioned_efo_consumer_hours";
    const dataKey = "monthly_provisioned_efo_data_out_gb";
    return [
        ...when(consumers > 0 || states(hoursKey), {
            name: "enhanced fan-out consumers",
            unit: "consumer-shard-h",
            price: provisioned.consumer,
            quantity: states(hoursKey) ? usage(hoursKey) : times(shardHours, consumers),
        }),
        ...when(consumers > 0 || states(dataKey), gb("enhanced fan-out", provisioned.fanOut, dataKey)),
    ];
}

function consumersOf(one: CostResource): number {
    return one.namedBy("aws:kinesis/streamConsumer:StreamConsumer", "streamArn").length;
}

function when(condition: boolean, line: Line): readonly Line[] {
    return condition ? [line] : [];
}

function gb(name: string, rate: PriceName, key: string): Line {
    return { name, unit: "GB", price: rate, quantity: usage(key) };
}

function kept(name: string, rate: PriceName, key: string): Line {
    return { name, unit: "GB-month", price: rate, quantity: usage(key), input: "retentionPeriod" };
}
