import * as aws from "@pulumi/aws";
import type { LinkedCell } from "../cell-link";
import { childrenOf } from "../shared/region";
import type { Connection, Link } from "./routes";

/** A VPC peering connection; routes go through the accepted one, not before. */
export function createPeering({ name, component }: Link, { requester, accepter }: Ends): Connection {
    const near = childrenOf(component, requester.place);
    const far = childrenOf(component, accepter.place);
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
    const connectionId = accepted.vpcPeeringConnectionId;
    const target = { vpcPeeringConnectionId: connectionId };
    return { connectionId, target: { requester: target, accepter: target } };
}

interface Ends {
    readonly requester: LinkedCell;
    readonly accepter: LinkedCell;
}
