import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ScalingGroupArgs } from "../scaling-group";
import type { Common } from "../shared/region";

/** Where else instances may speak to, besides AWS and the database: by block or by what is there. */
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
    for (const [key, { description, port, cidr, securityGroupId }] of Object.entries(waysOut(args))) {
        new aws.vpc.SecurityGroupEgressRule(
            `${name}-app-${key}`,
            {
                ...own.tagged,
                securityGroupId: door.id,
                ipProtocol: "tcp",
                description,
                ...(cidr === undefined ? { referencedSecurityGroupId: securityGroupId } : { cidrIpv4: cidr }),
                fromPort: port,
                toPort: port,
            },
            own.child,
        );
    }
    return door;
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
