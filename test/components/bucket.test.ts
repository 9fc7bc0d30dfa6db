import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Bucket, type BucketArgs } from "../../components/bucket";
import type { Plan } from "../../plan/plan";
import { field, one, recordAlone, text } from "./platforms";

const place = { region: "eu-west-1", tags: {} } as const;
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/one";
const bundle: BucketArgs = {
    place,
    account: "111122223333",
    settings: { purpose: "app-bundle" },
    keyArn,
    protect: true,
};
const logs: BucketArgs = {
    place,
    account: "111122223333",
    settings: { purpose: "balancer-logs", retentionDays: 90 },
    protect: true,
};

function record(args: BucketArgs): Promise<Plan> {
    return recordAlone(() => new Bucket("orders-euw1", args));
}

function encryption(recorded: Plan): unknown {
    const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    return field(one(recorded, type).inputs["rules"], 0);
}

function sids(recorded: Plan): unknown[] {
    const rules = one(recorded, "aws:s3/bucketPolicy:BucketPolicy").inputs["policy"];
    return (JSON.parse(text(rules)) as { Statement: { Sid: string }[] }).Statement.map(({ Sid }) => Sid);
}

function rules(recorded: Plan): unknown {
    return one(recorded, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs["rules"];
}

describe("Bucket", () => {
    it("has nothing public, no access lists and every version", async () => {
        const recorded = await record(bundle);
        const access = one(recorded, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs;
        for (const key of ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]) {
            assert.equal(access[key], true, key);
        }
        const owner = one(recorded, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs;
        assert.deepEqual(owner["rule"], { objectOwnership: "BucketOwnerEnforced" });
        const versions = one(recorded, "aws:s3/bucketVersioning:BucketVersioning").inputs;
        assert.deepEqual(versions["versioningConfiguration"], { status: "Enabled" });
    });

    it("is under our key, asked for once for many objects", async () => {
        assert.deepEqual(encryption(await record(bundle)), {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
            bucketKeyEnabled: true,
            blockedEncryptionTypes: ["SSE-C"],
        });
    });

    it("is under S3's own key where balancers write, because they write nowhere else", async () => {
        assert.deepEqual(encryption(await record(logs)), {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
            blockedEncryptionTypes: ["SSE-C"],
        });
    });

    it("refuses the same to all, and lets AWS's writers in only where balancers log", async () => {
        const refused = ["TlsOnly", "RecentTlsOnly", "OwnAccountOnly", "RightKeyOnly", "NoKeyOfTheClient"];
        assert.deepEqual(sids(await record(bundle)), refused);
        const writers = ["ApplicationBalancers", "NetworkBalancersCheck", "NetworkBalancers"];
        assert.deepEqual(sids(await record(logs)), [...refused, ...writers]);
    });

    it("lets former versions go after 30 days, unfinished uploads after 7, and what piles up when it is old", async () => {
        const current = rules(await record(bundle)) as never;
        assert.equal(field(current, 0, "noncurrentVersionExpiration", "noncurrentDays"), 30);
        assert.equal(field(current, 0, "abortIncompleteMultipartUpload", "daysAfterInitiation"), 7);
        assert.equal(field(current, 1), undefined);
        assert.deepEqual(field(rules(await record(logs)) as never, 1, "expiration"), { days: 90 });
    });

    for (const retentionDays of [0, 2.5, 3651]) {
        it(`fails to keep logs for ${retentionDays} days`, async () => {
            const message = `retentionDays: expected a whole number from 1 to 3650, got ${retentionDays}`;
            await assert.rejects(
                record({ ...logs, settings: { purpose: "balancer-logs", retentionDays } }),
                (error: Error) => error.message.includes(message),
            );
        });
    }

    it("throws away what lies in it only where the stack may be thrown away", async () => {
        const kept = one(await record(logs), "aws:s3/bucket:Bucket");
        assert.deepEqual([kept.inputs["forceDestroy"], kept.options.protect], [false, true]);
        const loose = one(await record({ ...logs, protect: false }), "aws:s3/bucket:Bucket");
        assert.deepEqual([loose.inputs["forceDestroy"], loose.options.protect], [true, undefined]);
    });

    it("gives its name away only once it is closed: whoever has it comes after its guards", async () => {
        const recorded = await recordAlone(() => {
            const { bucket } = new Bucket("orders-euw1", bundle);
            return new aws.s3.BucketObjectv2("first", { bucket, key: "first", content: "text" }, {});
        });
        const object = one(recorded, "aws:s3/bucketObjectv2:BucketObjectv2");
        const before = recorded.resources.filter(({ urn }) => object.dependencies.includes(urn));
        const guards = ["BucketPolicy", "BucketServerSideEncryptionConfiguration", "BucketVersioning"];
        for (const guard of guards) {
            assert.ok(
                before.some(({ type }) => type.endsWith(`:${guard}`)),
                guard,
            );
        }
    });
});
