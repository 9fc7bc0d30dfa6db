import assert from "node:assert/strict";
import Big from "big.js";
import type { PlanResource } from "../../../plan/plan";
import { estimateCost } from "../../../cost/estimate-plan";
import { brokenLimits } from "../../../cost/thresholds";
import { typesWithUsage, usageKeysOf } from "../../../cost/usage/keys";
import { readUsage } from "../../../cost/usage/read-usage";
import { usageTemplate } from "../../../cost/usage/template";
import { book, estimate, planOf, resource } from "../plans";
import { bill, reasonOf } from "./bill";

/** As a recorded program has it: with a region among its inputs alone. */
function component(type: string, inputs: PlanResource["inputs"] = {}): PlanResource {
    const { region, ...others } = resource(type, inputs, { custom: false });
    return { ...others, inputs: { region: region ?? "", ...inputs } };
}

describe("a component that is built elsewhere", () => {
    const repository = component("awsx:ecr:Repository");
    const part = resource("aws:ecr/repository:Repository", {}, { parent: repository.urn });

    it("stands for its parts where a recorded program has none", () => {
        // 10 x 0.1
        assert.deepEqual(bill([repository], { storage_gb: 10 }), { storage: "1" });
        assert.match(usageTemplate(planOf(repository)), /storage_gb/);
    });

    it("is limited, and has its usage said, by its name as a component", () => {
        const resources = [{ ...repository, name: "images" }];
        const text = 'version: 1\nresources:\n  "images (Repository)": { storage_gb: 10 }\n';
        const context = { name: "usage.yml", keysOf: usageKeysOf, types: typesWithUsage(), resources };
        const plan = planOf(...resources);
        const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
        const result = estimateCost({ plan, book, usage: readUsage(text, context), settings });
        const limits = { regions: new Map(), components: new Map([["images (Repository)", new Big("0.5")]]) };
        assert.deepEqual(brokenLimits(limits, { plan, estimate: result }), [
            "images (Repository): 1.00 a month is over 0.50",
        ]);
    });

    it("is not billed a second time where a preview has them", () => {
        assert.deepEqual(
            estimate([repository, part]).resources.map((one) => one.resource.type),
            ["aws:ecr/repository:Repository"],
        );
        assert.doesNotMatch(usageTemplate(planOf(repository, part)), /awsx/);
    });

    it("is a network that costs nothing only without gateways and endpoints", () => {
        const network = (inputs: PlanResource["inputs"]) => component("awsx:ec2:Vpc", inputs);
        const plain = { natGateways: { strategy: "None" } };
        assert.equal(estimate([network(plain)]).resources[0]?.state.kind, "free");
        assert.match(reasonOf([network({})]), /^natGateways\.strategy: expected .*, got "OnePerAz"$/);
        assert.match(
            reasonOf([network({ ...plain, vpcEndpointSpecs: [{ serviceName: "com.amazonaws.eu-west-1.sqs" }] })]),
            /^vpcEndpointSpecs: expected /,
        );
    });

    it("is a task's definition that costs nothing only when it makes no group of logs", () => {
        const definition = (inputs: PlanResource["inputs"]) => component("awsx:ecs:FargateTaskDefinition", inputs);
        const logs = "arn:aws:logs:eu-west-1:111122223333:log-group:drills";
        assert.equal(
            estimate([definition({ logGroup: { existing: { arn: logs } } })]).resources[0]?.state.kind,
            "free",
        );
        assert.equal(estimate([definition({ logGroup: { skip: true } })]).resources[0]?.state.kind, "free");
        assert.match(reasonOf([definition({})]), /^logGroup: expected /);
    });

    it("is not priced where nobody has written down what it makes", () => {
        assert.equal(
            reasonOf([component("awsx:lb:ApplicationLoadBalancer")]),
            "what awsx:lb:ApplicationLoadBalancer is made of is not in this plan; a preview has it",
        );
    });

    it("is nothing where it is the program's own", () => {
        assert.deepEqual(estimate([component("antipode:network:Network")]).resources, []);
    });
});
