import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { times, usage } from "../quantity";

const mq = (label: string) => price("AmazonMQ", label);

/** Storage in several zones, and on a volume in one. */
const shared = mq("Broker Storage GB Mo");
const volume = mq("Broker Storage Single AZ GB-Mo");

/** Nodes of a cluster of RabbitMQ (https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-broker-architecture-cluster.html). */
const clusterNodes = 3;

const modes = ["SINGLE_INSTANCE", "ACTIVE_STANDBY_MULTI_AZ", "CLUSTER_MULTI_AZ"] as const;

/** Amazon MQ: brokers by the hour as they are deployed, and what they store. */
export const messageBroker: Mapper = {
    types: ["aws:mq/broker:Broker"],
    source: "https://aws.amazon.com/amazon-mq/pricing/",
    prices: [shared, volume],
    usage: { storage_size_gb: { unit: "GB", meaning: "stored" } },
    lines: (broker, { hours }) => {
        const type = broker.text("hostInstanceType");
        if (type === undefined) {
            throw new UnknownInput("hostInstanceType");
        }
        const mode = broker.choiceOfAnyCase("deploymentMode", modes) ?? "SINGLE_INSTANCE";
        const rabbit = broker.choiceOfAnyCase("engineType", ["ActiveMQ", "RabbitMQ"]) === "RabbitMQ";
        // The list's price of a pair, and of a cluster of three, is that of all its nodes together.
        const deployment = mode === "SINGLE_INSTANCE" ? "Single Instance" : "Active Standby";
        const label = `${rabbit ? "RabbitMQ " : ""}${deployment} ${type.replace(".", " ")}`;
        const isShared = !rabbit && (broker.choiceOfAnyCase("storageType", ["efs", "ebs"]) ?? "efs") === "efs";
        return [
            { name: type, unit: "h", price: mq(label), quantity: hours(), input: "hostInstanceType" },
            {
                name: "storage",
                unit: "GB-month",
                price: isShared ? shared : volume,
                quantity: times(usage("storage_size_gb"), mode === "CLUSTER_MULTI_AZ" ? clusterNodes : 1),
                input: "storageType",
            },
        ];
    },
};
