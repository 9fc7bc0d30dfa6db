import * as aws from "@pulumi/aws";
import type { TierAlarm } from "../shared/alarm";
import { memberName } from "./checks";
import { watchTags, type Member, type Site } from "./site";

/**
 * Route 53 keeps its metrics here and nowhere else, so the alarms stand here and fall silent with this region; the cells'
 * own alarms are the second pair of eyes. Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-health-checks.html.
 */
const metricsRegion = "us-east-1";

/** A cell that is red may be a lost region: then clients wait for both failovers, and what the cell says of itself is silent. */
const endangered = ["availabilityPercent", "readRtoSeconds", "writeRtoSeconds"] as const;

/** Rings while Route 53 takes a cell for dead, or has been told to. */
export function createRedAlarm(site: Site, { cell, healthCheckId }: Member): TierAlarm[] {
    if (healthCheckId === undefined) {
        return [];
    }
    const name = `${memberName(site, cell)}-red`;
    const alarm = new aws.cloudwatch.MetricAlarm(
        name,
        {
            region: metricsRegion,
            tags: watchTags(site, name, cell),
            alarmDescription:
                `Route 53 answers ${site.hostname} without ${cell.region}. ` +
                `Ask https://${cell.region}.${site.hostname} by hand; clients are moved already.`,
            namespace: "AWS/Route53",
            metricName: "HealthCheckStatus",
            dimensions: { HealthCheckId: healthCheckId },
            statistic: "Minimum",
            period: 60,
            evaluationPeriods: 1,
            comparisonOperator: "LessThanThreshold",
            threshold: 1,
            // A check that says nothing is not known to be green.
            treatMissingData: "breaching",
        },
        site.child,
    );
    return [{ tier: "traffic", promise: endangered, arn: alarm.arn }];
}
