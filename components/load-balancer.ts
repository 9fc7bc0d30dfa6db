import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createAlarms } from "./load-balancer/alarms";
import { createDoor } from "./load-balancer/door";
import { createListeners } from "./load-balancer/listeners";
import { createRules } from "./load-balancer/routing";
import { checkBalancer, checkCertificates } from "./load-balancer/rules";
import type { AlbSettings, BalancerSettings } from "./load-balancer/settings";
import { backendPort, type Site } from "./load-balancer/site";
import { createTargets } from "./load-balancer/targets";
import type { Network } from "./network";
import type { TierAlarm } from "./shared/alarm";
import { rejectProblems } from "./shared/reject";
import { childrenOf, type Place } from "./shared/region";

export interface LoadBalancerArgs<S extends BalancerSettings> {
    readonly place: Place;
    /** Where the balancer stands. */
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    /** Block of the app tier: targets are reached there and nowhere else. */
    readonly targetBlock: string;
    readonly certificate: BalancerCertificate;
    readonly app: BalancedApp;
    /** `BalancerSettings`: those of an ALB or of an NLB. */
    readonly settings: S;
    /** What alarms ring for. */
    readonly promises: BalancerPromises;
    /** Where logs of requests and connections go; a bucket of this region that lets balancers write. @default nowhere */
    readonly logs?: BalancerLogs;
    /** Refuses to delete the balancer: a public name that clients hold points to it. */
    readonly protect: boolean;
}

/** What the balancer shows to clients. Under `passthrough` the targets do, and none is made here. */
export interface BalancerCertificate {
    /** What clients ask for, e.g. "app.example.com"; the certificate also covers every name under it. */
    readonly hostname: string;
    /** Name of the record that proves to ACM that the domain is ours; one record serves the certificates of all cells. */
    readonly validationRecordName: pulumi.Input<string>;
    /** Arns of certificates for other names, of this region, by a key. @default none */
    readonly further?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The targets, as the app that runs on them says. */
export interface BalancedApp {
    /** Port that the app listens on. */
    readonly port: number;
    /** Path that says whether a target serves. It must not touch the writer. */
    readonly healthPath: string;
}

/** Promises of the stack that a balancer can see being broken. */
export interface BalancerPromises {
    readonly p99Milliseconds: number;
    readonly availabilityPercent: number;
}

export interface BalancerLogs {
    /** Name of the bucket. */
    readonly bucket: pulumi.Input<string>;
    /** Begins the keys of objects; AWS goes on with `AWSLogs/`. */
    readonly prefix: string;
}

/** What scaling on requests needs, which an NLB does not count: there it is undefined, and nothing that asks for it can be wired. */
export type ResourceLabel<S extends BalancerSettings> = S extends AlbSettings ? pulumi.Output<string> : undefined;

/** Hosts come and go while a release rolls out, so how many there are says nothing about it. */
const releaseAlarms = ["errors", "slow", "resets", "handshakes"];

/**
 * The public door of one cell, an ALB or an NLB. TLS ends here (offload), begins anew here (bridging) or goes through
 * (passthrough, NLB alone); an ALB redirects plain HTTP. Targets are reached only on their ports and only in the app tier.
 *
 * A bridging balancer encrypts to its targets but takes any certificate from them; only passthrough lets clients check
 * who answers. Passthrough has no rules, no mutual TLS, no firewall and no access logs.
 *
 * Cost: paid by the hour, also while idle. Loses: with its region, every connection; with a zone, those through it.
 */
export class LoadBalancer<S extends BalancerSettings = AlbSettings> extends pulumi.ComponentResource {
    /** Which of the two it is: only an ALB counts requests and can be asked for them. */
    readonly kind: S["kind"];
    /** What a firewall attaches to. */
    readonly arn: pulumi.Output<string>;
    /** How CloudWatch names the balancer: `app/name/id` or `net/name/id`. */
    readonly arnSuffix: pulumi.Output<string>;
    /** What a DNS record aliases to. */
    readonly alias: { readonly name: pulumi.Output<string>; readonly zoneId: pulumi.Output<string> };
    /** Where the app's instances register. */
    readonly targetGroupArn: pulumi.Output<string>;
    /** Where instances register, by target group; `main` is the app's. */
    readonly targetGroupArns: Readonly<Record<string, pulumi.Output<string>>>;
    /** The port that the app's instances must admit. */
    readonly targetPort: number;
    /** What instances admit on their port. */
    readonly securityGroupId: pulumi.Output<string>;
    /** How scaling on requests per target names this balancer and its targets. */
    readonly resourceLabel: ResourceLabel<S>;
    readonly alarms: readonly TierAlarm[];
    /** Names of those that a bad release sets off, for whoever rolls releases out. */
    readonly alarmNames: readonly pulumi.Output<string>[];

    constructor(name: string, args: LoadBalancerArgs<S>, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:load-balancer:LoadBalancer", name, {}, opts);
        rejectProblems(this, `LoadBalancer "${name}"`, [
            ...checkBalancer(args.settings),
            ...checkCertificates(args.settings, args.certificate.further ?? {}),
        ]);
        const site: Site = { name, args, own: childrenOf(this, args.place) };
        const door = createDoor(site);
        const balancer = createBalancer(site, door);
        const groups = createTargets(site);
        const [main] = groups;
        const serving = createListeners(site, { balancerArn: balancer.arn, main });
        createRules(site, serving.arn, groups);

        this.kind = args.settings.kind;
        this.arn = balancer.arn;
        this.arnSuffix = balancer.arnSuffix;
        this.alias = { name: balancer.dnsName, zoneId: balancer.zoneId };
        this.targetGroupArn = main.arn;
        this.targetGroupArns = Object.fromEntries(groups.map(({ key, arn }) => [key, arn]));
        this.targetPort = backendPort(args);
        this.securityGroupId = door.id;
        // Through the listener: a policy on requests is refused while no listener joins the two.
        const label = pulumi
            .all([balancer.arnSuffix, main.arnSuffix, serving.arn])
            .apply(([balancerSuffix, targetsSuffix]) => `${balancerSuffix}/${targetsSuffix}`);
        this.resourceLabel = (args.settings.kind === "alb" ? label : undefined) as ResourceLabel<S>;
        const alarms = createAlarms(site, balancer.arnSuffix, groups);
        this.alarms = alarms.map(({ published }) => published);
        this.alarmNames = alarms.filter(({ role }) => releaseAlarms.includes(role)).map((alarm) => alarm.name);
        this.registerOutputs({ alias: this.alias, targetGroupArn: this.targetGroupArn });
    }
}

function createBalancer({ name, args, own }: Site, door: aws.ec2.SecurityGroup): aws.lb.LoadBalancer {
    const { settings, logs, network, protect } = args;
    const { ipAddressType, zonalShift } = settings;
    return new aws.lb.LoadBalancer(
        name,
        {
            ...own.tagged,
            internal: false,
            subnets: network.subnetIds.public,
            securityGroups: [door.id],
            enableDeletionProtection: protect,
            ...(settings.kind === "alb" ? albInputs(settings, logs) : nlbInputs(settings, logs)),
            ...(ipAddressType === undefined ? {} : { ipAddressType }),
            ...(zonalShift === undefined ? {} : { enableZonalShift: zonalShift }),
        },
        { ...own.child, protect },
    );
}

function albInputs(settings: AlbSettings, logs: BalancerLogs | undefined): Partial<aws.lb.LoadBalancerArgs> {
    const { idleTimeoutSeconds, clientKeepAliveSeconds } = settings;
    const log = logs === undefined ? undefined : { ...logs, enabled: true };
    return {
        loadBalancerType: "application",
        dropInvalidHeaderFields: true,
        ...(log === undefined ? {} : { accessLogs: log, connectionLogs: log }),
        ...(idleTimeoutSeconds === undefined ? {} : { idleTimeout: idleTimeoutSeconds }),
        ...(clientKeepAliveSeconds === undefined ? {} : { clientKeepAlive: clientKeepAliveSeconds }),
    };
}

/** An NLB logs what its TLS listeners take, and nothing else. */
function nlbInputs(
    { crossZone = false }: { readonly crossZone?: boolean },
    logs: BalancerLogs | undefined,
): Partial<aws.lb.LoadBalancerArgs> {
    return {
        loadBalancerType: "network",
        enableCrossZoneLoadBalancing: crossZone,
        ...(logs === undefined ? {} : { accessLogs: { ...logs, enabled: true } }),
    };
}
