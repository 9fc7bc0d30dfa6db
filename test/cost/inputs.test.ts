import assert from "node:assert/strict";
import type { PlanValue } from "../../plan/plan";
import { mappers } from "../../cost/mappers";
import { amounts, estimate, resource } from "./plans";
import { reasonOf } from "./mappers/bill";

const sized = (size: PlanValue) => [resource("aws:ebs/volume:Volume", { size, type: "gp3" })];

describe("an input that decides an amount", () => {
    it("may be a number that is written as text", () => {
        assert.deepEqual(amounts(estimate(sized("10"))), { "gp3 storage": "0.88" });
    });

    for (const [what, value] of [
        ["below zero", -5],
        ["below zero, as text", "-5"],
        ["an empty text", ""],
        ["a blank", " "],
        ["a list of one number", [1]],
        ["true", true],
        ["without an end", "Infinity"],
        ["a placeholder", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
        ["a secret that nobody tells", "[secret]"],
    ] as const) {
        it(`is never taken for a number when it is ${what}`, () => {
            assert.match(reasonOf(sized(value)), /^size: expected a number of 0 or more, got /);
        });
    }

    it("is not told when it is a secret, wherever it is read", () => {
        assert.equal(reasonOf(sized({ $secret: "hunter2" })), "size: expected a number of 0 or more, got a secret");
        assert.ok(!reasonOf(sized([{ $secret: "hunter2" }])).includes("hunter2"));
        const template = resource("aws:ec2/launchTemplate:LaunchTemplate", {
            instanceType: "t4g.small",
            placement: { $secret: { tenancy: "hunter2" } },
        });
        const launched = resource("aws:ec2/instance:Instance", {
            launchTemplate: { id: { $ref: { urn: template.urn, output: "id" } } },
        });
        assert.equal(
            reasonOf([launched, template]),
            "placement.tenancy: expected default, dedicated or host, got a secret",
        );
    });

    it("never makes an amount below zero, of any type", () => {
        const belowZero = new Proxy({}, { get: () => -7 });
        for (const type of mappers.keys()) {
            const { monthly } = estimate([resource(type, belowZero)]);
            assert.ok(monthly.low.gte(0), type);
        }
    });
});

describe("an input that chooses among prices", () => {
    const table = (inputs: { readonly [key: string]: PlanValue }) => [resource("aws:dynamodb/table:Table", inputs)];

    it("is not guessed for a table", () => {
        assert.match(reasonOf(table({ billingMode: "FLAT" })), /^billingMode: expected PROVISIONED or PAY_PER_REQUEST/);
    });

    it("does not make a provisioned table of no capacity free", () => {
        assert.match(reasonOf(table({})), /^readCapacity|^writeCapacity/);
        assert.match(reasonOf(table({ billingMode: "PROVISIONED", writeCapacity: 5 })), /^readCapacity: expected/);
    });

    it("is not guessed for a load balancer", () => {
        const balancer = resource("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "classic", subnets: ["a"] });
        assert.match(reasonOf([balancer]), /^loadBalancerType: expected application, network or gateway/);
    });
});
