import assert from "node:assert/strict";
import type { PlanResource } from "../../plan/plan";
import { amounts, estimate, resource } from "./plans";
import { promisedKeys } from "./usage-keys";
import { ref } from "./mappers/bill";

const group = (endpointRegion = "eu-west-1") =>
    resource("aws:globalaccelerator/endpointGroup:EndpointGroup", { endpointGroupRegion: endpointRegion });
const task = resource("aws:ecs/taskDefinition:TaskDefinition", { cpu: "256", memory: "512" }, { name: "task" });
const cluster = resource("aws:rds/cluster:Cluster", { engine: "aurora-postgresql" }, { name: "cluster" });
const gateway = resource("aws:ec2/internetGateway:InternetGateway", {}, { name: "gateway" });

/** Plans in which a type's keys count: what a key is for depends on how the resource is set up. */
const plans: { readonly [type: string]: readonly (readonly PlanResource[])[] } = {
    "aws:apigatewayv2/api:Api": [[resource("aws:apigatewayv2/api:Api", { protocolType: "HTTP" })]],
    "aws:ec2/instance:Instance": [[resource("aws:ec2/instance:Instance", { instanceType: "m7g.large" })]],
    "aws:ec2/natGateway:NatGateway": [[resource("aws:ec2/natGateway:NatGateway", { connectivityType: "private" })]],
    "aws:ec2/vpcEndpoint:VpcEndpoint": [
        [resource("aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface", subnetIds: ["subnet-1"] })],
    ],
    "aws:ecs/service:Service": [
        [
            resource("aws:ecs/service:Service", {
                launchType: "FARGATE",
                desiredCount: 1,
                taskDefinition: ref(task, "arn"),
            }),
            task,
        ],
    ],
    "aws:globalaccelerator/endpointGroup:EndpointGroup": [[group()], [group("ap-southeast-1")]],
    "aws:kinesis/stream:Stream": [
        [
            resource("aws:kinesis/stream:Stream", {
                streamModeDetails: { streamMode: "ON_DEMAND" },
                retentionPeriod: 1000,
            }),
        ],
        [resource("aws:kinesis/stream:Stream", { shardCount: 1, retentionPeriod: 1000 })],
    ],
    "aws:lb/loadBalancer:LoadBalancer": [
        [resource("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "application", internal: true })],
        [resource("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "gateway", internal: true })],
    ],
    "aws:rds/cluster:Cluster": [[cluster]],
    "aws:rds/clusterInstance:ClusterInstance": [
        [
            resource("aws:rds/clusterInstance:ClusterInstance", {
                instanceClass: "db.serverless",
                clusterIdentifier: ref(cluster),
            }),
            { ...cluster, inputs: { ...cluster.inputs, serverlessv2ScalingConfiguration: { maxCapacity: 1e9 } } },
        ],
    ],
    "aws:route53/record:Record": [
        [resource("aws:route53/record:Record", { type: "A" })],
        [resource("aws:route53/record:Record", { type: "A", latencyRoutingPolicies: [{ region: "eu-west-1" }] })],
        [resource("aws:route53/record:Record", { type: "A", geolocationRoutingPolicies: [{ country: "IE" }] })],
    ],
    "aws:sagemaker/app:App": [[resource("aws:sagemaker/app:App", { resourceSpec: { instanceType: "ml.g5.xlarge" } })]],
    "aws:sfn/stateMachine:StateMachine": [[resource("aws:sfn/stateMachine:StateMachine", { type: "EXPRESS" })]],
    "aws:synthetics/canary:Canary": [
        [resource("aws:synthetics/canary:Canary", { schedule: { expression: "rate(5 minutes)" } })],
    ],
    // An address that nothing holds, and one that a machine has no part in.
    "aws:ec2/eip:Eip": [[resource("aws:ec2/eip:Eip", {}), gateway]],
};

/** Keys that take a word, and the traffic of a region, are read by tests of their own. */
const others = ["aws:route53/healthCheck:HealthCheck", "antipode:cost:DataTransfer"];

/** Little of everything, and much of one: enough that no step or allowance of the list hides it. */
const [little, much] = [1, 90_000];

describe("a key of usage files", () => {
    for (const [type, keys] of Object.entries(promisedKeys).filter(([one]) => !others.includes(one))) {
        const variants = plans[type] ?? [[resource(type, {})]];
        for (const key of keys) {
            it(`${key} changes what ${type} costs`, () => {
                const all = Object.fromEntries(keys.map((one) => [one, little]));
                assert.ok(
                    variants.some(
                        (plan) =>
                            JSON.stringify(amounts(estimate(plan, all))) !==
                            JSON.stringify(amounts(estimate(plan, { ...all, [key]: much }))),
                    ),
                );
            });
        }
    }
});
