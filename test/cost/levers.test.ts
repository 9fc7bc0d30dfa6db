import assert from "node:assert/strict";
import { estimateCost } from "../../cost/estimate-plan";
import { leverSavings } from "../../cost/levers";
import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import { book, planOf, resource, usageOfAll } from "./plans";

const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };

/** Dollars that each lever saves, by its id. */
function savings(resources: readonly PlanResource[], keys = {}): { readonly [id: string]: string } {
    const price = (plan: Plan) => estimateCost({ plan, book, usage: usageOfAll(keys), settings });
    const plan = planOf(...resources);
    return Object.fromEntries(leverSavings(plan, price(plan), price).map(({ id, saving }) => [id, saving.toString()]));
}

type Inputs = { readonly [key: string]: PlanValue };

const named = (type: string, name: string, inputs: Inputs = {}) => resource(type, inputs, { name });

describe("levers", () => {
    const reference = (urn: string) => ({ $ref: { urn, output: "id" } });
    const subnetIn = (vpcId: PlanValue) => (name: string) => named("aws:ec2/subnet:Subnet", name, { vpcId });
    const address = (name: string) => named("aws:ec2/eip:Eip", name);
    const gateway = (name: string, subnet: PlanResource) => ({
        ...named("aws:ec2/natGateway:NatGateway", name, {
            allocationId: reference(address(name).urn),
            subnetId: reference(subnet.urn),
        }),
        dependencies: [address(name).urn, subnet.urn],
    });
    const zones = (...subnets: readonly PlanResource[]) =>
        subnets.flatMap((subnet) => [address(subnet.name), subnet, gateway(subnet.name, subnet)]);

    it("leave one NAT gateway to each network, without the addresses of the others", () => {
        const three = zones(...["a", "b", "c"].map(subnetIn("vpc-1")));
        // 2 x 730 x (0.048 + 0.005)
        assert.deepEqual(savings(three), { "single-nat-gateway": "77.38" });
        assert.deepEqual(savings(three.slice(0, 3)), {});
    });

    it("do not count as saved what goes through the NAT gateway that stays", () => {
        const two = zones(...["a", "b"].map(subnetIn("vpc-1")));
        assert.deepEqual(savings(two, { monthly_data_processed_gb: 1000 }), { "single-nat-gateway": "38.69" });
    });

    it("leave networks of one region their own NAT gateways, also in a program without components", () => {
        const two = zones(subnetIn("vpc-1")("a"), subnetIn("vpc-2")("b"));
        assert.deepEqual(savings(two), {});
        const elsewhere = ["a", "b"].map((name) =>
            named("aws:ec2/natGateway:NatGateway", name, { subnetId: `subnet-${name}` }),
        );
        assert.deepEqual(savings(elsewhere), {});
    });

    it("leave one zone to interface endpoints, also of subnets that a preview does not list", () => {
        const subnets = ["a", "b", "c"].map((name) => named("aws:ec2/subnet:Subnet", name));
        const endpoint = (subnetIds: PlanValue, vpcEndpointType = "Interface") =>
            named("aws:ec2/vpcEndpoint:VpcEndpoint", "keys", { vpcEndpointType, subnetIds });
        const hidden = {
            $unknown: { urns: ["urn:pulumi:a::b::aws:ec2/vpc:Vpc::net", ...subnets.map(({ urn }) => urn)] },
        };
        // 2 x 730 x 0.011
        for (const list of [subnets.map(({ urn }) => reference(urn)), ["subnet-1", "subnet-2", "subnet-3"], hidden]) {
            assert.deepEqual(savings([...subnets, endpoint(list)]), { "endpoint-zones": "16.06" });
        }
        assert.deepEqual(savings([...subnets, endpoint(hidden, "Gateway")]), {});
        assert.deepEqual(savings([...subnets, endpoint(["subnet-1"])]), {});
    });

    it("release addresses that nothing uses", () => {
        const idle = named("aws:ec2/eip:Eip", "idle");
        assert.deepEqual(savings([idle]), { "idle-address": "3.65" });
        assert.deepEqual(savings([named("aws:ec2/eip:Eip", "held", { instance: "i-1" })]), {});
    });

    it("keep addresses that what is deployed names by their ids", () => {
        const held = { ...address("a"), ids: ["eipalloc-1"] };
        const nat = named("aws:ec2/natGateway:NatGateway", "a", { allocationId: "eipalloc-1", subnetId: "subnet-1" });
        assert.deepEqual(savings([held, nat]), {});
        assert.deepEqual(savings([address("a"), { ...nat, dependencies: [address("a").urn] }]), {});
    });

    it("find the Graviton sibling of a type, and nothing for one that is Graviton", () => {
        const machine = (instanceType: string) => named("aws:ec2/instance:Instance", "web", { instanceType });
        assert.equal(Number(savings([machine("m5.large")])["graviton"]) > 0, true);
        assert.deepEqual(savings([machine("m7g.large")]), {});
    });

    it("find what a machine saves beside a database that has a price only as its sibling", () => {
        const machine = named("aws:ec2/instance:Instance", "web", { instanceType: "m5.large" });
        const database = named("aws:rds/instance:Instance", "db", {
            ...{ engine: "postgres", engineVersion: "17.7", instanceClass: "db.m5.large" },
            ...{ allocatedStorage: 100, storageType: "gp3" },
        });
        assert.deepEqual(savings([machine, database]), savings([machine]));
        assert.deepEqual(savings([database]), {});
    });

    it("find what a version in standard support saves", () => {
        const cluster = (version: string) => named("aws:eks/cluster:Cluster", "main", { version });
        // 730 x 0.5
        assert.deepEqual(savings([cluster("1.31")]), { "standard-support": "365" });
        assert.deepEqual(savings([cluster("1.35")]), {});
        const cache = named("aws:elasticache/replicationGroup:ReplicationGroup", "cache", {
            ...{ engine: "redis", engineVersion: "5.0.6", nodeType: "cache.r6g.large", numCacheClusters: 1 },
        });
        assert.equal(Number(savings([cache])["standard-support"]) > 0, true);
    });

    it("find no Graviton sibling where there is none of that size", () => {
        const machine = (name: string, instanceType: string) =>
            named("aws:ec2/instance:Instance", name, { instanceType });
        const bare = machine("bare", "m5.metal");
        assert.deepEqual(savings([bare, machine("whole", "m5.24xlarge")]), {});
        const one = savings([machine("web", "m5.large")]);
        assert.deepEqual(savings([bare, machine("whole", "m5.24xlarge"), machine("web", "m5.large")]), one);
    });

    it("take gp3 where EC2 makes gp2 because no type is said", () => {
        assert.deepEqual(savings([named("aws:ebs/volume:Volume", "disk", { size: 100 })]), { "gp3-volumes": "2.2" });
        const template = named("aws:ec2/launchTemplate:LaunchTemplate", "web", {
            instanceType: "m7g.large",
            blockDeviceMappings: [
                { deviceName: "/dev/xvda", ebs: { volumeSize: 10 } },
                { deviceName: "/dev/sdb", ebs: { volumeSize: 100 } },
            ],
        });
        const group = named("aws:autoscaling/group:Group", "web", {
            minSize: 2,
            maxSize: 2,
            launchTemplate: { id: reference(template.urn) },
        });
        assert.deepEqual(savings([group, template]), { "gp3-volumes": "4.4" });
        const machine = named("aws:ec2/instance:Instance", "web", {
            instanceType: "m7g.large",
            ebsBlockDevices: [{ deviceName: "/dev/sdb", volumeSize: 100 }],
        });
        assert.deepEqual(savings([machine]), { "gp3-volumes": "2.2" });
    });

    it("take metrics every five minutes of a launch configuration, which asks for more by itself", () => {
        const configuration = named("aws:ec2/launchConfiguration:LaunchConfiguration", "web", {
            instanceType: "m7g.large",
        });
        const group = named("aws:autoscaling/group:Group", "web", {
            minSize: 2,
            maxSize: 2,
            launchConfiguration: reference(configuration.urn),
        });
        assert.deepEqual(savings([group, configuration]), { "detailed-monitoring": "4.2" });
    });

    it("take gp3 for gp2, and Valkey for Redis", () => {
        const volume = named("aws:ebs/volume:Volume", "disk", { size: 100, type: "gp2" });
        assert.deepEqual(savings([volume]), { "gp3-volumes": "2.2" });
        const inputs = { engine: "redis", nodeType: "cache.r7g.large", numCacheClusters: 2 };
        const cache = named("aws:elasticache/replicationGroup:ReplicationGroup", "cache", inputs);
        assert.equal(Number(savings([cache])["valkey"]) > 50, true);
        const unnamed = { nodeType: inputs.nodeType, numCacheClusters: inputs.numCacheClusters };
        const other = named("aws:elasticache/replicationGroup:ReplicationGroup", "cache", unnamed);
        assert.deepEqual(savings([other]), savings([cache]));
    });

    it("leave Aurora I/O-Optimized only when stated requests are few, and claim nothing when none are stated", () => {
        const cluster = (storageType?: string) =>
            named("aws:rds/cluster:Cluster", "orders", {
                engine: "aurora-postgresql",
                ...(storageType === undefined ? {} : { storageType }),
            });
        const instance = named("aws:rds/clusterInstance:ClusterInstance", "orders-0", {
            engine: "aurora-postgresql",
            instanceClass: "db.r7g.large",
            clusterIdentifier: { $ref: { urn: cluster().urn, output: "id" } },
        });
        const use = (perSecond: number) => ({
            storage_gb: 100,
            read_requests_per_sec: perSecond,
            write_requests_per_sec: perSecond,
        });
        const optimized = [cluster("aurora-iopt1"), instance];
        assert.deepEqual(savings(optimized), {});
        assert.deepEqual(Object.keys(savings(optimized, use(1))), ["aurora-standard"]);
        assert.deepEqual(savings(optimized, use(1000)), {});
        assert.deepEqual(Object.keys(savings([cluster(), instance], use(1000))), ["aurora-io-optimized"]);
    });

    it("let a standby wait without machines, and its database without an instance, only where there is a standby", () => {
        const platform = (role: string) => ({
            ...named("antipode:platform:Platform", "p", { regions: { "eu-west-1": { role } } }),
            custom: false,
        });
        const template = named("aws:ec2/launchTemplate:LaunchTemplate", "web", { instanceType: "t4g.small" });
        const group = named("aws:autoscaling/group:Group", "web", {
            minSize: 2,
            maxSize: 4,
            launchTemplate: { id: { $ref: { urn: template.urn, output: "id" } } },
        });
        assert.deepEqual(savings([platform("warm"), template, group]), { "pilot-light": "26.864" });
        assert.deepEqual(savings([platform("active"), template, group]), {});
    });

    it("provision a table for the requests that are stated, when that is cheaper", () => {
        const table = named("aws:dynamodb/table:Table", "orders", { billingMode: "PAY_PER_REQUEST" });
        const steady = { monthly_write_request_units: 5e8, monthly_read_request_units: 5e8, storage_gb: 1 };
        assert.equal(Number(savings([table], steady)["provisioned-tables"]) > 100, true);
        assert.deepEqual(savings([table]), {});
    });

    it("come in the order of what they save", () => {
        const resources = [
            named("aws:ec2/eip:Eip", "idle"),
            named("aws:ebs/volume:Volume", "disk", { size: 10_000, type: "gp2" }),
        ];
        assert.deepEqual(Object.keys(savings(resources)), ["gp3-volumes", "idle-address"]);
    });
});
