import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "./network";
import { tierBlock } from "./shared/cidr";
import { childrenOf, type Common, type Place } from "./shared/region";

export interface LoadBalancerArgs {
    readonly place: Place;
    /** Where the balancer stands. */
    readonly network: Pick<Network, "vpcId" | "subnetIds">;
    /** The VPC's block: targets are reached in its app tier and nowhere else. */
    readonly cidr: string;
    /** What clients ask for, e.g. "app.example.com"; the certificate also covers every name under it. */
    readonly hostname: string;
    /** Name of the record that proves to ACM that the domain is ours; one record serves the certificates of all cells. */
    readonly validationRecordName: pulumi.Input<string>;
    /** Port of the targets, spoken to in HTTP. */
    readonly targetPort: number;
    /** Path that says whether a target serves. It must not touch the writer. */
    readonly healthPath: string;
    /** Refuses to delete the balancer: a public name that clients hold points to it. */
    readonly protect: boolean;
}

/**
 * The policy that AWS recommends for application load balancers: TLS 1.2 and 1.3, forward secrecy, post-quantum key
 * exchange where the client can (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html).
 */
const tlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** Seconds; a dead target is out after 10 to 15 s, a good one is in after 10 to 15 s. */
const targetProbe = { interval: 5, timeout: 4, healthyThreshold: 2, unhealthyThreshold: 2 };

/** Seconds that requests in flight may take once their target leaves; the app ends its own within this time. */
const drainSeconds = 30;

const anywhere = "0.0.0.0/0";

/**
 * The public door of one cell: TLS ends here, plain HTTP is redirected, targets are reached only on their port and
 * only in the app tier.
 *
 * Cost: paid by the hour, also while idle.
 */
export class LoadBalancer extends pulumi.ComponentResource {
    /** What a DNS record aliases to. */
    readonly alias: { readonly name: pulumi.Output<string>; readonly zoneId: pulumi.Output<string> };
    /** Where instances register. */
    readonly targetGroupArn: pulumi.Output<string>;
    /** What instances admit on their port. */
    readonly securityGroupId: pulumi.Output<string>;
    /** How scaling on requests per target names this balancer and its targets. */
    readonly resourceLabel: pulumi.Output<string>;

    constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:load-balancer:LoadBalancer", name, {}, opts);
        const { network, protect, targetPort, healthPath } = args;
        const own = childrenOf(this, args.place);
        const door = createDoor(name, args, own);
        const certificateArn = createCertificate(name, args, own);

        const balancer = new aws.lb.LoadBalancer(
            name,
            {
                ...own.tagged,
                loadBalancerType: "application",
                internal: false,
                subnets: network.subnetIds.public,
                securityGroups: [door.id],
                dropInvalidHeaderFields: true,
                enableDeletionProtection: protect,
            },
            { ...own.child, protect },
        );
        const targets = new aws.lb.TargetGroup(
            name,
            {
                ...own.tagged,
                vpcId: network.vpcId,
                targetType: "instance",
                protocol: "HTTP",
                port: targetPort,
                deregistrationDelay: drainSeconds,
                healthCheck: { ...targetProbe, path: healthPath, protocol: "HTTP", matcher: "200" },
            },
            own.child,
        );
        const serving = createListeners(
            name,
            { balancerArn: balancer.arn, targetGroupArn: targets.arn, certificateArn },
            own,
        );

        this.alias = { name: balancer.dnsName, zoneId: balancer.zoneId };
        this.targetGroupArn = targets.arn;
        this.securityGroupId = door.id;
        // Through the listener: a policy on requests is refused while no listener joins the two.
        this.resourceLabel = pulumi
            .all([balancer.arnSuffix, targets.arnSuffix, serving.arn])
            .apply(([balancerSuffix, targetsSuffix]) => `${balancerSuffix}/${targetsSuffix}`);
        this.registerOutputs({ alias: this.alias, targetGroupArn: this.targetGroupArn });
    }
}

function createDoor(name: string, args: LoadBalancerArgs, own: Common): aws.ec2.SecurityGroup {
    const door = new aws.ec2.SecurityGroup(
        `${name}-balancer`,
        {
            ...own.named(`${name}-balancer`),
            vpcId: args.network.vpcId,
            description: "Balancer: HTTP and HTTPS in, targets out",
        },
        own.child,
    );
    const rule = { ...own.tagged, securityGroupId: door.id, ipProtocol: "tcp" };
    for (const [scheme, port] of [["https", 443] as const, ["http", 80] as const]) {
        new aws.vpc.SecurityGroupIngressRule(
            `${name}-balancer-${scheme}`,
            { ...rule, description: `${scheme} from anywhere`, cidrIpv4: anywhere, fromPort: port, toPort: port },
            own.child,
        );
    }
    new aws.vpc.SecurityGroupEgressRule(
        `${name}-balancer-targets`,
        {
            ...rule,
            description: "To the targets",
            cidrIpv4: tierBlock(args.cidr, "app"),
            fromPort: args.targetPort,
            toPort: args.targetPort,
        },
        own.child,
    );
    return door;
}

/** The arn of a certificate that ACM has validated, so that no listener is made with one that is still pending. */
function createCertificate(name: string, args: LoadBalancerArgs, own: Common): pulumi.Output<string> {
    const certificate = new aws.acm.Certificate(
        name,
        {
            ...own.named(name),
            domainName: args.hostname,
            subjectAlternativeNames: [`*.${args.hostname}`],
            validationMethod: "DNS",
        },
        own.child,
    );
    const validation = new aws.acm.CertificateValidation(
        name,
        { ...own.placed, certificateArn: certificate.arn, validationRecordFqdns: [args.validationRecordName] },
        own.child,
    );
    return validation.certificateArn;
}

interface ListenerArns {
    readonly balancerArn: pulumi.Output<string>;
    readonly targetGroupArn: pulumi.Output<string>;
    readonly certificateArn: pulumi.Output<string>;
}

/** The listener that serves; the other only redirects to it. */
function createListeners(name: string, arns: ListenerArns, own: Common): aws.lb.Listener {
    const serving = new aws.lb.Listener(
        `${name}-https`,
        {
            ...own.tagged,
            loadBalancerArn: arns.balancerArn,
            port: 443,
            protocol: "HTTPS",
            sslPolicy: tlsPolicy,
            certificateArn: arns.certificateArn,
            defaultActions: [{ type: "forward", targetGroupArn: arns.targetGroupArn }],
            routingHttpResponseStrictTransportSecurityHeaderValue: "max-age=31536000; includeSubDomains",
        },
        own.child,
    );
    new aws.lb.Listener(
        `${name}-http`,
        {
            ...own.tagged,
            loadBalancerArn: arns.balancerArn,
            port: 80,
            protocol: "HTTP",
            defaultActions: [
                { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
            ],
        },
        own.child,
    );
    return serving;
}
