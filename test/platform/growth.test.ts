import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { plan, twoRegions, withRegion, type RawPlatform } from "../components/platforms";
import { changed } from "./facts";

describe("a platform that grows", function () {
    this.timeout(60_000);

    it("by a region changes only the allow-list of shared things", async () => {
        const before = twoRegions();
        const after = withRegion(before, "eu-central-1", "warm");
        const touched = changed(await plan(parsePlatform(before)), await plan(parsePlatform(after)));
        assert.deepEqual(touched.map(({ type }) => type).sort(), [
            "antipode:platform:Platform",
            // Of traffic: one for all cells, and one for each promise.
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            "aws:cloudwatch/dashboard:Dashboard",
            "aws:secretsmanager/secret:Secret",
        ]);
    });

    const grownZones = async (nat: string): Promise<string[]> => {
        const raw: RawPlatform = { ...twoRegions(), network: { nat } };
        const before = await plan(parsePlatform(raw));
        raw.regions["eu-west-1"]?.zones.push("euw1-az3");
        return changed(before, await plan(parsePlatform(raw))).map(({ type }) => type);
    };

    for (const nat of ["none", "single", "per-zone"]) {
        it(`by a zone (nat: ${nat}) moves no subnet, gateway or route`, async () => {
            const joins = [
                "antipode:platform:Platform",
                "aws:autoscaling/group:Group",
                "aws:ec2/vpcEndpoint:VpcEndpoint",
                "aws:lb/loadBalancer:LoadBalancer",
                "aws:rds/subnetGroup:SubnetGroup",
            ];
            assert.deepEqual([...new Set(await grownZones(nat))].sort(), joins);
        });
    }
});
