import assert from "node:assert/strict";
import type { PlanResource, PlanValue } from "../../../plan/plan";
import { resource } from "../plans";
import { bill, costOf, range, reasonOf, ref, unknown } from "./bill";

function bucket(more: Partial<PlanResource> = {}, inputs: { readonly [key: string]: PlanValue } = {}): PlanResource {
    return resource("aws:s3/bucket:Bucket", inputs, { name: "logs", ...more });
}

describe("the price of a bucket", () => {
    it("is what it stores and is asked", () => {
        const used = {
            "standard.storage_gb": 1000,
            "standard.monthly_tier_1_requests": 1e6,
            "standard.monthly_tier_2_requests": 1e7,
        };
        // 1,000 x 0.023; 1,000,000 x 0.000005; 10,000,000 x 0.0000004
        const expected = { "Standard: storage": "23", "Standard: writes and lists": "5", "Standard: reads": "4" };
        assert.deepEqual(bill([bucket()], used), expected);
        assert.deepEqual(bill([resource("aws:s3/bucketV2:BucketV2", {})], used), expected);
    });

    it("never assumes a size", () => {
        const { state, monthly } = costOf([bucket()]);
        assert.equal(state.kind, "usage needed");
        assert.equal(monthly.typical.toString(), "0");
        assert.equal(bill([bucket()])["Standard: storage"], "usage needed");
    });

    it("steps down with all that the account stores in the region", () => {
        const two = [bucket({ name: "a" }), bucket({ name: "b" })];
        // Together 51,200 x 0.023 + 450 x 1,024 x 0.022 + 88,000 x 0.021; each has half
        const stored = { "standard.storage_gb": (51_200 + 460_800 + 88_000) / 2 };
        assert.equal(bill(two, stored)["Standard: storage"], ((1177.6 + 10_137.6 + 1848) / 2).toString());
    });

    it("lists the classes that lifecycle rules move objects to", () => {
        const logs = bucket();
        const rules = [{ status: "Enabled", transitions: [{ days: 30, storageClass: "STANDARD_IA" }] }];
        const config = (to: PlanValue) =>
            resource("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", { bucket: to, rules });
        const used = {
            "standard_infrequent_access.storage_gb": 100,
            "standard_infrequent_access.monthly_lifecycle_transition_requests": 1e5,
        };
        for (const to of [ref(logs, "bucket"), unknown(logs)]) {
            const lines = bill([logs, config(to)], used);
            // 100 x 0.0125; 100,000 x 0.00001
            assert.equal(lines["Standard-IA: storage"], "1.25");
            assert.equal(lines["Standard-IA: transitions"], "1");
            assert.equal(lines["Standard-IA: retrieval"], "usage needed");
            assert.equal(lines["One Zone-IA: storage"], undefined);
        }
    });

    it("reads rules within the bucket, and of old versions", () => {
        const inside = { lifecycleRules: [{ noncurrentVersionTransitions: [{ days: 1, storageClass: "GLACIER" }] }] };
        // 1,000 x 0.0036
        const stored = { "glacier_flexible_retrieval.storage_gb": 1000 };
        assert.equal(bill([bucket({}, inside)], stored)["Glacier Flexible Retrieval: storage"], "3.6");
    });

    it("lists any class that the usage file states", () => {
        const used = {
            "intelligent_tiering.frequent_access_storage_gb": 100,
            "intelligent_tiering.monitored_objects": 1e6,
        };
        const lines = bill([bucket()], used);
        // 100 x 0.023; 1,000,000 x 0.0000025
        assert.equal(lines["Intelligent-Tiering: frequent access storage"], "2.3");
        assert.equal(lines["Intelligent-Tiering: monitoring"], "2.5");
        assert.equal(lines["Intelligent-Tiering: infrequent access storage"], undefined);
        assert.match(reasonOf([bucket()], { "glacier_deep_archive.storage_gb": 1 }), /Glacier Deep Archive/);
    });

    it("knows every key that Infracost has for requests, transitions and retrieval", () => {
        const keys = [
            ...["intelligent_tiering", "one_zone_infrequent_access", "glacier_instant_retrieval"].map(
                (name) => `${name}.monthly_lifecycle_transition_requests`,
            ),
            ...["one_zone_infrequent_access", "glacier_instant_retrieval", "glacier_flexible_retrieval"].flatMap(
                (name) => [`${name}.monthly_tier_1_requests`, `${name}.monthly_tier_2_requests`],
            ),
            "glacier_flexible_retrieval.monthly_standard_data_retrieval_gb",
            "glacier_flexible_retrieval.monthly_standard_data_retrieval_requests",
            "glacier_flexible_retrieval.monthly_expedited_data_retrieval_gb",
            "glacier_flexible_retrieval.monthly_expedited_data_retrieval_requests",
            "glacier_deep_archive.monthly_lifecycle_transition_requests",
            "glacier_deep_archive.monthly_standard_data_retrieval_gb",
            "glacier_deep_archive.monthly_bulk_data_retrieval_gb",
        ];
        for (const key of keys) {
            assert.match(reasonOf([bucket()], { [key]: 1 }), /no price for AmazonS3/, key);
        }
    });

    it("moves nothing to a class for nothing", () => {
        const moved = (storageClass: string) => {
            const inside = { lifecycleRules: [{ transitions: [{ days: 30, storageClass }] }] };
            return Object.keys(bill([bucket({}, inside)]));
        };
        assert.ok(moved("GLACIER_IR").includes("Glacier Instant Retrieval: transitions"));
        assert.ok(moved("ONEZONE_IA").includes("One Zone-IA: transitions"));
        assert.ok(moved("INTELLIGENT_TIERING").includes("Intelligent-Tiering: transitions"));
        assert.ok(moved("DEEP_ARCHIVE").includes("Glacier Deep Archive: transitions"));
    });

    it("has no price in a region that the book does not know", () => {
        assert.match(reasonOf([bucket({ region: "eu-north-1" })]), /no price for AmazonS3/);
    });
});

describe("the price of other things of S3", () => {
    it("is what a bucket in one zone stores", () => {
        const directory = resource("aws:s3/directoryBucket:DirectoryBucket", {});
        // 100 x 0.11
        assert.equal(range([directory], { "express_one_zone.storage_gb": 100 })[1], "11");
        assert.match(
            reasonOf([directory], { "express_one_zone.monthly_tier_2_requests": 1 }),
            /Express One Zone reads/,
        );
    });

    it("is what an inventory lists", () => {
        // 10,000,000 x 0.0000000025
        const one = resource("aws:s3/inventory:Inventory", {});
        assert.equal(range([one], { monthly_listed_objects: 1e7 })[1], "0.025");
    });
});

describe("the price of replication", () => {
    const copies = bucket({ name: "copies", region: "ap-northeast-1" });
    const beside = bucket({ name: "beside" });
    const rule = (destination: PlanValue, more = {}) => ({
        status: "Enabled",
        destination: { bucket: destination, ...more },
    });
    const replication = (...rules: readonly PlanValue[]) =>
        resource("aws:s3/bucketReplicationConfig:BucketReplicationConfig", { rules });
    const used = { monthly_replicated_objects: 1e6, monthly_replicated_gb: 200 };

    it("is a request where each copy arrives, and the way there", () => {
        // 1,000,000 x 0.0000047 in ap-northeast-1; 200 x 0.02 out of eu-west-1
        const expected = { "copies to ap-northeast-1": "4.7", "transfer to ap-northeast-1": "4" };
        const named = `arn:aws:s3:::\${${copies.urn}#bucket}`;
        for (const destination of [named, ref(copies, "arn"), unknown(copies)]) {
            assert.deepEqual(bill([replication(rule(destination)), copies], used), expected);
        }
    });

    it("is the same where the bucket itself has the rules", () => {
        const replicationConfiguration = { role: "arn:aws:iam::1:role/copies", rules: [rule(ref(copies))] };
        const lines = bill([bucket({}, { replicationConfiguration }), copies], used);
        assert.equal(lines["copies to ap-northeast-1"], "4.7");
        assert.equal(lines["transfer to ap-northeast-1"], "4");
        assert.equal(bill([bucket(), copies], used)["copies to ap-northeast-1"], undefined);
    });

    it("needs no way within a region, and counts no rule that is off", () => {
        const off = { ...rule(ref(copies)), status: "Disabled" };
        // 1,000,000 x 0.000005
        assert.deepEqual(bill([replication(rule(ref(beside)), off), beside, copies], used), {
            "copies to eu-west-1": "5",
        });
    });

    it("adds time control by the GB, and the metrics that come with it", () => {
        const controlled = rule(ref(copies), { replicationTime: { status: "Enabled" } });
        const lines = bill([replication(controlled), copies], { ...used, replication_metrics: 3 });
        // 200 x 0.015; 3 x 0.3
        assert.equal(lines["copied on time"], "3");
        assert.equal(lines["replication metrics"], "0.9");
        const watched = rule(ref(copies), { metrics: { status: "Enabled" } });
        assert.equal(bill([replication(watched), copies], used)["replication metrics"], "usage needed");
        assert.equal(bill([replication(rule(ref(copies))), copies], used)["replication metrics"], undefined);
    });

    it("counts a destination once, however many rules copy to it", () => {
        const twice = replication({ ...rule(ref(copies)), id: "a" }, { ...rule(ref(copies)), id: "b" });
        assert.equal(range([twice, copies], used)[1], "8.7");
    });

    it("is a request to the storage class that the copy has", () => {
        const written = (storageClass: string) =>
            bill([replication(rule(ref(beside), { storageClass })), beside], used)["copies to eu-west-1"];
        assert.equal(written("STANDARD"), "5");
        // 1,000,000 x 0.00001; x 0.000005; x 0.000033
        assert.equal(written("STANDARD_IA"), "10");
        assert.equal(written("INTELLIGENT_TIERING"), "5");
        assert.equal(written("GLACIER"), "33");
        assert.equal(written("DEEP_ARCHIVE"), "no price");
    });

    it("is not known where the destination is elsewhere", () => {
        assert.match(reasonOf([replication(rule("arn:aws:s3:::elsewhere"))]), /destination.bucket/);
    });
});
