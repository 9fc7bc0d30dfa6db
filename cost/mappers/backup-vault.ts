import { UnknownInput } from "../input-reader";
import type { Line, Mapper } from "../mapping";
import { price, type PriceName } from "../price";
import { usage } from "../quantity";
import { auroraPrice } from "./aurora";
import { meterKeys, meterPrices, statedLines, type Meter } from "./meter";
import { betweenRegions } from "./region-pair";

const source = "https://aws.amazon.com/backup/pricing/";
const vaultType = "aws:backup/vault:Vault";
const isolatedType = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";

const auroraBackup = auroraPrice("PostgreSQL", "Storage Snapshot Aurora PostgreSQL");

/** What of a resource is kept, or read back. */
function meter(key: string, name: string, label: string): Meter {
    const restored = name.startsWith("restored");
    return { key, name, unit: restored ? "GB" : "GB-month", meaning: name, price: price("AWSBackup", label) };
}

/** What is kept at the price of the service that it is a backup of, also where it is a copy from another region. */
function foreign(key: string, name: string, { service, label }: PriceName): Meter {
    return { ...meter(key, name, label), price: { service, label } };
}

/** Backups that a database or a volume lists itself are billed there: a vault's are those that it has beside them. */
const meters: readonly Meter[] = [
    meter("monthly_efs_warm_backup_gb", "kept warm, file systems", "Backup Storage Warm per GB-month"),
    meter("monthly_efs_cold_backup_gb", "kept cold, file systems", "Backup Storage Cold per GB-month"),
    meter("monthly_efs_warm_restore_gb", "restored from warm", "Warm Backup Restore Data Size EFS per GB"),
    meter("monthly_efs_cold_restore_gb", "restored from cold", "Cold Backup Restore Data Size EFS per GB"),
    meter("monthly_s3_warm_backup_gb", "kept warm, buckets", "S3 Backup Storage Warm per GB-month"),
    meter("monthly_vmware_warm_backup_gb", "kept warm, VMware", "VMware Backup Storage Warm per GB-month"),
    meter("monthly_vmware_cold_backup_gb", "kept cold, VMware", "VMware Backup Storage Cold per GB-month"),
    foreign("monthly_aurora_snapshot_gb", "kept, Aurora", auroraBackup),
    foreign("monthly_ebs_snapshot_gb", "kept, volumes", price("AmazonEBS", "volumeType=snapshot;SnapshotUsage")),
    foreign("monthly_dynamodb_backup_gb", "kept, tables", price("AmazonDynamoDB", "On-Demand Backup Storage GB-Month")),
    foreign("monthly_dynamodb_restore_gb", "restored, tables", price("AmazonDynamoDB", "Restore Data Size")),
    // No public source of the book has the rates of what follows.
    foreign("monthly_rds_snapshot_gb", "kept, databases", price("AmazonRDS", "Backup storage per GB-month")),
    meter("monthly_fsx_windows_backup_gb", "kept, FSx for Windows", "FSx for Windows backup storage"),
    meter("monthly_fsx_lustre_backup_gb", "kept, FSx for Lustre", "FSx for Lustre backup storage"),
    {
        ...meter("monthly_efs_item_restore_requests", "restored items, file systems", "EFS item restore requests"),
        unit: "requests",
    },
];

const isolatedMeters: readonly Meter[] = [
    meter("monthly_aurora_backup_gb", "kept warm, Aurora", "Storage Aurora Warm LAGVault"),
    meter("monthly_ebs_backup_gb", "kept warm, volumes", "Storage EBS Warm LAGVault"),
    meter("monthly_efs_warm_backup_gb", "kept warm, file systems", "Storage EFS Warm LAGVault"),
    meter("monthly_efs_cold_backup_gb", "kept cold, file systems", "Storage EFS Cold LAGVault"),
    meter("monthly_s3_warm_backup_gb", "kept warm, buckets", "Storage S3 Warm LAGVault"),
];

/** Vaults: what they keep, by what it is a backup of. */
export const backupVault: Mapper = {
    types: [vaultType],
    source,
    prices: meterPrices(meters),
    usage: meterKeys(meters),
    lines: (_, { states }) => statedLines(meters, states),
};

/** Vaults that are isolated from their account. */
export const isolatedVault: Mapper = {
    types: [isolatedType],
    source,
    prices: meterPrices(isolatedMeters),
    usage: meterKeys(isolatedMeters),
    lines: (_, { states }) => statedLines(isolatedMeters, states),
};

/** Plans: nothing by themselves, but copies to other regions have a way there. */
export const backupPlan: Mapper = {
    types: ["aws:backup/plan:Plan"],
    source,
    prices: [],
    usage: { monthly_copied_gb: { unit: "GB", meaning: "copied to each other region" } },
    lines: (plan) => {
        const { region: from } = plan;
        const copies = plan.list("rules").flatMap((rule) => rule.list("copyActions"));
        const regions = copies.map((copy) => {
            const to = (
                copy.follow("destinationVaultArn", vaultType) ?? copy.follow("destinationVaultArn", isolatedType)
            )?.region;
            // arn:aws:backup:REGION:ACCOUNT:backup-vault:NAME
            return to ?? copy.text("destinationVaultArn")?.split(":")[3];
        });
        return [...new Set(regions)].filter((to) => to !== from).map((to) => copyLine(from, to));
    },
};

function copyLine(from: string | undefined, to: string | undefined): Line {
    if (from === undefined || to === undefined) {
        throw new UnknownInput("region of the vault that destinationVaultArn names");
    }
    return {
        name: `copies to ${to}`,
        unit: "GB",
        price: betweenRegions(from, to),
        quantity: usage("monthly_copied_gb"),
        input: "rules",
    };
}
