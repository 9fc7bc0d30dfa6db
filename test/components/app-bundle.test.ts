import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { AppBundle } from "../../components/app-bundle";
import type { Statement } from "../../components/shared/iam";
import type { Plan } from "../../plan/plan";
import { one, recordAlone } from "./platforms";

const place = { region: "eu-west-1", tags: {} } as const;

describe("AppBundle", () => {
    let recorded: Plan;
    let bundle: AppBundle | undefined;
    before(async () => {
        recorded = await recordAlone(() => {
            const bucket = {
                bucket: pulumi.output("orders-bundles"),
                read: (key: string): Statement[] => [
                    { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::orders-bundles/${key}` },
                ],
            };
            bundle = new AppBundle("orders-euw1-app", {
                place,
                bucket,
                path: "dist/apps/orders/server.cjs",
                key: "orders/server.cjs",
            });
        });
    });

    it("is the file that the build makes, in the bucket that it is given, in the cell's own region", () => {
        const { inputs, region } = one(recorded, "aws:s3/bucketObjectv2:BucketObjectv2");
        assert.equal(region, "eu-west-1");
        assert.equal(inputs["bucket"], "orders-bundles");
        assert.equal(inputs["key"], "orders/server.cjs");
        assert.deepEqual(inputs["source"], { $asset: { path: "dist/apps/orders/server.cjs" } });
    });

    it("lets whoever fetches it read this one object", () => {
        assert.deepEqual(bundle?.access, [
            { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders-bundles/orders/server.cjs" },
        ]);
    });
});
