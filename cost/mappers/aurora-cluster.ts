import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, Mapper, Settings } from "../mapping";
import { usage, type Quantity } from "../quantity";
import { price } from "../price";
import { auroraMode, auroraPrice, auroraTypes, type AuroraMode } from "./aurora";
import { scaledReaders } from "./aurora-readers";
import { vcpusOfInstance } from "./database-class";
import { insightsLines, insightsPrices } from "./database-insights";
import { managedSecret } from "./managed-secret";
import { betweenRegions } from "./region-pair";
import { secretMonth } from "./secret";

// One table of prices holds for both engines "except where noted", which is for instances: the rows that the book has
// under PostgreSQL alone are MySQL's too (https://aws.amazon.com/rds/aurora/pricing/).
const storage = auroraPrice("PostgreSQL", "Database Storage DB Engine Aurora PostgreSQL General Purpose Aurora");
const optimizedStorage = auroraPrice("PostgreSQL", "Aurora PostgreSQL IO Optimized Aurora");
const requests = auroraPrice("PostgreSQL", "System Operation Aurora I O Operation");
const backup = auroraPrice("PostgreSQL", "Storage Snapshot Aurora PostgreSQL");
const snapshotExport = auroraPrice("PostgreSQL", "RDS Snapshot Export Aurora PostgreSQL");
const dataApi = auroraPrice("PostgreSQL", "Aurora PostgreSQL Data API requests 0 1000000000");
const replicatedWrites = {
    PostgreSQL: auroraPrice("PostgreSQL", "Aurora PostgreSQL Aurora Global Database"),
    MySQL: auroraPrice("MySQL", "Aurora MySQL Global Database"),
};
/** No public source of the book has its rate. */
const backtrack = price("AmazonRDS-AuroraMySQL", "Backtrack change records");

/** What an Aurora cluster bills beside its instances: its volume, requests, backups and copies in other regions. */
export const auroraCluster: Mapper = {
    types: [auroraTypes.cluster],
    source: "https://aws.amazon.com/rds/aurora/pricing/",
    prices: [
        storage,
        optimizedStorage,
        requests,
        backup,
        snapshotExport,
        dataApi,
        replicatedWrites.PostgreSQL,
        replicatedWrites.MySQL,
        backtrack,
        secretMonth,
        ...insightsPrices,
    ],
    usage: {
        storage_gb: { unit: "GB", meaning: "Aurora cluster volume" },
        read_requests_per_sec: { unit: "I/O requests per second", meaning: "average over the month" },
        write_requests_per_sec: { unit: "I/O requests per second", meaning: "average over the month" },
        monthly_replicated_gb: { unit: "GB", meaning: "primary of a global database: sent to each secondary region" },
        backup_snapshot_size_gb: { unit: "GB", meaning: "backups beyond 100 % of the volume, which are free" },
        snapshot_export_size_gb: { unit: "GB", meaning: "snapshots exported to S3" },
        monthly_data_api_requests: { unit: "requests", meaning: "of the Data API" },
        monthly_backtrack_records: { unit: "change records", meaning: "kept for backtracking" },
    },
    lines: (cluster, context) => {
        const { settings, hours, states } = context;
        const mode = auroraMode(cluster);
        const { secondary, others } = positionOf(cluster);
        return [
            { name: "storage", unit: "GB-month", ...storageOf(mode), quantity: usage("storage_gb") },
            ...(mode.ioOptimized ? [] : requestLines(secondary, settings)),
            ...others.flatMap((other) => replicationLines(cluster, other, { mode, settings })),
            { name: "backups", unit: "GB-month", price: backup, quantity: usage("backup_snapshot_size_gb") },
            ...scaledReaders(cluster, mode, context),
            ...insightsLines(cluster, {
                vcpus: () =>
                    cluster
                        .namedBy(auroraTypes.instance, "clusterIdentifier")
                        .reduce((sum, instance) => sum + vcpusOfInstance(instance), 0),
                hours: hours(),
            }),
            ...managedSecret(cluster, "manageMasterUserPassword"),
            ...optionalLines(cluster, states),
        ];
    },
};

function storageOf({ ioOptimized }: AuroraMode) {
    return { price: ioOptimized ? optimizedStorage : storage, input: "storageType" };
}

/** Only the primary of a global database writes to its own volume: what a secondary receives is billed as replicated. */
function requestLines(secondary: boolean, settings: Settings): readonly Line[] {
    const line = (kind: "read" | "write"): Line => ({
        name: `${kind} requests`,
        unit: "requests",
        price: requests,
        quantity: allMonth(`${kind}_requests_per_sec`, settings),
        input: "storageType",
    });
    return secondary ? [line("read")] : [line("read"), line("write")];
}

/** Every write of the primary is one in each secondary region, whatever the storage, and its data crosses regions. */
function replicationLines(
    cluster: CostResource,
    { region }: CostResource,
    { mode, settings }: { readonly mode: AuroraMode; readonly settings: Settings },
): readonly Line[] {
    if (region === undefined || cluster.region === undefined) {
        throw new UnknownInput("region of every member of the global database");
    }
    return [
        {
            name: `writes replicated to ${region}`,
            unit: "requests",
            price: replicatedWrites[mode.engine],
            quantity: allMonth("write_requests_per_sec", settings),
            place: region,
            input: "globalClusterIdentifier",
        },
        {
            name: `transfer to ${region}`,
            unit: "GB",
            price: betweenRegions(cluster.region, region),
            quantity: usage("monthly_replicated_gb"),
            input: "globalClusterIdentifier",
        },
    ];
}

function optionalLines(cluster: CostResource, states: (key: string) => boolean): readonly Line[] {
    const exported: Line = {
        name: "snapshot export",
        unit: "GB",
        price: snapshotExport,
        quantity: usage("snapshot_export_size_gb"),
    };
    const api: Line = {
        name: "Data API requests",
        unit: "requests",
        price: dataApi,
        quantity: usage("monthly_data_api_requests"),
        input: "enableHttpEndpoint",
    };
    const records: Line = {
        name: "backtrack",
        unit: "change records",
        price: backtrack,
        quantity: usage("monthly_backtrack_records"),
        input: "backtrackWindow",
    };
    return [
        ...(states("snapshot_export_size_gb") ? [exported] : []),
        ...(cluster.flag("enableHttpEndpoint") === true ? [api] : []),
        ...((cluster.number("backtrackWindow") ?? 0) > 0 ? [records] : []),
    ];
}

/** Who writes in a global database, and to whom it sends what it writes. */
function positionOf(cluster: CostResource): { readonly secondary: boolean; readonly others: readonly CostResource[] } {
    const global =
        cluster.lead("globalClusterIdentifier", auroraTypes.globalCluster) ??
        cluster.namedBy(auroraTypes.globalCluster, "sourceDbClusterIdentifier")[0];
    const secondary = cluster.has("globalClusterIdentifier") && !isPrimary(cluster, global);
    const members = global?.namedBy(auroraTypes.cluster, "globalClusterIdentifier") ?? [];
    return { secondary, others: secondary ? [] : members.filter((one) => one !== cluster) };
}

/** A secondary has neither a password nor a snapshot to start from: both come from the primary. */
function isPrimary(cluster: CostResource, global: CostResource | undefined): boolean {
    const source = global?.lead("sourceDbClusterIdentifier", auroraTypes.cluster);
    const beginnings = ["masterUsername", "manageMasterUserPassword", "snapshotIdentifier", "restoreToPointInTime"];
    return source ? source === cluster : !cluster.has("sourceRegion") && beginnings.some((input) => cluster.has(input));
}

function allMonth(key: string, { hoursPerMonth }: Settings): Quantity {
    return usage(key, (perSecond) => perSecond.times(hoursPerMonth).times(3600));
}
