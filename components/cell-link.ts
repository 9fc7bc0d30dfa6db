import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Network } from "./network";
import { tierBlock } from "./shared/cidr";
import { childrenOf, type Place } from "./shared/region";
import { shortRegion } from "./shared/regions";

/** One side of a link: a cell's network and the block that it has. */
export interface LinkedCell {
    readonly place: Place;
    readonly cidr: string;
    readonly network: Pick<Network, "vpcId" | "routeTableIds">;
}

export interface CellLinkArgs {
    /** Asks for the link; which of the two does so makes no difference afterwards. */
    readonly requester: LinkedCell;
    readonly accepter: LinkedCell;
}

/**
 * Joins the networks of two cells by VPC peering, so that the app of either reaches the database of the other: from
 * app tier to data tier and back, and nothing else. Traffic between regions is encrypted by AWS.
 *
 * Loses: nothing that a cell needs for itself; only what crosses.
 */
export class CellLink extends pulumi.ComponentResource {
    readonly connectionId: pulumi.Output<string>;

    constructor(name: string, args: CellLinkArgs, opts?: pulumi.ComponentResourceOptions) {
        super("antipode:cell-link:CellLink", name, {}, opts);
        const { requester, accepter } = args;
        const near = childrenOf(this, requester.place);
        const far = childrenOf(this, accepter.place);
        const asked = new aws.ec2.VpcPeeringConnection(
            name,
            {
                ...near.named(name),
                vpcId: requester.network.vpcId,
                peerVpcId: accepter.network.vpcId,
                peerRegion: accepter.place.region,
            },
            near.child,
        );
        const accepted = new aws.ec2.VpcPeeringConnectionAccepter(
            name,
            { ...far.named(name), vpcPeeringConnectionId: asked.id, autoAccept: true },
            far.child,
        );
        this.connectionId = accepted.vpcPeeringConnectionId;
        createRoutes(this, { name, from: requester, to: accepter });
        createRoutes(this, { name, from: accepter, to: requester });
        this.registerOutputs({ connectionId: this.connectionId });
    }
}

interface Way {
    readonly name: string;
    readonly from: LinkedCell;
    readonly to: LinkedCell;
}

/** App tables learn the other's data tier, data tables the other's app tier; through the accepted link, not before. */
function createRoutes(link: CellLink, { name, from, to }: Way): void {
    const { child, placed } = childrenOf(link, from.place);
    const ways = [
        { tier: "app", reaches: "data" },
        { tier: "data", reaches: "app" },
    ] as const;
    for (const { tier, reaches } of ways) {
        for (const { key, id } of from.network.routeTableIds[tier]) {
            new aws.ec2.Route(
                `${name}-${shortRegion(from.place.region)}-${tier}-${key}`,
                {
                    ...placed,
                    routeTableId: id,
                    destinationCidrBlock: tierBlock(to.cidr, reaches),
                    vpcPeeringConnectionId: link.connectionId,
                },
                child,
            );
        }
    }
}
