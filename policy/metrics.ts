import type { PlanValue } from "../plan/plan";
import { dependenciesOf } from "../plan/unknown";
import type { InputReader } from "../cost/input-reader";
import type { PlanView, Resource } from "./plan-view";
import { valueAt } from "./plan-view";

/** A metric that an alarm watches. */
export interface WatchedMetric {
    readonly namespace: string;
    readonly name: string;
    /** As the plan has them: texts and outputs. */
    readonly dimensions: readonly PlanValue[];
    /** An alarm sees metrics of its own region alone. */
    readonly region: string | undefined;
}

/** The metrics of an alarm: its own, or those of its queries. */
export function metricsOf(alarm: Resource): readonly WatchedMetric[] {
    const queries = alarm
        .list("metricQueries")
        .map((query, at) => metricOf(alarm, query, `metricQueries.${at}.metric.`));
    return [metricOf(alarm, alarm, ""), ...queries].flatMap((metric) => metric ?? []);
}

function metricOf(alarm: Resource, reader: InputReader, path: string): WatchedMetric | undefined {
    const inner = path === "" ? "" : "metric.";
    const name = reader.text(`${inner}metricName`);
    const dimensions = valueAt(alarm.resource.inputs, `${path}dimensions`);
    return name === undefined
        ? undefined
        : {
              namespace: reader.text(`${inner}namespace`) ?? "",
              name,
              region: alarm.region,
              dimensions: Object.values((dimensions ?? {}) as { readonly [key: string]: PlanValue }),
          };
}

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
/** Inputs by which resources are called in dimensions. */
const names = [
    "brokerName",
    "clusterId",
    "clusterIdentifier",
    "clusterName",
    "domainName",
    "globalClusterIdentifier",
    "identifier",
    "name",
    "replicationGroupId",
];

const watched = new WeakMap<PlanView, readonly WatchedMetric[]>();

/** Every metric that an alarm of the plan watches; read once, since every resource asks. */
function watchedMetrics(view: PlanView): readonly WatchedMetric[] {
    const metrics = watched.get(view) ?? view.of(alarmType).flatMap(metricsOf);
    watched.set(view, metrics);
    return metrics;
}

/** Where each service puts its metrics; resources of two services may have one name. */
const namespaces: readonly (readonly [types: RegExp, namespaces: readonly string[]])[] = [
    [/^aws:dax\//, ["AWS/DAX"]],
    [/^aws:docdb\//, ["AWS/DocDB"]],
    [/^aws:dynamodb\//, ["AWS/DynamoDB"]],
    [/^aws:elasticache\//, ["AWS/ElastiCache"]],
    [/^aws:(elasticsearch|opensearch)\//, ["AWS/ES"]],
    [/^aws:elb\//, ["AWS/ELB"]],
    [/^aws:lb\//, ["AWS/ApplicationELB", "AWS/NetworkELB", "AWS/GatewayELB"]],
    [/^aws:memorydb\//, ["AWS/MemoryDB"]],
    [/^aws:mq\//, ["AWS/AmazonMQ"]],
    [/^aws:msk\//, ["AWS/Kafka"]],
    [/^aws:neptune\//, ["AWS/Neptune"]],
    [/^aws:rds\//, ["AWS/RDS"]],
    [/^aws:redshift\//, ["AWS/Redshift"]],
    [/^aws:route53\//, ["AWS/Route53"]],
    [/^aws:sagemaker\//, ["AWS/SageMaker", "/aws/sagemaker/Endpoints"]],
];

/** Where a resource's metrics are; Route 53's are in us-east-1 alone. */
function regionOfMetrics({ region, type }: Resource): string | undefined {
    return type.startsWith("aws:route53/") ? "us-east-1" : region;
}

/** Whether an alarm watches a metric of a resource; `wanted` narrows the metric's name. */
export function isWatched(view: PlanView, resource: Resource, wanted = /./): boolean {
    const { inputs, ids = [] } = resource.resource;
    const called = [...ids, ...names.flatMap((key) => inputs[key] ?? [])].filter((one) => typeof one === "string");
    const isOf = (value: PlanValue): boolean =>
        dependenciesOf(value).includes(resource.urn) ||
        (typeof value === "string" &&
            called.some((one) => one === value || one.endsWith(`/${value}`) || isNodeOf(value, one, resource)));
    const spaces = namespaces.find(([types]) => types.test(resource.type))?.[1];
    const home = regionOfMetrics(resource);
    return watchedMetrics(view).some(
        ({ name, namespace, dimensions, region }) =>
            wanted.test(name) &&
            (spaces?.includes(namespace) ?? true) &&
            (home === undefined || region === undefined || region === home) &&
            dimensions.some(isOf),
    );
}

/** Nodes of a cache are called by its name and numbers: `orders-001`, `orders-0001-002`; a broker's are 1 and 2. */
function isNodeOf(value: string, whole: string, { type }: Resource): boolean {
    const numbers = type === "aws:mq/broker:Broker" ? /^-[12]$/ : /^(-\d{3,4}){1,2}$/;
    return value.startsWith(`${whole}-`) && numbers.test(value.slice(whole.length));
}
