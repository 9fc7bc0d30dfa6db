import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { plan, twoRegions } from "../components/platforms";

describe("what a plan refuses to lose", () => {
    it("is protected twice, unless the stack may be thrown away", async () => {
        const guarded = async (allowDestroy: boolean): Promise<[string[], unknown[]]> => {
            const recorded = await plan(parsePlatform({ ...twoRegions(), allowDestroy }));
            const byPulumi = recorded.resources.filter(({ options }) => options.protect).map(({ type }) => type);
            const byAws = recorded.resources.map(
                ({ inputs }) => inputs["deletionProtection"] ?? inputs["enableDeletionProtection"],
            );
            return [[...new Set(byPulumi)].sort(), byAws.filter((value) => value === true)];
        };
        assert.deepEqual(await guarded(false), [
            [
                "aws:kms/key:Key",
                "aws:lb/loadBalancer:LoadBalancer",
                "aws:rds/cluster:Cluster",
                "aws:rds/clusterInstance:ClusterInstance",
                "aws:rds/globalCluster:GlobalCluster",
                "aws:route53/zone:Zone",
                "aws:s3/bucket:Bucket",
                "aws:secretsmanager/secret:Secret",
            ],
            [true, true, true, true, true],
        ]);
        assert.deepEqual(await guarded(true), [[], []]);
    });
});
