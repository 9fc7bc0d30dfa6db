import type { PlanResource } from "../../../plan/plan";
import { but, cell, ids, inside, one, out, subnets } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const cache = one("aws:elasticache/replicationGroup:ReplicationGroup");
const zones = subnets("a", "b");
const pilot = cell("eu-west-1", "pilot");
const group = (inputs: Inputs) => [...zones, one("aws:autoscaling/group:Group", inputs)];
const endpoint = (vpcEndpointType: string, count: number) => [
    ...zones,
    one("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType, subnetIds: ids(zones.slice(0, count)) }),
];
const models = (variant: Inputs) => [
    one("aws:sagemaker/endpointConfiguration:EndpointConfiguration", { productionVariants: [variant] }),
];

const gateway = one("aws:ec2/natGateway:NatGateway");
const routes = (name: string, more: Inputs) => one("aws:ec2/routeTable:RouteTable", more, { name });
const through = { natGatewayId: out(gateway) };
const joined = (tableOf: PlanResource, subnet: PlanResource) =>
    one(
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        { routeTableId: out(tableOf), subnetId: out(subnet) },
        { name: `${tableOf.name}-${subnet.name}` },
    );
const byName = ["b", "a"].map((zone) =>
    one("aws:ec2/subnet:Subnet", { availabilityZone: zone }, { name: `named-${zone}` }),
);
const exits = routes("exits", { routes: [{ gatewayId: "igw-1" }, through] });
const others = routes("others", { routes: [{ gatewayId: "igw-1" }] });

/** What a lost zone must not take. */
export const zoneNeighbours: NeighboursOfRules = {
    "group-in-one-zone": {
        broken: { "one zone by name": group({ availabilityZones: ["eu-west-1a"] }) },
        sound: {
            "two zones by name": group({ availabilityZones: ["eu-west-1a", "eu-west-1b"] }),
            "subnets by the names of zones": [
                ...byName,
                one("aws:autoscaling/group:Group", { vpcZoneIdentifiers: ids(byName) }),
            ],
        },
        unjudged: {
            "a subnet that does not say its zone": [
                one("aws:ec2/subnet:Subnet"),
                one("aws:autoscaling/group:Group", { vpcZoneIdentifiers: [out(one("aws:ec2/subnet:Subnet"))] }),
            ],
        },
    },
    "balancer-in-one-zone": {
        broken: {
            "one address": [one("aws:lb/loadBalancer:LoadBalancer", { subnetMappings: [{ subnetId: "subnet-1" }] })],
        },
        sound: {
            "two addresses": [
                one("aws:lb/loadBalancer:LoadBalancer", {
                    subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }],
                }),
            ],
        },
    },
    "fewer-instances-than-zones": {
        broken: { "no least number": group({ vpcZoneIdentifiers: ids(zones) }) },
        sound: {
            "a pilot light": [
                pilot,
                ...zones,
                inside(pilot, "aws:autoscaling/group:Group", { minSize: 1, vpcZoneIdentifiers: ids(zones) }),
            ],
        },
    },
    "database-in-one-zone": {
        sound: { "a replica": [one("aws:rds/instance:Instance", { replicateSourceDb: "orders" })] },
    },
    "cache-in-one-zone": {
        broken: forEach(["automaticFailoverEnabled", "multiAzEnabled"], (path) => [
            but(cache, { automaticFailoverEnabled: true, multiAzEnabled: true, [path]: false }),
        ]),
    },
    "accelerator-too-small": { broken: { "nothing said": [one("aws:dax/cluster:Cluster")] } },
    "one-way-out": {
        broken: {
            "routes in the table, and zones by name": [
                gateway,
                exits,
                ...byName,
                ...byName.map((subnet) => joined(exits, subnet)),
            ],
            "two tables": [
                gateway,
                exits,
                routes("more", { routes: [through] }),
                ...zones,
                joined(exits, zones[0] ?? gateway),
                joined(routes("more", {}), zones[1] ?? gateway),
            ],
        },
        sound: {
            "the other zone leaves another way": [
                gateway,
                exits,
                others,
                ...zones,
                joined(exits, zones[0] ?? gateway),
                joined(others, zones[1] ?? gateway),
            ],
        },
    },
    "endpoint-in-one-zone": {
        broken: { "an interface in one": endpoint("Interface", 1) },
        sound: {
            "an interface in two": endpoint("Interface", 2),
            "a gateway balancer's, which has one": endpoint("GatewayLoadBalancer", 1),
        },
    },
    "model-on-one-instance": {
        broken: { "nothing said": models({ instanceType: "ml.c7g.xlarge" }), one: models({ initialInstanceCount: 1 }) },
        sound: { two: models({ initialInstanceCount: 2 }), "no instances": models({ serverlessConfig: {} }) },
    },
};
