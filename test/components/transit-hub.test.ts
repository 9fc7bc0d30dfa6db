import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan } from "../../plan/plan";
import { field, ofType, plan, text, twoRegions, withRegion } from "./platforms";

const three = withRegion(twoRegions(), "eu-central-1", "warm");
const four = withRegion(three, "ap-southeast-2", "warm");

const named = (recorded: Plan, type: string): string[] => ofType(recorded, type).map(({ name }) => name);
const urn = (value: unknown): string =>
    text(field(value as never, "$ref", "urn"))
        .split("::")
        .pop() ?? "";

describe("links between more than three cells", () => {
    it("join transit gateways, one a cell; three cells are peered", async () => {
        const peered = await plan(parsePlatform(three));
        assert.equal(ofType(peered, "aws:ec2/vpcPeeringConnection:VpcPeeringConnection").length, 3);
        assert.equal(ofType(peered, "aws:ec2transitgateway/transitGateway:TransitGateway").length, 0);
        const hubbed = await plan(parsePlatform(four));
        assert.equal(ofType(hubbed, "aws:ec2/vpcPeeringConnection:VpcPeeringConnection").length, 0);
        assert.deepEqual(named(hubbed, "aws:ec2transitgateway/transitGateway:TransitGateway").sort(), [
            "orders-apse2-hub",
            "orders-euc1-hub",
            "orders-euw1-hub",
            "orders-use1-hub",
        ]);
        assert.equal(ofType(hubbed, "aws:ec2transitgateway/peeringAttachment:PeeringAttachment").length, 6);
    });

    it("have static routes both ways: the VPC's tables lead to the hub, the hub's table to the other's tiers", async () => {
        const hubbed = await plan(parsePlatform(four));
        const vpcRoutes = ofType(hubbed, "aws:ec2/route:Route").filter(({ inputs }) => inputs["transitGatewayId"]);
        // Each of 6 pairs, from both sides: two app tables to the other's data, one data table to the other's app.
        assert.equal(vpcRoutes.length, 6 * 2 * 3);
        const hubRoutes = ofType(hubbed, "aws:ec2transitgateway/route:Route").filter(
            ({ name }) => name === "orders-euw1-use1-euw1-data" || name === "orders-euw1-use1-use1-app",
        );
        assert.deepEqual(hubRoutes.map(({ inputs }) => [inputs["region"], inputs["destinationCidrBlock"]]).sort(), [
            ["eu-west-1", "10.1.64.0/19"],
            ["us-east-1", "10.0.32.0/19"],
        ]);
    });

    it("leave each cell's own tiers reachable from its hub", async () => {
        const hubbed = await plan(parsePlatform(four));
        const own = ofType(hubbed, "aws:ec2transitgateway/route:Route").filter(
            ({ inputs }) => urn(inputs["transitGatewayAttachmentId"]) === "orders-euw1-hub",
        );
        assert.deepEqual(own.map(({ inputs }) => inputs["destinationCidrBlock"]).sort(), [
            "10.0.32.0/19",
            "10.0.64.0/19",
        ]);
    });

    it("keep the names of routes when peerings become hubs, so each is turned in place", async () => {
        const before = named(await plan(parsePlatform(three)), "aws:ec2/route:Route");
        const after = new Set(named(await plan(parsePlatform(four)), "aws:ec2/route:Route"));
        assert.deepEqual(
            before.filter((name) => !after.has(name)),
            [],
        );
    });
});
