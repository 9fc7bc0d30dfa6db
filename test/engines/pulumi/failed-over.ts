import type { WireObject } from "../../../plan/outputs";
import type { Store } from "./store";

type Kept = Store[string];

/**
 * Inputs that AWS fills in by itself and that the provider does not mark as computed: when a program leaves them out,
 * it takes them for removed. Source: the schemas of terraform-provider-aws, where each is optional and not computed
 * (internal/service/rds/cluster.go).
 */
export const filledByAws: Readonly<Record<string, readonly string[]>> = {
    "aws:rds/cluster:Cluster": ["globalClusterIdentifier", "replicationSourceIdentifier"],
};

/** The store as AWS would have it after the initial writer's region was lost and every role has moved. */
export function failOver(store: Store): Store {
    const entries = Object.entries(store).map(([urn, kept]): [string, Kept] => {
        const move = moves[kept.type];
        return [urn, move === undefined ? kept : { ...kept, state: { ...kept.state, ...move(kept, store) } }];
    });
    return Object.fromEntries(entries);
}

/** What AWS changes of a resource of each type, by itself, when roles move. */
const moves: Readonly<Record<string, (kept: Kept, store: Store) => WireObject>> = {
    // Born as secondary: now the writer, and follows nobody. Born as writer: now follows the other.
    "aws:rds/cluster:Cluster": ({ inputs, state }, store) => {
        const other = ofType(store, "aws:rds/cluster:Cluster").find((cluster) => cluster.state["arn"] !== state["arn"]);
        return inputs["sourceRegion"] === undefined
            ? { replicationSourceIdentifier: other?.state["arn"] ?? "" }
            : { replicationSourceIdentifier: "" };
    },
    "aws:rds/globalCluster:GlobalCluster": (_kept, store) => ({
        globalClusterMembers: ofType(store, "aws:rds/cluster:Cluster").map(({ inputs, state }) => ({
            dbClusterArn: state["arn"] ?? "",
            isWriter: inputs["sourceRegion"] !== undefined,
        })),
    }),
    // A survivor carries the load of the lost: more instances than it was born with.
    "aws:autoscaling/group:Group": ({ inputs }) => ({ desiredCapacity: inputs["maxSize"] ?? 1 }),
    // Promoted: the group in another region leads.
    "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup": (_kept, store) => ({
        primaryReplicationGroupId:
            ofType(store, "aws:elasticache/replicationGroup:ReplicationGroup")
                .filter(({ inputs }) => inputs["globalReplicationGroupId"] !== undefined)
                .map(({ state }) => state["id"] ?? "")[0] ?? "",
    }),
};

function ofType(store: Store, type: string): Kept[] {
    return Object.values(store).filter((kept) => kept.type === type);
}
