import type { PlanValue } from "../plan/plan";
import { dependenciesOf } from "../plan/unknown";
import type { InputReader } from "../cost/cost-resource";
import type { PlanView, Resource } from "./plan-view";
import { valueAt } from "./plan-view";

/** A metric that an alarm watches. */
export interface WatchedMetric {
    readonly namespace: string;
    readonly name: string;
    /** As the plan has them: texts and outputs. */
    readonly dimensions: readonly PlanValue[];
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
              dimensions: Object.values((dimensions ?? {}) as { readonly [key: string]: PlanValue }),
          };
}

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
/** Inputs by which resources are called in dimensions. */
const names = [
    "clusterIdentifier",
    "globalClusterIdentifier",
    "identifier",
    "name",
    "clusterName",
    "replicationGroupId",
];

const watched = new WeakMap<PlanView, readonly WatchedMetric[]>();

/** Every metric that an alarm of the plan watches; read once, since every resource asks. */
function watchedMetrics(view: PlanView): readonly WatchedMetric[] {
    const metrics = watched.get(view) ?? view.of(alarmType).flatMap(metricsOf);
    watched.set(view, metrics);
    return metrics;
}

/** Whether an alarm watches a metric of a resource; `wanted` narrows the metric's name. */
export function isWatched(view: PlanView, resource: Resource, wanted = /./): boolean {
    const { inputs, ids = [] } = resource.resource;
    const called = [...ids, ...names.flatMap((key) => inputs[key] ?? [])].filter((one) => typeof one === "string");
    const isOf = (value: PlanValue): boolean =>
        dependenciesOf(value).includes(resource.urn) ||
        (typeof value === "string" &&
            called.some((one) => one === value || one.endsWith(`/${value}`) || value.startsWith(`${one}-`)));
    return watchedMetrics(view).some(({ name, dimensions }) => wanted.test(name) && dimensions.some(isOf));
}
