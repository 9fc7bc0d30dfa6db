import assert from "node:assert/strict";
import { parsePlatform } from "../config";
import type { PlanResource } from "../plan/plan";
import { field, ofType, one, plan, text, twoRegions, withRegion, without } from "./components/platforms";
import { stores } from "./components/stores";
import { changed, distinct } from "./platform/facts";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";
const raw = { ...twoRegions(), ...stores };

const types = (resources: readonly PlanResource[]): string[] => resources.map(({ type }) => type).sort();

describe("the stores of a platform", function () {
    this.timeout(30_000);

    it("are the app's to speak to: it is told where, let out to there, and given rights in its region alone", async () => {
        const recorded = await plan(parsePlatform(raw));
        const template = one(recorded, "aws:ec2/launchTemplate:LaunchTemplate", "us-east-1").inputs;
        for (const name of ["TABLE_CARTS", "ACCELERATOR_ENDPOINT", "CACHE_HOST", "CACHE_PORT", "CACHE_USER"]) {
            assert.match(text(template["userData"]), new RegExp(name));
        }
        const out = ofType(recorded, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule")
            .filter(({ name, region }) => region === "us-east-1" && name.includes("-app-to-"))
            .map(({ name, inputs }) => [name, inputs["fromPort"]]);
        assert.deepEqual(out.sort(), [
            ["orders-use1-app-to-accelerator", 9111],
            ["orders-use1-app-to-cache", 6379],
        ]);
        const rights = ofType(recorded, "aws:iam/rolePolicy:RolePolicy").find(({ name }) => name === "orders-use1-app");
        const policy = text(rights?.inputs["policy"]);
        for (const service of ["dynamodb", "dax", "elasticache"]) {
            assert.match(policy, new RegExp(`${service}:`));
        }
        assert.doesNotMatch(policy, /arn:aws:dynamodb:eu-west-1/);
    });

    it("grow by a region with a replica, and with nothing else of another cell's", async () => {
        const before = await plan(parsePlatform(raw));
        const after = await plan(parsePlatform({ ...withRegion(twoRegions(), "eu-central-1", "warm"), ...stores }));
        const own = types(changed(before, after)).filter((type) => /dynamodb|elasticache|dax|cloudwatch/.test(type));
        // What watches each cell watches the lag to the new one too.
        const told = ["aws:cloudwatch/compositeAlarm:CompositeAlarm", "aws:cloudwatch/dashboard:Dashboard"];
        assert.deepEqual([...new Set(own)], [...told, "aws:dynamodb/table:Table"]);
        const replicas = one(after, "aws:dynamodb/table:Table").inputs["replicas"];
        assert.deepEqual(
            [0, 1].map((index) => field(replicas, index, "regionName")),
            ["eu-central-1", "us-east-1"],
        );
    });

    it("grow by a table with that table, what watches it and what the app and the accelerator may do", async () => {
        const carts = stores.tables.carts;
        const before = await plan(parsePlatform(raw));
        const after = await plan(parsePlatform({ ...raw, tables: { carts, receipts: carts } }));
        assert.deepEqual(distinct(types(changed(before, after))), [
            "antipode:platform:Platform",
            "aws:cloudwatch/compositeAlarm:CompositeAlarm",
            "aws:ec2/launchTemplate:LaunchTemplate",
            "aws:iam/rolePolicy:RolePolicy",
        ]);
    });

    it("have the same inputs in each region but for birth and place, so that a promotion leaves nothing to change", async () => {
        const [ireland, virginia] = ofType(await plan(parsePlatform(raw)), groupType);
        assert.ok(ireland && virginia);
        const place = ["region", "tags", "description", "kmsKeyId", "subnetGroupName", "securityGroupIds"];
        const own = ["userGroupIds", "logDeliveryConfigurations"];
        const birth = [
            ...["engine", "engineVersion", "nodeType", "parameterGroupName", "automaticFailoverEnabled"],
            ...["multiAzEnabled", "clusterMode", "globalReplicationGroupId", "finalSnapshotIdentifier"],
            ...["atRestEncryptionEnabled", "transitEncryptionEnabled", "transitEncryptionMode"],
        ];
        const left = [ireland, virginia].map(({ inputs }) => without(inputs, [...place, ...own, ...birth]));
        assert.deepEqual(left[0], left[1]);
        assert.deepEqual(ireland.options.ignoreChanges, virginia.options.ignoreChanges);
    });

    it("are protected, table and caches, unless the stack may be thrown away", async () => {
        for (const allowDestroy of [false, true]) {
            const recorded = await plan(parsePlatform({ ...raw, allowDestroy }));
            const kept = [...ofType(recorded, groupType), ...ofType(recorded, "aws:dynamodb/table:Table")];
            assert.equal(kept.length, 3);
            assert.ok(kept.every(({ options }) => (options.protect ?? false) === !allowDestroy));
        }
    });
});
