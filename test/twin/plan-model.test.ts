import assert from "node:assert/strict";
import { buildModel } from "../../twin/plan-model";
import { PlanIndex } from "../../twin/plan-index";
import { Values } from "../../twin/values";
import { reference, smallPlan, urnOf } from "./fixture";

describe("the twin's model of a plan", () => {
    it("gives a balancer an address in each of its subnets, past those that AWS keeps", () => {
        const [cell] = buildModel(smallPlan(), "seed").cells;
        assert.deepEqual(cell?.balancers[0]?.addresses, ["10.20.0.10", "10.20.4.10"]);
    });

    it("reads a listener's certificate names and its target group's health check, with AWS's defaults", () => {
        const balancer = buildModel(smallPlan(), "seed").cells[0]?.balancers[0];
        assert.deepEqual(balancer?.listeners[0]?.certificateNames, ["app.example.test", "*.app.example.test"]);
        assert.deepEqual(balancer.targetGroups[0]?.healthCheck, {
            path: "/healthz",
            intervalSeconds: 10,
            timeoutSeconds: 5,
            healthyThreshold: 5,
            unhealthyThreshold: 2,
            matcher: "200",
        });
    });

    it("names a balancer as AWS does, and knows its region by that name", () => {
        const model = buildModel(smallPlan(), "seed");
        const name = model.cells[0]?.balancers[0]?.dnsName ?? "";
        assert.match(name, /^web-[0-9a-f]{10}\.eu-west-1\.elb\.amazonaws\.com$/);
        assert.equal(model.balancerNames[name], "eu-west-1");
    });

    it("fails with every problem at once", () => {
        const plan = smallPlan({
            vpc: { cidrBlock: "10.20.0.1/16" },
            web: { loadBalancerType: "network" },
            https: { certificateArn: "arn:aws:acm:elsewhere" },
            group: { launchTemplate: {} },
        });
        assert.throws(
            () => buildModel(plan, "seed"),
            (error: Error) => {
                assert.deepEqual(error.message.split("\n").slice(1), [
                    '  - eu-west-1: expected a VPC with an IPv4 cidrBlock, got "10.20.0.1/16"',
                    "  - web: expected an application load balancer, got network",
                    "  - https: expected certificateArn to name a certificate of the plan",
                    "  - group: expected launchTemplate.id to name a launch template of the plan",
                ]);
                return true;
            },
        );
    });

    it("fails on a round trip that the assumptions lack", () => {
        const plan = smallPlan();
        const second = { ...plan.resources[1], urn: "second", inputs: { region: "eu-central-1", role: "warm" } };
        const two = { ...plan, resources: [...plan.resources, second as (typeof plan.resources)[number]] };
        assert.throws(() => buildModel(two, "seed"), /expected a round trip eu-west-1 - eu-central-1, got none/);
    });
});

describe("values that only AWS would know", () => {
    const values = (seed: string) => new Values(new PlanIndex(smallPlan()), seed);
    const balancer = "aws:lb/loadBalancer:LoadBalancer";

    it("replaces tokens inside texts and whole references alike", () => {
        const token = `\${${urnOf(balancer, "web")}#dnsName}`;
        const name = values("a").text(reference(balancer, "web", "dnsName"));
        assert.equal(values("a").text(`https://${token}/x`), `https://${name}/x`);
    });

    it("are the same for a seed and others for another", () => {
        const of = (seed: string) => values(seed).output(urnOf(balancer, "web"), "id");
        assert.equal(of("a"), of("a"));
        assert.notEqual(of("a"), of("b"));
    });

    it("repeat an input of the same name, and open secrets", () => {
        assert.equal(values("a").output(urnOf("aws:ec2/vpc:Vpc", "vpc"), "cidrBlock"), "10.20.0.0/16");
        assert.equal(values("a").text({ $secret: "open" }), "open");
    });
});
