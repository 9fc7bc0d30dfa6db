import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "./shared/region";
import { shortRegion, type Region } from "./shared/regions";

export interface TrafficArgs {
    readonly tags: Tags;
    readonly zoneId: pulumi.Input<string>;
    /** What clients ask for, e.g. "app.example.com". */
    readonly hostname: string;
    readonly cells: readonly TrafficCell[];
    /** How Route 53 probes each cell, or "none": then only evaluate-target-health is left to notice a dead one. */
    readonly healthCheck: HealthCheckArgs | "none";
    /** Whether Route 53 also believes the balancers about their targets. */
    readonly evaluateTargetHealth: boolean;
}

export interface TrafficCell {
    readonly region: Region;
    /** Active cells are answered with while any is healthy, the others after that. */
    readonly active: boolean;
    /** The cell's balancer. */
    readonly alias: { readonly name: pulumi.Input<string>; readonly zoneId: pulumi.Input<string> };
}

export interface HealthCheckArgs {
    /** It must not touch the writer: a standby has none, and would stay red until it is promoted. */
    readonly path: string;
    readonly intervalSeconds: 10 | 30;
    readonly failureThreshold: number;
}

/**
 * How clients find a cell. A failover needs no change of any record: Route 53's data plane, which is spread over the
 * world, decides by health; its control plane, which is in us-east-1, is not asked.
 *
 * `app` is a failover pair over two latency groups, `active.app` and `standby.app`, or the latency group itself when
 * there is no standby. `<region>.app` names one cell for drills and people, and for the health checks.
 */
export class Traffic extends pulumi.ComponentResource {
    /** What clients ask for. */
    readonly hostname: pulumi.Output<string>;

    constructor(name: string, args: TrafficArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:traffic:Traffic", name, {}, opts);
        const site: Site = { ...args, name, child: { parent: this } };
        const members = args.cells.map((cell) => createMember(site, cell));
        const active = members.filter(({ cell }) => cell.active);
        const standby = members.filter(({ cell }) => !cell.active);
        if (standby.length === 0) {
            createGroup(site, "app", active);
        } else {
            createPair(site, [...createGroup(site, "active", active), ...createGroup(site, "standby", standby)]);
        }
        this.hostname = pulumi.output(args.hostname);
        this.registerOutputs({ hostname: this.hostname });
    }
}

interface Site extends TrafficArgs {
    readonly name: string;
    readonly child: { readonly parent: Traffic };
}

interface Member {
    readonly cell: TrafficCell;
    readonly healthCheckId?: pulumi.Output<string>;
}

function createMember({ name, child, tags, zoneId, hostname, healthCheck }: Site, cell: TrafficCell): Member {
    const fqdn = `${cell.region}.${hostname}`;
    const memberName = `${name}-${shortRegion(cell.region)}`;
    const record = new aws.route53.Record(
        memberName,
        { zoneId, name: fqdn, type: "A", aliases: [{ ...cell.alias, evaluateTargetHealth: false }] },
        child,
    );
    if (healthCheck === "none") {
        return { cell };
    }
    const check = new aws.route53.HealthCheck(
        memberName,
        {
            tags: { ...tags, Name: memberName, "antipode:cell": cell.region },
            type: "HTTPS",
            fqdn,
            port: 443,
            enableSni: true,
            resourcePath: healthCheck.path,
            requestInterval: healthCheck.intervalSeconds,
            failureThreshold: healthCheck.failureThreshold,
        },
        { ...child, dependsOn: [record] },
    );
    return { cell, healthCheckId: check.id };
}

/** A latency set with one alias for each member; the set identifier is the region, which never changes. */
function createGroup(
    site: Site,
    group: "app" | "active" | "standby",
    members: readonly Member[],
): aws.route53.Record[] {
    const { name, child, zoneId, hostname, evaluateTargetHealth } = site;
    return members.map(
        ({ cell, healthCheckId }) =>
            new aws.route53.Record(
                `${name}-${group}-${shortRegion(cell.region)}`,
                {
                    zoneId,
                    name: group === "app" ? hostname : `${group}.${hostname}`,
                    type: "A",
                    setIdentifier: cell.region,
                    latencyRoutingPolicies: [{ region: cell.region }],
                    aliases: [{ ...cell.alias, evaluateTargetHealth }],
                    ...(healthCheckId === undefined ? {} : { healthCheckId }),
                },
                child,
            ),
    );
}

/** Needs its groups first: Route 53 refuses an alias to a record that does not exist. */
function createPair({ name, child, zoneId, hostname }: Site, groups: readonly aws.route53.Record[]): void {
    const sides = [
        { side: "primary", type: "PRIMARY", group: "active" },
        { side: "secondary", type: "SECONDARY", group: "standby" },
    ];
    for (const { side, type, group } of sides) {
        new aws.route53.Record(
            `${name}-app-${side}`,
            {
                zoneId,
                name: hostname,
                type: "A",
                setIdentifier: side,
                failoverRoutingPolicies: [{ type }],
                aliases: [{ name: `${group}.${hostname}`, zoneId, evaluateTargetHealth: true }],
            },
            { ...child, dependsOn: [...groups] },
        );
    }
}
