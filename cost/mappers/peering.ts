import type { Line, Mapper } from "../mapping";
import { usage } from "../quantity";
import { isOwnPeer } from "./peer";
import { betweenRegions } from "./region-pair";

const ends = { own: "vpcId", peer: "peerVpcId", account: "peerOwnerId", type: "aws:ec2/vpc:Vpc" };

/**
 * A peering costs nothing by itself; what goes through it to another region is billed to the side that sends, another
 * account's to that account. The side that accepts is the same peering and is not counted again.
 */
export const peering: Mapper = {
    types: ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"],
    source: "https://aws.amazon.com/vpc/pricing/",
    prices: [],
    usage: {
        monthly_data_to_peer_gb: { unit: "GB", meaning: "sent to the peer, when it is in another region" },
        monthly_data_from_peer_gb: { unit: "GB", meaning: "sent by the peer, when it is in another region" },
    },
    lines: (resource) => {
        const peer = resource.text("peerRegion");
        const { region } = resource;
        if (peer === undefined || region === undefined || peer === region) {
            return [];
        }
        const to: Line = {
            name: `data to ${peer}`,
            unit: "GB",
            price: betweenRegions(region, peer),
            quantity: usage("monthly_data_to_peer_gb"),
        };
        const from: Line = {
            name: `data from ${peer}`,
            unit: "GB",
            price: betweenRegions(peer, region),
            quantity: usage("monthly_data_from_peer_gb"),
            place: peer,
        };
        return isOwnPeer(resource, ends) ? [to, from] : [to];
    },
};
