import assert from "node:assert/strict";
import { loadStack, parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import {
    everydayPromises,
    ofType,
    one,
    plan,
    twoRegions,
    withRegion,
    without,
    type RawPlatform,
} from "../components/platforms";
import { aws, distinct, root, stacks } from "./facts";
import { strangers, strays, untagged } from "./rules/regions";

const gameday = { region: "eu-central-1", cidr: "10.255.0.0/24" };

describe("every platform", function () {
    this.timeout(60_000);
    for (const stack of stacks) {
        it(`${stack}: has each child in its cell's region, by the account's provider, tagged`, async () => {
            const config = loadStack(stack, root);
            const recorded = await plan(config);
            assert.ok(aws(recorded).length > 50);
            assert.deepEqual([...strays(recorded, config), ...strangers(recorded, config), ...untagged(recorded)], []);
        });
    }

    it("is noticed when one child forgets its region, or has another's", async () => {
        const config = parsePlatform(twoRegions());
        const recorded = await plan(config);
        const withRegionOf = (type: string, region: string | undefined): Plan => ({
            ...recorded,
            resources: recorded.resources.map((resource) => {
                const inputs = without(resource.inputs, ["region"]);
                return resource.type === type
                    ? { ...resource, inputs: { ...inputs, ...(region && { region }) } }
                    : resource;
            }),
        });
        assert.equal(strays(withRegionOf("aws:lb/listener:Listener", undefined), config).length, 4);
        assert.equal(strays(withRegionOf("aws:ec2/vpc:Vpc", "us-east-1"), config).length, 1);
        assert.equal(strays(withRegionOf("aws:iam/role:Role", "us-east-1"), config).length, 4);
    });

    it("is noticed when a shared thing stands where only watching, or only drills, may", async () => {
        const config = parsePlatform({ ...withRegion(twoRegions(), "eu-west-2", "warm"), gameday });
        const recorded = await plan(config);
        const moved = (type: string, region: string): Plan => ({
            ...recorded,
            resources: recorded.resources.map((resource) =>
                resource.type === type ? { ...resource, inputs: { ...resource.inputs, region } } : resource,
            ),
        });
        assert.equal(strays(moved("aws:secretsmanager/secret:Secret", "eu-central-1"), config).length, 1);
        assert.equal(strays(moved("aws:cloudwatch/dashboard:Dashboard", "eu-central-1"), config).length, 1);
        assert.equal(strays(moved("aws:ecs/cluster:Cluster", "eu-north-1"), config).length, 1);
    });

    it("shows the whole config on the root, as promises and drills read it", async () => {
        const config = parsePlatform(twoRegions());
        const platform = one(await plan(config), "antipode:platform:Platform");
        assert.deepEqual(platform.inputs, config);
        assert.equal(platform.name, config.name);
    });

    it("stands in no third region but for the runner of drills, and us-east-1 for what tells of Route 53's checks", async () => {
        const standing = async (raw: RawPlatform): Promise<(string | undefined)[]> => {
            const config = parsePlatform(raw);
            const recorded = await plan(config);
            assert.deepEqual([...strays(recorded, config), ...strangers(recorded, config)], []);
            return distinct(aws(recorded).flatMap(({ region }) => region ?? []));
        };
        const ireland = { ...twoRegions(), mode: "single-region", promises: everydayPromises };
        ireland.regions = without(ireland.regions, ["us-east-1"]);
        ireland.assumptions = { regionRttMilliseconds: {} };
        assert.deepEqual(await standing(ireland), ["eu-west-1", "us-east-1"]);
        assert.deepEqual(await standing({ ...ireland, gameday }), ["eu-central-1", "eu-west-1", "us-east-1"]);
    });

    it("touches one account only: every provider may touch it alone", async () => {
        const accounts = async (raw: RawPlatform): Promise<unknown[][]> =>
            ofType(await plan(parsePlatform(raw)), "pulumi:providers:aws").map(({ name, inputs }) => [
                name,
                inputs["allowedAccountIds"],
                inputs["region"],
            ]);
        const account = '["111122223333"]';
        assert.deepEqual(await accounts(twoRegions()), [["orders", account, "eu-west-1"]]);
        assert.deepEqual(await accounts({ ...twoRegions(), gameday }), [
            ["orders", account, "eu-west-1"],
            ["orders-gameday", account, "eu-central-1"],
        ]);
    });
});
