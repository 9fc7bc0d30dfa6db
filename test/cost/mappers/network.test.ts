import assert from "node:assert/strict";
import type { PlanResource } from "../../../plan/plan";
import { amounts, estimate, resource } from "../plans";
import { ref } from "./bill";
import { unknownFrom } from "./references";

const vpc = resource("aws:ec2/vpc:Vpc", {});
const subnets = ["a", "b", "c"].map((zone) =>
    resource(
        "aws:ec2/subnet:Subnet",
        { vpcId: ref(vpc), availabilityZone: `eu-west-1${zone}`, cidrBlock: "10.0.0.0/24" },
        { name: zone },
    ),
);
const address = (inputs = {}) => resource("aws:ec2/eip:Eip", { domain: "vpc", ...inputs });
const gateway = (inputs = {}) => resource("aws:ec2/natGateway:NatGateway", inputs);
const endpoint = (inputs = {}) => resource("aws:ec2/vpcEndpoint:VpcEndpoint", inputs);

function stateOf(...resources: readonly PlanResource[]) {
    return estimate(resources).resources[0]?.state;
}

describe("the price of a public address", () => {
    it("is an hour of it, and half a month when the usage file says so", () => {
        // 730 x 0.005
        assert.deepEqual(amounts(estimate([address()])), { "public IPv4": "3.65" });
        assert.deepEqual(amounts(estimate([address()], { monthly_hrs: 365 })), { "public IPv4": "1.825" });
    });

    it("is nothing for an address that somebody brought along", () => {
        assert.equal(stateOf(address({ publicIpv4Pool: "ipv4pool-ec2-1" }))?.kind, "free");
        assert.equal(stateOf(address({ publicIpv4Pool: "amazon" }))?.kind, "priced");
    });

    it("is counted once with the gateway that has it", () => {
        const held = address();
        const result = estimate([gateway({ allocationId: ref(held), subnetId: "subnet-1" }), held]);
        const addresses = result.resources.flatMap((one) => one.lines.filter(({ name }) => name === "public IPv4"));
        assert.equal(addresses.length, 1);
        // 730 x (0.048 + 0.005)
        assert.equal(result.monthly.typical.toString(), "38.69");
    });
});

describe("the price of a NAT gateway", () => {
    it("has an hour and an address in each zone of a regional one's VPC", () => {
        const regional = gateway({ availabilityMode: "regional", vpcId: unknownFrom(vpc) });
        const result = amounts(estimate([regional, vpc, ...subnets]));
        // 3 x 730 x 0.048; 3 x 730 x 0.005
        assert.equal(result["hours"], "105.12");
        assert.equal(result["public IPv4"], "10.95");
    });

    it("has an hour in each zone that a regional one is told, and no address of its own", () => {
        const told = [
            { availabilityZone: "eu-west-1a", allocationIds: ["eipalloc-1"] },
            { availabilityZone: "eu-west-1b", allocationIds: ["eipalloc-2"] },
        ];
        const regional = gateway({ availabilityMode: "regional", vpcId: "vpc-1", availabilityZoneAddresses: told });
        const result = amounts(estimate([regional]));
        assert.equal(result["hours"], "70.08");
        assert.equal(result["public IPv4"], undefined);
    });

    it("fails where nobody knows the zones of a regional one", () => {
        assert.deepEqual(stateOf(gateway({ availabilityMode: "regional", vpcId: "vpc-elsewhere" })), {
            kind: "not priced",
            reason: "availabilityZoneAddresses is not known before deployment",
        });
    });
});

describe("the price of a VPC endpoint", () => {
    const service = { serviceName: "com.amazonaws.eu-west-1.sqs" };
    const inThree = { ...service, vpcEndpointType: "Interface", subnetIds: subnets.map((one) => ref(one)) };

    it("is nothing for a gateway to S3 or DynamoDB", () => {
        assert.equal(stateOf(endpoint({ serviceName: "com.amazonaws.eu-west-1.s3" }))?.kind, "free");
        assert.equal(stateOf(endpoint({ ...service, vpcEndpointType: "Gateway" }))?.kind, "free");
    });

    it("is an hour in each subnet", () => {
        // 3 x 730 x 0.011
        assert.equal(amounts(estimate([endpoint(inThree), ...subnets]))["hours"], "24.09");
    });

    it("counts what a list depends on, where a preview does not know the list", () => {
        const previewed = { ...inThree, subnetIds: unknownFrom(...subnets) };
        assert.equal(amounts(estimate([endpoint(previewed), ...subnets]))["hours"], "24.09");
    });

    it("fails where a preview knows neither the list nor the subnets that it comes from", () => {
        const looked = endpoint({ ...inThree, subnetIds: unknownFrom(vpc) });
        assert.deepEqual(stateOf(looked, vpc), {
            kind: "not priced",
            reason: "subnetIds is not known before deployment",
        });
        const alsoOnVpc = endpoint({ ...inThree, subnetIds: unknownFrom(vpc, ...subnets) });
        assert.equal(amounts(estimate([alsoOnVpc, vpc, ...subnets]))["hours"], "24.09");
    });

    it("counts subnets that are associated apart", () => {
        const bare = endpoint({ ...service, vpcEndpointType: "Interface" });
        const association = resource("aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation", {
            vpcEndpointId: ref(bare),
            subnetId: "subnet-1",
        });
        assert.equal(amounts(estimate([bare, association]))["hours"], "8.03");
    });

    it("steps down at 1,048,576 GB, not at a million", () => {
        const whole = amounts(estimate([endpoint(inThree)], { monthly_data_processed_gb: 1_048_576 }));
        // 1,048,576 x 0.01
        assert.equal(whole["data processed"], "10485.76");
        const more = amounts(estimate([endpoint(inThree)], { monthly_data_processed_gb: 1_048_676 }));
        // and 100 x 0.006
        assert.equal(more["data processed"], "10486.36");
    });

    it("pays for the way to a service in another region, and back", () => {
        const there = endpoint({ ...inThree, serviceRegion: "ap-northeast-1" });
        const lines = amounts(estimate([there, ...subnets], { monthly_sent_gb: 100, monthly_received_gb: 1000 }));
        // 100 x 0.02; 1,000 x 0.09
        assert.deepEqual([lines["sent to ap-northeast-1"], lines["received from ap-northeast-1"]], ["2", "90"]);
        const near = endpoint({ ...inThree, serviceRegion: "eu-west-1" });
        assert.deepEqual(Object.keys(amounts(estimate([near, ...subnets]))), ["hours", "data processed"]);
    });

    it("has rates of its own before a gateway load balancer", () => {
        const balancer = endpoint({ ...inThree, vpcEndpointType: "GatewayLoadBalancer", subnetIds: ["subnet-1"] });
        // 730 x 0.0112; 1,000 x 0.0035
        assert.deepEqual(amounts(estimate([balancer], { monthly_data_processed_gb: 1000 })), {
            hours: "8.176",
            "data processed": "3.5",
        });
    });

    it("names the row that is missing for the newer kinds", () => {
        assert.deepEqual(stateOf(endpoint({ vpcEndpointType: "Resource", subnetIds: ["subnet-1"] })), {
            kind: "not priced",
            reason: "no price for AmazonVPC: Hourly charge for Resource VPC Endpoints",
        });
    });
});

describe("the price of a service behind endpoints", () => {
    const offered = (inputs = {}) => stateOf(resource("aws:ec2/vpcEndpointService:VpcEndpointService", inputs));

    it("is nothing within its region", () => {
        assert.equal(offered({ acceptanceRequired: true })?.kind, "free");
        assert.equal(offered({ supportedRegions: ["eu-west-1"] })?.kind, "free");
    });

    it("is not known where other regions reach it: never nothing", () => {
        assert.deepEqual(offered({ supportedRegions: ["eu-west-1", "us-east-1"] }), {
            kind: "not priced",
            reason: "no price for AmazonVPC: Hourly charge for VPC Endpoint Service per remote region",
        });
    });
});

describe("the price of a peering", () => {
    const peering = (inputs = {}) => resource("aws:ec2/vpcPeeringConnection:VpcPeeringConnection", inputs);

    it("is nothing within a region", () => {
        assert.equal(stateOf(peering())?.kind, "free");
        assert.equal(stateOf(peering({ peerRegion: "eu-west-1" }))?.kind, "free");
    });

    it("is what each side sends to the other region, at its own price", () => {
        const pair = peering({ peerRegion: "sa-east-1" });
        const result = estimate([pair], { monthly_data_to_peer_gb: 100, monthly_data_from_peer_gb: 100 });
        // 100 x 0.02 out of Ireland; 100 x 0.138 out of São Paulo
        assert.deepEqual(amounts(result), { "data to sa-east-1": "2", "data from sa-east-1": "13.8" });
        assert.deepEqual(
            result.resources[0]?.lines.map(({ place }) => place),
            ["eu-west-1", "sa-east-1"],
        );
    });

    it("leaves what another account sends to it", () => {
        const pair = peering({ peerRegion: "sa-east-1", peerOwnerId: "111122223333" });
        assert.deepEqual(Object.keys(amounts(estimate([pair]))), ["data to sa-east-1"]);
    });
});

describe("the price of what stands in subnets that a preview does not list", () => {
    // 3 x 730 x 0.395; 3 x 730 x 0.125
    const listed: readonly (readonly [type: string, path: string, line: string, month: string])[] = [
        ["aws:networkfirewall/firewall:Firewall", "subnetMappings", "endpoints", "865.05"],
        ["aws:route53/resolverEndpoint:ResolverEndpoint", "ipAddresses", "addresses", "273.75"],
    ];
    for (const [type, path, line, month] of listed) {
        it(`counts the subnets among what ${path} comes from, and fails where there are none`, () => {
            const known = resource(type, { [path]: unknownFrom(vpc, ...subnets) });
            assert.equal(amounts(estimate([known, vpc, ...subnets]))[line], month);
            assert.deepEqual(stateOf(resource(type, { [path]: unknownFrom(vpc) }), vpc), {
                kind: "not priced",
                reason: `${path} is not known before deployment`,
            });
        });
    }
});
