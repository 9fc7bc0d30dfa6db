import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { GlobalTable } from "./global-table";
import { readerAccess, writerAccess } from "./global-table/access";
import type { TableSettings } from "./global-table/settings";
import type { TierAlarm } from "./shared/alarm";
import type { Statement } from "./shared/iam";
import { childrenOf, type Common, type Place } from "./shared/region";
import { shortRegion, type Region } from "./shared/regions";

export interface RegionalTableArgs {
    readonly place: Place;
    readonly account: string;
    /** The table that it is a part of. */
    readonly table: Pick<GlobalTable, "tableName">;
    readonly settings: TableSettings;
    /** Other regions with a replica; this one's writes are watched on their way there. */
    readonly peers: readonly Region[];
    /** The key that encrypts this region's replica. */
    readonly keyArn: pulumi.Input<string>;
}

/**
 * One region's replica of a global table, as its cell sees it: who may use it, and its alarms. It makes no table.
 *
 * Cost: an alarm for each peer, each index and the table.
 */
export class RegionalTable extends pulumi.ComponentResource {
    /** Arn of this region's replica. */
    readonly arn: pulumi.Output<string>;
    /** Rights of what only reads. */
    readonly readerAccess: readonly Statement[];
    /** Rights of what reads and writes. */
    readonly writerAccess: readonly Statement[];
    /** Replication latency to each peer, and throttled requests of the table and of each index. */
    readonly alarms: readonly TierAlarm[];

    constructor(name: string, args: RegionalTableArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:global-table:RegionalTable", name, {}, opts);
        const { account, keyArn, place, settings, table } = args;
        const own = childrenOf(this, place);
        const arn = pulumi.interpolate`arn:aws:dynamodb:${place.region}:${account}:table/${table.tableName}`;
        const replica = { region: place.region, arn, keyArn, settings };

        this.arn = arn;
        this.readerAccess = readerAccess(replica);
        this.writerAccess = writerAccess(replica);
        this.alarms = [...createLagAlarms(name, args, own), ...createThrottleAlarms(name, args, own)];
        this.registerOutputs({ arn: this.arn });
    }
}

/**
 * Only eventual consistency has a latency: a write of the other kind has arrived when it is answered. DynamoDB reports
 * it in the region that sends
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_monitoring.html).
 */
function createLagAlarms(name: string, args: RegionalTableArgs, own: Common): TierAlarm[] {
    const { peers, place, settings, table } = args;
    if (settings.consistency.kind === "strong") {
        return [];
    }
    const { lagAlarmSeconds } = settings.consistency;
    return peers.map((peer) => {
        const alarm = new aws.cloudwatch.MetricAlarm(
            `${name}-lag-${shortRegion(peer)}`,
            {
                ...own.tagged,
                alarmDescription: `Writes of ${place.region} reach ${peer} later than ${lagAlarmSeconds} s. If it lasts, ${peer} answers with old items: look at AWS Health for both regions, then at throttled writes in ${peer}.`,
                namespace: "AWS/DynamoDB",
                metricName: "ReplicationLatency",
                dimensions: { TableName: table.tableName, ReceivingRegion: peer },
                statistic: "Average",
                unit: "Milliseconds",
                period: 60,
                evaluationPeriods: 5,
                datapointsToAlarm: 3,
                comparisonOperator: "GreaterThanThreshold",
                threshold: lagAlarmSeconds * 1000,
                // Nobody writes, so nothing is late.
                treatMissingData: "notBreaching",
            },
            own.child,
        );
        return { tier: "table", arn: alarm.arn };
    });
}

/** Requests that DynamoDB refused for want of capacity, of the table itself and of each index. */
function createThrottleAlarms(name: string, { settings, table }: RegionalTableArgs, own: Common): TierAlarm[] {
    const watched = [undefined, ...Object.keys(settings.indexes ?? {}).sort()];
    return watched.map((index) => {
        const dimensions = {
            TableName: table.tableName,
            ...(index !== undefined && { GlobalSecondaryIndexName: index }),
        };
        const events = (["ReadThrottleEvents", "WriteThrottleEvents"] as const).map((metricName) => ({
            id: metricName === "ReadThrottleEvents" ? "reads" : "writes",
            metric: { namespace: "AWS/DynamoDB", metricName, dimensions, period: 60, stat: "Sum" },
        }));
        const alarm = new aws.cloudwatch.MetricAlarm(
            index === undefined ? `${name}-throttles` : `${name}-throttles-${index}`,
            {
                ...own.tagged,
                alarmDescription: `${index === undefined ? "The table" : `Index ${index}`} refuses requests for want of capacity. Raise its caps or its scaling's max; if one key is hot, spread it.`,
                metricQueries: [
                    ...events,
                    {
                        id: "throttles",
                        expression: "FILL(reads, 0) + FILL(writes, 0)",
                        label: "Throttled requests",
                        returnData: true,
                    },
                ],
                evaluationPeriods: 5,
                datapointsToAlarm: 3,
                comparisonOperator: "GreaterThanThreshold",
                threshold: 0,
                // DynamoDB reports throttles only when there are some.
                treatMissingData: "notBreaching",
            },
            own.child,
        );
        return { tier: "table", promise: "availabilityPercent", arn: alarm.arn };
    });
}
