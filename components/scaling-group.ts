import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AppBundle } from "./app-bundle";
import type { LoadBalancer } from "./load-balancer";
import type { Network } from "./network";
import { onAnything, policy, trust } from "./shared/iam";
import { childrenOf, type Common, type Place } from "./shared/region";
import { userData } from "./shared/user-data";

export interface ScalingGroupArgs {
    readonly place: Place;
    readonly account: string;
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    readonly balancer: Pick<LoadBalancer, "targetGroupArn" | "securityGroupId" | "resourceLabel">;
    readonly app: AppArgs;
    readonly capacity: CapacityArgs;
    /** Blocks of the data tiers that the app speaks to, by the region they are in. */
    readonly databaseBlocks: Readonly<Record<string, string>>;
    /** Decrypts what the instances read in this region. */
    readonly keyArn: pulumi.Input<string>;
}

export interface AppArgs {
    readonly name: string;
    readonly port: number;
    readonly bundle: Pick<AppBundle, "bucket" | "key" | "version" | "access">;
    /** Name of the secret with the database's password; this region has a replica of it. */
    readonly passwordSecret: pulumi.Input<string>;
    readonly databasePort: number;
    /** Environment besides PORT, REGION, INSTANCE_ID, BUNDLE_VERSION, DATABASE_PORT and DATABASE_PASSWORD_FILE. */
    readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
}

export interface CapacityArgs {
    /** An arm64 type, e.g. "t4g.small". */
    readonly instanceType: string;
    /** Instances. A standby region lowers `min`, never `max`. */
    readonly min: number;
    readonly max: number;
    /** Average CPU, in percent, that the group keeps to. */
    readonly cpuPercent: number;
    /** Requests that the group keeps to. */
    readonly requestsPerInstancePerMinute: number;
}

/** Amazon Linux 2023 for arm64, resolved by EC2 at launch (https://docs.aws.amazon.com/linux/al2023/ug/ec2.html). */
const image = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/** Seconds that a new instance has to install, fetch and start before a failed probe counts against it. */
const graceSeconds = 180;

/** Seconds after which a new instance's load counts in the group's averages. */
const warmupSeconds = 60;

/**
 * Stateless app instances behind a balancer, in one region.
 *
 * The group's size belongs to AWS once it runs, so desired capacity is never set. A new launch template version (a
 * new bundle is one) replaces the instances, adding before it takes away. A refresh cannot roll itself back, because
 * AWS refuses that for images named by a parameter
 * (https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html).
 *
 * Cost: `capacity.min` instances are paid also while idle.
 */
export class ScalingGroup extends pulumi.ComponentResource {
    readonly groupName: pulumi.Output<string>;

    constructor(name: string, args: ScalingGroupArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:scaling-group:ScalingGroup", name, {}, opts);
        const { balancer, capacity, network } = args;
        const own = childrenOf(this, args.place);
        const door = createDoor(name, args, own);
        const profile = createProfile(name, args, own);
        const template = createTemplate(name, args, { own, doorId: door.id, profileArn: profile.arn });

        const group = new aws.autoscaling.Group(
            name,
            {
                ...own.placed,
                minSize: capacity.min,
                maxSize: capacity.max,
                vpcZoneIdentifiers: network.subnetIds.app,
                targetGroupArns: [balancer.targetGroupArn],
                launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
                healthCheckType: "ELB",
                healthCheckGracePeriod: graceSeconds,
                defaultInstanceWarmup: warmupSeconds,
                instanceRefresh: {
                    strategy: "Rolling",
                    preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
                },
                // A group has no tags of its own that reach its instances unless each says so.
                tags: Object.entries({ ...args.place.tags, Name: name }).map(([key, value]) => ({
                    key,
                    value,
                    propagateAtLaunch: true,
                })),
            },
            own.child,
        );
        createPolicies(name, args, { own, groupName: group.name });

        this.groupName = group.name;
        this.registerOutputs({ groupName: this.groupName });
    }
}

function createDoor(name: string, args: ScalingGroupArgs, own: Common): aws.ec2.SecurityGroup {
    const { app, balancer, databaseBlocks } = args;
    const door = new aws.ec2.SecurityGroup(
        `${name}-app`,
        { ...own.named(`${name}-app`), vpcId: args.network.vpcId, description: "App: from the balancer only" },
        own.child,
    );
    const rule = { ...own.tagged, securityGroupId: door.id, ipProtocol: "tcp" };
    new aws.vpc.SecurityGroupIngressRule(
        `${name}-app-balancer`,
        {
            ...rule,
            description: "From the balancer",
            referencedSecurityGroupId: balancer.securityGroupId,
            fromPort: app.port,
            toPort: app.port,
        },
        own.child,
    );
    new aws.vpc.SecurityGroupEgressRule(
        `${name}-app-https`,
        { ...rule, description: "AWS APIs and packages", cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443 },
        own.child,
    );
    for (const [region, block] of Object.entries(databaseBlocks)) {
        new aws.vpc.SecurityGroupEgressRule(
            `${name}-app-database-${region}`,
            {
                ...rule,
                description: `The database in ${region}`,
                cidrIpv4: block,
                fromPort: app.databasePort,
                toPort: app.databasePort,
            },
            own.child,
        );
    }
    return door;
}

/**
 * What Session Manager needs to reach an instance, and no more. AWS's own AmazonSSMManagedInstanceCore also lets an
 * instance read every parameter in the Parameter Store
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html).
 */
const sessionActions = [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
];

/** Instances may read their bundle and their secret, decrypt that secret, and be reached by Session Manager. */
function createProfile(name: string, args: ScalingGroupArgs, own: Common): aws.iam.InstanceProfile {
    const { account, app, keyArn, place } = args;
    const role = new aws.iam.Role(
        `${name}-app`,
        {
            ...own.global,
            description: `Instances of ${app.name} in ${place.region}`,
            assumeRolePolicy: trust("ec2.amazonaws.com"),
        },
        own.child,
    );
    // The six question marks stand for what Secrets Manager appends to a name; a replica has its source's.
    const secretArn = pulumi.interpolate`arn:aws:secretsmanager:${place.region}:${account}:secret:${app.passwordSecret}-??????`;
    const viaSecrets = { StringEquals: { "kms:ViaService": `secretsmanager.${place.region}.amazonaws.com` } };
    const rights = new aws.iam.RolePolicy(
        `${name}-app`,
        {
            role: role.name,
            policy: pulumi.jsonStringify(
                policy([
                    ...app.bundle.access,
                    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn },
                    { Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn, Condition: viaSecrets },
                    onAnything("SessionManager", sessionActions),
                ]),
            ),
        },
        own.child,
    );
    // After its rights: an instance that boots without them cannot fetch its bundle.
    return new aws.iam.InstanceProfile(
        `${name}-app`,
        { ...own.global, role: role.name },
        { ...own.child, dependsOn: [rights] },
    );
}

interface TemplateParts {
    readonly own: Common;
    readonly doorId: pulumi.Output<string>;
    readonly profileArn: pulumi.Output<string>;
}

function createTemplate(
    name: string,
    args: ScalingGroupArgs,
    { own, ...parts }: TemplateParts,
): aws.ec2.LaunchTemplate {
    const tags = { ...args.place.tags, Name: name };
    return new aws.ec2.LaunchTemplate(
        name,
        {
            ...own.tagged,
            imageId: image,
            instanceType: args.capacity.instanceType,
            iamInstanceProfile: { arn: parts.profileArn },
            vpcSecurityGroupIds: [parts.doorId],
            metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
            monitoring: { enabled: true },
            ebsOptimized: "true",
            blockDeviceMappings: [
                { deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeType: "gp3", deleteOnTermination: "true" } },
            ],
            tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
                resourceType,
                tags,
            })),
            updateDefaultVersion: true,
            userData: instanceUserData(args).apply((text) => Buffer.from(text).toString("base64")),
        },
        own.child,
    );
}

function instanceUserData({ app, place }: ScalingGroupArgs): pulumi.Output<string> {
    const { bundle } = app;
    return pulumi
        .all([
            app.environment,
            app.passwordSecret,
            pulumi.interpolate`s3://${bundle.bucket}/${bundle.key}`,
            // In the template only so that a new bundle is a new version of it, which replaces the instances.
            bundle.version,
        ])
        .apply(([environment, passwordSecret, bundleUrl, version]) =>
            userData({
                app: app.name,
                region: place.region,
                bundleUrl,
                passwordSecret,
                environment: {
                    ...environment,
                    PORT: String(app.port),
                    DATABASE_PORT: String(app.databasePort),
                    BUNDLE_VERSION: version,
                },
            }),
        );
}

interface GroupParts {
    readonly own: Common;
    readonly groupName: pulumi.Output<string>;
}

/** Whichever of the two asks for more instances wins; requests see a rush before CPU does. */
function createPolicies(name: string, { balancer, capacity }: ScalingGroupArgs, { own, groupName }: GroupParts): void {
    const common = { ...own.placed, autoscalingGroupName: groupName, policyType: "TargetTrackingScaling" };
    new aws.autoscaling.Policy(
        `${name}-cpu`,
        {
            ...common,
            targetTrackingConfiguration: {
                predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
                targetValue: capacity.cpuPercent,
            },
        },
        own.child,
    );
    new aws.autoscaling.Policy(
        `${name}-requests`,
        {
            ...common,
            targetTrackingConfiguration: {
                predefinedMetricSpecification: {
                    predefinedMetricType: "ALBRequestCountPerTarget",
                    resourceLabel: balancer.resourceLabel,
                },
                targetValue: capacity.requestsPerInstancePerMinute,
            },
        },
        own.child,
    );
}
