import type { PlanResource } from "../../plan/plan";
import { withInputs, withTexts } from "./change-plan";
import type { Lever } from "./lever";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";

/** AWS's prices of the open engine are a fifth lower for nodes and a third for serverless. */
export const valkey: Lever = {
    id: "valkey",
    title: "Valkey in place of Redis",
    takes: "a change of engine; clients of Redis 7.2 and before speak with it unchanged",
    source: "https://aws.amazon.com/elasticache/pricing/",
    change: (plan) =>
        withInputs(plan, ({ type, inputs }) => {
            if (isRedisUnnamed(type, inputs)) {
                return { ...inputs, engine: "valkey" };
            }
            return type.startsWith("aws:elasticache/")
                ? withTexts(inputs, ["engine"], (text) => (text === "redis" ? "valkey" : undefined))
                : undefined;
        }),
};

/** A group that names no engine is Redis, unless it takes the engine of the global datastore that it joins. */
function isRedisUnnamed(type: string, { engine, globalReplicationGroupId: joined }: PlanResource["inputs"]): boolean {
    return type === groupType && (engine ?? null) === null && (joined ?? null) === null;
}
