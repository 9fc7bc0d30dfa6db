import type { AlarmIdentifier, HealthCheck, HealthCheckConfig, ResourceRecordSet } from "@aws-sdk/client-route-53";
import type { Plan, PlanResource } from "../../plan/plan";
import { reference, resourcesOfType } from "../../plan/read";
import { tokensIn } from "../../plan/token";
import { RoutingError } from "../errors";
import { ownRecords } from "../evaluate/own-records";
import { canonicalName } from "../names";
import { Inputs, platformInputs, type Resolve } from "./inputs";
import { cidrCollection, cidrCollectionType, defined, recordName, recordSet } from "./records-from-plan";
import type { Zone, ZoneState } from "../zone";

const zoneType = "aws:route53/zone:Zone";
const recordType = "aws:route53/record:Record";
const checkType = "aws:route53/healthCheck:HealthCheck";
const certificateType = "aws:acm/certificate:Certificate";
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const controlType = "aws:route53recoverycontrol/routingControl:RoutingControl";

/**
 * The hosted zone that a plan's Route 53 resources describe, as AWS would list it.
 * A health check's id is its logical name. Records whose name only a certificate knows are left out: nobody but ACM asks
 * for them; so are private zones, which are not asked from outside. `names` is asked for outputs of anything that is not Route 53's: the DNS names of load balancers.
 * @throws RoutingError `unknown-value` with the urn when an input is unknown, or when the plan has not exactly one public zone.
 */
export function zoneFromPlan(plan: Plan, names: Resolve): Zone {
    const zones = resourcesOfType(plan, zoneType);
    const [zone, ...others] = zones.filter((one) => !isPrivate(one));
    if (!zone || others.length > 0) {
        const found = [zone, ...others].flatMap((one) => (one ? [one.urn] : [])).join(", ");
        throw new RoutingError(
            "unknown-value",
            `plan of ${plan.stack}: expected one ${zoneType}, got ${found || "none"}`,
        );
    }
    const resolve = resolver(plan, zone, names);
    const apex = apexOf(zone, resolve);
    const hidden = new Set(zones.filter(isPrivate).map(({ urn }) => urn));
    const records = resourcesOfType(plan, recordType).filter(
        (record) => !isValidation(plan, record) && !hidden.has(reference(record.inputs["zoneId"] ?? null)?.urn ?? ""),
    );
    const sets = records.map((record) => recordSet(record, apex, resolve));
    const collections = resourcesOfType(plan, cidrCollectionType).map((one) => cidrCollection(plan, one, resolve));
    const checks = resourcesOfType(plan, checkType).map((check) => healthCheck(check, resolve));
    return {
        HostedZone: { Id: `/hostedzone/${zone.name}`, Name: `${apex}.`, CallerReference: zone.urn },
        ResourceRecordSets: [...ownRecords(apex), ...sets],
        HealthChecks: [...checks, ...foreignChecks(sets, checks)],
        ...(collections.length === 0 ? {} : { CidrCollections: collections }),
    };
}

/**
 * Latency from and to each region of the platform, from its declared round trips (AWS does not publish what Route 53
 * measured); a client in a region is 1 ms from it.
 */
export function latencyFromPlan(plan: Plan): NonNullable<ZoneState["latency"]> {
    const platform = platformInputs(plan);
    const regions = platform.object("regions")?.keys() ?? [];
    const trips = platform.object("assumptions")?.object("regionRttMilliseconds");
    const between = (a: string, b: string) => trips?.object(a)?.number(b) ?? trips?.object(b)?.number(a);
    const row = (from: string) =>
        regions.flatMap((to) => {
            const milliseconds = from === to ? 1 : between(from, to);
            return milliseconds === undefined ? [] : [[to, milliseconds] as const];
        });
    return Object.fromEntries(regions.map((from) => [from, Object.fromEntries(row(from))]));
}

/** A private zone is born with a network; a public one never has any. */
function isPrivate({ inputs }: PlanResource): boolean {
    return inputs["vpcs"] !== undefined;
}

function isValidation(plan: Plan, record: PlanResource): boolean {
    const name = record.inputs["name"];
    if (name === undefined) {
        return false;
    }
    const urn = reference(name)?.urn ?? (typeof name === "string" ? tokensIn(name)[0]?.urn : undefined);
    return plan.resources.some((resource) => resource.urn === urn && resource.type === certificateType);
}

/** Outputs that Route 53's own resources have before they exist, because their inputs or logical names give them. */
function resolver(plan: Plan, zone: PlanResource, names: Resolve): Resolve {
    const resources = new Map(plan.resources.map((resource) => [resource.urn, resource]));
    const resolve: Resolve = (reference) => {
        const resource = resources.get(reference.urn);
        if (resource?.type === recordType && reference.output === "fqdn") {
            return recordName(Inputs.of(resource, resolve), apexOf(zone, resolve));
        }
        const route53 = resource && ownOutput(resource, reference.output, resolve);
        // A balancer's own zone id only has to differ from ours: that is what makes an alias leave the zone.
        return route53 ?? (reference.output === "zoneId" ? `zone-of:${resource?.name ?? ""}` : names(reference));
    };
    return resolve;
}

function apexOf(zone: PlanResource, resolve: Resolve): string {
    return canonicalName(Inputs.of(zone, resolve).requiredText("name"));
}

function ownOutput(resource: PlanResource, output: string, resolve: Resolve): string | undefined {
    const named = [zoneType, checkType, cidrCollectionType].includes(resource.type);
    if (named && (output === "id" || output === "zoneId")) {
        return resource.name;
    }
    if (resource.type === alarmType && (output === "name" || output === "id")) {
        return Inputs.of(resource, resolve).text("name") ?? resource.name;
    }
    if (resource.type === controlType && output === "arn") {
        return `arn:aws:route53-recovery-control:::routingcontrol/${resource.name}`;
    }
    const isName = resource.type === zoneType || resource.type === recordType;
    return isName && (output === "name" || output === "fqdn")
        ? Inputs.of(resource, resolve).requiredText("name")
        : undefined;
}

function healthCheck(resource: PlanResource, resolve: Resolve): HealthCheck {
    const inputs = Inputs.of(resource, resolve);
    const alarm = inputs.text("cloudwatchAlarmName");
    const config = defined<HealthCheckConfig>({
        Type: inputs.requiredText("type") as HealthCheckConfig["Type"],
        FullyQualifiedDomainName: inputs.text("fqdn"),
        IPAddress: inputs.text("ipAddress"),
        Port: inputs.number("port"),
        ResourcePath: inputs.text("resourcePath"),
        SearchString: inputs.text("searchString"),
        RequestInterval: inputs.number("requestInterval"),
        FailureThreshold: inputs.number("failureThreshold"),
        Inverted: inputs.flag("invertHealthcheck"),
        Disabled: inputs.flag("disabled"),
        EnableSNI: inputs.flag("enableSni"),
        MeasureLatency: inputs.flag("measureLatency"),
        HealthThreshold: inputs.number("childHealthThreshold"),
        ChildHealthChecks: inputs.texts("childHealthchecks"),
        AlarmIdentifier:
            alarm === undefined
                ? undefined
                : {
                      Name: alarm,
                      Region: inputs.requiredText("cloudwatchAlarmRegion") as AlarmIdentifier["Region"],
                  },
        InsufficientDataHealthStatus: inputs.text(
            "insufficientDataHealthStatus",
        ) as HealthCheckConfig["InsufficientDataHealthStatus"],
        RoutingControlArn: inputs.text("routingControlArn"),
        Regions: inputs.texts("regions") as HealthCheckConfig["Regions"],
    });
    return { Id: resource.name, CallerReference: resource.urn, HealthCheckVersion: 1, HealthCheckConfig: config };
}

/** Checks that records name and no resource of the plan is: those that a plan of ARC Region switch keeps. */
function foreignChecks(records: readonly ResourceRecordSet[], own: readonly HealthCheck[]): HealthCheck[] {
    const known = new Set(own.map(({ Id }) => Id));
    const named = new Set(records.flatMap(({ HealthCheckId }) => HealthCheckId ?? []));
    return [...named]
        .filter((id) => !known.has(id))
        .map((id) => ({
            Id: id,
            CallerReference: id,
            HealthCheckVersion: 1,
            LinkedService: { ServicePrincipal: "arc-region-switch.amazonaws.com" },
            HealthCheckConfig: { Type: "RECOVERY_CONTROL" },
        }));
}
