import { but, ids, one, out, subnets, type Cases } from "./case";

const group = one("aws:ec2/securityGroup:SecurityGroup");
const door = one("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
    securityGroupId: out(group),
    cidrIpv4: "0.0.0.0/0",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
});
const balancer = one("aws:lb/loadBalancer:LoadBalancer", { internal: false, securityGroups: [out(group)] });
const vpc = one("aws:ec2/vpc:Vpc");
const [inner, outer] = subnets("a", "b");
const gateway = one("aws:ec2/internetGateway:InternetGateway");
const table = one("aws:ec2/routeTable:RouteTable");
const route = one("aws:ec2/route:Route", { routeTableId: out(table), gatewayId: out(gateway) });
const association = one("aws:ec2/routeTableAssociation:RouteTableAssociation", {
    routeTableId: out(table),
    subnetId: ids(subnets("a", "b"))[1] ?? null,
});
const network = [...(inner && outer ? [inner, outer] : []), gateway, table, route, association];
const bucket = one("aws:s3/bucket:Bucket");
const block = one("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
    bucket: out(bucket, "bucket"),
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
});
const controls = one("aws:s3/bucketOwnershipControls:BucketOwnershipControls", {
    bucket: out(bucket, "bucket"),
    rule: { objectOwnership: "BucketOwnerEnforced" },
});
const template = one("aws:ec2/launchTemplate:LaunchTemplate", {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    networkInterfaces: [{ associatePublicIpAddress: "false" }],
});
const permission = one("aws:lambda/permission:Permission", { principal: "events.amazonaws.com" });
const repository = one("aws:ecr/repository:Repository", {
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
});

export const exposureCases: Cases = {
    "open-to-the-internet": {
        broken: [
            group,
            door,
            one("aws:ec2/securityGroupRule:SecurityGroupRule", {
                type: "ingress",
                cidrBlocks: ["0.0.0.0/1"],
                protocol: "-1",
            }),
            one(
                "aws:ec2/securityGroup:SecurityGroup",
                { ingress: [{ ipv6CidrBlocks: ["::/0"], protocol: "tcp", fromPort: 22, toPort: 22 }] },
                { name: "inline" },
            ),
        ],
        sound: [group, door, balancer],
        says: ["ports 443-443 from anywhere", "every port from anywhere", "ports 22-22 from anywhere"],
    },
    "default-group-open": {
        broken: [vpc],
        sound: [vpc, one("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: out(vpc) })],
        says: ["nothing empties its default security group"],
    },
    "public-database": {
        broken: [one("aws:rds/clusterInstance:ClusterInstance", { publiclyAccessible: true })],
        sound: [one("aws:rds/clusterInstance:ClusterInstance", { publiclyAccessible: false })],
        says: ["publiclyAccessible is true"],
    },
    "data-in-public-subnet": {
        broken: [...network, one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ids(subnets("a", "b")) })],
        sound: [...network, one("aws:rds/subnetGroup:SubnetGroup", { subnetIds: ids(subnets("a")) })],
        says: ["subnet subnet-1 has a route to an internet gateway"],
    },
    "public-model": {
        broken: [
            one("aws:sagemaker/model:Model"),
            one("aws:sagemaker/notebookInstance:NotebookInstance", { directInternetAccess: "Enabled" }),
        ],
        sound: [one("aws:sagemaker/model:Model", { enableNetworkIsolation: true })],
        says: ["neither vpcConfig nor enableNetworkIsolation", "directInternetAccess is not Disabled"],
    },
    "public-bucket": {
        broken: [bucket, but(block, { blockPublicPolicy: false })],
        sound: [bucket, block],
        says: ["blockPublicPolicy is not true"],
    },
    "bucket-with-acls": {
        broken: [bucket, but(controls, { rule: { objectOwnership: "ObjectWriter" } })],
        sound: [bucket, controls],
        says: ["objectOwnership is ObjectWriter"],
    },
    "public-address-at-launch": {
        broken: [
            one("aws:ec2/subnet:Subnet", { mapPublicIpOnLaunch: true }),
            but(template, { networkInterfaces: [{ associatePublicIpAddress: "true" }] }),
            one("aws:ec2/instance:Instance", { associatePublicIpAddress: true }),
            one("aws:ecs/service:Service", { networkConfiguration: { assignPublicIp: true, subnets: ["a"] } }),
        ],
        sound: [
            one("aws:ec2/subnet:Subnet"),
            template,
            one("aws:ecs/service:Service", { networkConfiguration: { subnets: ["a"] } }),
        ],
        says: [
            "mapPublicIpOnLaunch is true",
            "associatePublicIpAddress is true",
            "associatePublicIpAddress is true",
            "networkConfiguration.assignPublicIp is true",
        ],
    },
    "control-plane-for-everyone": {
        broken: [
            one("aws:eks/cluster:Cluster", { vpcConfig: { subnetIds: ["a"] } }),
            one("aws:eks/cluster:Cluster", { vpcConfig: { publicAccessCidrs: ["192.0.2.0/24", "0.0.0.0/0"] } }),
        ],
        sound: [
            one("aws:eks/cluster:Cluster", { vpcConfig: { endpointPublicAccess: false } }),
            one("aws:eks/cluster:Cluster", { vpcConfig: { publicAccessCidrs: ["192.0.2.0/24"] } }),
        ],
        says: [
            "its public endpoint has no publicAccessCidrs",
            "its public endpoint takes 0.0.0.0/0 of publicAccessCidrs",
        ],
    },
    "function-for-everyone": {
        broken: [
            but(permission, { principal: "*" }),
            one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "NONE" }),
        ],
        sound: [permission, one("aws:lambda/functionUrl:FunctionUrl", { authorizationType: "AWS_IAM" })],
        says: ["principal is *", "authorizationType is NONE"],
    },
    "metadata-without-token": {
        broken: [but(template, { metadataOptions: { httpTokens: "optional" } })],
        sound: [template],
        says: ["metadataOptions.httpTokens is not required"],
    },
    "metadata-far": {
        broken: [but(template, { metadataOptions: { httpPutResponseHopLimit: 2 } })],
        sound: [template],
        says: ["httpPutResponseHopLimit is 2"],
    },
    "image-changes-under-its-name": {
        broken: [but(repository, { imageTagMutability: "MUTABLE" })],
        sound: [repository],
        says: ["imageTagMutability is not IMMUTABLE"],
    },
    "image-not-scanned": {
        broken: [but(repository, { imageScanningConfiguration: { scanOnPush: false } })],
        sound: [repository],
        says: ["scanOnPush is not true"],
    },
};
