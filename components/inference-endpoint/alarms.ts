import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TierAlarm } from "../shared/alarm";
import { onlyVariant, type AsyncSettings, type RealtimeSettings, type ServerlessSettings } from "./settings";
import type { Site } from "./site";

/** An alarm that also takes a rollout back. */
export interface WatchedAlarm {
    readonly alarm: TierAlarm;
    readonly name: pulumi.Output<string>;
}

/** Minutes: three in a row, so that one slow one wakes nobody. */
const patience = { evaluationPeriods: 3, datapointsToAlarm: 3 };

/** Minutes that requests wait without any instance before somebody should ask whether there is none to be had. */
const capacityMinutes = 15;

/** SageMaker gives latencies in microseconds. */
const microsecondsPerMillisecond = 1000;

/** Alarms of an endpoint that is not there yet: it is told their names. */
export function createAlarms(site: Site): WatchedAlarm[] {
    const { settings } = site;
    switch (settings.kind) {
        case "realtime":
            return Object.keys(settings.variants).flatMap((key) => watchAnswers(site, key, settings));
        case "serverless":
            return watchAnswers(site, onlyVariant, settings);
        case "async":
            return [watchErrors(site, onlyVariant, settings.errorPercent), ...watchQueue(site, settings)];
    }
}

type Query = aws.types.input.cloudwatch.MetricAlarmMetricQuery;

function watchAnswers(
    site: Site,
    key: string,
    { p99Milliseconds, errorPercent }: RealtimeSettings | ServerlessSettings,
): WatchedAlarm[] {
    const latency = createAlarm(site, `${key}-latency`, {
        alarmDescription:
            `p99 of ${site.endpointName}, variant ${key}, above ${p99Milliseconds} ms: the sum of the model's p99 and of ` +
            "SageMaker's, which is at least the true one. Look at its instances' CPU and GPU; raise its limits, or take " +
            "the last model back.",
        metricQueries: [
            { id: "total", expression: "model + overhead", label: "p99", returnData: true },
            measure(site, key, { id: "model", metricName: "ModelLatency", stat: "p99" }),
            measure(site, key, { id: "overhead", metricName: "OverheadLatency", stat: "p99" }),
        ],
        threshold: p99Milliseconds * microsecondsPerMillisecond,
    });
    return [watched(latency), watchErrors(site, key, errorPercent)];
}

function watchErrors(site: Site, key: string, errorPercent: number): WatchedAlarm {
    const alarm = createAlarm(site, `${key}-errors`, {
        alarmDescription:
            `More than ${errorPercent} % of the requests to ${site.endpointName}, variant ${key}, fail with 5xx. ` +
            "Read the container's log; take the last model back.",
        namespace: "AWS/SageMaker",
        metricName: "Invocation5XXErrors",
        dimensions: { EndpointName: site.endpointName, VariantName: key },
        period: 60,
        // Each request sends 0 or 1. Asynchronous endpoints count their requests by no metric of that name.
        statistic: "Average",
        threshold: errorPercent / 100,
    });
    return watched(alarm, { promise: "availabilityPercent" });
}

/** The queue of an asynchronous endpoint: it grows old, or nothing is there to work on it. */
function watchQueue(site: Site, { oldestRequestSeconds }: AsyncSettings): WatchedAlarm[] {
    const { endpointName } = site;
    const ofEndpoint = { namespace: "AWS/SageMaker", dimensions: { EndpointName: endpointName }, period: 60 };
    const old = createAlarm(site, "age", {
        ...ofEndpoint,
        alarmDescription:
            `The oldest request to ${endpointName} waits for more than ${oldestRequestSeconds} s. Raise capacity.max, or ` +
            "look at the failures that its container writes.",
        metricName: "ApproximateAgeOfOldestRequest",
        statistic: "Maximum",
        threshold: oldestRequestSeconds,
    });
    const starved = createAlarm(site, "capacity", {
        ...ofEndpoint,
        alarmDescription:
            `${endpointName} has had requests and no instance for ${capacityMinutes} minutes: AWS may have none of its type ` +
            "in this region now. Choose another type, or ask another region's endpoint.",
        metricName: "HasBacklogWithoutCapacity",
        statistic: "Minimum",
        evaluationPeriods: capacityMinutes,
        datapointsToAlarm: capacityMinutes,
        threshold: 0,
    });
    return [watched(old), watched(starved)];
}

function watched({ arn, name }: aws.cloudwatch.MetricAlarm, endangered: Pick<TierAlarm, "promise"> = {}): WatchedAlarm {
    return { alarm: { tier: "inference", ...endangered, arn }, name };
}

interface Measure {
    readonly id: string;
    readonly metricName: string;
    readonly stat: string;
}

function measure({ endpointName }: Site, key: string, { id, metricName, stat }: Measure): Query {
    const dimensions = { EndpointName: endpointName, VariantName: key };
    return { id, metric: { namespace: "AWS/SageMaker", metricName, dimensions, period: 60, stat } };
}

type Differing = Omit<aws.cloudwatch.MetricAlarmArgs, "comparisonOperator" | "evaluationPeriods"> & {
    readonly evaluationPeriods?: number;
};

function createAlarm({ name, own }: Site, key: string, args: Differing): aws.cloudwatch.MetricAlarm {
    return new aws.cloudwatch.MetricAlarm(
        `${name}-${key}`,
        {
            ...own.tagged,
            ...patience,
            ...args,
            comparisonOperator: "GreaterThanThreshold",
            // Nobody asked, so nothing was slow and nothing failed.
            treatMissingData: "notBreaching",
        },
        own.child,
    );
}
