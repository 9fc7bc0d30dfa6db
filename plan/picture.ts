import type { Plan, PlanResource, PlanValue } from "./plan";
import { orderRegions } from "./colours";
import { resourcesOfType } from "./read";

/** What a diagram shows of a plan, in words. */
export interface Picture {
    readonly name: string;
    readonly domain: string;
    readonly policy: string;
    readonly check: string;
    readonly cells: readonly PictureCell[];
    readonly database: { readonly title: string; readonly port: number; readonly lag: string };
    readonly writer: string;
}

export interface PictureCell {
    readonly region: string;
    readonly role: string;
    /** What leads clients here. */
    readonly route: string;
    readonly listener: string;
    readonly target: string;
    readonly instances: string;
    readonly instanceType: string;
    readonly zones: readonly { readonly id: string; readonly database: string | undefined }[];
}

type Inputs = Readonly<Record<string, PlanValue>>;

/** A plan that cannot be drawn; exit code 2. */
class NothingToDraw extends Error {
    readonly code = 2;
}

/** @throws NothingToDraw when the plan has no platform in it */
export function pictureOf(plan: Plan): Picture {
    const [platform] = resourcesOfType(plan, "antipode:platform:Platform");
    if (platform === undefined) {
        throw new NothingToDraw("the plan has no antipode:platform:Platform: there is nothing to draw");
    }
    const regions = object(platform.inputs["regions"]);
    const domain = text(platform.inputs["domain"]);
    const assumptions = object(platform.inputs["assumptions"]);
    const [globalCluster] = resourcesOfType(plan, "aws:rds/globalCluster:GlobalCluster");
    const [cluster] = resourcesOfType(plan, "aws:rds/cluster:Cluster");
    const engineVersion = text(globalCluster?.inputs["engineVersion"] ?? cluster?.inputs["engineVersion"]);
    const failover = isFailover(plan, `app.${domain}`);
    return {
        name: text(platform.inputs["name"]),
        domain,
        policy: policyOf(platform, failover),
        check: checkOf(plan),
        writer: text(platform.inputs["initialWriter"]),
        database: {
            title: `Aurora PostgreSQL ${engineVersion}`.trim(),
            port: number(cluster?.inputs["port"], postgresPort),
            lag:
                assumptions["replicationLagSeconds"] === undefined
                    ? ""
                    : `replication lag ${text(assumptions["replicationLagSeconds"])} s`,
        },
        cells: platformRegions(plan).map((region) =>
            cellOf(plan, region, { config: object(regions[region]), failover }),
        ),
    };
}

/** The platform's regions in the order that pictures and colours have. */
export function platformRegions(plan: Plan): string[] {
    const inputs = resourcesOfType(plan, "antipode:platform:Platform")[0]?.inputs;
    const regions = object(inputs?.["regions"]);
    const roles = Object.keys(regions).map((region) => ({ region, role: text(object(regions[region])["role"]) }));
    return orderRegions(roles, text(inputs?.["initialWriter"]));
}

/** https://www.postgresql.org/docs/current/runtime-config-connection.html */
const postgresPort = 5432;

function cellOf(plan: Plan, region: string, { config, failover }: { config: Inputs; failover: boolean }): PictureCell {
    const role = text(config["role"]);
    const one = (type: string): PlanResource | undefined =>
        resourcesOfType(plan, type).find((resource) => resource.region === region);
    const secure = resourcesOfType(plan, "aws:lb/listener:Listener").find(
        (listener) => listener.region === region && listener.inputs["protocol"] === "HTTPS",
    );
    const target = one("aws:lb/targetGroup:TargetGroup");
    const group = one("aws:autoscaling/group:Group");
    const template = one("aws:ec2/launchTemplate:LaunchTemplate");
    const members = resourcesOfType(plan, "aws:rds/clusterInstance:ClusterInstance").filter(
        (member) => member.region === region,
    );
    return {
        region,
        role,
        route: failover ? (role === "active" ? "PRIMARY" : "SECONDARY") : "nearest",
        listener: `HTTPS ${text(secure?.inputs["port"] ?? httpsPort)}`,
        target: `${text(target?.inputs["protocol"] ?? "HTTP")} ${text(target?.inputs["port"] ?? "")}`.trim(),
        instances: `${text(group?.inputs["minSize"] ?? 0)}\u2013${text(group?.inputs["maxSize"] ?? 0)} instances`,
        instanceType: text(template?.inputs["instanceType"]),
        zones: list(config["zones"]).map((zone, index) => ({
            id: text(zone),
            database: members[index] && text(members[index].inputs["instanceClass"]).replace(/^db\./, ""),
        })),
    };
}

const httpsPort = 443;

/** As the platform's config calls it; a pair of groups fails over whatever spreads clients within them. */
function policyOf({ inputs }: PlanResource, failover: boolean): string {
    const kind = text(object(object(inputs["traffic"])["policy"])["kind"]) || "latency";
    return failover && kind !== "failover" ? `failover, ${kind} within` : kind;
}

function isFailover(plan: Plan, name: string): boolean {
    return resourcesOfType(plan, "aws:route53/record:Record").some(
        ({ inputs }) => inputs["name"] === name && inputs["failoverRoutingPolicies"] !== undefined,
    );
}

function checkOf(plan: Plan): string {
    const checks = resourcesOfType(plan, "aws:route53/healthCheck:HealthCheck");
    // Alarms, switches and calculated checks have no path: the one that probes a cell does.
    const check = checks.find(({ inputs }) => inputs["resourcePath"] !== undefined);
    if (check === undefined) {
        return "no health check";
    }
    const { type, resourcePath, requestInterval, failureThreshold } = check.inputs;
    return `${text(type)} ${text(resourcePath)} every ${text(requestInterval)} s, ${text(failureThreshold)} to change`;
}

function text(value: PlanValue | undefined): string {
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function number(value: PlanValue | undefined, otherwise: number): number {
    return typeof value === "number" ? value : otherwise;
}

function object(value: PlanValue | undefined): Inputs {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Inputs) : {};
}

function list(value: PlanValue | undefined): readonly PlanValue[] {
    return Array.isArray(value) ? (value as readonly PlanValue[]) : [];
}
