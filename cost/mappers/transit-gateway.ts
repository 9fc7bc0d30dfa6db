import { UnknownInput } from "../input-reader";
import type { Mapper } from "../mapping";
import { price } from "../price";
import { usage } from "../quantity";
import { isOwnPeer } from "./peer";
import { betweenRegions } from "./region-pair";

const source = "https://aws.amazon.com/transit-gateway/pricing/";
const peeringType = "aws:ec2transitgateway/peeringAttachment:PeeringAttachment";

const gatewayType = "aws:ec2transitgateway/transitGateway:TransitGateway";
const privateGatewayType = "aws:ec2/vpnGateway:VpnGateway";

const ends = { own: "transitGatewayId", peer: "peerTransitGatewayId", account: "peerAccountId", type: gatewayType };

const directHour = price("AmazonVPC", "Hourly charge for Transit Gateway Direct Connect Attachments per hour");
const vpcHour = price("AmazonVPC", "Hourly charge for Transit Gateway VPC Attachments per hour");
const peeringHour = price("AmazonVPC", "Hourly charge for Transit Gateway Peering Attachments per hour");

/** Every gigabyte that an attachment sends into a transit gateway. */
export const transitGatewayData = price(
    "AmazonVPC",
    "Charge for per GB data processed by AWS Transit Gateways for VPC attachments per GigaBytes",
);

/** Hours of a VPC's attachment and what it sends; the gateway itself costs nothing. */
export const transitGatewayVpc: Mapper = {
    types: ["aws:ec2transitgateway/vpcAttachment:VpcAttachment"],
    source,
    prices: [vpcHour, transitGatewayData],
    usage: { monthly_data_processed_gb: { unit: "GB", meaning: "sent into the transit gateway by the VPC" } },
    lines: (_, { hours }) => [
        { name: "hours", unit: "h", price: vpcHour, quantity: hours() },
        { name: "data processed", unit: "GB", price: transitGatewayData, quantity: usage("monthly_data_processed_gb") },
    ],
};

/**
 * Two gateways that know each other: each side's owner pays an hour of its attachment, and what it sends to the other
 * region. The side that accepts is the same peering and is not counted again.
 */
export const transitGatewayPeering: Mapper = {
    types: [peeringType],
    source,
    prices: [peeringHour],
    usage: {
        monthly_data_to_peer_gb: { unit: "GB", meaning: "sent to the peer, when it is in another region" },
        monthly_data_from_peer_gb: { unit: "GB", meaning: "sent by the peer, when it is in another region" },
    },
    lines: (resource, { hours }) => {
        const { region = "" } = resource;
        const peer = resource.text("peerRegion") ?? region;
        const hour = { unit: "h", price: peeringHour, quantity: hours() };
        // Another account pays for its own side.
        const ours = isOwnPeer(resource, ends);
        const to = { unit: "GB", price: betweenRegions(region, peer), quantity: usage("monthly_data_to_peer_gb") };
        const from = { unit: "GB", price: betweenRegions(peer, region), quantity: usage("monthly_data_from_peer_gb") };
        return [
            { ...hour, name: "hours" },
            ...(ours ? [{ ...hour, name: "hours of the peer", place: peer }] : []),
            ...(peer === region ? [] : [{ ...to, name: `data to ${peer}` }]),
            ...(peer === region || !ours ? [] : [{ ...from, name: `data from ${peer}`, place: peer }]),
        ];
    },
};

/**
 * A line from one's own premises that ends at a transit gateway is one of its attachments; one that ends at a network's
 * private gateway costs nothing beside its port.
 */
export const transitGatewayDirect: Mapper = {
    types: ["aws:directconnect/gatewayAssociation:GatewayAssociation"],
    source,
    prices: [directHour, transitGatewayData],
    usage: { monthly_data_processed_gb: { unit: "GB", meaning: "sent into the transit gateway, when it ends at one" } },
    lines: (resource, { hours }) => {
        const path = "associatedGatewayId";
        const toPrivate = resource.follow(path, privateGatewayType) !== undefined;
        const toTransit = resource.follow(path, gatewayType) !== undefined;
        // Their ids say which they are; a proposal of another account says nothing.
        const id = toPrivate || toTransit ? undefined : resource.beginning(path, ["tgw-", "vgw-"]);
        if (!toPrivate && !toTransit && id === undefined) {
            throw new UnknownInput(path);
        }
        const data = { name: "data processed", unit: "GB", price: transitGatewayData };
        return toTransit || id === "tgw-"
            ? [
                  { name: "hours", unit: "h", price: directHour, quantity: hours(), input: path },
                  { ...data, quantity: usage("monthly_data_processed_gb") },
              ]
            : [];
    },
};
