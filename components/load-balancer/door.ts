import * as aws from "@pulumi/aws";
import { backendPort, type Site } from "./site";

const anywhere = { "": { cidrIpv4: "0.0.0.0/0" }, "6": { cidrIpv6: "::/0" } } as const;

/**
 * The balancer's security group: 443 (and 80 where it redirects) from anywhere, the targets' ports in the app tier out.
 * An NLB that is born without one can hardly get one later, so both kinds have it.
 */
export function createDoor(site: Site): aws.ec2.SecurityGroup {
    const { name, args, own } = site;
    const { settings } = args;
    const redirects = settings.kind === "alb" && settings.redirectHttp !== false;
    const door = new aws.ec2.SecurityGroup(
        `${name}-balancer`,
        {
            ...own.named(`${name}-balancer`),
            vpcId: args.network.vpcId,
            // The same whatever is chosen: AWS changes no description, and another one would make a new group.
            description: "Balancer: clients in, targets out",
        },
        own.child,
    );
    const rule = { ...own.tagged, securityGroupId: door.id, ipProtocol: "tcp" };
    const entries = [["https", 443] as const, ...(redirects ? [["http", 80] as const] : [])];
    for (const [scheme, port] of entries) {
        for (const family of settings.ipAddressType === "dualstack" ? (["", "6"] as const) : ([""] as const)) {
            new aws.vpc.SecurityGroupIngressRule(
                `${name}-balancer-${scheme}${family}`,
                {
                    ...rule,
                    ...anywhere[family],
                    description: `${scheme} from anywhere`,
                    fromPort: port,
                    toPort: port,
                },
                own.child,
            );
        }
    }
    for (const port of targetPorts(site)) {
        new aws.vpc.SecurityGroupEgressRule(
            port === backendPort(args) ? `${name}-balancer-targets` : `${name}-balancer-targets-${port}`,
            {
                ...rule,
                description: "To the targets",
                cidrIpv4: args.targetBlock,
                fromPort: port,
                toPort: port,
            },
            own.child,
        );
    }
    return door;
}

/** Each port once, whichever groups share it: AWS refuses the same rule twice. */
function targetPorts({ args }: Site): Set<number> {
    const { settings } = args;
    const main = backendPort(args);
    const groups = settings.kind === "alb" ? Object.values(settings.targetGroups ?? {}) : [];
    return new Set([main, ...groups.map(({ port = main }) => port)]);
}
