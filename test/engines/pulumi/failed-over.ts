import type { WireObject, WireValue } from "../../../plan/outputs";
import type { Store } from "./store";

type Kept = Store[string];

/**
 * Inputs that AWS fills in by itself and that the provider does not mark as computed: when a program leaves them out,
 * it takes them for removed. Source: the schemas of terraform-provider-aws, where each is optional and not computed
 * (internal/service/rds/cluster.go, internal/service/elasticache/replication_group.go).
 */
export const filledByAws: Readonly<Record<string, readonly string[]>> = {
    "aws:rds/cluster:Cluster": ["globalClusterIdentifier", "replicationSourceIdentifier"],
    "aws:elasticache/replicationGroup:ReplicationGroup": ["automaticFailoverEnabled", "multiAzEnabled"],
};

/** The store as AWS would have it after the initial writer's region was lost and every role has moved. */
export function failOver(store: Store): Store {
    const entries = Object.entries(store).map(([urn, kept]): [string, Kept] => {
        const move = moves[kept.type];
        return [urn, move === undefined ? kept : { ...kept, state: { ...kept.state, ...move(kept, store) } }];
    });
    return Object.fromEntries(entries);
}

/** What AWS changes of a resource of each type, by itself, when roles move and survivors carry more. */
const moves: Readonly<Record<string, (kept: Kept, store: Store) => WireObject>> = {
    // Born as secondary: now the writer, and follows nobody. Born as writer: taken out of the global cluster, which a
    // manual failover does (Aurora guide, "Performing manual failovers for Aurora global databases").
    "aws:rds/cluster:Cluster": ({ inputs }, store) => {
        const next = ofType(store, "aws:rds/cluster:Cluster").find((cluster) => cluster.inputs["sourceRegion"]);
        return inputs["sourceRegion"] === undefined
            ? { replicationSourceIdentifier: next?.state["arn"] ?? "", globalClusterIdentifier: "" }
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
    // A member has what the datastore says, and parameters that AWS made for it
    // (https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Console.html).
    "aws:elasticache/replicationGroup:ReplicationGroup": ({ inputs }) =>
        inputs["globalReplicationGroupId"] === undefined
            ? { automaticFailoverEnabled: false, multiAzEnabled: false, ...fromDatastore }
            : { automaticFailoverEnabled: true, multiAzEnabled: true, ...fromDatastore },
    // Application Auto Scaling answers the survivors' load, on the table and on each index.
    "aws:dynamodb/table:Table": ({ inputs }) =>
        inputs["billingMode"] === "PROVISIONED"
            ? { ...busy, globalSecondaryIndexes: entries(inputs["globalSecondaryIndexes"]).map(busier) }
            : {},
    // Read back, a private zone lists every network that has joined, its own associations and those made beside it.
    "aws:route53/zone:Zone": ({ inputs, state }, store) =>
        inputs["vpcs"] === undefined
            ? {}
            : {
                  vpcs: [
                      ...entries(inputs["vpcs"]),
                      ...ofType(store, "aws:route53/zoneAssociation:ZoneAssociation")
                          .filter((association) => association.inputs["zoneId"] === state["zoneId"])
                          .map((association) => ({
                              vpcId: association.inputs["vpcId"] ?? "",
                              vpcRegion: association.inputs["vpcRegion"] ?? "",
                          })),
                  ],
              },
    // Rotated: another version is the current one.
    "aws:secretsmanager/secretVersion:SecretVersion": ({ inputs }) => ({
        versionStages: entries(inputs["versionStages"]).map((stage) =>
            stage === "AWSCURRENT" ? "AWSPREVIOUS" : stage,
        ),
    }),
};

const fromDatastore = { engineVersion: "8.2", parameterGroupName: "global-datastore-orders" };
const busy = { readCapacity: 90, writeCapacity: 90 };

function busier(index: WireValue): WireValue {
    return { ...(index as WireObject), ...busy };
}

function entries(value: WireValue | undefined): WireValue[] {
    return Array.isArray(value) ? value : [];
}

function ofType(store: Store, type: string): Kept[] {
    return Object.values(store).filter((kept) => kept.type === type);
}
