import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TierAlarm } from "../shared/alarm";
import type { Common } from "../shared/region";
import { inServiceMetric } from "./rules";
import type { ScalingSettings } from "./settings";

/** Minutes below the minimum that are trouble: a launch and its first health checks take fewer. */
const belowMinutes = 5;

/** Minutes at the maximum that are trouble: a rush that ends by itself takes fewer. */
const fullMinutes = 30;

interface AlarmParts {
    readonly own: Common;
    readonly name: string;
    readonly groupName: pulumi.Output<string>;
}

/**
 * Too few that serve, and no more to be had. A group that may be empty can never have too few, and one of a fixed size
 * is always full: they get no such alarm.
 */
export function createAlarms(settings: ScalingSettings, parts: AlarmParts): TierAlarm[] {
    const { min, max } = settings;
    const below: TierAlarm[] =
        min === 0 ? [] : [{ tier: "web", promise: "availabilityPercent", arn: createBelow(settings, parts) }];
    const full: TierAlarm[] =
        max === min ? [] : [{ tier: "web", promise: "p99Milliseconds", arn: createFull(max, parts) }];
    return [...below, ...full];
}

function createBelow(settings: ScalingSettings, parts: AlarmParts): pulumi.Output<string> {
    return createGroupAlarm(parts, {
        role: "below-minimum",
        description:
            `Fewer than ${settings.min} instances of ${parts.name} serve. ` +
            "Read the group's activity history: a launch fails, or new instances never become healthy.",
        metricName: inServiceMetric(settings),
        comparisonOperator: "LessThanThreshold",
        threshold: settings.min,
        minutes: belowMinutes,
        // A group publishes each minute; silence means that nobody can say how many serve.
        treatMissingData: "breaching",
    });
}

function createFull(max: number, parts: AlarmParts): pulumi.Output<string> {
    return createGroupAlarm(parts, {
        role: "at-maximum",
        description:
            `${parts.name} has wanted its maximum of ${max} for ${fullMinutes} minutes. ` +
            "More load will be served slower: raise web.max, or find out why load grew.",
        metricName: "GroupDesiredCapacity",
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: max,
        minutes: fullMinutes,
        // That nothing is said is the other alarm's matter.
        treatMissingData: "notBreaching",
    });
}

interface GroupAlarm {
    readonly role: string;
    readonly description: string;
    readonly metricName: string;
    readonly comparisonOperator: string;
    readonly threshold: number;
    readonly minutes: number;
    readonly treatMissingData: string;
}

function createGroupAlarm(
    { own, name, groupName }: AlarmParts,
    { role, description, minutes, ...alarm }: GroupAlarm,
): pulumi.Output<string> {
    return new aws.cloudwatch.MetricAlarm(
        `${name}-${role}`,
        {
            ...own.tagged,
            ...alarm,
            alarmDescription: description,
            namespace: "AWS/AutoScaling",
            dimensions: { AutoScalingGroupName: groupName },
            statistic: "Minimum",
            period: 60,
            evaluationPeriods: minutes,
        },
        own.child,
    ).arn;
}
