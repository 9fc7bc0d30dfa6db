import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import { reference, resourcesOfType } from "../../plan/read";
import { tokensIn } from "../../plan/token";
import type { Alarm } from "../health-checks/alarm";
import { plannedBalancers } from "../from-plan/planned-names";
import type { BalancerFacts, PlanFacts, TargetGroupFacts } from "./facts";

type Fields = { readonly [key: string]: PlanValue };

/** When the plan declares none: AWS does not publish it. */
const assumedHealthToDnsSeconds = 5;

/** What a plan says beside its zone. Never throws: what is unknown in the plan is absent here. */
export function planFacts(plan: Plan): PlanFacts {
    const [platform] = resourcesOfType(plan, "antipode:platform:Platform");
    const inputs = platform?.inputs ?? {};
    const readRtoSeconds = numberOf(fieldsOf(inputs["promises"])["readRtoSeconds"]);
    const toDns = numberOf(fieldsOf(fieldsOf(inputs["assumptions"])["healthToDnsSeconds"])["max"]);
    const balancers = [...plannedBalancers(plan)].map(([name, balancer]): [string, BalancerFacts] => [
        name,
        balancerFacts(plan, balancer),
    ]);
    const alarms = resourcesOfType(plan, "aws:cloudwatch/metricAlarm:MetricAlarm").map((alarm): [string, Alarm] => [
        `${alarm.region ?? ""}/${textOf(alarm.inputs["name"]) ?? alarm.name}`,
        alarmOf(alarm),
    ]);
    return {
        balancers: new Map(balancers),
        alarms: new Map(alarms),
        cells: Object.keys(fieldsOf(inputs["regions"])),
        ...(readRtoSeconds === undefined ? {} : { readRtoSeconds }),
        healthToDnsSeconds: toDns ?? assumedHealthToDnsSeconds,
        recordEditors: plan.resources.filter(editsRecords).map(({ urn }) => urn),
    };
}

function balancerFacts(plan: Plan, balancer: PlanResource): BalancerFacts {
    const listeners = resourcesOfType(plan, "aws:lb/listener:Listener").filter((listener) =>
        urnsIn(listener.inputs["loadBalancerArn"]).includes(balancer.urn),
    );
    const rules = resourcesOfType(plan, "aws:lb/listenerRule:ListenerRule").filter((rule) =>
        urnsIn(rule.inputs["listenerArn"]).some((urn) => listeners.some((listener) => listener.urn === urn)),
    );
    const actions = [
        ...listeners.map(({ inputs }) => inputs["defaultActions"]),
        ...rules.map((r) => r.inputs["actions"]),
    ];
    const led = new Set(actions.flatMap(urnsIn));
    const groups = resourcesOfType(plan, "aws:lb/targetGroup:TargetGroup").filter(({ urn }) => led.has(urn));
    const redirecting = listeners.filter((listener) => {
        const own = listOf(listener.inputs["defaultActions"]).map((action) => textOf(fieldsOf(action)["type"]));
        const ruled = rules.some((rule) => urnsIn(rule.inputs["listenerArn"]).includes(listener.urn));
        return !ruled && own.length > 0 && own.every((type) => type === "redirect");
    });
    return {
        urn: balancer.urn,
        region: balancer.region ?? "",
        targetGroups: listeners.length === 0 ? undefined : groups.map((group) => targetGroupFacts(plan, group)),
        redirectingPorts: redirecting.flatMap(({ inputs }) => numberOf(inputs["port"]) ?? []),
    };
}

/** Sizes of the scaling groups that register with it; anything else that names the group has no size here. */
function targetGroupFacts(plan: Plan, { urn }: PlanResource): TargetGroupFacts {
    const scaling = resourcesOfType(plan, "aws:autoscaling/group:Group").filter(
        (group) =>
            urnsIn(group.inputs["targetGroupArns"]).includes(urn) ||
            urnsIn(group.inputs["trafficSources"]).includes(urn),
    );
    const attached = plan.resources.filter(
        ({ type, inputs }) => registering.includes(type) && Object.values(inputs).flatMap(urnsIn).includes(urn),
    );
    if (attached.length > 0) {
        return { urn, instances: undefined };
    }
    const sizes = scaling.map(({ inputs }) => numberOf(inputs["desiredCapacity"]) ?? numberOf(inputs["minSize"]));
    return {
        urn,
        instances: sizes.some((size) => size === undefined) ? undefined : sum(sizes.map((size) => size ?? 0)),
    };
}

/** Other ways into a target group; their sizes are not in a plan. */
const registering = [
    "aws:lb/targetGroupAttachment:TargetGroupAttachment",
    "aws:autoscaling/attachment:Attachment",
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
    "aws:ecs/service:Service",
];

/** The alarm in the words of Route 53, with what it cannot follow. */
function alarmOf({ inputs }: PlanResource): Alarm {
    const datapoints = numberOf(inputs["datapointsToAlarm"]);
    const extended = textOf(inputs["extendedStatistic"]);
    const queries = listOf(inputs["metricQueries"]);
    return {
        EvaluationPeriods: numberOf(inputs["evaluationPeriods"]),
        Threshold: numberOf(inputs["threshold"]),
        ComparisonOperator: textOf(inputs["comparisonOperator"]) as Alarm["ComparisonOperator"],
        Period: numberOf(inputs["period"]),
        MetricName: textOf(inputs["metricName"]),
        Namespace: textOf(inputs["namespace"]),
        Statistic: textOf(inputs["statistic"]) as Alarm["Statistic"],
        ...(datapoints === undefined ? {} : { DatapointsToAlarm: datapoints }),
        ...(extended === undefined ? {} : { ExtendedStatistic: extended }),
        ...(queries.length > 0 ? { Metrics: queries } : {}),
    };
}

/** Rights to change records are only given to what is meant to use them. */
function editsRecords({ type, inputs }: PlanResource): boolean {
    return type.startsWith("aws:iam/") && JSON.stringify(inputs).includes("route53:ChangeResourceRecordSets");
}

/** Every resource that a value names, at any depth. */
function urnsIn(value: PlanValue | undefined): readonly string[] {
    if (value === undefined || value === null || typeof value === "number" || typeof value === "boolean") {
        return [];
    }
    if (typeof value === "string") {
        return tokensIn(value).map(({ urn }) => urn);
    }
    const named = reference(value);
    return named ? [named.urn] : Object.values(value as Fields).flatMap(urnsIn);
}

function fieldsOf(value: PlanValue | undefined): Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: PlanValue | undefined): readonly PlanValue[] {
    return Array.isArray(value) ? (value as readonly PlanValue[]) : [];
}

function numberOf(value: PlanValue | undefined): number | undefined {
    return typeof value === "number" ? value : undefined;
}

function textOf(value: PlanValue | undefined): string | undefined {
    return typeof value === "string" ? value : undefined;
}

function sum(numbers: readonly number[]): number {
    return numbers.reduce((total, number) => total + number, 0);
}
