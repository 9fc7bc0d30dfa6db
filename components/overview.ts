import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf, type Place } from "./shared/region";
import type { Region } from "./shared/regions";

export interface OverviewArgs {
    /** Dashboards are seen from every region; this one's API keeps it. */
    readonly place: Place;
    readonly cells: readonly OverviewCell[];
    /** Shown as lines, so that a look says whether they hold. */
    readonly promises: { readonly p99Milliseconds: number; readonly rpoSeconds?: number | undefined };
}

/** How CloudWatch names what a cell has. What a cell lacks is left out. */
export interface OverviewCell {
    readonly region: Region;
    readonly balancer: BalancerMetrics;
    /** Name of the Auto Scaling group. */
    readonly groupName: pulumi.Input<string>;
    /** Identifier of the Aurora cluster. */
    readonly clusterIdentifier: pulumi.Input<string>;
}

export interface BalancerMetrics {
    readonly kind: "alb" | "nlb";
    /** `app/name/id` or `net/name/id`: the end of the balancer's arn. */
    readonly arnSuffix: pulumi.Input<string>;
}

/** Columns of a dashboard, and the height of a graph in its units (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html). */
const columns = 24;
const graphHeight = 6;

/** Graphs of one cell, side by side. */
const graphsOfCell = 4;

/**
 * One picture of all cells: a row for each, so that the regions are compared by looking down a column. Requests and
 * errors, response time, instances, and the database's lag, each beside its promise.
 *
 * Loses: nothing with a region but that region's row.
 */
export class Overview extends pulumi.ComponentResource {
    /** What CloudWatch lists it under. */
    readonly dashboardName: pulumi.Output<string>;

    constructor(name: string, args: OverviewArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:overview:Overview", name, {}, opts);
        const own = childrenOf(this, args.place);
        const dashboard = new aws.cloudwatch.Dashboard(
            name,
            {
                ...own.placed,
                dashboardName: name,
                dashboardBody: pulumi.jsonStringify({
                    widgets: args.cells.flatMap((cell, row) => cellWidgets(cell, row, args.promises)),
                }),
            },
            own.child,
        );
        this.dashboardName = dashboard.dashboardName;
        this.registerOutputs({ dashboardName: this.dashboardName });
    }
}

interface Graph {
    readonly title: string;
    readonly metrics: readonly unknown[];
    /** A promise, drawn as a line. */
    readonly line?: { readonly label: string; readonly value: number };
}

function cellWidgets(cell: OverviewCell, row: number, promises: OverviewArgs["promises"]): object[] {
    const graphs = [requests(cell), responseTime(cell, promises), instances(cell), lag(cell, promises)];
    return graphs.map(({ title, metrics, line }, index) => ({
        type: "metric",
        x: index * (columns / graphsOfCell),
        y: row * graphHeight,
        width: columns / graphsOfCell,
        height: graphHeight,
        properties: {
            region: cell.region,
            title: `${cell.region}: ${title}`,
            view: "timeSeries",
            period: 60,
            metrics,
            ...(line === undefined ? {} : { annotations: { horizontal: [line] } }),
        },
    }));
}

const namespaces = { alb: "AWS/ApplicationELB", nlb: "AWS/NetworkELB" };

function requests({ balancer }: OverviewCell): Graph {
    const names =
        balancer.kind === "alb"
            ? ["RequestCount", "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count"]
            : ["NewFlowCount", "TCP_Target_Reset_Count", "TCP_ELB_Reset_Count"];
    const metrics = names.map((metric) => [
        namespaces[balancer.kind],
        metric,
        "LoadBalancer",
        balancer.arnSuffix,
        { stat: "Sum" },
    ]);
    return { title: "requests and errors a minute", metrics };
}

/** A network balancer sees connections and no requests, so it knows no response times: hosts of its groups instead. */
function responseTime({ balancer }: OverviewCell, { p99Milliseconds }: OverviewArgs["promises"]): Graph {
    if (balancer.kind === "nlb") {
        const hosts = ["HealthyHostCount", "UnHealthyHostCount"];
        return {
            title: "hosts",
            // CloudWatch counts hosts of a group of a balancer, never of a balancer alone.
            metrics: hosts.map((metric) =>
                found("{AWS/NetworkELB,LoadBalancer,TargetGroup}", metric, ["LoadBalancer", balancer.arnSuffix]),
            ),
        };
    }
    const metric = [namespaces.alb, "TargetResponseTime", "LoadBalancer", balancer.arnSuffix];
    return {
        title: "response time (s)",
        metrics: ["p50", "p99"].map((stat) => [...metric, { stat, label: stat }]),
        line: { label: "promise p99", value: p99Milliseconds / 1000 },
    };
}

function instances({ groupName }: OverviewCell): Graph {
    const group = ["AutoScalingGroupName", groupName];
    const metrics = [
        ["AWS/AutoScaling", "GroupInServiceInstances", ...group],
        ["AWS/EC2", "CPUUtilization", ...group, { yAxis: "right" }],
    ];
    return { title: "instances, CPU (%)", metrics };
}

/** The lag of a secondary; the writer's region has none and shows nothing. */
function lag({ clusterIdentifier }: OverviewCell, { rpoSeconds }: OverviewArgs["promises"]): Graph {
    // Searched for, because it is also told by the region that the copy follows, which a failover changes.
    const metrics = ["AuroraGlobalDBReplicationLag", "AuroraGlobalDBRPOLag"].map((metric) =>
        found('Namespace="AWS/RDS"', metric, ["DBClusterIdentifier", clusterIdentifier]),
    );
    return {
        title: "replication lag (ms)",
        metrics,
        ...(rpoSeconds === undefined ? {} : { line: { label: "promise rpoSeconds", value: rpoSeconds * 1000 } }),
    };
}

/**
 * One line for each metric of that name that has the dimension
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html).
 */
function found(where: string, metric: string, [dimension, value]: readonly [string, pulumi.Input<string>]): object[] {
    const expression = pulumi.interpolate`SEARCH('${where} MetricName="${metric}" ${dimension}="${value}"', 'Maximum', 60)`;
    return [{ expression, label: metric }];
}
