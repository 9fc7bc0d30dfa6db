import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import type { Plan, PlanResource } from "../../plan/plan";
import { field, ofType, one, plan, text, twoRegions } from "./platforms";

const region = "eu-west-1";

async function network(nat: string): Promise<Plan> {
    const recorded = await plan(parsePlatform({ ...twoRegions(), network: { nat } }));
    return { ...recorded, resources: recorded.resources.filter((resource) => resource.inputs["region"] === region) };
}

const urnOf = (value: unknown): unknown => field(value as never, "$ref", "urn");
const routes = (recorded: Plan): PlanResource[] => ofType(recorded, "aws:ec2/route:Route");
const toAnywhere = (recorded: Plan): PlanResource[] =>
    routes(recorded).filter(({ inputs }) => inputs["destinationCidrBlock"] === "0.0.0.0/0");

describe("Network", () => {
    it("has a public, an app and a data subnet in each zone, by the address plan, none with public addresses by itself", async () => {
        const subnets = ofType(await network("single"), "aws:ec2/subnet:Subnet").map(({ inputs }) => [
            inputs["availabilityZoneId"],
            inputs["cidrBlock"],
            inputs["mapPublicIpOnLaunch"],
        ]);
        assert.deepEqual(
            new Set(subnets.map((subnet) => subnet.map(text).join(" "))),
            new Set([
                "euw1-az1 10.0.0.0/22 false",
                "euw1-az2 10.0.4.0/22 false",
                "euw1-az1 10.0.32.0/22 false",
                "euw1-az2 10.0.36.0/22 false",
                "euw1-az1 10.0.64.0/22 false",
                "euw1-az2 10.0.68.0/22 false",
            ]),
        );
    });

    for (const [nat, gateways] of [
        ["none", 0],
        ["single", 1],
        ["per-zone", 2],
    ] as const) {
        it(`has ${gateways} NAT gateways with nat: ${nat}, and as many ways out of app subnets as that takes`, async () => {
            const recorded = await network(nat);
            assert.equal(ofType(recorded, "aws:ec2/natGateway:NatGateway").length, gateways);
            const out = toAnywhere(recorded).filter(({ inputs }) => inputs["natGatewayId"] !== undefined);
            assert.equal(out.length, gateways === 0 ? 0 : 2);
            assert.equal(new Set(out.map(({ inputs }) => urnOf(inputs["natGatewayId"]))).size, gateways);
        });
    }

    it("sends each zone through its own gateway with nat: per-zone", async () => {
        for (const { inputs, name } of toAnywhere(await network("per-zone"))) {
            const zone = /az\d/.exec(name)?.[0];
            if (zone !== undefined) {
                assert.ok(String(urnOf(inputs["natGatewayId"])).endsWith(`nat-${zone}`));
            }
        }
    });

    it("gives data subnets no way out, and only public ones a way in", async () => {
        const recorded = await network("per-zone");
        const tables = toAnywhere(recorded).map(({ inputs }) => String(urnOf(inputs["routeTableId"])));
        assert.ok(tables.every((urn) => !urn.endsWith("-data")));
        const inward = toAnywhere(recorded).filter(({ inputs }) => inputs["gatewayId"] !== undefined);
        assert.deepEqual(
            inward.map(({ inputs }) => String(urnOf(inputs["routeTableId"])).split("::").pop()),
            ["orders-euw1-public"],
        );
    });

    it("puts every subnet in a table of its own tier", async () => {
        const recorded = await network("single");
        const joins = ofType(recorded, "aws:ec2/routeTableAssociation:RouteTableAssociation");
        assert.equal(joins.length, 6);
        for (const { inputs } of joins) {
            const tier = (value: unknown): string | undefined =>
                /-(public|app|data)(-az\d)?$/.exec(String(urnOf(value)))?.[1];
            assert.equal(tier(inputs["subnetId"]), tier(inputs["routeTableId"]));
            assert.ok(tier(inputs["subnetId"]));
        }
    });

    it("reaches S3 and DynamoDB by gateway endpoints, always, and Secrets Manager by its own when there is no NAT", async () => {
        const services = async (nat: string): Promise<string[]> =>
            ofType(await network(nat), "aws:ec2/vpcEndpoint:VpcEndpoint")
                .map(({ inputs }) => `${text(inputs["vpcEndpointType"])} ${text(inputs["serviceName"])}`)
                .sort();
        const gateways = ["Gateway com.amazonaws.eu-west-1.dynamodb", "Gateway com.amazonaws.eu-west-1.s3"];
        assert.deepEqual(await services("single"), gateways);
        assert.deepEqual(await services("none"), [...gateways, "Interface com.amazonaws.eu-west-1.secretsmanager"]);
    });

    it("opens Secrets Manager's own endpoint to the app tier alone", async () => {
        const [rule] = ofType(
            await network("none"),
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        ).filter(({ name }) => name === "orders-euw1-endpoints-https");
        const { cidrIpv4, fromPort, toPort } = rule?.inputs ?? {};
        assert.deepEqual([cidrIpv4, fromPort, toPort], ["10.0.32.0/19", 443, 443]);
    });

    it("logs all flows, and empties the default security group", async () => {
        const recorded = await network("single");
        const log = one(recorded, "aws:ec2/flowLog:FlowLog").inputs;
        assert.equal(log["trafficType"], "ALL");
        const closed = one(recorded, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs;
        assert.equal(closed["ingress"], undefined);
        assert.equal(closed["egress"], undefined);
    });

    it("lets flow logs be written to their own group, and the names of groups be listed", async () => {
        const recorded = await plan(parsePlatform(twoRegions()));
        const [policy] = ofType(recorded, "aws:iam/rolePolicy:RolePolicy").filter(
            ({ name }) => name === "orders-euw1-flow",
        );
        const document = JSON.parse(text(policy?.inputs["policy"])) as { Statement: Record<string, unknown>[] };
        assert.deepEqual(
            document.Statement.map(({ Action }) => Action),
            [["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], "logs:DescribeLogGroups"],
        );
        assert.match(String(document.Statement[0]?.["Resource"]), /logGroup:LogGroup::orders-euw1-flow#arn\}:\*$/);
    });

    it("lets nothing boot before its way out: instances wait for the routes, balancers for the internet gateway", async () => {
        const recorded = await network("single");
        const needs = (type: string): string => one(recorded, type, region).dependencies.join("\n");
        assert.match(needs("aws:autoscaling/group:Group"), /ec2\/route:Route::orders-euw1-app-az1-internet/);
        assert.match(needs("aws:lb/loadBalancer:LoadBalancer"), /ec2\/route:Route::orders-euw1-public-internet/);
        assert.match(needs("aws:ec2/natGateway:NatGateway"), /ec2\/route:Route::orders-euw1-public-internet/);
    });
});
