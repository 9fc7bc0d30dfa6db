import { Traffic, type TrafficArgs, type TrafficCell, type TrafficSettings } from "../../../components/traffic";
import type { Region } from "../../../components/shared/regions";
import type { Plan, PlanResource } from "../../../plan/plan";
import { field, ofType, recordAlone, text } from "../platforms";

export const hostname = "app.antipode.example";

/** Settings as a stack that says nothing about traffic has them. */
export const plainSettings: TrafficSettings = {
    policy: { kind: "latency" },
    healthCheck: { path: "/healthz", intervalSeconds: 10, failureThreshold: 3 },
    evaluateTargetHealth: true,
    failoverControl: { kind: "health" },
};

export const stop = {
    kind: "stop",
    switchRegions: ["eu-west-1", "us-east-1"],
    errorsPerMinute: 100,
    errorMinutes: 3,
} as const;

/** A cell with everything that any failover control needs. */
export function trafficCell(region: Region, active = true): TrafficCell {
    return {
        region,
        active,
        alias: { name: `balancer.${region}.elb.amazonaws.com`, zoneId: `zone-${region}` },
        errors: {
            namespace: "AWS/ApplicationELB",
            metricName: "HTTPCode_Target_5XX_Count",
            dimensions: { LoadBalancer: `app/balancer-${region}/1` },
        },
        switched: {
            scalingGroupArn: `arn:aws:autoscaling:${region}:111122223333:autoScalingGroup:1:autoScalingGroupName/g`,
            databaseClusterArn: `arn:aws:rds:${region}:111122223333:cluster:c`,
        },
    };
}

/** One active cell in Ireland and one standby in Virginia. */
export const pair: readonly TrafficCell[] = [trafficCell("eu-west-1"), trafficCell("us-east-1", false)];

export const switched = {
    globalClusterId: "orders",
    globalClusterArn: "arn:aws:rds::111122223333:global-cluster:orders",
};

export function recordTraffic(
    settings: Partial<TrafficSettings> = {},
    cells: readonly TrafficCell[] = pair,
    more: Partial<TrafficArgs> = {},
): Promise<Plan> {
    return recordAlone(() => makeTraffic(settings, cells, more));
}

export function makeTraffic(
    settings: Partial<TrafficSettings>,
    cells: readonly TrafficCell[],
    more: Partial<TrafficArgs> = {},
): Traffic {
    return new Traffic("orders", {
        tags: { "antipode:platform": "orders" },
        zoneId: "Z1",
        hostname,
        cells,
        settings: { ...plainSettings, ...settings },
        ...more,
    });
}

/** One line for each alias: name, type, set, policy, target, whether it believes the target, its check. */
export function tree(recorded: Plan): string[] {
    return ofType(recorded, "aws:route53/record:Record")
        .filter(({ inputs }) => inputs["aliases"] !== undefined)
        .map(({ inputs }) => {
            const name = text(inputs["name"]).replace(`.${hostname}`, "").replace(hostname, "app");
            const target = field(inputs["aliases"], 0, "name");
            const to = (typeof target === "string" ? target : last(field(target as never, "$ref", "urn")))
                .replace(`.${hostname}`, "")
                .replace(/^balancer\.([^.]+)\.elb.*$/, "cell $1");
            const believes = field(inputs["aliases"], 0, "evaluateTargetHealth") === true ? "believed" : "unasked";
            const set = inputs["setIdentifier"] === undefined ? "-" : text(inputs["setIdentifier"]);
            return [name, text(inputs["type"]), set, policyOf(inputs), "->", to, believes, checkOf(inputs)].join(" ");
        })
        .sort();
}

function policyOf(inputs: PlanResource["inputs"]): string {
    const place = field(inputs["geolocationRoutingPolicies"], 0);
    const weight = field(inputs["weightedRoutingPolicies"], 0, "weight");
    const found =
        field(inputs["failoverRoutingPolicies"], 0, "type") ??
        field(inputs["latencyRoutingPolicies"], 0, "region") ??
        (weight === undefined ? undefined : `weight ${text(weight)}`) ??
        (place === undefined ? undefined : Object.values(place as object).join("-"));
    return text(found ?? "simple");
}

function checkOf(inputs: PlanResource["inputs"]): string {
    const id = inputs["healthCheckId"];
    return id === undefined ? "unchecked" : typeof id === "string" ? id : last(field(id, "$ref", "urn"));
}

const last = (urn: unknown): string => String(urn).split("::").pop() ?? "";

export function checksOf(recorded: Plan): PlanResource[] {
    return ofType(recorded, "aws:route53/healthCheck:HealthCheck");
}
