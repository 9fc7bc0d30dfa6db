import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { ofType, plan, twoRegions } from "../components/platforms";

const tier = (cidr: string, letter: string): object => ({
    cidr,
    subnetIds: { "euw1-az1": `subnet-${letter.repeat(8)}`, "euw1-az2": `subnet-${letter.repeat(9)}` },
    routeTableIds: { all: `rtb-${letter.repeat(8)}` },
});

describe("a cell in a network that somebody else made", () => {
    it("names that network's own blocks in every rule and route between tiers", async () => {
        const raw = twoRegions();
        const cell = raw.regions["eu-west-1"];
        assert.ok(cell);
        cell["adopt"] = {
            vpcId: "vpc-0123456789abcdef0",
            tiers: {
                public: tier("10.0.200.0/24", "a"),
                app: tier("10.0.201.0/24", "b"),
                data: tier("10.0.202.0/24", "c"),
            },
        };
        const { resources } = await plan(parsePlatform(raw));
        const named = new Set(
            resources
                .flatMap(({ inputs }) => [inputs["cidrIpv4"], inputs["destinationCidrBlock"]])
                .filter((block) => typeof block === "string" && block.startsWith("10.0.")),
        );
        assert.deepEqual([...named].sort(), ["10.0.201.0/24", "10.0.202.0/24"]);
        assert.equal(ofType({ version: 1, project: "", stack: "", resources }, "aws:ec2/vpc:Vpc").length, 1);
    });
});
