import assert from "node:assert/strict";
import { resource } from "../plans";
import { bill, range, reasonOf, ref, unknown } from "./bill";

const system = (inputs = {}) => resource("aws:efs/fileSystem:FileSystem", inputs);

describe("the price of a file system", () => {
    it("is what it stores, cheaper in one zone", () => {
        // 100 x 0.33; 100 x 0.176
        assert.equal(bill([system()], { storage_gb: 100 })["storage"], "33");
        assert.equal(bill([system({ availabilityZoneName: "eu-west-1a" })], { storage_gb: 100 })["storage"], "17.6");
    });

    it("has classes that its policies move files to, or that the usage file states", () => {
        const moving = system({ lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }] });
        const used = { storage_gb: 10, infrequent_access_storage_gb: 100 };
        // 100 x 0.025; 100 x 0.008
        assert.equal(bill([moving], used)["infrequent access storage"], "2.5");
        assert.deepEqual(Object.keys(bill([moving])), ["storage", "infrequent access storage"]);
        assert.equal(bill([system()], { archive_storage_gb: 100 })["archive storage"], "0.8");
    });

    it("has no rates of infrequent access in one zone, nor of reading and writing there", () => {
        const zone = system({
            availabilityZoneName: "eu-west-1a",
            lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }],
        });
        assert.match(reasonOf([zone], { infrequent_access_storage_gb: 1 }), /One Zone Infrequent Access/);
        assert.match(reasonOf([system()], { monthly_infrequent_access_read_gb: 1 }), /Infrequent Access Read/);
        assert.match(reasonOf([system()], { monthly_infrequent_access_write_gb: 1 }), /Infrequent Access Write/);
        assert.equal(reasonOf([system()], { infrequent_access_storage_gb: 1 }), "");
    });

    it("bills elastic throughput by the GB", () => {
        const used = { storage_gb: 0, monthly_elastic_read_gb: 100, monthly_elastic_write_gb: 100 };
        // 100 x 0.03 + 100 x 0.07
        assert.equal(range([system({ throughputMode: "elastic" })], used)[1], "10");
    });

    it("bills provisioned throughput beyond what comes with the storage", () => {
        const provisioned = system({ throughputMode: "provisioned", provisionedThroughputInMibps: 10 });
        // 10 x 6.6; (10 - 100 / 20) x 6.6; nothing from 200 GB on
        assert.equal(bill([provisioned])["provisioned throughput"], "66");
        assert.equal(bill([provisioned], { storage_gb: 100 })["provisioned throughput"], "33");
        assert.equal(bill([provisioned], { storage_gb: 300 })["provisioned throughput"], "0");
    });

    it("is copied to another region at that region's price, with the way there", () => {
        const replica = (destination: { readonly [key: string]: string }) =>
            resource("aws:efs/replicationConfiguration:ReplicationConfiguration", { destination });
        const used = { storage_gb: 100, monthly_replicated_gb: 20 };
        // 100 x 0.3 in us-east-1; 20 x 0.02
        const expected = { "copy in us-east-1": "30", "transfer to us-east-1": "0.4" };
        assert.deepEqual(bill([replica({ region: "us-east-1" })], used), expected);
        assert.deepEqual(bill([replica({ availabilityZoneName: "eu-west-1a" })], used), {
            "copy in eu-west-1": "17.6",
        });
    });

    it("is not stored twice where the copy is a file system of the program", () => {
        const copy = resource("aws:efs/fileSystem:FileSystem", {}, { name: "copy", region: "us-east-1" });
        const destination = { region: "us-east-1", fileSystemId: ref(copy) };
        const replica = resource("aws:efs/replicationConfiguration:ReplicationConfiguration", { destination });
        assert.deepEqual(Object.keys(bill([replica, copy])), ["transfer to us-east-1"]);
    });
});

describe("the price of backups", () => {
    const vault = (more = {}) => resource("aws:backup/vault:Vault", {}, { name: "vault", ...more });

    it("is what a vault keeps", () => {
        const used = { monthly_efs_warm_backup_gb: 100, monthly_s3_warm_backup_gb: 100 };
        // 100 x 0.05 each
        assert.deepEqual(bill([vault()], used), { "kept warm, file systems": "5", "kept warm, buckets": "5" });
        assert.deepEqual(bill([vault()]), { "kept warm, file systems": "usage needed" });
    });

    it("is what it keeps of databases and volumes, at their own services' prices", () => {
        const used = {
            monthly_aurora_snapshot_gb: 100,
            monthly_ebs_snapshot_gb: 100,
            monthly_dynamodb_backup_gb: 100,
            monthly_dynamodb_restore_gb: 100,
        };
        // 100 x 0.021; x 0.05; x 0.11; x 0.17
        assert.deepEqual(bill([vault()], used), {
            "kept warm, file systems": "usage needed",
            "kept, Aurora": "2.1",
            "kept, volumes": "5",
            "kept, tables": "11",
            "restored, tables": "17",
        });
        assert.match(reasonOf([vault()], { monthly_rds_snapshot_gb: 1 }), /Backup storage per GB-month/);
        assert.match(reasonOf([vault()], { monthly_fsx_windows_backup_gb: 1 }), /FSx/);
        assert.match(reasonOf([vault()], { monthly_efs_item_restore_requests: 1 }), /item/);
    });

    it("is higher in an isolated vault", () => {
        const isolated = resource("aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault", {});
        // 100 x 0.0242
        assert.equal(range([isolated], { monthly_aurora_backup_gb: 100 })[1], "2.42");
    });

    it("has a way to each other region that a plan copies to", () => {
        const there = vault({ region: "us-east-1" });
        const plan = (...destinationVaultArns: readonly unknown[]) =>
            resource("aws:backup/plan:Plan", {
                rules: [{ copyActions: destinationVaultArns.map((arn) => ({ destinationVaultArn: arn as string })) }],
            });
        const used = { monthly_copied_gb: 100 };
        // 100 x 0.02
        const expected = { "copies to us-east-1": "2" };
        assert.deepEqual(bill([plan(ref(there, "arn")), there], used), expected);
        assert.deepEqual(bill([plan(unknown(there)), there], used), expected);
        const arn = (region: string) => `arn:aws:backup:${region}:111122223333:backup-vault:other`;
        assert.deepEqual(bill([plan(arn("us-east-1"), arn("us-east-1"), arn("eu-west-1"))], used), expected);
        assert.equal(reasonOf([plan()]), "");
    });
});

describe("the price of a storage gateway", () => {
    it("is what is written through it, and what its volumes hold", () => {
        // 100 x 0.01; 100 x 0.023
        const gateway = resource("aws:storagegateway/gateway:Gateway", {});
        assert.equal(range([gateway], { monthly_data_written_gb: 100 })[1], "1");
        // A gateway is never billed more than 125 dollars for it.
        assert.equal(range([gateway], { monthly_data_written_gb: 20_000 })[1], "125");
        const volume = resource("aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume", {
            volumeSizeInBytes: 2 ** 40,
        });
        assert.equal(range([volume], { storage_gb: 100 })[1], "2.3");
    });
});
