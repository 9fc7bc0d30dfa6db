import type { PlanResource } from "../../../plan/plan";
import { ref } from "../mappers/bill";
import { resource } from "../plans";
import { begun, chosen, referred, type Chosen, type Inputs } from "./chosen";

const onOff = "ENABLED | DISABLED";
const tenancies = "default | dedicated | host";
const markets = "spot | capacity-block | interruptible-capacity-reservation";
const linux = { instanceType: "m7g.xlarge", ami: "ami-1" };
const nodes = { scalingConfig: { minSize: 1, maxSize: 2, desiredSize: 1 } };
const template: Inputs = { instanceType: "m7g.xlarge", imageId: "ami-1" };
const group = (inputs: Inputs) => [resource("aws:autoscaling/group:Group", { minSize: 1, maxSize: 1, ...inputs })];
const fromTemplate = (origin: PlanResource) => group({ launchTemplate: { id: ref(origin) } });
const subnet = (origin: PlanResource) => resource("aws:ec2/subnet:Subnet", { vpcId: ref(origin) }, { name: "subnet" });

/** Inputs of machines, of what runs on them and of their networks. */
export const machineChoices: readonly Chosen[] = [
    chosen(["aws:ecs/cluster:Cluster", "settings.0.name", "containerInsights"], { settings: [{ value: "enabled" }] }),
    chosen(["aws:ecs/cluster:Cluster", "settings.0.value", "disabled | enabled | enhanced"], {
        settings: [{ name: "containerInsights" }],
    }),
    chosen(["aws:ecs/service:Service", "launchType", "EC2 | FARGATE | EXTERNAL | MANAGED_INSTANCES"]),
    chosen(["aws:ec2/instance:Instance", "tenancy", tenancies], linux),
    chosen(["aws:ec2/spotInstanceRequest:SpotInstanceRequest", "tenancy", tenancies], linux),
    chosen(["aws:ec2/instance:Instance", "instanceMarketOptions.marketType", markets], linux),
    chosen(["aws:eks/nodeGroup:NodeGroup", "capacityType", "ON_DEMAND | SPOT | CAPACITY_BLOCK"], nodes),
    chosen(["aws:eks/cluster:Cluster", "upgradePolicy.supportType", "STANDARD | EXTENDED"], { version: "1.30" }),
    chosen(["aws:lambda/function:Function", "architectures.0", "x86_64 | arm64"]),
    chosen(["aws:lambda/function:Function", "snapStart.applyOn", "PublishedVersions | None"]),
    chosen(["aws:lb/loadBalancer:LoadBalancer", "loadBalancerType", "application | network | gateway"], {
        subnets: ["a"],
    }),
    chosen(["aws:lb/loadBalancer:LoadBalancer", "ipAddressType", "ipv4 | dualstack | dualstack-without-public-ipv4"], {
        subnetMappings: [{ subnetId: "a" }],
    }),
    chosen(["aws:ec2/flowLog:FlowLog", "logDestinationType", "cloud-watch-logs | s3 | kinesis-data-firehose"]),
    chosen(["aws:ec2/flowLog:FlowLog", "destinationOptions.fileFormat", "plain-text | parquet"]),
    chosen(["aws:ec2/natGateway:NatGateway", "availabilityMode", "zonal | regional"], {
        availabilityZoneAddresses: [{}],
    }),
    chosen(["aws:ec2/natGateway:NatGateway", "connectivityType", "public | private"]),
    chosen(["aws:ec2/vpnConnection:VpnConnection", "outsideIpAddressType", "PublicIpv4 | PrivateIpv4 | Ipv6"]),
    chosen(["aws:ec2/vpnConnection:VpnConnection", "tunnelBandwidth", "standard | large"]),
    chosen(["aws:ebs/snapshot:Snapshot", "storageTier", "standard | archive"]),
    chosen(
        [
            "aws:batch/computeEnvironment:ComputeEnvironment",
            "computeResources.type",
            "EC2 | SPOT | FARGATE | FARGATE_SPOT",
        ],
        { computeResources: { instanceTypes: ["m7g.xlarge"] } },
    ),
    chosen(["aws:eks/nodeGroup:NodeGroup", "warmPoolConfig.poolState", "Stopped | Running | Hibernated"], {
        ...nodes,
        warmPoolConfig: { minSize: 1 },
    }),
    referred(["aws:ec2/vpc:Vpc", "instanceTenancy", "default | dedicated"], {}, (origin) => [
        resource("aws:ec2/instance:Instance", { ...linux, subnetId: ref(subnet(origin)) }),
        subnet(origin),
    ]),
    referred(["aws:ec2/launchTemplate:LaunchTemplate", "placement.tenancy", tenancies], template, fromTemplate),
    referred(
        ["aws:ec2/launchTemplate:LaunchTemplate", "instanceMarketOptions.marketType", markets],
        template,
        fromTemplate,
    ),
    referred(
        ["aws:ec2/launchConfiguration:LaunchConfiguration", "placementTenancy", "default | dedicated"],
        template,
        (origin) => group({ launchConfiguration: ref(origin) }),
    ),
    referred(
        ["aws:ecs/taskDefinition:TaskDefinition", "runtimePlatform.cpuArchitecture", "X86_64 | ARM64"],
        { cpu: "256", memory: "512" },
        (origin) => [resource("aws:ecs/service:Service", { launchType: "FARGATE", taskDefinition: ref(origin) })],
    ),
    referred(
        [
            "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
            "productionVariants.0.managedInstanceScaling.status",
            onOff,
        ],
        { productionVariants: [{ instanceType: "ml.m5.large", initialInstanceCount: 1 }] },
        (origin) => [resource("aws:sagemaker/endpoint:Endpoint", { endpointConfigName: ref(origin) })],
    ),
    referred(
        ["aws:lb/listener:Listener", "protocol", "TCP | TLS | UDP | TCP_UDP | QUIC | TCP_QUIC"],
        {
            loadBalancerArn: ref(resource("aws:lb/loadBalancer:LoadBalancer", {}), "arn"),
        },
        () => [resource("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network", internal: true })],
    ),
    referred(["aws:lambda/function:Function", "architectures.0", "x86_64 | arm64"], {}, (origin) => [
        resource("aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig", {
            functionName: ref(origin),
            provisionedConcurrentExecutions: 1,
        }),
    ]),
    ...[
        chosen(["aws:ec2/eip:Eip", "publicIpv4Pool", "amazon | ipv4pool-ec2-"]),
        chosen(["aws:eks/nodeGroup:NodeGroup", "amiType", "AL2_ | AL2023_ | BOTTLEROCKET_ | CUSTOM | WINDOWS_"], nodes),
        chosen(["aws:lambda/function:Function", "runtime", "java | python | dotnet"], {
            snapStart: { applyOn: "PublishedVersions" },
        }),
        chosen(["aws:directconnect/gatewayAssociation:GatewayAssociation", "associatedGatewayId", "tgw- | vgw-"]),
        referred(
            [
                "aws:ecs/taskDefinition:TaskDefinition",
                "runtimePlatform.operatingSystemFamily",
                "LINUX | WINDOWS_SERVER_",
            ],
            { cpu: "256", memory: "512" },
            (origin) => [resource("aws:ecs/service:Service", { launchType: "FARGATE", taskDefinition: ref(origin) })],
        ),
    ].map(begun),
];
