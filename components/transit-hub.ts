import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { LinkedCell } from "./cell-link";
import { childrenOf, type Place } from "./shared/region";

export interface TransitHubArgs {
    readonly place: Place;
    readonly vpcId: pulumi.Input<string>;
    /** One in each zone whose traffic is to leave the cell: the app tier's. */
    readonly subnetIds: readonly pulumi.Input<string>[];
    /** The tiers that others reach through the hub. */
    readonly blocks: LinkedCell["blocks"];
}

/**
 * One cell's transit gateway, its VPC attached: what links to more cells than peerings should join end at. It has one
 * route table and fills it with static routes alone, since attachments between gateways know no others.
 *
 * Cost: the VPC's attachment is paid by the hour, also while idle.
 * Loses: with its region, what crosses to and from this cell; links between other cells do not pass here.
 */
export class TransitHub extends pulumi.ComponentResource {
    readonly gatewayId: pulumi.Output<string>;
    /** What links associate their attachments with; known once the cell's own VPC is in it. */
    readonly routeTableId: pulumi.Output<string>;

    constructor(name: string, args: TransitHubArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:transit-hub:TransitHub", name, {}, opts);
        const own = childrenOf(this, args.place);
        const gateway = new aws.ec2transitgateway.TransitGateway(
            name,
            {
                ...own.named(name),
                description: `Links of ${name}`,
                // Off, so that the table below is the only one, whichever attachment comes first.
                defaultRouteTableAssociation: "disable",
                defaultRouteTablePropagation: "disable",
            },
            own.child,
        );
        const table = new aws.ec2transitgateway.RouteTable(
            name,
            { ...own.named(name), transitGatewayId: gateway.id },
            own.child,
        );
        const attachment = new aws.ec2transitgateway.VpcAttachment(
            name,
            {
                ...own.named(name),
                transitGatewayId: gateway.id,
                vpcId: args.vpcId,
                subnetIds: [...args.subnetIds],
                transitGatewayDefaultRouteTableAssociation: false,
                transitGatewayDefaultRouteTablePropagation: false,
            },
            own.child,
        );
        const joined = {
            ...own.placed,
            transitGatewayAttachmentId: attachment.id,
            transitGatewayRouteTableId: table.id,
        };
        const association = new aws.ec2transitgateway.RouteTableAssociation(name, joined, own.child);
        const routes = [
            { tier: "app", block: args.blocks.app },
            { tier: "data", block: args.blocks.data },
        ].map(
            ({ tier, block }) =>
                new aws.ec2transitgateway.Route(
                    `${name}-${tier}`,
                    { ...joined, destinationCidrBlock: block },
                    own.child,
                ),
        );
        // A VPC's route to a gateway is refused until the VPC is attached to it.
        this.gatewayId = pulumi.all([gateway.id, attachment.id]).apply(([id]) => id);
        const inside = pulumi.all([association.id, ...routes.map(({ id }) => id)]);
        this.routeTableId = pulumi.all([table.id, inside]).apply(([id]) => id);
        this.registerOutputs({ gatewayId: this.gatewayId, routeTableId: this.routeTableId });
    }
}
