import type { Mapper } from "../mapping";
import { auroraPrice } from "./aurora";
import { meterKeys, meterLine, meterPrices, type Meter } from "./meter";

const source = "https://aws.amazon.com/rds/aurora/pricing/";

// One table of prices holds for both engines of Aurora (https://aws.amazon.com/rds/aurora/pricing/).
const kept: Meter = {
    key: "storage_gb",
    name: "snapshot",
    unit: "GB-month",
    meaning: "that the snapshot takes",
    price: auroraPrice("PostgreSQL", "Storage Snapshot Aurora PostgreSQL"),
};
const exported: Meter = {
    key: "exported_gb",
    name: "export",
    unit: "GB",
    meaning: "size of the snapshot when it is exported, billed once",
    price: auroraPrice("PostgreSQL", "RDS Snapshot Export Aurora PostgreSQL"),
};

/** Snapshots of clusters that somebody took, and their copies. */
export const clusterSnapshot: Mapper = {
    types: ["aws:rds/clusterSnapshot:ClusterSnapshot", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"],
    source,
    prices: meterPrices([kept]),
    usage: meterKeys([kept]),
    lines: () => [meterLine(kept)],
};

/** Exports of snapshots to S3. */
export const snapshotExport: Mapper = {
    types: ["aws:rds/exportTask:ExportTask"],
    source,
    prices: meterPrices([exported]),
    usage: meterKeys([exported]),
    lines: () => [meterLine(exported)],
};
