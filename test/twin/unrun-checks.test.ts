import assert from "node:assert/strict";
import type { Plan, PlanResource } from "../../plan/plan";
import { unrunOfChecks } from "../../twin/unrun-checks";

function resource(type: string, inputs: PlanResource["inputs"]): PlanResource {
    return { urn: `urn:${type}`, type, name: "a", custom: true, options: {}, inputs, dependencies: [] };
}

const plan = (...resources: PlanResource[]): Plan => ({ version: 1, project: "p", stack: "s", resources });
const check = (type: string) => resource("aws:route53/healthCheck:HealthCheck", { type });

describe("what a twin cannot know of health checks", () => {
    it("is what alarms, routing controls and Region switch say, and what it takes them for", () => {
        const all = plan(
            ...["CLOUDWATCH_METRIC", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL", "HTTPS", "CALCULATED"].map(check),
            resource("aws:arcregionswitch/plan:Plan", {}),
        );
        assert.deepEqual(unrunOfChecks(all), [
            { kind: "alarms of health checks (taken as without data)", count: 2 },
            { kind: "routing controls of health checks (taken as On)", count: 1 },
            { kind: "health checks of Region switch (taken as healthy)", count: 1 },
        ]);
    });

    it("is nothing of checks that ask an endpoint, string match ones too", () => {
        assert.deepEqual(unrunOfChecks(plan(check("HTTPS"), check("HTTP_STR_MATCH"), check("TCP"))), []);
    });
});
