import assert from "node:assert/strict";
import { parsePlatform } from "../config";
import { scalingSettings } from "../config/web";
import { field, ofType, plan, twoRegions } from "./components/platforms";

describe("the config of the app's instances", () => {
    it("follows CPU and requests unless it says otherwise, and by hand when it says so", () => {
        assert.deepEqual(parsePlatform(twoRegions()).web.policies, {
            cpu: { kind: "cpu", targetPercent: 50 },
            requests: { kind: "albRequests", perMinute: 3000 },
        });
        assert.deepEqual(parsePlatform({ ...twoRegions(), web: { policies: {} } }).web.policies, {});
    });

    it("takes each region's own image, and what a failed refresh does", () => {
        const ids = { "eu-west-1": "ami-0a", "us-east-1": "ami-0b" };
        const { web } = parsePlatform({
            ...twoRegions(),
            web: { image: { kind: "ami", ids, failedRefresh: "rollBack" } },
        });
        const settings = scalingSettings(web, "us-east-1", { min: 1, max: 2 });
        assert.deepEqual(settings.image, { kind: "ami", id: "ami-0b", failedRefresh: "rollBack" });
        assert.deepEqual([settings.min, settings.max], [1, 2]);
    });

    it("rolls a fixed image back on alarms of the cell's own balancer", async () => {
        const ids = { "eu-west-1": "ami-0a", "us-east-1": "ami-0b" };
        const web = { image: { kind: "ami", ids, failedRefresh: "rollBack" } };
        const recorded = await plan(parsePlatform({ ...twoRegions(), web }));
        for (const { inputs, region = "" } of ofType(recorded, "aws:autoscaling/group:Group")) {
            const preferences = field(inputs["instanceRefresh"], "preferences");
            assert.equal(field(preferences as never, "autoRollback"), true);
            const alarms = JSON.stringify(field(preferences as never, "alarmSpecification", "alarms"));
            const own = ofType(recorded, "aws:cloudwatch/metricAlarm:MetricAlarm").filter(
                ({ urn, region: at }) => at === region && alarms.includes(urn),
            );
            assert.ok(own.length > 0, alarms);
        }
    });
});
