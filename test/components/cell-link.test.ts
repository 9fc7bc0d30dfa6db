import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { field, ofType, one, plan, text, twoRegions } from "./platforms";

describe("CellLink", () => {
    it("joins each pair once: asked for in one region, accepted in the other, app to data and back", async () => {
        const recorded = await plan(parsePlatform(twoRegions()));
        const asked = one(recorded, "aws:ec2/vpcPeeringConnection:VpcPeeringConnection").inputs;
        const accepted = one(recorded, "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter").inputs;
        assert.deepEqual(
            [asked["region"], asked["peerRegion"], accepted["region"]],
            ["eu-west-1", "us-east-1", "us-east-1"],
        );
        const ways = ofType(recorded, "aws:ec2/route:Route")
            .filter(({ inputs }) => inputs["vpcPeeringConnectionId"] !== undefined)
            .map(
                ({ inputs }) =>
                    `${text(inputs["region"])} ${
                        String(field(inputs["routeTableId"], "$ref", "urn"))
                            .split("::")
                            .pop() ?? ""
                    } ${text(inputs["destinationCidrBlock"])}`,
            );
        assert.deepEqual(ways.sort(), [
            "eu-west-1 orders-euw1-app-az1 10.1.64.0/19",
            "eu-west-1 orders-euw1-app-az2 10.1.64.0/19",
            "eu-west-1 orders-euw1-data 10.1.32.0/19",
            "us-east-1 orders-use1-app-az1 10.0.64.0/19",
            "us-east-1 orders-use1-app-az2 10.0.64.0/19",
            "us-east-1 orders-use1-data 10.0.32.0/19",
        ]);
    });
});
