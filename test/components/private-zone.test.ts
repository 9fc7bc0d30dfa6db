import assert from "node:assert/strict";
import { PrivateZone, type PrivateCell } from "../../components/private-zone";
import type { Region } from "../../components/shared/regions";
import type { Plan } from "../../plan/plan";
import { field, ofType, one, recordAlone, text, without } from "./platforms";
import { changed } from "../platform/facts";

const cell = (region: Region, more: Partial<PrivateCell> = {}): PrivateCell => ({
    region,
    vpcId: `vpc-${region}`,
    reader: `reader.${region}.rds.amazonaws.com`,
    ...more,
});

const two = [cell("eu-west-1", { cache: "cache.euw1.amazonaws.com" }), cell("us-east-1")];

function record(cells: readonly PrivateCell[], domain = "orders.internal", home: Region = "eu-west-1"): Promise<Plan> {
    const writer = "orders.global.rds.amazonaws.com";
    const place = { region: home, tags: { "antipode:platform": "orders" } };
    return recordAlone(() => new PrivateZone("orders-private", { place, domain, writer, cells }));
}

describe("PrivateZone", () => {
    it("names the writer, and each cell's readers and cache, where there are any", async () => {
        const records = ofType(await record(two), "aws:route53/record:Record").map(({ inputs }) => inputs);
        assert.deepEqual(records.map(({ name, records: to }) => `${text(name)} -> ${text(field(to, 0))}`).sort(), [
            "cache.eu-west-1.orders.internal -> cache.euw1.amazonaws.com",
            "reader.eu-west-1.orders.internal -> reader.eu-west-1.rds.amazonaws.com",
            "reader.us-east-1.orders.internal -> reader.us-east-1.rds.amazonaws.com",
            "writer.orders.internal -> orders.global.rds.amazonaws.com",
        ]);
        assert.ok(records.every(({ type, ttl }) => type === "CNAME" && ttl === 5));
    });

    it("is born in the home network, and every other network joins it", async () => {
        const recorded = await record(two);
        const zone = one(recorded, "aws:route53/zone:Zone");
        assert.deepEqual(zone.inputs["vpcs"], [{ vpcId: "vpc-eu-west-1", vpcRegion: "eu-west-1" }]);
        assert.deepEqual(zone.options.ignoreChanges, ["vpcs"]);
        const joined = one(recorded, "aws:route53/zoneAssociation:ZoneAssociation");
        assert.deepEqual(without(joined.inputs, ["zoneId"]), { vpcId: "vpc-us-east-1", vpcRegion: "us-east-1" });
    });

    it("grows by a region without a change to what is there", async () => {
        const before = await record(two);
        const after = await record([...two, cell("ap-south-1")]);
        assert.deepEqual(changed(before, after), []);
        assert.equal(after.resources.length - before.resources.length, 2);
    });

    for (const [title, cells, domain, home, message] of [
        ["a public name", two, "orders.example.com", "eu-west-1", /domain: expected a name below \.internal/],
        ["a home without a cell", two, "orders.internal", "sa-east-1", /place\.region: expected one of the cells/],
    ] as const) {
        it(`fails on ${title}, before the first child`, async () => {
            await assert.rejects(record(cells, domain, home), message);
        });
    }

    it("fails on more networks than Route 53 associates", async () => {
        const many = Array.from({ length: 301 }, () => cell("eu-west-1"));
        await assert.rejects(record(many), /cells: expected at most 300 networks \(Route 53's quota\), got 301/);
    });
});
