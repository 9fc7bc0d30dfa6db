import type { Mapper } from "../mapping";
import { price } from "../price";
import { times, usage } from "../quantity";
import { addressLines } from "./address";
import { acceleratorHour } from "./global-accelerator";
import { transitGatewayData } from "./transit-gateway";

const source = "https://aws.amazon.com/vpn/pricing/";

const connectionHour = price("AmazonVPC", "CreateVpnConnection per Hrs");
const largeConnectionHour = price("AmazonVPC", "CreateVpnConnection large bandwidth per Hrs");
const attachmentHour = price("AmazonVPC", "Hourly charge for Transit Gateway Site to-Site VPN attachments per hour");
const subnetHour = price("AmazonVPC", "Hourly charge for Client VPN Endpoints per Hourly");
const clientHour = price("AmazonVPC", "Hourly charge for Client VPN connections per Hourly");

/** Two for each connection, each with an address (https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html). */
const tunnels = 2;

/**
 * Hours of a connection and of its tunnels' public addresses; of its attachment, and what it sends, on a transit gateway;
 * and of an accelerator for each tunnel where they are accelerated.
 */
export const vpnConnection: Mapper = {
    types: ["aws:ec2/vpnConnection:VpnConnection"],
    source,
    prices: [connectionHour, largeConnectionHour, attachmentHour, transitGatewayData, acceleratorHour],
    usage: {
        monthly_data_processed_gb: { unit: "GB", meaning: "sent into the transit gateway, when it ends at one" },
    },
    lines: (resource, { hours }) => {
        const onTransit = resource.has("transitGatewayId");
        const outside = resource.choice("outsideIpAddressType", ["PublicIpv4", "PrivateIpv4", "Ipv6"]) ?? "PublicIpv4";
        const large = resource.choice("tunnelBandwidth", ["standard", "large"]) === "large";
        const data = { name: "data processed", unit: "GB", price: transitGatewayData };
        return [
            {
                name: "hours",
                unit: "h",
                price: large ? largeConnectionHour : connectionHour,
                quantity: hours(),
                ...(large ? { input: "tunnelBandwidth" } : {}),
            },
            ...(outside === "PublicIpv4" ? addressLines(times(hours(), tunnels)) : []),
            ...(onTransit
                ? [
                      { name: "attachment hours", unit: "h", price: attachmentHour, quantity: hours() },
                      { ...data, quantity: usage("monthly_data_processed_gb") },
                  ]
                : []),
            ...(resource.flag("enableAcceleration") === true
                ? [
                      {
                          name: "accelerators",
                          unit: "h",
                          price: acceleratorHour,
                          quantity: times(hours(), tunnels),
                          place: "global",
                          input: "enableAcceleration",
                      },
                  ]
                : []),
        ];
    },
};

/** Hours for each subnet that clients come in by. */
export const clientVpnAssociation: Mapper = {
    types: ["aws:ec2clientvpn/networkAssociation:NetworkAssociation"],
    source,
    prices: [subnetHour],
    lines: (_, { hours }) => [{ name: "hours", unit: "h", price: subnetHour, quantity: hours() }],
};

/** Hours of the clients that are connected. */
export const clientVpn: Mapper = {
    types: ["aws:ec2clientvpn/endpoint:Endpoint"],
    source,
    prices: [clientHour],
    usage: { monthly_connection_hrs: { unit: "hours", meaning: "that clients are connected, all together" } },
    lines: () => [{ name: "connections", unit: "h", price: clientHour, quantity: usage("monthly_connection_hrs") }],
};
