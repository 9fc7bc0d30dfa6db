import type { PlanResource } from "../../../plan/plan";
import { but, ids, one, out, subnets } from "../cases/case";
import { forEach, type NeighboursOfRules } from "./neighbour";

type Inputs = PlanResource["inputs"];

const group = one("aws:ec2/securityGroup:SecurityGroup");
const other = one("aws:ec2/securityGroup:SecurityGroup", {}, { name: "other" });
const balancer = one("aws:lb/loadBalancer:LoadBalancer", { securityGroups: [out(group)] });
const web = { protocol: "tcp", fromPort: 443, toPort: 443 };
const everyone = { cidrBlocks: ["0.0.0.0/0"] };
const rule = (inputs: Inputs) =>
    one("aws:ec2/securityGroupRule:SecurityGroupRule", {
        type: "ingress",
        securityGroupId: out(group),
        ...web,
        ...inputs,
    });
const inward = (inputs: Inputs) =>
    one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        ...inputs,
    });
const listing = (ingress: Inputs) => one("aws:ec2/securityGroup:SecurityGroup", { ingress: [{ ...web, ...ingress }] });
const vpc = one("aws:ec2/vpc:Vpc");
const bucket = one("aws:s3/bucket:Bucket");
const keys = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const all = Object.fromEntries(keys.map((key) => [key, true]));
const block = (inputs: Inputs) =>
    one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { bucket: out(bucket), ...inputs });
const permission = (inputs: Inputs) => [one("aws:lambda/permission:Permission", { principal: "*", ...inputs })];
const notebook = (directInternetAccess?: string) => [
    one(
        "aws:sagemaker/notebookInstance:NotebookInstance",
        directInternetAccess === undefined ? {} : { directInternetAccess },
    ),
];
const [subnet = bucket] = subnets("a");
const routed = (...routes: readonly Inputs[]) => {
    const table = one("aws:ec2/routeTable:RouteTable", { routes });
    const association = { routeTableId: out(table), subnetId: out(subnet) };
    return [
        subnet,
        table,
        one("aws:ec2/routeTableAssociation:RouteTableAssociation", association),
        one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ids([subnet]) }),
    ];
};
/** A database in a subnet of a VPC, with whatever decides about the VPC's main table. */
const inMain = (...deciding: readonly PlanResource[]) => [
    vpc,
    gateway,
    within,
    ...deciding,
    one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ids([within]) }),
];
const gateway = one("aws:ec2/internetGateway:InternetGateway");
const within = one("aws:ec2/subnet:Subnet", { vpcId: out(vpc) });
const outside = one("aws:ec2/subnet:Subnet", { vpcId: out(one("aws:ec2/vpc:Vpc", {}, { name: "other" })) });
const leading = { routes: [{ gatewayId: out(gateway) }] };
const main = (inputs: Inputs = {}) =>
    one("aws:ec2/defaultRouteTable:DefaultRouteTable", {
        defaultRouteTableId: out(vpc, "defaultRouteTableId"),
        ...inputs,
    });
const table = one("aws:ec2/routeTable:RouteTable", leading);
const routing = (routeTableId: PlanResource["inputs"][string]) =>
    one("aws:ec2/route:Route", { routeTableId, gatewayId: out(gateway) });
const apart = one("aws:ec2/routeTableAssociation:RouteTableAssociation", {
    routeTableId: out(one("aws:ec2/routeTable:RouteTable", {}, { name: "closed" })),
    subnetId: out(within),
});
const instance = (inputs: Inputs) => [one("aws:ec2/instance:Instance", inputs)];
const repository = one("aws:ecr/repository:Repository", { name: "my-dev" });
const scanning = (filter: string, region = "eu-west-1") =>
    one(
        "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
        { rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter }] }] },
        { region },
    );

/** What the internet reaches, and what instances and images give away. */
export const reachNeighbours: NeighboursOfRules = {
    "open-to-the-internet": {
        broken: {
            "a port of another group than the balancer's": [
                group,
                other,
                balancer,
                rule({ ...everyone, securityGroupId: out(other) }),
            ],
            "every port, as AWS writes it": [rule({ ...everyone, protocol: "-1", fromPort: -1, toPort: -1 })],
            "by IPv6, in a rule": [rule({ ipv6CidrBlocks: ["::/0"] })],
            "by IPv6, in a rule of its own": [inward({ cidrIpv6: "::/0" })],
            "by IPv4, in a group": [listing(everyone)],
            "by IPv6, in a group": [listing({ ipv6CidrBlocks: ["::/0"] })],
            "in the default group": [
                one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
                    ingress: [{ protocol: "-1", ...everyone }],
                }),
            ],
        },
        sound: {
            "a door by a rule": [group, balancer, rule(everyone)],
            "a door by a rule of its own": [
                group,
                balancer,
                inward({ fromPort: 443, toPort: 443, cidrIpv4: "0.0.0.0/0", securityGroupId: out(group) }),
            ],
            "a door in its group": [
                listing(everyone),
                one("aws:lb/loadBalancer:LoadBalancer", { securityGroups: [out(group)] }),
            ],
            "a block of ours, in a group": [listing({ cidrBlocks: ["10.0.0.0/8"] })],
            "a block of ours, in a rule": [rule({ ipv6CidrBlocks: ["fd00::/8"] })],
            "no block": [inward({ referencedSecurityGroupId: out(group) })],
            // Nothing listens to it; without it IPv6 does not work.
            "ICMP of IPv6": [inward({ cidrIpv6: "::/0", ipProtocol: "icmpv6" })],
        },
    },
    "default-group-open": {
        broken: forEach(["ingress", "egress"], (path) => [
            vpc,
            one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: out(vpc), [path]: [{}] }),
        ]),
    },
    "data-in-public-subnet": {
        broken: {
            "one route of several": routed({ natGatewayId: "nat-1" }, { gatewayId: "igw-1" }),
            "the main table, taken over": inMain(main(leading)),
            "a route of the main table, taken over": inMain(main(), routing(out(main()))),
            "a route of the main table": inMain(routing(out(vpc, "mainRouteTableId"))),
            "another main table": inMain(
                table,
                one("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", {
                    vpcId: out(vpc),
                    routeTableId: out(table),
                }),
            ),
            "a list that is unknown but for what it is made of": [
                ...routed({ gatewayId: "igw-1" }).slice(0, -1),
                one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: out(subnet) }),
            ],
        },
        sound: {
            "a gateway of a private network": routed({ gatewayId: "vgw-igw-1" }),
            "no route": routed(),
            "a main table that leads nowhere": inMain(main()),
            "another main table that leads nowhere": inMain(
                but(table, { routes: [] }),
                one("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", {
                    vpcId: out(vpc),
                    routeTableId: out(table),
                }),
            ),
            "a table of its own": [
                ...inMain(main(leading), apart),
                one("aws:ec2/routeTable:RouteTable", {}, { name: "closed" }),
            ],
            "the main table of another VPC": [
                vpc,
                one("aws:ec2/vpc:Vpc", {}, { name: "other" }),
                gateway,
                outside,
                main(leading),
                one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ids([outside]) }),
            ],
        },
        unjudged: {
            "one subnet of several that nobody knows": [
                subnet,
                one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: [out(subnet), "subnet-1"] }),
            ],
            "a list that is made of something else": [one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: out(vpc) })],
        },
    },
    "public-model": {
        broken: {
            "a notebook that says nothing": notebook(),
            "a model whose isolation is off": [one("aws:sagemaker/model:Model", { enableNetworkIsolation: false })],
        },
        sound: {
            "a model in a network": [one("aws:sagemaker/model:Model", { vpcConfig: { subnets: [] } })],
            "a notebook without internet": notebook("Disabled"),
        },
    },
    "public-bucket": {
        broken: { "no block": [bucket], ...forEach(keys, (key) => [bucket, block({ ...all, [key]: false })]) },
        sound: {
            "one block of two": [bucket, block(all), one("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock")],
        },
    },
    "bucket-with-acls": { sound: { "nothing said": [bucket] } },
    "public-address-at-launch": {
        sound: {
            "an instance that says no": instance({ associatePublicIpAddress: false }),
            "one that says nothing": instance({}),
        },
    },
    "function-for-everyone": {
        broken: { everyone: permission({}) },
        sound: {
            ...forEach(["sourceArn", "sourceAccount", "principalOrgId"], (path) => permission({ [path]: "one" })),
            "a service": permission({ principal: "events.amazonaws.com" }),
        },
    },
    "metadata-without-token": {
        broken: {
            "a launch configuration": [one("aws:ec2/launchConfiguration:LaunchConfiguration")],
            "nothing said": instance({}),
        },
        sound: { "no metadata": instance({ metadataOptions: { httpEndpoint: "disabled" } }) },
    },
    "metadata-far": {
        broken: { "two hops": instance({ metadataOptions: { httpPutResponseHopLimit: 2 } }) },
        sound: {
            "one hop": instance({ metadataOptions: { httpPutResponseHopLimit: 1 } }),
            "nothing said": instance({}),
        },
    },
    "image-not-scanned": {
        broken: {
            "a registry of another region": [repository, scanning("*", "us-east-1")],
            "a pattern from the first letter on": [repository, scanning("dev*")],
        },
        sound: { "a part of its name": [repository, scanning("dev")], "a pattern": [repository, scanning("my-*")] },
    },
    "image-changes-under-its-name": { broken: { "nothing said": [but(repository, {})] } },
};
