import type { CostResource } from "../cost-resource";
import { UnknownInput } from "../input-reader";
import type { Line, Mapper, Settings, UsageKey } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";
import { after, type Allowance } from "./allowance";
import { replicationTransfer, tableClassOf, tablePrices, tableRegionLines, type TableRegion } from "./table-region";

const tableType = "aws:dynamodb/table:Table";
const replicaType = "aws:dynamodb/tableReplica:TableReplica";
const source = "https://aws.amazon.com/dynamodb/pricing/";

const backup = price("AmazonDynamoDB", "On-Demand Backup Storage GB-Month");
const restore = price("AmazonDynamoDB", "Restore Data Size");
const imported = price("AmazonDynamoDB", "Import Data Size");
const exported = price("AmazonDynamoDB", "Export Data Size per GB");
const streamReads = price("AmazonDynamoDB", "Streams Read Requests");
const changes = price("AmazonDynamoDB", "Change Data Capture Units for Kinesis Data Streams");
/** No public source says what a witness is billed. */
const witness = price("AmazonDynamoDB", "Witness of a strongly consistent global table");

const regionUsage: { readonly [key: string]: UsageKey } = {
    monthly_write_request_units: {
        unit: "write request units",
        meaning: "of all regions together; a global table bills each of them in every region",
    },
    monthly_read_request_units: { unit: "read request units", meaning: "in the table's own region" },
    monthly_replicated_gb: { unit: "GB", meaning: "sent to each replica" },
    storage_gb: { unit: "GB", meaning: "stored, indexes included; each replica stores as much" },
    pitr_backup_storage_gb: { unit: "GB", meaning: "point-in-time recovery; the size of the table if absent" },
};

/** DynamoDB tables, with their replicas in other regions. */
export const table: Mapper = {
    types: [tableType],
    source,
    prices: [...tablePrices, backup, restore, imported, streamReads, witness],
    usage: {
        ...regionUsage,
        monthly_replica_read_request_units: { unit: "read request units", meaning: "in each replica" },
        monthly_streams_read_request_units: {
            unit: "requests",
            meaning: "to its stream, other than those of Lambda and of replication, which are free",
        },
        on_demand_backup_storage_gb: { unit: "GB", meaning: "backups on demand" },
        monthly_data_restored_gb: { unit: "GB", meaning: "restored from backups" },
        monthly_data_imported_gb: { unit: "GB", meaning: "imported from S3" },
    },
    lines: (one, { hours, settings, states }) => [
        ...regionsOf(one).flatMap((region) => tableRegionLines(one, region, { hours, settings })),
        ...one.list("replicas").map((replica) => replicationTransfer(one.region, regionOf(replica.text("regionName")))),
        ...(one.has("globalTableWitness") ? [witnessLine] : []),
        ...(one.flag("streamEnabled") === true ? [streamLine(settings)] : []),
        ...optional.filter(({ key }) => states(key)).map(({ line, key }) => ({ ...line, quantity: usage(key) })),
    ],
};

/** Replicas that are resources of their own. */
export const tableReplica: Mapper = {
    types: [replicaType],
    source,
    prices: tablePrices,
    usage: {
        ...regionUsage,
        monthly_read_request_units: { unit: "read request units", meaning: "in the replica's region" },
    },
    lines: (replica, { hours, settings }) => {
        const origin = replica.lead("globalTableArn", tableType);
        if (!origin) {
            throw new UnknownInput("billingMode of the table that globalTableArn names");
        }
        const at: TableRegion = {
            region: regionOf(replica.region),
            replicated: true,
            pointInTimeRecovery: replica.flag("pointInTimeRecovery") ?? false,
            tableClass: tableClassOf(replica, "tableClassOverride") ?? tableClassOf(origin) ?? "STANDARD",
            readKey: "monthly_read_request_units",
            suffix: "",
        };
        return [...tableRegionLines(origin, at, { hours, settings }), replicationTransfer(origin.region, at.region)];
    },
};

/** What of a table's changes goes to Kinesis. */
export const tableChanges: Mapper = {
    types: ["aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination"],
    source,
    prices: [changes],
    usage: { monthly_change_data_capture_units: { unit: "units", meaning: "a change of up to 1 KB is one" } },
    lines: () => [
        {
            name: "changes captured",
            unit: "CDCU",
            price: changes,
            quantity: usage("monthly_change_data_capture_units"),
        },
    ],
};

/** Exports of tables to S3. */
export const tableExport: Mapper = {
    types: ["aws:dynamodb/tableExport:TableExport"],
    source,
    prices: [exported],
    usage: { exported_gb: { unit: "GB", meaning: "size of the table when it is exported, billed once" } },
    lines: () => [{ name: "export", unit: "GB", price: exported, quantity: usage("exported_gb") }],
};

/** Requests to streams in each region (https://aws.amazon.com/dynamodb/pricing/, free tier). */
const freeStreamReads: Allowance = { name: "DynamoDB stream reads", free: 2_500_000, each: "region" };

function streamLine(settings: Settings): Line {
    return {
        name: "stream reads",
        unit: "requests",
        price: after(freeStreamReads, streamReads, settings),
        quantity: usage("monthly_streams_read_request_units"),
        input: "streamEnabled",
    };
}

const witnessLine: Line = {
    name: "witness",
    unit: "rWRU",
    price: witness,
    quantity: usage("monthly_write_request_units"),
    input: "globalTableWitness",
};

const optional: readonly { readonly key: string; readonly line: Omit<Line, "quantity"> }[] = [
    { key: "on_demand_backup_storage_gb", line: { name: "backups on demand", unit: "GB-month", price: backup } },
    { key: "monthly_data_restored_gb", line: { name: "restored", unit: "GB", price: restore } },
    { key: "monthly_data_imported_gb", line: { name: "imported", unit: "GB", price: imported } },
];

function regionsOf(one: CostResource): readonly TableRegion[] {
    const replicas = one.list("replicas");
    const tableClass = tableClassOf(one) ?? "STANDARD";
    const replicated = replicas.length > 0 || one.namedBy(replicaType, "globalTableArn").length > 0;
    return [
        {
            region: regionOf(one.region),
            replicated,
            pointInTimeRecovery: one.flag("pointInTimeRecovery.enabled") ?? false,
            tableClass,
            readKey: "monthly_read_request_units",
            suffix: replicas.length > 0 ? ` in ${regionOf(one.region)}` : "",
        },
        ...replicas.map((replica): TableRegion => ({
            region: regionOf(replica.text("regionName")),
            replicated,
            pointInTimeRecovery: replica.flag("pointInTimeRecovery") ?? false,
            tableClass,
            readKey: "monthly_replica_read_request_units",
            suffix: ` in ${regionOf(replica.text("regionName"))}`,
        })),
    ];
}

function regionOf(region: string | undefined): string {
    if (region === undefined) {
        throw new UnknownInput("region");
    }
    return region;
}
