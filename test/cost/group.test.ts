import assert from "node:assert/strict";
import Big from "big.js";
import fc from "fast-check";
import { estimateCost } from "../../cost/estimate-plan";
import { bucketOf, groupItems, itemsOf, type Grouping } from "../../cost/group";
import { add, zero } from "../../cost/quantity";
import type { PlanResource } from "../../plan/plan";
import { book, planOf, resource, usageOfAll } from "./plans";

const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
const network = resource("antipode:network:Network", {}, { name: "net", custom: false });
const nested = resource("antipode:cache:Cache", {}, { name: "inner", custom: false, parent: network.urn });

function grouped(resources: readonly PlanResource[], by: Grouping, keys = {}) {
    const plan = planOf(network, nested, ...resources);
    const estimate = estimateCost({ plan, book, usage: usageOfAll(keys), settings });
    return { groups: groupItems(itemsOf(estimate), by, plan), estimate };
}

const named = (name: string, type: string, more: Partial<PlanResource> = {}) =>
    resource(type, {}, { name, urn: `urn:pulumi:test::test::${type}::${name}`, ...more });
const gateway = (name: string, more: Partial<PlanResource> = {}) => named(name, "aws:ec2/natGateway:NatGateway", more);
const address = (name: string, more: Partial<PlanResource> = {}) => named(name, "aws:ec2/eip:Eip", more);

describe("groups of an estimate", () => {
    it("have a region that AWS does not have under its own name", () => {
        const { groups } = grouped([gateway("lost", { region: "euwest1" })], { kind: "region" });
        assert.deepEqual(
            groups.map(({ name }) => name),
            ["euwest1"],
        );
    });

    it("are regions by name, and last what is global", () => {
        const zone = resource("aws:route53/zone:Zone", { name: "example.com" }, { name: "zone" });
        const { region, ...global } = zone;
        assert.equal(region, "eu-west-1");
        const { groups } = grouped([global, gateway("b"), gateway("a", { region: "ap-northeast-1" })], {
            kind: "region",
        });
        assert.deepEqual(
            groups.map(({ name }) => name),
            ["ap-northeast-1", "eu-west-1", "global"],
        );
    });

    it("are edges beside what is global, for what is billed where clients are", () => {
        const nowhere = ({ region, ...others }: PlanResource): PlanResource => {
            assert.equal(region, "eu-west-1");
            return others;
        };
        const everywhere = nowhere(named("cdn", "aws:cloudfront/distribution:Distribution"));
        const global = nowhere(named("zone", "aws:route53/zone:Zone"));
        const { groups } = grouped([everywhere, global, gateway("a")], { kind: "region" });
        assert.deepEqual(
            groups.map(({ name }) => name),
            ["eu-west-1", "global", "edge"],
        );
    });

    it("are the nearest components, past resources that have children", () => {
        const parent = gateway("parent", { parent: nested.urn });
        const { groups } = grouped([parent, address("child", { parent: parent.urn }), gateway("alone")], {
            kind: "component",
        });
        assert.deepEqual(groups.map(({ name, items }) => [name, items.length]).sort(), [
            ["(program)", 2],
            ["inner (Cache)", 3],
        ]);
    });

    it("are values of a tag, also where tags are a list", () => {
        const tagged = { ...gateway("a"), inputs: { tags: { team: "orders" } } };
        const listed = { ...address("b"), inputs: { tags: [{ key: "team", value: "search" }] } };
        const { groups } = grouped([tagged, listed, gateway("c")], { kind: "tag", key: "team" });
        assert.deepEqual(groups.map(({ name }) => name).sort(), ["(no team)", "orders", "search"]);
    });

    it("add up to the whole exactly, however it is divided, and so do their lines", () => {
        const one = fc.record({
            type: fc.constantFrom(gateway, address),
            region: fc.constantFrom("eu-west-1", "us-east-1", "sa-east-1"),
            parent: fc.constantFrom(network.urn, nested.urn),
        });
        const by = fc.constantFrom<Grouping>(
            { kind: "region" },
            { kind: "component" },
            { kind: "service" },
            { kind: "resource" },
            { kind: "tag", key: "team" },
        );
        fc.assert(
            fc.property(
                fc.array(one, { maxLength: 20 }),
                by,
                fc.double({ min: 0, max: 1e9, noNaN: true }),
                (many, grouping, gigabytes) => {
                    const resources = many.map(({ type, ...more }, at) => type(String(at), more));
                    const { groups, estimate } = grouped(resources, grouping, { monthly_data_processed_gb: gigabytes });
                    const sum = groups.map(({ monthly }) => monthly).reduce(add, zero);
                    assert.deepEqual(
                        [sum.low, sum.typical, sum.high].map(String),
                        [estimate.monthly.low, estimate.monthly.typical, estimate.monthly.high].map(String),
                    );
                    for (const { items, monthly } of groups) {
                        const lines = items.reduce(
                            (total, { line: { charge } }) =>
                                charge.kind === "priced" ? total.plus(charge.monthly.typical) : total,
                            new Big(0),
                        );
                        assert.equal(lines.toString(), monthly.typical.toString());
                    }
                },
            ),
            { numRuns: 100 },
        );
    });

    it("put a line on the bill of the region that it arises in", () => {
        const { estimate } = grouped([gateway("a", { region: "sa-east-1" })], { kind: "region" });
        assert.deepEqual(itemsOf(estimate).map(bucketOf), ["sa-east-1", "sa-east-1"]);
    });
});
