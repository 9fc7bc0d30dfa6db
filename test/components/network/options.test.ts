import assert from "node:assert/strict";
import { Network } from "../../../components/network";
import type { CreatedNetwork } from "../../../components/network/settings";
import type { Plan, PlanResource } from "../../../plan/plan";
import { field, listed, ofType, one, recordAlone, text } from "../platforms";

const plain: CreatedNetwork = {
    kind: "create",
    cidr: "10.0.0.0/16",
    zones: ["euw1-az1", "euw1-az2"],
    nat: "per-zone",
};
const place = { region: "eu-west-1", tags: {} } as const;
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/orders";

function network(change: Partial<CreatedNetwork> = {}): Promise<Plan> {
    const settings = { ...plain, ...change };
    return recordAlone(() => new Network("orders", { place, account: "111122223333", keyArn, settings }));
}

const names = (resources: readonly PlanResource[]): string[] => resources.map(({ name }) => name).sort();

/** What one plan has and the other lacks, by name; what both have must be the same. */
function added(before: Plan, after: Plan, mayChange: readonly string[] = []): string[] {
    const known = new Map(before.resources.map((resource) => [resource.urn, resource]));
    for (const resource of after.resources.filter(({ urn, type }) => known.has(urn) && !mayChange.includes(type))) {
        assert.deepEqual(resource.inputs, known.get(resource.urn)?.inputs, resource.urn);
    }
    return names(after.resources.filter(({ urn }) => !known.has(urn)));
}

describe("a network's NAT", () => {
    it("is one gateway that AWS spreads, with nat: regional: no address of ours, no public subnet", async () => {
        const recorded = await network({ nat: "regional" });
        const { inputs } = one(recorded, "aws:ec2/natGateway:NatGateway");
        assert.equal(inputs["availabilityMode"], "regional");
        assert.equal(inputs["subnetId"], undefined);
        assert.deepEqual(ofType(recorded, "aws:ec2/eip:Eip"), []);
        const out = ofType(recorded, "aws:ec2/route:Route").filter(({ inputs: route }) => route["natGatewayId"]);
        assert.deepEqual(names(out), ["orders-app-az1-internet", "orders-app-az2-internet"]);
    });

    it("takes addresses that are there already, by zone", async () => {
        const recorded = await network({ natAddresses: { "euw1-az2": "eipalloc-0123456789abcdef0" } });
        const gateways = ofType(recorded, "aws:ec2/natGateway:NatGateway");
        const second = gateways.find(({ name }) => name === "orders-nat-az2");
        assert.equal(second?.inputs["allocationId"], "eipalloc-0123456789abcdef0");
        assert.deepEqual(names(ofType(recorded, "aws:ec2/eip:Eip")), ["orders-nat-az1"]);
    });

    for (const [nat, natAddresses, rule] of [
        ["regional", { "euw1-az1": "eipalloc-0123456789abcdef0" }, /expected no address with nat: regional/],
        ["none", { "euw1-az1": "eipalloc-0123456789abcdef0" }, /expected no address with nat: none/],
        ["single", { "euw1-az2": "eipalloc-0123456789abcdef0" }, /expected a zone that has a gateway \(euw1-az1\)/],
    ] as const) {
        it(`fails with nat: ${nat} and an address for a gateway that is not there`, async () => {
            await assert.rejects(network({ nat, natAddresses }), rule);
        });
    }
});

describe("a network's endpoints", () => {
    it("are S3's and DynamoDB's gateways always, which cost nothing", async () => {
        const endpoints = ofType(await network(), "aws:ec2/vpcEndpoint:VpcEndpoint");
        assert.deepEqual(endpoints.map(({ inputs }) => [inputs["vpcEndpointType"], inputs["serviceName"]]).sort(), [
            ["Gateway", "com.amazonaws.eu-west-1.dynamodb"],
            ["Gateway", "com.amazonaws.eu-west-1.s3"],
        ]);
    });

    it("are the services of each bundle, each once, with private names, behind one door for the app tier", async () => {
        const recorded = await network({ endpoints: ["inference", "secrets", "session-manager"] });
        const endpoints = ofType(recorded, "aws:ec2/vpcEndpoint:VpcEndpoint").filter(
            ({ inputs }) => inputs["vpcEndpointType"] === "Interface",
        );
        assert.deepEqual(names(endpoints), [
            "orders-sagemaker-runtime",
            "orders-secretsmanager",
            "orders-ssm",
            "orders-ssmmessages",
        ]);
        assert.ok(endpoints.every(({ inputs }) => inputs["privateDnsEnabled"] === true));
        const door = one(recorded, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs;
        assert.deepEqual([door["cidrIpv4"], door["fromPort"], door["toPort"]], ["10.0.32.0/19", 443, 443]);
    });

    it("always hold Secrets Manager where there is no other way out", async () => {
        const names443 = names(ofType(await network({ nat: "none" }), "aws:ec2/vpcEndpoint:VpcEndpoint"));
        assert.ok(names443.includes("orders-secretsmanager"));
    });

    it("come one by one: a bundle more adds its own services and nothing else", async () => {
        const before = await network({ endpoints: ["secrets"] });
        const after = await network({ endpoints: ["secrets", "containers"] });
        assert.deepEqual(added(before, after), ["orders-ecr-api", "orders-ecr-dkr"]);
    });
});

describe("a network's tiers", () => {
    const batch = { purpose: "private", size: "1/16", place: 8 } as const;

    it("take one more by name, with subnets, tables and ways out for its purpose, and move none", async () => {
        const before = await network();
        const after = await network({ tiers: { batch } });
        assert.deepEqual(added(before, after, ["aws:ec2/vpcEndpoint:VpcEndpoint"]), [
            ...["orders-batch-az1", "orders-batch-az1", "orders-batch-az1", "orders-batch-az1-internet"],
            ...["orders-batch-az2", "orders-batch-az2", "orders-batch-az2", "orders-batch-az2-internet"],
        ]);
        const blocks = ofType(after, "aws:ec2/subnet:Subnet")
            .filter(({ name }) => name.startsWith("orders-batch"))
            .map(({ inputs }) => inputs["cidrBlock"]);
        assert.deepEqual(blocks.sort(), ["10.0.128.0/23", "10.0.130.0/23"]);
    });

    it("have no way out when isolated", async () => {
        const after = await network({ tiers: { vault: { ...batch, purpose: "isolated" } } });
        const routes = ofType(after, "aws:ec2/route:Route").filter(({ name }) => name.includes("vault"));
        assert.deepEqual(routes, []);
    });

    for (const [title, tiers, rule] of [
        [
            "in another's place",
            { batch: { ...batch, size: "1/8", place: 1 } },
            /place: expected a place apart from that of app \(3 is free\), got 1/,
        ],
        [
            "in a place that its size does not have",
            { batch: { ...batch, place: 16 } },
            /place: expected 0 to 15 with size 1\/16, got 16/,
        ],
        [
            "with the name of one that every network has",
            { data: batch },
            /tiers\.data: expected 2 to 12 lower-case letters/,
        ],
    ] as const) {
        it(`fail ${title}`, async () => {
            await assert.rejects(network({ tiers }), rule);
        });
    }

    it("fail when their subnets would be smaller than AWS makes them, with the number", async () => {
        const tiny = network({ cidr: "10.0.0.0/21", tiers: { batch: { ...batch, size: "1/32", place: 20 } } });
        await assert.rejects(tiny, /size: expected subnets of \/28 or larger \(AWS's smallest\), got \/29/);
    });
});

describe("a dual-stack network", () => {
    it("has a block of Amazon's, one /64 a subnet, and a gateway that lets nothing in", async () => {
        const recorded = await network({ dualStack: true });
        assert.equal(one(recorded, "aws:ec2/vpc:Vpc").inputs["assignGeneratedIpv6CidrBlock"], true);
        const blocks = ofType(recorded, "aws:ec2/subnet:Subnet").map(({ inputs }) => text(inputs["ipv6CidrBlock"]));
        assert.equal(new Set(blocks).size, 6);
        const out = ofType(recorded, "aws:ec2/route:Route").filter(
            ({ inputs }) => inputs["destinationIpv6CidrBlock"] === "::/0",
        );
        const ways = out.map(({ name, inputs }) => [name, inputs["gatewayId"] === undefined ? "out" : "in and out"]);
        assert.deepEqual(ways.sort(), [
            ["orders-app-az1-internet-ipv6", "out"],
            ["orders-app-az2-internet-ipv6", "out"],
            ["orders-public-internet-ipv6", "in and out"],
        ]);
    });

    it("adds nothing but IPv6, and takes nothing away, when a network becomes one", async () => {
        const fresh = added(await network(), await network({ dualStack: true }), [
            "aws:ec2/vpc:Vpc",
            "aws:ec2/subnet:Subnet",
        ]);
        assert.deepEqual(fresh, [
            "orders",
            "orders-app-az1-internet-ipv6",
            "orders-app-az2-internet-ipv6",
            "orders-public-internet-ipv6",
        ]);
    });
});

describe("an adopted network", () => {
    const tier = (
        index: number,
        letter: string,
    ): { cidr: string; subnetIds: Record<string, string>; routeTableIds: Record<string, string> } => ({
        cidr: `10.9.${index}.0/24`,
        subnetIds: { "euw1-az1": `subnet-${letter.repeat(8)}`, "euw1-az2": `subnet-${letter.repeat(9)}` },
        routeTableIds: { all: `rtb-${letter.repeat(8)}` },
    });
    const settings = {
        kind: "adopt",
        vpcId: "vpc-0123456789abcdef0",
        cidr: "10.9.0.0/16",
        zones: ["euw1-az1", "euw1-az2"],
        tiers: { public: tier(0, "a"), app: tier(1, "b"), data: tier(2, "c") },
    } as const;
    const adopt = (change: object = {}): Promise<Plan> =>
        recordAlone(() => {
            const args = { place, account: "111122223333", keyArn, settings: { ...settings, ...change } };
            return new Network("orders", args).subnetIds;
        });

    it("makes nothing that is there already", async () => {
        assert.deepEqual(
            (await adopt()).resources.filter(({ custom }) => custom),
            [],
        );
    });

    it("is given what it lacks, by name", async () => {
        const given = await adopt({ adds: ["gateway-endpoints"], endpoints: ["secrets"] });
        const endpoints = ofType(given, "aws:ec2/vpcEndpoint:VpcEndpoint");
        assert.deepEqual(names(endpoints), ["orders-dynamodb", "orders-s3", "orders-secretsmanager"]);
        const [inside] = endpoints.filter(({ inputs }) => inputs["vpcEndpointType"] === "Interface");
        assert.deepEqual(listed(field(inside?.inputs, "subnetIds") as never), ["subnet-bbbbbbbb", "subnet-bbbbbbbbb"]);
    });

    for (const [title, change, rule] of [
        [
            "without a subnet in each zone",
            { zones: ["euw1-az1", "euw1-az3"] },
            /tiers\.public\.subnetIds: expected a subnet for each of euw1-az1, euw1-az3/,
        ],
        [
            "when two tiers share addresses",
            { tiers: { ...settings.tiers, app: tier(0, "b") } },
            /tiers\.app\.cidr: expected a block apart from that of public/,
        ],
        [
            "when a tier lies outside the VPC",
            { cidr: "10.8.0.0/16" },
            /tiers\.public\.cidr: expected a block within 10\.8\.0\.0\/16/,
        ],
        [
            "when two tiers name one subnet",
            { tiers: { ...settings.tiers, app: { ...tier(1, "a") } } },
            /expected each subnet and route table once/,
        ],
        ["with something that is no VPC's id", { vpcId: "orders" }, /vpcId: expected a VPC's id, got "orders"/],
    ] as const) {
        it(`fails ${title}`, async () => {
            await assert.rejects(adopt(change), rule);
        });
    }
});
