import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TierAlarm, WatchedPromise } from "../shared/alarm";
import { mainGroup, type KeyedGroup, type Site } from "./site";

type AlarmInputs = aws.cloudwatch.MetricAlarmArgs;

/** An alarm over CloudWatch's metrics of balancers, a minute at a time. */
interface Watch {
    readonly role: string;
    readonly promise?: WatchedPromise;
    readonly inputs: AlarmInputs;
}

/** An alarm as it is published, and by its name in AWS. */
export interface NamedAlarm {
    readonly role: string;
    readonly published: TierAlarm;
    readonly name: pulumi.Output<string>;
}

interface Subject {
    readonly site: Site;
    readonly balancer: pulumi.Output<string>;
    readonly namespace: string;
}

/** In a quiet minute one failure is a large share, and neither calls anybody nor stops a release. */
const fewestFailures = 5;

/** Metrics come once a minute; three of five must be bad, so that one bad minute calls nobody. */
const fewOfMany = { evaluationPeriods: 5, datapointsToAlarm: 3 };

/**
 * The alarms of one balancer. Metrics and their meaning:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html.
 */
export function createAlarms(
    site: Site,
    balancer: pulumi.Output<string>,
    groups: readonly KeyedGroup[],
): readonly NamedAlarm[] {
    const { kind, tls } = site.args.settings;
    const subject = { site, balancer, namespace: kind === "alb" ? "AWS/ApplicationELB" : "AWS/NetworkELB" };
    const watches = [
        ...(kind === "alb" ? albWatches(subject) : nlbWatches(subject)),
        ...(tls.mode === "bridging" ? [handshakes(subject)] : []),
        ...groups.flatMap((group) => hostWatches(subject, group)),
    ];
    return watches.map((watch) => createAlarm(site, watch));
}

function createAlarm({ name, own }: Site, { role, promise, inputs }: Watch): NamedAlarm {
    const alarm = new aws.cloudwatch.MetricAlarm(`${name}-${role}`, { ...own.tagged, ...inputs }, own.child);
    const published: TierAlarm = { tier: "balancer", ...(promise === undefined ? {} : { promise }), arn: alarm.arn };
    return { role, published, name: alarm.name };
}

function albWatches(subject: Subject): Watch[] {
    const { p99Milliseconds, availabilityPercent } = subject.site.args.promises;
    return [
        {
            role: "errors",
            promise: "availabilityPercent",
            inputs: {
                ...share(subject, ["HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count"], "RequestCount"),
                ...fewOfMany,
                alarmDescription:
                    `More than the promise allows (${availabilityPercent} % answered) ends in a 5xx. ` +
                    "Look at the app's log first, then at its database.",
            },
        },
        {
            role: "slow",
            promise: "p99Milliseconds",
            inputs: {
                ...metric(subject, "TargetResponseTime"),
                ...fewOfMany,
                extendedStatistic: "p99",
                evaluateLowSampleCountPercentiles: "ignore",
                comparisonOperator: "GreaterThanThreshold",
                threshold: p99Milliseconds / 1000,
                treatMissingData: "notBreaching",
                alarmDescription:
                    `One request in a hundred takes the targets longer than ${p99Milliseconds} ms, without the network ` +
                    "between. Compare with the number of instances and with the database's load.",
            },
        },
        turnedAway(subject, "RejectedConnectionCount", "The balancer has reached its most connections."),
    ];
}

function nlbWatches(subject: Subject): Watch[] {
    const { availabilityPercent } = subject.site.args.promises;
    return [
        {
            role: "resets",
            promise: "availabilityPercent",
            inputs: {
                ...share(subject, ["TCP_Target_Reset_Count", "TCP_ELB_Reset_Count"], "NewFlowCount"),
                ...fewOfMany,
                alarmDescription:
                    `More connections than the promise allows (${availabilityPercent} % answered) are reset by targets ` +
                    "or balancer. Look for targets that crash or are replaced.",
            },
        },
        turnedAway(
            subject,
            "PortAllocationErrorCount",
            "The balancer has no port left to reach its targets: add targets.",
        ),
    ];
}

function turnedAway(subject: Subject, metricName: string, meaning: string): Watch {
    return {
        role: "rejected",
        promise: "availabilityPercent",
        inputs: {
            ...metric(subject, metricName),
            statistic: "Sum",
            evaluationPeriods: 1,
            comparisonOperator: "GreaterThanThreshold",
            threshold: 0,
            // Counted only when it happens.
            treatMissingData: "notBreaching",
            alarmDescription: `Clients are turned away. ${meaning}`,
        },
    };
}

function handshakes(subject: Subject): Watch {
    return {
        role: "handshakes",
        promise: "availabilityPercent",
        inputs: {
            ...metric(subject, "TargetTLSNegotiationErrorCount"),
            ...fewOfMany,
            statistic: "Sum",
            comparisonOperator: "GreaterThanThreshold",
            threshold: 0,
            treatMissingData: "notBreaching",
            alarmDescription:
                "Balancer and targets agree on no TLS. Look at the certificate and protocols of the targets.",
        },
    };
}

/** Of each group, targets that are down; of the app's, whether any is left. */
function hostWatches(subject: Subject, group: KeyedGroup): Watch[] {
    const down: Watch = {
        role: group.key === mainGroup ? "unhealthy" : `${group.key}-unhealthy`,
        inputs: {
            ...metric(subject, "UnHealthyHostCount", group),
            ...fewOfMany,
            statistic: "Maximum",
            comparisonOperator: "GreaterThanThreshold",
            threshold: 0,
            // A group without targets says nothing.
            treatMissingData: "notBreaching",
            alarmDescription: "Targets fail their health check and are not replaced. Look at their start-up log.",
        },
    };
    return group.key === mainGroup ? [down, nobodyLeft(subject, group)] : [down];
}

/**
 * No balancer node sees a target that serves. A cell that runs nothing rings by right: it can carry nobody, which the
 * composite alarm of a standby knows.
 */
function nobodyLeft(subject: Subject, group: KeyedGroup): Watch {
    return {
        role: "empty",
        promise: "availabilityPercent",
        inputs: {
            ...metric(subject, "HealthyHostCount", group),
            statistic: "Maximum",
            evaluationPeriods: 1,
            comparisonOperator: "LessThanThreshold",
            threshold: 1,
            treatMissingData: "breaching",
            alarmDescription:
                "No target serves: Route 53 moves clients to another cell. See that the other carries them.",
        },
    };
}

function metric({ balancer, namespace }: Subject, metricName: string, group?: KeyedGroup): MetricInputs {
    const targets = group === undefined ? {} : { TargetGroup: group.arnSuffix };
    return { namespace, metricName, period: 60, dimensions: { LoadBalancer: balancer, ...targets } };
}

type MetricInputs = Pick<AlarmInputs, "namespace" | "metricName" | "period" | "dimensions">;
type ShareInputs = Pick<AlarmInputs, "metricQueries" | "comparisonOperator" | "threshold" | "treatMissingData">;

/** Bad events of all, in percent, above what the availability promise allows. Without events there is no share. */
function share({ balancer, namespace, site }: Subject, bad: readonly string[], all: string): ShareInputs {
    const count = (id: string, metricName: string) => ({
        id,
        metric: { namespace, metricName, period: 60, stat: "Sum", dimensions: { LoadBalancer: balancer } },
    });
    const sum = bad.map((_, index) => `FILL(bad${index}, 0)`).join(" + ");
    // An ALB counts as requests only those that it had a target for: what it answered itself comes on top.
    const whole = `(FILL(all, 0) + FILL(bad${bad.length - 1}, 0))`;
    return {
        metricQueries: [
            ...bad.map((metricName, index) => count(`bad${index}`, metricName)),
            count("all", all),
            {
                id: "share",
                expression: `IF((${sum}) < ${fewestFailures}, 0, 100 * (${sum}) / ${whole})`,
                label: "Failed, in percent",
                returnData: true,
            },
        ],
        comparisonOperator: "GreaterThanThreshold",
        threshold: roundPercent(100 - site.args.promises.availabilityPercent),
        treatMissingData: "notBreaching",
    };
}

/** 100 - 99.99 is 0.01000000000000512: a threshold is read by people. */
function roundPercent(value: number): number {
    return Number(value.toFixed(6));
}
