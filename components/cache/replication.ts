import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Common } from "../shared/region";
import type { Region } from "../shared/regions";
import { globalDatastoreId } from "./datastore-id";
import { createGlobalDatastore, ownedByDatastore } from "./global-datastore";
import { nodesPerShard, type ReplicatedSettings } from "./settings";

/** How a region's cache came into being; nothing of it matters, or is read, afterwards. */
export type CacheBirth =
    | { readonly kind: "alone" }
    | {
          readonly kind: "first";
          /** Name of the Global Datastore, the same in every region. */
          readonly datastore: string;
      }
    | {
          readonly kind: "joining";
          readonly datastore: string;
          /** The region that the datastore was born in. */
          readonly home: Region;
          /** That region's cache, when one stack makes both. */
          readonly after?: pulumi.Resource;
      };

/** What a cache of nodes stands on. */
export interface Ground {
    readonly own: Common;
    readonly subnetIds: readonly pulumi.Input<string>[];
    readonly doorId: pulumi.Input<string>;
    readonly keyArn: pulumi.Input<string>;
    readonly protect: boolean;
}

interface ReplicationParts extends Ground {
    readonly birth: CacheBirth;
    readonly userGroupId: pulumi.Input<string>;
}

/** Days that engine and slow logs are kept. */
const logDays = 30;

/** Minutes of the night in UTC; snapshots before upkeep, and the two apart. */
export const snapshotWindow = "03:00-04:00";
const maintenanceWindow = "sun:04:30-sun:05:30";

/** One primary with replicas, or several; alone, or a member of a Global Datastore. */
export function createReplicationGroup(
    name: string,
    settings: ReplicatedSettings,
    parts: ReplicationParts,
): aws.elasticache.ReplicationGroup {
    const { birth, own, protect } = parts;
    const group = new aws.elasticache.ReplicationGroup(
        name,
        {
            ...own.tagged,
            description: `Cache ${name}`,
            port: 6379,
            subnetGroupName: createSubnets(name, parts).name,
            securityGroupIds: [parts.doorId],
            kmsKeyId: parts.keyArn,
            userGroupIds: [parts.userGroupId],
            snapshotRetentionLimit: settings.snapshotDays,
            snapshotWindow,
            maintenanceWindow,
            // What a preview shows happens then, not in a night to come.
            applyImmediately: true,
            autoMinorVersionUpgrade: false,
            logDeliveryConfigurations: createLogs(name, parts),
            ...count(settings, birth),
            ...(birth.kind === "joining" ? joining(birth) : sized(name, settings, own)),
            ...(protect && birth.kind !== "joining" && { finalSnapshotIdentifier: `${name}-final` }),
        },
        {
            ...own.child,
            protect,
            ...(birth.kind !== "alone" && { ignoreChanges: ownedByDatastore }),
            ...(birth.kind === "joining" && birth.after && { dependsOn: [birth.after] }),
        },
    );
    if (birth.kind === "first") {
        createGlobalDatastore(name, settings, { own, datastore: birth.datastore, primary: group });
    }
    return group;
}

/** Nodes. A joining member has the datastore's shards and replicas of its own. */
function count(settings: ReplicatedSettings, birth: CacheBirth): Partial<aws.elasticache.ReplicationGroupArgs> {
    if (settings.kind === "replication-group") {
        return { numCacheClusters: nodesPerShard(settings) };
    }
    const { replicasPerShard: replicasPerNodeGroup, shards: numNodeGroups } = settings;
    return birth.kind === "joining" ? { replicasPerNodeGroup } : { numNodeGroups, replicasPerNodeGroup };
}

/** A member is told its datastore and not what it has from it: AWS refuses the two together. */
function joining({ datastore, home }: CacheBirth & { readonly kind: "joining" }) {
    const id = globalDatastoreId(home, datastore);
    if (id === undefined) {
        throw new RangeError(`home: expected a region whose prefix is known, got ${home}`);
    }
    return { globalReplicationGroupId: id };
}

function sized(name: string, settings: ReplicatedSettings, own: Common) {
    const [major = ""] = settings.version.split(".");
    const cluster = settings.kind === "cluster-mode";
    const parameters = new aws.elasticache.ParameterGroup(
        name,
        {
            ...own.tagged,
            family: `${settings.engine}${major}`,
            description: `Parameters of cache ${name}`,
            parameters: [
                ...(cluster ? [{ name: "cluster-enabled", value: "yes" }] : []),
                { name: "maxmemory-policy", value: settings.evictionPolicy },
            ],
        },
        own.child,
    );
    const standby = nodesPerShard(settings) > 1;
    return {
        engine: settings.engine,
        engineVersion: settings.version,
        nodeType: settings.nodeType,
        parameterGroupName: parameters.name,
        // AWS wants failover in cluster mode even where there is nobody to take over.
        automaticFailoverEnabled: standby || cluster,
        multiAzEnabled: standby,
        clusterMode: cluster ? "enabled" : "disabled",
        atRestEncryptionEnabled: true,
        transitEncryptionEnabled: true,
        transitEncryptionMode: "required",
        ...(settings.nodeType.startsWith("cache.r6gd.") && { dataTieringEnabled: true }),
    };
}

/** Where nodes may stand. */
function createSubnets(name: string, { own, subnetIds }: Ground): aws.elasticache.SubnetGroup {
    return new aws.elasticache.SubnetGroup(
        name,
        { ...own.tagged, description: `Subnets of cache ${name}`, subnetIds: [...subnetIds] },
        own.child,
    );
}

function createLogs(name: string, { own, keyArn }: Ground) {
    return (["slow-log", "engine-log"] as const).map((logType) => {
        const group = new aws.cloudwatch.LogGroup(
            `${name}-${logType}`,
            { ...own.tagged, retentionInDays: logDays, kmsKeyId: keyArn },
            own.child,
        );
        return { destination: group.name, destinationType: "cloudwatch-logs", logFormat: "json", logType };
    });
}

/** Memcached: nodes spread over zones, TLS only; it cannot encrypt what it keeps, which is in memory only. */
export function createMemcached(
    name: string,
    settings: { readonly version: string; readonly nodeType: string; readonly nodes: number },
    parts: Ground,
): aws.elasticache.Cluster {
    const { own } = parts;
    return new aws.elasticache.Cluster(
        name,
        {
            ...own.tagged,
            engine: "memcached",
            engineVersion: settings.version,
            nodeType: settings.nodeType,
            numCacheNodes: settings.nodes,
            azMode: settings.nodes > 1 ? "cross-az" : "single-az",
            port: 11211,
            subnetGroupName: createSubnets(name, parts).name,
            securityGroupIds: [parts.doorId],
            transitEncryptionEnabled: true,
            maintenanceWindow,
            applyImmediately: true,
        },
        { ...own.child, protect: parts.protect },
    );
}
