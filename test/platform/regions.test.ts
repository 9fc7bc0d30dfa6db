import assert from "node:assert/strict";
import { loadStack, parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { ofType, one, plan, twoRegions, without } from "../components/platforms";
import { aws, root, stacks } from "./facts";
import { strangers, strays, untagged } from "./rules/regions";

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

    it("shows the whole config on the root, as promises and drills read it", async () => {
        const config = parsePlatform(twoRegions());
        const platform = one(await plan(config), "antipode:platform:Platform");
        assert.deepEqual(platform.inputs, config);
        assert.equal(platform.name, config.name);
    });

    it("touches one account only, by one provider", async () => {
        const providers = ofType(await plan(parsePlatform(twoRegions())), "pulumi:providers:aws");
        assert.equal(providers.length, 1);
        assert.match(JSON.stringify(providers[0]?.inputs["allowedAccountIds"]), /111122223333/);
    });
});
