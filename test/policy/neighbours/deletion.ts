import type { PlanResource } from "../../../plan/plan";
import { one, platform } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const databases = [
    "docdb/cluster:Cluster",
    "neptune/cluster:Cluster",
    "rds/cluster:Cluster",
    "rds/instance:Instance",
    "redshift/cluster:Cluster",
];
const files = ["ontapVolume:OntapVolume", "openZfsFileSystem:OpenZfsFileSystem", "windowsFileSystem:WindowsFileSystem"];
const database = (type: string, inputs: Inputs) => [one(`aws:${type}`, inputs)];
const lustre = (inputs: Inputs) => [one("aws:fsx/lustreFileSystem:LustreFileSystem", inputs)];
const stream = (retentionPeriod: number) => [one("aws:kinesis/stream:Stream", { retentionPeriod })];
const video = (dataRetentionInHours: number) => [one("aws:kinesis/videoStream:VideoStream", { dataRetentionInHours })];
const cache = (inputs: Inputs) => [one("aws:elasticache/cluster:Cluster", inputs)];
const pool = (inputs: Inputs) => [one("aws:cognito/userPool:UserPool", inputs)];
const eventStore = (inputs: Inputs) => [one("aws:cloudtrail/eventDataStore:EventDataStore", inputs)];

/** What goes, and what it leaves behind. */
export const deletionNeighbours: NeighboursOfRules = {
    "state-not-protected": {
        broken: {
            "a public zone, whose servers a registrar names": [one("aws:route53/zone:Zone", { name: "example.com" })],
            "a stream that is read again": stream(25),
            "a video stream that keeps an hour": video(1),
            "a file system of Lustre that lasts": lustre({ deploymentType: "PERSISTENT_2" }),
            "a cache of Redis": cache({ engine: "redis" }),
        },
        sound: {
            "a private zone": [one("aws:route53/zone:Zone", { vpcs: [{ vpcId: "vpc-1" }] })],
            "a stream that is a pipe": stream(24),
            "a stream that says nothing": [one("aws:kinesis/stream:Stream")],
            "a video stream that keeps nothing": video(0),
            "a scratch file system": lustre({ deploymentType: "SCRATCH_2" }),
            "one that says nothing, which is scratch": lustre({}),
            Memcached: cache({ engine: "memcached" }),
            "a member of a group": cache({ replicationGroupId: "orders" }),
            "what is left in AWS": [one("aws:docdb/cluster:Cluster", {}, { options: { retainOnDelete: true } })],
            "a stack that may be thrown away": [platform({ allowDestroy: true }), one("aws:docdb/cluster:Cluster")],
        },
    },
    "deletion-not-protected": {
        broken: {
            "users that nothing protects": pool({}),
            "users whose protection is off": pool({ deletionProtection: "INACTIVE" }),
        },
        sound: {
            "users that are protected": pool({ deletionProtection: "ACTIVE" }),
            "events, which AWS protects by itself": eventStore({}),
            "a graph, which AWS protects by itself": [one("aws:neptunegraph/graph:Graph")],
        },
    },
    "no-final-snapshot": {
        broken: {
            ...forEach(databases, (type) =>
                database(type, { skipFinalSnapshot: true, finalSnapshotIdentifier: "last" }),
            ),
            "a copy without a name": database("rds/cluster:Cluster", { skipFinalSnapshot: false }),
            "nothing said": database("redshift/cluster:Cluster", {}),
            "MemoryDB without a name": database("memorydb/cluster:Cluster", {}),
            ...forEach(files, (type) => [one(`aws:fsx/${type}`, { skipFinalBackup: true })]),
            "Lustre that says nothing": lustre({ deploymentType: "PERSISTENT_1" }),
        },
        sound: {
            ...forEach(databases, (type) => database(type, { finalSnapshotIdentifier: "last" })),
            "a read replica, of which AWS takes none": database("rds/instance:Instance", {
                replicateSourceDb: "orders",
                skipFinalSnapshot: true,
            }),
            "MemoryDB with a name": database("memorydb/cluster:Cluster", { finalSnapshotName: "last" }),
            ...forEach(files, (type) => [one(`aws:fsx/${type}`)]),
            "Lustre that is copied": lustre({ deploymentType: "PERSISTENT_1", skipFinalBackup: false }),
            "Lustre that does not last": lustre({ deploymentType: "SCRATCH_1", skipFinalBackup: true }),
        },
    },
};
