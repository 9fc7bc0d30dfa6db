import { withInputs, withTexts } from "./change-plan";
import type { Lever } from "./lever";

/** AWS's prices of the open engine are a fifth lower for nodes and a third for serverless. */
export const valkey: Lever = {
    id: "valkey",
    title: "Valkey in place of Redis",
    takes: "a change of engine; clients of Redis 7.2 and before speak with it unchanged",
    source: "https://aws.amazon.com/elasticache/pricing/",
    change: (plan) =>
        withInputs(plan, ({ type, inputs }) =>
            type.startsWith("aws:elasticache/")
                ? withTexts(inputs, ["engine"], (text) => (text === "redis" ? "valkey" : undefined))
                : undefined,
        ),
};
