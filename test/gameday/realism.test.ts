import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { platformOf } from "../../gameday/platform";
import { realism } from "../../gameday/realism";
import { plan, twoRegions } from "../components/platforms";

/** What the report says that is imitated of the health checks of a platform with this traffic. */
async function imitated(traffic: unknown): Promise<string | undefined> {
    const facts = platformOf(await plan(parsePlatform({ ...twoRegions(), traffic })));
    return realism(facts, 1).find(({ part }) => part === "Route 53 health checks")?.imitated;
}

describe("what a report says is imitated", () => {
    it("is, of health checks, where the checkers stand", async () => {
        assert.equal(await imitated({}), "checkers stand in one place, not in eight regions");
    });

    it("is also what another failover control adds: no alarm and no switch is run", async () => {
        const failoverControl = { kind: "stop", switchRegions: ["eu-west-1", "us-east-1"] };
        assert.match((await imitated({ failoverControl })) ?? "", /of failover control stop stay healthy$/);
    });
});
