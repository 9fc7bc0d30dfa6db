import type { Mapper } from "../mapping";
import { UnknownInput } from "../input-reader";
import { price } from "../price";
import { times } from "../quantity";

/** DAX: every node by the hour. */
export const tableAccelerator: Mapper = {
    types: ["aws:dax/cluster:Cluster"],
    source: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    prices: [],
    lines: (cluster, { hours }) => {
        const type = cluster.beginning("nodeType", ["dax."]) && cluster.text("nodeType");
        if (type === undefined) {
            throw new UnknownInput("nodeType");
        }
        return [
            {
                name: `${type} nodes`,
                unit: "h",
                price: price("AmazonDAX", `${type.replace(/^dax\./, "")} - Hourly Cost`),
                quantity: times(hours(), cluster.number("replicationFactor") ?? 1),
                input: "nodeType",
            },
        ];
    },
};
