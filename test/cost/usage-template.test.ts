import assert from "node:assert/strict";
import { estimateCost } from "../../cost/estimate-plan";
import { typesWithUsage, usageKeysOf } from "../../cost/usage/keys";
import { readUsage } from "../../cost/usage/read-usage";
import { usageTemplate } from "../../cost/usage/template";
import { book, planOf, resource } from "./plans";

const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
const gateway = (name: string, region: string) => resource("aws:ec2/natGateway:NatGateway", {}, { name, region });
const plan = planOf(gateway("ireland", "eu-west-1"), gateway("virginia", "us-east-1"));

/** Every key that the template offers, stated as the template has it. */
const filled = usageTemplate(plan).replace(/^( *)# (?!#)/gm, "$1");
const usage = readUsage(filled, {
    name: "usage.yml",
    keysOf: usageKeysOf,
    types: typesWithUsage(),
    resources: plan.resources,
});

describe("a usage file that is written for a stack", () => {
    it("offers nothing that cannot be stated, for any of the stack's regions", () => {
        const { resources } = estimateCost({ plan, book, usage, settings });
        assert.deepEqual(
            resources.map(({ resource: { name }, state }) => [name, state.kind]),
            [
                ["ireland", "priced"],
                ["virginia", "priced"],
                ["aws_data_transfer.eu-west-1", "priced"],
                ["aws_data_transfer.us-east-1", "priced"],
            ],
        );
    });

    it("offers what only some regions have to those", () => {
        const lines = estimateCost({ plan, book, usage, settings }).resources.map((one) =>
            one.lines.map(({ name }) => name),
        );
        assert.deepEqual(lines[2], ["between zones", "to other regions", "to the internet"]);
        assert.deepEqual([...(lines[3] ?? [])].sort(), [
            "between zones",
            "to other regions",
            "to the internet",
            "to us-east-2",
        ]);
    });
});
