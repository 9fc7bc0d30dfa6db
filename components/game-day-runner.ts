import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { Bucket } from "./bucket";
import { createRole, drillStatements, scheduleStatements, startStatements } from "./game-day-runner/roles";
import { checkGameDay, type DrilledCell } from "./game-day-runner/rules";
import type { DrillSchedule, GameDaySettings } from "./game-day-runner/settings";
import { windowsBetween } from "./game-day-runner/windows";
import { childrenOf, type Common, type Tags } from "./shared/region";
import { rejectProblems } from "./shared/reject";

export interface GameDayRunnerArgs {
    readonly tags: Tags;
    readonly account: string;
    readonly settings: GameDaySettings;
    /** What drills break. */
    readonly cells: readonly DrilledCell[];
    /** The platform, by the value of its tag `antipode:platform`, and its global database. */
    readonly target: { readonly platform: string; readonly globalClusterArn: pulumi.Input<string> };
    /** Where reports go, in the runner's region. */
    readonly reports: Pick<Bucket, "bucket" | "write">;
    /** Encrypts image, logs and queue in the runner's region. */
    readonly keyArn: pulumi.Input<string>;
}

/** Zones of the runner's network: the second starts the task when the first has no capacity. */
const zones = 2;

/** Of a Fargate task: k6's eight client processes (50 MB each) and Node beside them. */
const taskSize = { cpu: "2048", memory: "4096" };

/** The least that EventBridge Scheduler takes (https://docs.aws.amazon.com/scheduler/latest/APIReference/API_RetryPolicy.html). */
const leastEventAgeSeconds = 60;

const logDays = 90;
const keptImages = 10;
const container = "runner";

/**
 * Stateless. Drills on AWS, by schedule: a task with k6 and this project's command, in a small network of its own, in
 * a region that no drill takes away. It can touch only what carries the platform's tag.
 *
 * awsx leaves the region out of some of what it makes (https://github.com/pulumi/pulumi-awsx/issues/1933) and of how it
 * asks for the registry's password: the component needs a provider whose own region is the runner's.
 *
 * Not yet run against AWS, and the command in the task does not yet drill there (`antipode gameday run --target aws`
 * says so and ends): leave schedules disabled until it does. Deploying it builds an image, which needs Docker.
 *
 * Cost: nothing by the hour: an image, logs, a queue and reports that lie there. Each drill is paid by its minutes.
 * Loses: with its own region, the drills.
 */
export class GameDayRunner extends pulumi.ComponentResource {
    readonly clusterArn: pulumi.Output<string>;

    constructor(name: string, args: GameDayRunnerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:game-day-runner:GameDayRunner", name, {}, opts);
        const { account, keyArn, settings, tags } = args;
        rejectProblems(this, `GameDayRunner "${name}"`, checkGameDay(settings, args.cells));
        const { region } = settings;
        const own = childrenOf(this, { region, tags });
        const network = createNetwork(name, settings, own);
        const door = createDoor(name, network.vpcId, own);
        const cluster = new aws.ecs.Cluster(name, own.tagged, own.child);
        const queue = new aws.sqs.Queue(name, { ...own.tagged, kmsMasterKeyId: keyArn }, own.child);
        const familyArn = `arn:aws:ecs:${region}:${account}:task-definition/${name}`;
        const task = createTask(name, args, own);
        const scheduler = createRole(`${name}-schedule`, {
            own,
            account,
            description: `Starts the drills of ${args.target.platform}`,
            service: "scheduler.amazonaws.com",
            statements: scheduleStatements({
                clusterArn: cluster.arn,
                familyArn,
                taskArns: pulumi.interpolate`arn:aws:ecs:${region}:${account}:task/${cluster.name}/*`,
                roleArns: task.roleArns,
                queueArn: queue.arn,
                keyArn,
            }),
        });
        createSchedules(name, settings, {
            own,
            after: task.definition,
            keyArn,
            target: {
                arn: cluster.arn,
                roleArn: scheduler.arn,
                deadLetterConfig: { arn: queue.arn },
                // A drill starts on time or not at all: a late one may reach into a blackout.
                retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: leastEventAgeSeconds },
                ecsParameters: {
                    // Without a revision: always the newest.
                    taskDefinitionArn: familyArn,
                    launchType: "FARGATE",
                    taskCount: 1,
                    propagateTags: "TASK_DEFINITION",
                    networkConfiguration: {
                        subnets: network.publicSubnetIds,
                        securityGroups: [door.id],
                        assignPublicIp: true,
                    },
                },
            },
        });
        this.clusterArn = cluster.arn;
        this.registerOutputs({ clusterArn: this.clusterArn });
    }
}

/** A network of its own, joined to no other. */
function createNetwork(name: string, settings: GameDaySettings, own: Common): awsx.ec2.Vpc {
    return new awsx.ec2.Vpc(
        name,
        {
            ...own.tagged,
            cidrBlock: settings.cidr,
            numberOfAvailabilityZones: zones,
            // A public address is dearer than none and far cheaper than a gateway that waits for a weekly drill.
            natGateways: { strategy: "None" },
            subnetStrategy: "Auto",
            subnetSpecs: [{ type: "Public" }],
        },
        own.child,
    );
}

/** Nothing in; out to AWS's APIs and the platform's door. The VPC's own resolver needs no rule. */
function createDoor(name: string, vpcId: pulumi.Input<string>, own: Common): aws.ec2.SecurityGroup {
    const door = new aws.ec2.SecurityGroup(
        name,
        { ...own.named(name), vpcId, description: "Drills: HTTPS out, nothing in" },
        own.child,
    );
    new aws.vpc.SecurityGroupEgressRule(
        `${name}-https`,
        {
            ...own.tagged,
            securityGroupId: door.id,
            description: "The platform and AWS APIs",
            cidrIpv4: "0.0.0.0/0",
            ipProtocol: "tcp",
            fromPort: 443,
            toPort: 443,
        },
        own.child,
    );
    return door;
}

interface Task {
    readonly definition: pulumi.Resource;
    readonly roleArns: readonly pulumi.Output<string>[];
}

interface StoredImage {
    readonly uri: pulumi.Output<string>;
    readonly repositoryArn: pulumi.Output<string>;
}

/** The image, in a repository of its own. It carries nothing secret and is made anew from this project. */
function createImage(name: string, { account, keyArn, settings }: GameDayRunnerArgs, own: Common): StoredImage {
    const repository = new awsx.ecr.Repository(
        name,
        {
            ...own.tagged,
            // awsx pushes every build under one tag; the task names its image by digest.
            imageTagMutability: "MUTABLE",
            imageScanningConfiguration: { scanOnPush: true },
            encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
            lifecyclePolicy: { rules: [{ tagStatus: "any", maximumNumberOfImages: keptImages }] },
            forceDelete: true,
        },
        own.child,
    );
    const image = new awsx.ecr.Image(
        name,
        { repositoryUrl: repository.url, context: ".", dockerfile: "gameday/Dockerfile", platform: "linux/arm64" },
        own.child,
    );
    // Of the repository only its url is a plain output; its arn has the same two words in another order.
    const repositoryArn = repository.url.apply(
        (url) => `arn:aws:ecr:${settings.region}:${account}:repository/${url.slice(url.indexOf("/") + 1)}`,
    );
    return { uri: image.imageUri, repositoryArn };
}

/** The two roles of the task, and where it writes. */
function createTask(name: string, args: GameDayRunnerArgs, own: Common): Task {
    const { account, keyArn, reports, target } = args;
    const image = createImage(name, args, own);
    const logs = new aws.cloudwatch.LogGroup(
        name,
        { ...own.tagged, retentionInDays: logDays, kmsKeyId: keyArn },
        own.child,
    );
    const starter = createRole(`${name}-start`, {
        own,
        account,
        description: `Starts the task of ${name}`,
        service: "ecs-tasks.amazonaws.com",
        statements: startStatements(image.repositoryArn, logs.arn),
    });
    const { platform, globalClusterArn } = target;
    const drill = createRole(name, {
        own,
        account,
        description: `Drills ${platform}: what carries its tag, and nothing else`,
        service: "ecs-tasks.amazonaws.com",
        statements: drillStatements({ platform, account, globalClusterArn, report: reports.write("runs/*") }),
    });
    const definition = new awsx.ecs.FargateTaskDefinition(
        name,
        {
            ...own.tagged,
            ...taskSize,
            family: name,
            runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
            executionRole: { roleArn: starter.arn },
            taskRole: { roleArn: drill.arn },
            logGroup: { existing: { arn: logs.arn } },
            container: {
                name: container,
                image: image.uri,
                essential: true,
                user: "node",
                environment: [{ name: "REPORTS", value: pulumi.interpolate`s3://${reports.bucket}/runs` }],
            },
        },
        own.child,
    );
    return { definition, roleArns: [starter.arn, drill.arn] };
}

interface ScheduleParts {
    readonly own: Common;
    /** What must be there before a schedule may start it. */
    readonly after: pulumi.Resource;
    readonly keyArn: pulumi.Input<string>;
    readonly target: aws.types.input.scheduler.ScheduleTarget;
}

/** One for each drill and each time between blackouts. */
function createSchedules(name: string, settings: GameDaySettings, parts: ScheduleParts): void {
    const { own, after, keyArn } = parts;
    for (const [key, schedule] of Object.entries(settings.schedules)) {
        for (const { key: window, ...bounds } of windowsBetween(settings.blackouts)) {
            new aws.scheduler.Schedule(
                `${name}-${key}-${window}`,
                {
                    ...own.placed,
                    ...bounds,
                    description: `${schedule.drill}, between blackouts`,
                    scheduleExpression: `cron(${schedule.cron})`,
                    scheduleExpressionTimezone: schedule.timeZone,
                    state: schedule.state === "enabled" ? "ENABLED" : "DISABLED",
                    flexibleTimeWindow: { mode: "OFF" },
                    kmsKeyArn: keyArn,
                    target: { ...parts.target, input: JSON.stringify(commandOf(schedule)) },
                },
                { ...own.child, dependsOn: [after] },
            );
        }
    }
}

/** What the scheduled task is told: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerOverride.html */
function commandOf({ drill }: DrillSchedule): object {
    return { containerOverrides: [{ name: container, command: ["gameday", "run", drill, "--target", "aws"] }] };
}
