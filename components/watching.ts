import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { TierAlarm, WatchedPromise } from "./shared/alarm";
import { policy } from "./shared/iam";
import { problemIf, type Problem } from "./shared/problems";
import { childrenOf, type Common, type Place } from "./shared/region";
import { rejectProblems } from "./shared/reject";

export interface WatchingArgs {
    readonly place: Place;
    /** The account whose alarms may speak through the topic. */
    readonly account: string;
    /** Encrypts messages; its policy must let CloudWatch use it. */
    readonly keyArn: pulumi.Input<string>;
    /** What is watched: e.g. "cell eu-west-1". Begins each message. */
    readonly subject: string;
    /** Alarms of this region, as the components that made them publish them; with none there is the topic alone. */
    readonly alarms: readonly TierAlarm[];
    /** E-mail addresses that are told; each must confirm once. */
    readonly subscribers: readonly string[];
}

/**
 * Alarms that one composite alarm may name. Source:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
const mostChildren = 100;

/**
 * What tells people that something is wrong in one region: a topic, a composite alarm over everything watched there,
 * and one for each promise that is in danger. The alarms below them are silent, so that one cause makes one message
 * of each kind.
 *
 * Loses: with its region, its own voice. Other regions' health checks are what notices a lost region.
 */
export class Watching extends pulumi.ComponentResource {
    /** Where messages go; other things that must tell people publish to it too. */
    readonly topicArn: pulumi.Output<string>;

    constructor(name: string, args: WatchingArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:watching:Watching", name, {}, opts);
        rejectProblems(this, `Watching "${name}"`, checkWatching(args));
        const own = childrenOf(this, args.place);
        const topic = createTopic(name, args, own);
        if (args.alarms.length > 0) {
            createComposite(own, {
                topicArn: topic.arn,
                name: `${name}-health`,
                description: `${args.subject}: something that is watched is wrong; its children say what.`,
                alarms: args.alarms,
            });
        }
        for (const promise of watchedPromises(args.alarms)) {
            createComposite(own, {
                topicArn: topic.arn,
                name: `${name}-${promise}`,
                description: `${args.subject}: the promise ${promise} is in danger.`,
                alarms: args.alarms.filter((alarm) => promisesOf(alarm).includes(promise)),
            });
        }
        this.topicArn = topic.arn;
        this.registerOutputs({ topicArn: this.topicArn });
    }
}

function checkWatching({ alarms }: Pick<WatchingArgs, "alarms">): Problem[] {
    return problemIf(
        alarms.length > mostChildren,
        "alarms",
        `expected at most ${mostChildren} (CloudWatch's limit for one composite alarm), got ${alarms.length}`,
    );
}

/** Promises that some alarm stands for, in one order. */
function watchedPromises(alarms: readonly TierAlarm[]): WatchedPromise[] {
    return [...new Set(alarms.flatMap(promisesOf))].sort();
}

function promisesOf({ promise }: TierAlarm): readonly WatchedPromise[] {
    return [promise ?? []].flat();
}

function createTopic(name: string, { account, keyArn, subscribers, place }: WatchingArgs, own: Common): aws.sns.Topic {
    const topic = new aws.sns.Topic(name, { ...own.tagged, kmsMasterKeyId: keyArn }, own.child);
    const publishers = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com", "costalerts.amazonaws.com"];
    const allow = {
        Sid: "AlarmsOfThisAccount",
        Effect: "Allow",
        Principal: { Service: publishers },
        Action: "sns:Publish",
        Resource: topic.arn,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
    };
    const deny = {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: topic.arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    new aws.sns.TopicPolicy(
        name,
        { region: place.region, arn: topic.arn, policy: pulumi.jsonStringify(policy<object>([allow, deny])) },
        own.child,
    );
    for (const address of subscribers) {
        new aws.sns.TopicSubscription(
            `${name}-${address}`,
            { ...own.placed, topic: topic.arn, protocol: "email", endpoint: address },
            own.child,
        );
    }
    return topic;
}

interface Composite {
    readonly topicArn: pulumi.Output<string>;
    readonly name: string;
    readonly description: string;
    readonly alarms: readonly TierAlarm[];
}

function createComposite(own: Common, { topicArn, name, description, alarms }: Composite): void {
    const rule = pulumi
        .all(alarms.map(({ arn }) => arn))
        .apply((arns) => arns.map((arn) => `ALARM("${nameIn(arn)}")`).join(" OR "));
    new aws.cloudwatch.CompositeAlarm(
        name,
        {
            ...own.tagged,
            // Pulumi makes no name for this type, and other alarms call it by it.
            alarmName: name,
            alarmDescription: description,
            alarmRule: rule,
            alarmActions: [topicArn],
            okActions: [topicArn],
        },
        own.child,
    );
}

/**
 * An alarm's name, which a rule may call it by as well as by its arn. By their arns a hundred would not go into a rule,
 * which takes 10,240 characters (AlarmRule of the same page as the limit above).
 */
function nameIn(arn: string): string {
    return /^arn:[^:]+:cloudwatch:[^:]+:\d+:alarm:(.+)$/.exec(arn)?.[1] ?? arn;
}
