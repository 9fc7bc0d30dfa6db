import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ScalingGroupArgs } from "../scaling-group";
import type { Common } from "../shared/region";

/** Where else instances may speak to, besides AWS and the database: by block, of IPv4 or IPv6, or by what is there. */
export type Egress = {
    readonly description: string;
    readonly port: number;
} & (
    | { readonly cidr: string; readonly securityGroupId?: never }
    | { readonly securityGroupId: pulumi.Input<string>; readonly cidr?: never }
);

/** Lets the balancer in, and out only what the app needs. */
export function createDoor(name: string, args: ScalingGroupArgs, own: Common): aws.ec2.SecurityGroup {
    const { app, balancer } = args;
    const door = new aws.ec2.SecurityGroup(
        `${name}-app`,
        { ...own.named(`${name}-app`), vpcId: args.network.vpcId, description: "App: from the balancer only" },
        own.child,
    );
    new aws.vpc.SecurityGroupIngressRule(
        `${name}-app-balancer`,
        {
            ...own.tagged,
            securityGroupId: door.id,
            ipProtocol: "tcp",
            description: "From the balancer",
            referencedSecurityGroupId: balancer.securityGroupId,
            fromPort: app.port,
            toPort: app.port,
        },
        own.child,
    );
    for (const [key, way] of Object.entries(waysOut(args))) {
        new aws.vpc.SecurityGroupEgressRule(
            `${name}-app-${key}`,
            {
                ...own.tagged,
                securityGroupId: door.id,
                ipProtocol: "tcp",
                description: way.description,
                ...destination(way),
                fromPort: way.port,
                toPort: way.port,
            },
            own.child,
        );
    }
    return door;
}

/** AWS has a field for each family of blocks, and refuses one of the other family. */
function destination({ cidr, securityGroupId }: Egress): Partial<aws.vpc.SecurityGroupEgressRuleArgs> {
    if (cidr === undefined) {
        return { referencedSecurityGroupId: securityGroupId };
    }
    return cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
}

/** By the end of the rule's name, so that a further one touches no other. */
function waysOut({ app, databaseBlocks, egress = {} }: ScalingGroupArgs): Readonly<Record<string, Egress>> {
    const databases = Object.entries(databaseBlocks).map(([region, cidr]): [string, Egress] => [
        `database-${region}`,
        { description: `The database in ${region}`, cidr, port: app.databasePort },
    ]);
    const others = Object.entries(egress).map(([key, way]): [string, Egress] => [`to-${key}`, way]);
    return {
        https: { description: "AWS APIs and packages", cidr: "0.0.0.0/0", port: 443 },
        ...Object.fromEntries([...databases, ...others]),
    };
}
