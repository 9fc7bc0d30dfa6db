import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import type { FailoverOptions } from "../../routing/recovery/from-plan";

export interface PlanOptions {
    readonly healthCheck?: { readonly path?: string; readonly threshold?: number } | "none";
    readonly evaluateTargetHealth?: boolean;
    readonly standbyInstances?: number;
}

const primary = "eu-west-1";
const standby = "eu-central-1";
const domain = "example.com";

/** A plan in the shape that the platform's has: one active and one warm cell. */
export function planOf({
    healthCheck = {},
    evaluateTargetHealth = true,
    standbyInstances = 2,
}: PlanOptions = {}): Plan {
    const zone = resource("aws:route53/zone:Zone", "zone", { name: domain });
    const zoneId = output(zone, "zoneId");
    const cells = [cellOf(primary, 2), cellOf(standby, standbyInstances)];
    const records = cells.flatMap(({ region, balancer }) => {
        const group = region === primary ? "active" : "standby";
        const check = healthCheck === "none" ? undefined : checkOf(region, healthCheck);
        const aliases = [
            { name: output(balancer, "dnsName"), zoneId: output(balancer, "zoneId"), evaluateTargetHealth },
        ];
        const member = {
            name: `${group}.app.${domain}`,
            type: "A",
            zoneId,
            setIdentifier: region,
            latencyRoutingPolicies: [{ region }],
            aliases,
            ...(check ? { healthCheckId: output(check, "id") } : {}),
        };
        const plain = { name: `${region}.app.${domain}`, type: "A", zoneId, aliases };
        return [
            ...(check ? [check] : []),
            resource("aws:route53/record:Record", `member-${region}`, member),
            resource("aws:route53/record:Record", `cell-${region}`, plain),
        ];
    });
    const sides = [
        { side: "PRIMARY", group: "active" },
        { side: "SECONDARY", group: "standby" },
    ].map(({ side, group }) =>
        resource("aws:route53/record:Record", `app-${side}`, {
            name: `app.${domain}`,
            type: "A",
            zoneId,
            setIdentifier: side.toLowerCase(),
            failoverRoutingPolicies: [{ type: side }],
            aliases: [{ name: `${group}.app.${domain}`, zoneId, evaluateTargetHealth: true }],
        }),
    );
    const resources = [
        platform(),
        zone,
        ...cells.flatMap(({ balancer, group }) => [balancer, group]),
        ...records,
        ...sides,
    ];
    return { version: 1, project: "test", stack: "test", resources: [...resources, ...validation(zoneId)] };
}

/** A drill of that plan: its active region refuses connections. */
export const drill: FailoverOptions = {
    lostRegion: primary,
    manner: "refused",
    resolvers: 8,
    staggered: true,
    probesPerSecond: 10,
    timeoutSeconds: 2,
};

/** The plan of a traffic program alone, with the zone that its records name. */
export function inZone(recorded: Plan): Plan {
    const zone = resource("aws:route53/zone:Zone", "Z1", { name: "antipode.example" });
    return { ...recorded, resources: [zone, ...recorded.resources] };
}

export function resource(type: string, name: string, inputs: PlanResource["inputs"]): PlanResource {
    const urn = `urn:pulumi:test::test::${type}::${name}`;
    return { urn, type, name, custom: type.startsWith("aws:"), options: {}, inputs, dependencies: [] };
}

export function output({ urn }: PlanResource, name: string): PlanValue {
    return { $ref: { urn, output: name } };
}

function cellOf(region: string, instances: number) {
    const balancer = { ...resource("aws:lb/loadBalancer:LoadBalancer", `balancer-${region}`, {}), region };
    const sizes = { minSize: instances, maxSize: 6 };
    const group = { ...resource("aws:autoscaling/group:Group", `group-${region}`, sizes), region };
    return { region, balancer, group };
}

function checkOf(
    region: string,
    { path = "/healthz", threshold = 3 }: { path?: string; threshold?: number },
): PlanResource {
    return resource("aws:route53/healthCheck:HealthCheck", `check-${region}`, {
        type: "HTTPS",
        fqdn: `${region}.app.${domain}`,
        port: 443,
        enableSni: true,
        resourcePath: path,
        requestInterval: 10,
        failureThreshold: threshold,
    });
}

/** What a certificate asks for: its name is known to nobody before the certificate is. */
function validation(zoneId: PlanValue): PlanResource[] {
    const certificate = resource("aws:acm/certificate:Certificate", "certificate", {});
    const option = (name: string) => output(certificate, `domainValidationOptions[0].resourceRecord${name}`);
    const fields = { name: option("Name"), type: option("Type"), records: [option("Value")], ttl: 60, zoneId };
    return [certificate, resource("aws:route53/record:Record", "validation", fields)];
}

function platform(): PlanResource {
    return resource("antipode:platform:Platform", "platform", {
        domain,
        initialWriter: primary,
        regions: { [primary]: { role: "active" }, [standby]: { role: "warm" } },
        assumptions: {
            decideSeconds: 10,
            promotionSeconds: 60,
            healthToDnsSeconds: { min: 1, max: 5 },
            regionRttMilliseconds: { [primary]: { [standby]: 25 } },
        },
    });
}
