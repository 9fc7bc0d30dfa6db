import assert from "node:assert/strict";
import { amounts, estimate, resource } from "../plans";

const environment = (computeResources?: object) =>
    resource("aws:batch/computeEnvironment:ComputeEnvironment", {
        type: "MANAGED",
        ...(computeResources ? { computeResources: { ...computeResources } } : {}),
    });

describe("the price of a compute environment", () => {
    it("is what jobs take on Fargate", () => {
        const keys = { monthly_vcpu_hrs: 100, monthly_memory_gb_hrs: 200 };
        // 100 x 0.04048; 200 x 0.004445
        assert.deepEqual(amounts(estimate([environment({ type: "FARGATE" })], keys)), {
            processors: "4.048",
            memory: "0.889",
        });
    });

    it("is hours of the machine that it names", () => {
        const machines = environment({ type: "EC2", instanceTypes: ["m7g.large"] });
        // 100 x 0.091
        assert.deepEqual(amounts(estimate([machines], { monthly_instance_hrs: 100 })), { "m7g.large hours": "9.1" });
    });

    it("fails where Batch chooses the machines, and is nothing where somebody else's run the jobs", () => {
        const [optimal] = estimate([environment({ type: "EC2", instanceTypes: ["optimal"] })]).resources;
        assert.deepEqual(optimal?.state, {
            kind: "not priced",
            reason: "computeResources.instanceTypes.0 is not known before deployment",
        });
        assert.equal(estimate([environment()]).resources[0]?.state.kind, "free");
    });
});
