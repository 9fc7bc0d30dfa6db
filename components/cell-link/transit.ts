import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { HubbedCell } from "../cell-link";
import { childrenOf } from "../shared/region";
import { shortRegion } from "../shared/regions";
import { reaches, type Connection, type Link, type Target } from "./routes";

/**
 * An attachment between the transit gateways of two cells. It has static routes alone, no propagated ones, and they and
 * its associations wait until it is accepted: AWS refuses them before
 * (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-peering.html, hashicorp/terraform-provider-aws#14228).
 */
export function createTransit(link: Link, { requester, accepter }: Ends): Connection {
    const { name, component } = link;
    const near = childrenOf(component, requester.place);
    const far = childrenOf(component, accepter.place);
    const asked = new aws.ec2transitgateway.PeeringAttachment(
        name,
        {
            ...near.named(name),
            transitGatewayId: requester.hub.gatewayId,
            peerTransitGatewayId: accepter.hub.gatewayId,
            peerRegion: accepter.place.region,
        },
        near.child,
    );
    const accepted = new aws.ec2transitgateway.PeeringAttachmentAccepter(
        name,
        { ...far.named(name), transitGatewayAttachmentId: asked.id },
        far.child,
    );
    const connectionId = accepted.transitGatewayAttachmentId;
    const target = {
        requester: createSide(link, { connectionId, from: requester, to: accepter }),
        accepter: createSide(link, { connectionId, from: accepter, to: requester }),
    };
    return { connectionId, target };
}

interface Ends {
    readonly requester: HubbedCell;
    readonly accepter: HubbedCell;
}

interface Side {
    readonly connectionId: pulumi.Output<string>;
    readonly from: HubbedCell;
    readonly to: HubbedCell;
}

/** Of one side: what arrives by the attachment is looked up in the hub's table, which learns what is beyond it. */
function createSide({ name, component }: Link, { connectionId, from, to }: Side): Target {
    const { child, placed } = childrenOf(component, from.place);
    const sideName = `${name}-${shortRegion(from.place.region)}`;
    const joined = {
        ...placed,
        transitGatewayAttachmentId: connectionId,
        transitGatewayRouteTableId: from.hub.routeTableId,
    };
    const association = new aws.ec2transitgateway.RouteTableAssociation(sideName, joined, child);
    const routes = reaches.map(
        ({ reached }) =>
            new aws.ec2transitgateway.Route(
                `${sideName}-${reached}`,
                { ...joined, destinationCidrBlock: to.blocks[reached] },
                child,
            ),
    );
    // A VPC's route turned here before the hub knows the way would drop what it carries.
    const known = pulumi.all([association.id, ...routes.map(({ id }) => id)]);
    return { transitGatewayId: pulumi.all([from.hub.gatewayId, known]).apply(([id]) => id) };
}
