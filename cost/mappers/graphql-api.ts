import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";

const operation = price("AWSAppSync", "API Query and Data Modifications Operations");
const update = price("AWSAppSync", "RealTime Updates per Messages");
const minute = price("AWSAppSync", "RealTime Connection per Minutes");

/** Queries and changes; updates to who subscribed to them, and the minutes that these stay connected. */
export const graphqlApi: Mapper = {
    types: ["aws:appsync/graphQLApi:GraphQLApi"],
    source: "https://aws.amazon.com/appsync/pricing/",
    prices: [operation, update, minute],
    usage: {
        monthly_operations: { unit: "operations", meaning: "queries and changes" },
        monthly_updates: { unit: "updates", meaning: "sent to subscribers, each of up to 5 KB" },
        monthly_connection_mins: { unit: "minutes", meaning: "that subscribers are connected, all together" },
    },
    lines: (_, { states }) => [
        { name: "operations", unit: "operations", price: operation, quantity: usage("monthly_operations") },
        ...(states("monthly_updates")
            ? [{ name: "updates", unit: "updates", price: update, quantity: usage("monthly_updates") }]
            : []),
        ...(states("monthly_connection_mins")
            ? [
                  {
                      name: "connection minutes",
                      unit: "minutes",
                      price: minute,
                      quantity: usage("monthly_connection_mins"),
                  },
              ]
            : []),
    ],
};
