import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { TrafficCell } from "../traffic";
import { shortRegion, type Region } from "../shared/regions";
import type { EndpointCheck, ErrorCount, FailoverControl } from "./settings";
import { watchTags, type Site } from "./site";

/** Namespace of the metric that throws a switch. */
const stopNamespace = "Antipode/Traffic";

const stopMetric = "Stop";

type StopControl = Extract<FailoverControl, { kind: "stop" }>;

/** Probes a cell by its own name, which exists whatever `app` is answered with. */
export function createEndpointCheck(
    site: Site,
    cell: TrafficCell,
    { probe, after }: { readonly probe: EndpointCheck; readonly after: aws.route53.Record },
): aws.route53.HealthCheck {
    const name = memberName(site, cell);
    return new aws.route53.HealthCheck(
        name,
        {
            tags: watchTags(site, name, cell),
            type: "HTTPS",
            fqdn: `${cell.region}.${site.hostname}`,
            port: 443,
            enableSni: true,
            resourcePath: probe.path,
            requestInterval: probe.intervalSeconds,
            failureThreshold: probe.failureThreshold,
        },
        { ...site.child, dependsOn: [after] },
    );
}

/** An alarm in the cell's region over its failed requests, and the check that reads the same metric. */
export function createErrorCheck(
    site: Site,
    cell: TrafficCell,
    { errors, control }: { readonly errors: ErrorCount; readonly control: StopControl },
): aws.route53.HealthCheck {
    const name = `${memberName(site, cell)}-failing`;
    const settings = {
        ...errors,
        dimensions: { ...errors.dimensions },
        statistic: "Sum",
        period: 60,
        evaluationPeriods: control.errorMinutes,
        comparisonOperator: "GreaterThanThreshold",
        threshold: control.errorsPerMinute,
    };
    const alarm = new aws.cloudwatch.MetricAlarm(
        name,
        {
            ...settings,
            region: cell.region,
            tags: watchTags(site, name, cell),
            alarmDescription:
                `More than ${control.errorsPerMinute} requests a minute fail in ${cell.region}, and Route 53 moves ` +
                "clients away: look for a release or a dependency that only this cell has.",
            treatMissingData: "notBreaching",
        },
        site.child,
    );
    return createCloudWatchCheck(site, cell, {
        name,
        alarm,
        alarmRegion: cell.region,
        // There are no data while nothing fails; a cell that is gone is the endpoint check's to notice.
        withoutData: "Healthy",
        copied: pulumi.jsonStringify(settings),
    });
}

/**
 * The switch that a person throws: one datum of a custom metric, written in another region than the watched one. It
 * keeps its position by itself: the check holds the last that it knew, so nobody has to write again every minute, and
 * the loss of the switch's own region moves nothing. To release it, write 0.
 */
export function createStopCheck(site: Site, cell: TrafficCell, region: Region): aws.route53.HealthCheck {
    const name = `${memberName(site, cell)}-stop`;
    const settings = {
        namespace: stopNamespace,
        metricName: stopMetric,
        dimensions: stopDimensions(site, cell),
        statistic: "Maximum",
        period: 60,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
    };
    const alarm = new aws.cloudwatch.MetricAlarm(
        name,
        {
            ...settings,
            region,
            tags: watchTags(site, name, cell),
            alarmDescription:
                `Somebody stopped ${cell.region}: Route 53 answers with other cells. ` +
                `To release it write 0 to ${stopNamespace} ${stopMetric} in ${region}.`,
            treatMissingData: "ignore",
        },
        site.child,
    );
    return createCloudWatchCheck(site, cell, {
        name,
        alarm,
        alarmRegion: region,
        withoutData: "LastKnownStatus",
        copied: JSON.stringify(settings),
    });
}

/** The command that throws a cell's switch; with value 0 it releases it. */
export function stopCommand(site: Site, cell: TrafficCell, region: Region): string {
    const dimensions = Object.entries(stopDimensions(site, cell)).map(([key, value]) => `${key}=${value}`);
    return (
        `aws cloudwatch put-metric-data --region ${region} --namespace ${stopNamespace} ` +
        `--metric-name ${stopMetric} --dimensions ${dimensions.join(",")} --value 1`
    );
}

function stopDimensions({ name }: Site, { region }: TrafficCell): Record<string, string> {
    return { Platform: name, Cell: region };
}

interface AlarmReading {
    readonly name: string;
    readonly alarm: aws.cloudwatch.MetricAlarm;
    readonly alarmRegion: Region;
    readonly withoutData: "Healthy" | "LastKnownStatus";
    /** What Route 53 copies of the alarm; a change of it makes Route 53 copy again. */
    readonly copied: pulumi.Input<string>;
}

function createCloudWatchCheck(site: Site, cell: TrafficCell, reading: AlarmReading): aws.route53.HealthCheck {
    return new aws.route53.HealthCheck(
        reading.name,
        {
            tags: watchTags(site, reading.name, cell),
            type: "CLOUDWATCH_METRIC",
            cloudwatchAlarmName: reading.alarm.name,
            cloudwatchAlarmRegion: reading.alarmRegion,
            insufficientDataHealthStatus: reading.withoutData,
            triggers: { alarm: reading.copied },
        },
        site.child,
    );
}

/** Healthy while all of these are. Route 53 lets no calculated check count another. */
export function createWholeCheck(
    site: Site,
    cell: TrafficCell,
    parts: readonly aws.route53.HealthCheck[],
): aws.route53.HealthCheck {
    const name = `${memberName(site, cell)}-whole`;
    return new aws.route53.HealthCheck(
        name,
        {
            tags: watchTags(site, name, cell),
            type: "CALCULATED",
            childHealthchecks: parts.map(({ id }) => id),
            childHealthThreshold: parts.length,
        },
        site.child,
    );
}

/** `<traffic>-<short region>`: what is a cell's own. */
export function memberName({ name }: Site, { region }: TrafficCell): string {
    return `${name}-${shortRegion(region)}`;
}
