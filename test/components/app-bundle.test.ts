import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { field, one, plan, text, twoRegions } from "./platforms";

const region = "eu-west-1";

describe("AppBundle", () => {
    it("is the file that the build makes, in a bucket that is closed, encrypted, versioned and TLS-only", async () => {
        const recorded = await plan(parsePlatform(twoRegions()));
        const object = one(recorded, "aws:s3/bucketObjectv2:BucketObjectv2", region).inputs;
        assert.deepEqual(object["source"], { $asset: { path: "dist/apps/orders/server.cjs" } });
        const access = one(recorded, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", region).inputs;
        for (const key of ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]) {
            assert.equal(access[key], true, key);
        }
        const versioning = one(recorded, "aws:s3/bucketVersioning:BucketVersioning", region).inputs;
        assert.equal(field(versioning["versioningConfiguration"], "status"), "Enabled");
        const policy = JSON.parse(
            text(one(recorded, "aws:s3/bucketPolicy:BucketPolicy", region).inputs["policy"]),
        ) as unknown;
        assert.equal(field(policy as never, "Statement", 0, "Effect"), "Deny");
        assert.equal(field(policy as never, "Statement", 0, "Condition", "Bool", "aws:SecureTransport"), "false");
    });
});
