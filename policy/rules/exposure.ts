import type { InputReader } from "../../cost/input-reader";
import type { PlanView, Resource } from "../plan-view";
import { each, hub, type Rule } from "../rule";
import { dataInPublicSubnet, publicData } from "./public-stores";

const groupType = "aws:ec2/securityGroup:SecurityGroup";

/** How a rule says that it is for all ports, or of a protocol that has none. */
const everyPort = -1;

/** A block of half the internet is as open as all of it. */
function fromAnywhere(block: string): boolean {
    return Number(block.split("/")[1] ?? 32) < 8;
}

function anyOpen(blocks: readonly InputReader[]): boolean {
    return blocks.some((block) => fromAnywhere(block.asText()));
}

function ports(rule: InputReader, protocol: string): string {
    return protocol === "-1"
        ? "every port"
        : `ports ${rule.number("fromPort", everyPort) ?? 0}-${rule.number("toPort", everyPort) ?? 0}`;
}

/** Only the web ports of a public balancer are for everyone. */
function isDoor(view: PlanView, rule: InputReader, group: Resource | undefined): boolean {
    const port = rule.number("fromPort", everyPort);
    const web = port === rule.number("toPort", everyPort) && (port === 80 || port === 443);
    return (
        web &&
        group !== undefined &&
        view
            .of("aws:lb/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer")
            .some(
                (balancer) =>
                    balancer.flag("internal") !== true &&
                    view.named(balancer, "securityGroups", groupType).includes(group),
            )
    );
}

function openRule(view: PlanView, rule: InputReader, group: Resource | undefined): string | undefined {
    const protocol = rule.text("protocol") ?? rule.text("ipProtocol") ?? "-1";
    return protocol === "icmpv6" || isDoor(view, rule, group) ? undefined : `${ports(rule, protocol)} from anywhere`;
}

/** What starts instances and says itself whether they get a public address. */
const addressing: { readonly [type: string]: string } = {
    "aws:ec2/subnet:Subnet": "mapPublicIpOnLaunch",
    "aws:ec2/defaultSubnet:DefaultSubnet": "mapPublicIpOnLaunch",
    "aws:ec2/instance:Instance": "associatePublicIpAddress",
    "aws:ec2/launchConfiguration:LaunchConfiguration": "associatePublicIpAddress",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": "associatePublicIpAddress",
};

/** What the internet reaches. */
export const exposureRules: readonly Rule[] = [
    {
        id: "open-to-the-internet",
        severity: "error",
        title: "a door that is open to the internet",
        why: "Whatever listens there is found and tried within minutes. Only web ports of a public balancer are meant for everyone.",
        fix: "Name the security group or the block that needs it.",
        source: hub("EC2.18"),
        check: (view) => [
            ...each(["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"], (rule) => {
                const open = [rule.text("cidrIpv4"), rule.text("cidrIpv6")].some((block) => fromAnywhere(block ?? ""));
                return open ? openRule(view, rule, rule.follow("securityGroupId", groupType)) : undefined;
            })(view),
            ...each(["aws:ec2/securityGroupRule:SecurityGroupRule"], (rule) => {
                const open = anyOpen(rule.list("cidrBlocks")) || anyOpen(rule.list("ipv6CidrBlocks"));
                const inward = rule.text("type") === "ingress";
                return inward && open ? openRule(view, rule, rule.follow("securityGroupId", groupType)) : undefined;
            })(view),
            ...each([groupType, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"], (group) =>
                group
                    .list("ingress")
                    .filter((rule) => anyOpen(rule.list("cidrBlocks")) || anyOpen(rule.list("ipv6CidrBlocks")))
                    .flatMap((rule) => openRule(view, rule, group) ?? []),
            )(view),
            // EKS itself opens the port: eks/latest/APIReference/API_RemoteAccessConfig.html.
            ...each(["aws:eks/nodeGroup:NodeGroup"], (nodes) =>
                nodes.has("remoteAccess.ec2SshKey") && nodes.count("remoteAccess.sourceSecurityGroupIds") === 0
                    ? "SSH from anywhere: remoteAccess has no sourceSecurityGroupIds"
                    : undefined,
            )(view),
        ],
    },
    {
        id: "default-group-open",
        severity: "warning",
        title: "a VPC whose default security group lets its members talk",
        why: "What is started without a group gets this one, and with it every neighbour that did the same.",
        fix: "Adopt it with an aws.ec2.DefaultSecurityGroup that has no rules.",
        source: hub("EC2.2"),
        check: each(["aws:ec2/vpc:Vpc"], (vpc) => {
            const closed = vpc
                .namedBy("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "vpcId")
                .some((group) => !group.has("ingress") && !group.has("egress"));
            return closed ? undefined : "nothing empties its default security group";
        }),
    },
    {
        id: "public-database",
        severity: "error",
        title: "a database, search domain or broker with a public address, or a copy for everyone",
        why: "A leaked password is then enough, from anywhere.",
        fix: "Set publiclyAccessible to false, as the type calls it; people reach it through the VPC. Name accounts in sharedAccounts.",
        source: hub("RDS.2"),
        check: publicData,
    },
    {
        id: "data-in-public-subnet",
        severity: "error",
        title: "a database, cache, broker or file system in a subnet with a way to the internet",
        why: "One wrong security group rule is then enough; in a subnet without a route it is not.",
        fix: "Use subnets whose route table has no internet gateway.",
        source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
        check: dataInPublicSubnet,
    },
    {
        id: "public-model",
        severity: "error",
        title: "a model or notebook that reaches the internet",
        why: "What a model's container loads may send away what it is asked.",
        fix: "Give the model a vpcConfig or enableNetworkIsolation; set a notebook's directInternetAccess to Disabled.",
        source: hub("SageMaker.5"),
        check: (view) => [
            ...each(["aws:sagemaker/model:Model"], (model) =>
                model.has("vpcConfig") || model.flag("enableNetworkIsolation") === true
                    ? undefined
                    : "neither vpcConfig nor enableNetworkIsolation",
            )(view),
            ...each(["aws:sagemaker/notebookInstance:NotebookInstance"], (notebook) =>
                notebook.text("directInternetAccess") === "Disabled"
                    ? undefined
                    : "directInternetAccess is not Disabled",
            )(view),
        ],
    },
    {
        id: "public-bucket",
        severity: "error",
        title: "a bucket that somebody may make public",
        why: "One policy or one ACL, written by mistake, shows it to everyone.",
        fix: "Give it a BucketPublicAccessBlock with all four set.",
        source: hub("S3.8"),
        check: each(["aws:s3/bucket:Bucket"], (bucket, view) => {
            const keys = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
            const blocks = [
                ...bucket.namedBy("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "bucket"),
                // The account's holds for all of its buckets.
                ...view.of("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"),
            ];
            return blocks.length > 0
                ? keys
                      .filter((key) => !blocks.some((block) => block.flag(key) === true))
                      .map((key) => `${key} is not true`)
                : "it has no public access block";
        }),
    },
    {
        id: "bucket-with-acls",
        severity: "warning",
        title: "a bucket whose objects have ACLs",
        why: "An object's ACL can give away what the bucket's policy keeps, and no policy shows it.",
        fix: "Give it BucketOwnershipControls with BucketOwnerEnforced.",
        source: hub("S3.12"),
        check: each(["aws:s3/bucket:Bucket"], (bucket) => {
            const [controls] = bucket.namedBy("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "bucket");
            const ownership = controls?.text("rule.objectOwnership") ?? "BucketOwnerEnforced";
            // Buckets made since April 2023 have no ACLs unless somebody asks for them.
            return ownership === "BucketOwnerEnforced" ? undefined : `objectOwnership is ${ownership}`;
        }),
    },
    {
        id: "public-address-at-launch",
        severity: "error",
        title: "instances or tasks that get a public address",
        why: "An instance behind a balancer needs none; with one its security group is all that is left.",
        fix: "Set mapPublicIpOnLaunch, associatePublicIpAddress and assignPublicIp to false.",
        source: hub("EC2.15"),
        check: (view) => [
            ...each(Object.keys(addressing), (one) => {
                const path = addressing[one.type] ?? "";
                return one.flag(path) === true ? `${path} is true` : undefined;
            })(view),
            ...each(["aws:ec2/launchTemplate:LaunchTemplate"], (template) =>
                template
                    .list("networkInterfaces")
                    .flatMap((one) =>
                        one.flag("associatePublicIpAddress") === true ? ["associatePublicIpAddress is true"] : [],
                    ),
            )(view),
            ...each(["aws:ecs/service:Service"], (service) =>
                service.flag("networkConfiguration.assignPublicIp") === true
                    ? "networkConfiguration.assignPublicIp is true"
                    : undefined,
            )(view),
        ],
    },
    {
        id: "control-plane-for-everyone",
        severity: "warning",
        title: "a Kubernetes API that the whole internet reaches",
        why: "A leaked token, or a fault of the API server, is then enough from anywhere.",
        fix: "Name your own blocks in vpcConfig.publicAccessCidrs, or set endpointPublicAccess to false.",
        source: hub("EKS.1"),
        check: each(["aws:eks/cluster:Cluster"], (cluster) => {
            // Both are EKS's own choice where nothing is said.
            if (cluster.flag("vpcConfig.endpointPublicAccess") === false) {
                return undefined;
            }
            const blocks = cluster.list("vpcConfig.publicAccessCidrs").map((block) => block.asText());
            const open = blocks.filter(fromAnywhere);
            return blocks.length === 0
                ? "its public endpoint has no publicAccessCidrs"
                : open.map((block) => `its public endpoint takes ${block} of publicAccessCidrs`);
        }),
    },
    {
        id: "function-for-everyone",
        severity: "error",
        title: "a function that anybody may call",
        why: "Each call costs, and does what the function may do.",
        fix: "Name the service or account that may call it, with sourceArn; give its URL AWS_IAM.",
        source: hub("Lambda.1"),
        check: (view) => [
            ...each(["aws:lambda/permission:Permission"], (permission) => {
                const narrow = ["sourceArn", "sourceAccount", "principalOrgId"].some((path) => permission.has(path));
                return permission.text("principal") === "*" && !narrow ? "principal is *" : undefined;
            })(view),
            ...each(["aws:lambda/functionUrl:FunctionUrl"], (url) =>
                url.text("authorizationType") === "NONE" ? "authorizationType is NONE" : undefined,
            )(view),
        ],
    },
];
