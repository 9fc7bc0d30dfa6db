import assert from "node:assert/strict";
import type { PlanValue } from "../../../plan/plan";
import { amounts, estimate, resource } from "../plans";
import { bill, costOf, reasonOf, ref } from "./bill";

describe("the price of a transit gateway", () => {
    it("is its attachments' hours and what VPCs send into it; the gateway is free", () => {
        const gateway = resource("aws:ec2transitgateway/transitGateway:TransitGateway", {});
        const attachment = resource("aws:ec2transitgateway/vpcAttachment:VpcAttachment", {});
        const result = estimate([gateway, attachment], { monthly_data_processed_gb: 1000 });
        // 730 x 0.05; 1,000 x 0.02
        assert.deepEqual(amounts(result), { hours: "36.5", "data processed": "20" });
    });

    it("is an hour on each side of a peering, and transfer at each side's price", () => {
        const inputs = { peerRegion: "ap-northeast-1", peerTransitGatewayId: "tgw-2", transitGatewayId: "tgw-1" };
        const peering = resource("aws:ec2transitgateway/peeringAttachment:PeeringAttachment", inputs);
        const accepter = resource("aws:ec2transitgateway/peeringAttachmentAccepter:PeeringAttachmentAccepter", {});
        const keys = { monthly_data_to_peer_gb: 100, monthly_data_from_peer_gb: 100 };
        const result = estimate([peering, accepter], keys);
        // 730 x 0.05 (Ireland), 730 x 0.07 (Tokyo); 100 x 0.02; 100 x 0.09
        assert.deepEqual(amounts(result), {
            hours: "36.5",
            "hours of the peer": "51.1",
            "data to ap-northeast-1": "2",
            "data from ap-northeast-1": "9",
        });
    });

    it("has an attachment for a line from one's own premises, none at a network's private gateway", () => {
        const association = (associatedGatewayId: PlanValue) =>
            resource("aws:directconnect/gatewayAssociation:GatewayAssociation", { associatedGatewayId });
        const gateway = resource("aws:ec2transitgateway/transitGateway:TransitGateway", {});
        const missing = "no price for AmazonVPC: Hourly charge for Transit Gateway Direct Connect Attachments per hour";
        const keys = { monthly_data_processed_gb: 1000 };
        assert.equal(reasonOf([association(ref(gateway)), gateway]), missing);
        assert.equal(amounts(estimate([association("tgw-1")], keys))["data processed"], "20");
        assert.equal(costOf([association("vgw-1")]).state.kind, "free");
        const own = resource("aws:ec2/vpnGateway:VpnGateway", {});
        assert.equal(costOf([association(ref(own)), own]).state.kind, "free");
    });

    it("leaves the side of another account to it", () => {
        const inputs = { peerRegion: "us-east-1", peerAccountId: "111122223333" };
        const peering = resource("aws:ec2transitgateway/peeringAttachment:PeeringAttachment", inputs);
        assert.deepEqual(Object.keys(amounts(estimate([peering]))), ["hours", "data to us-east-1"]);
    });

    it("has both sides where the other account is its own, or the other gateway is in the program", () => {
        const type = "aws:ec2transitgateway/transitGateway:TransitGateway";
        const arn = "arn:aws:ec2:eu-west-1:111122223333:transit-gateway/tgw-1";
        const ids = { ids: ["tgw-1", arn] };
        const own = resource(type, {}, { name: "own", ...ids });
        const other = resource(type, {}, { name: "other", region: "us-east-1" });
        const names = (inputs: { readonly [key: string]: PlanValue }) => {
            const peering = resource("aws:ec2transitgateway/peeringAttachment:PeeringAttachment", {
                peerRegion: "us-east-1",
                transitGatewayId: "tgw-1",
                ...inputs,
            });
            return Object.keys(bill([peering, own, other]));
        };
        const both = ["hours", "hours of the peer", "data to us-east-1", "data from us-east-1"];
        assert.deepEqual(names({ peerAccountId: "111122223333" }), both);
        assert.deepEqual(names({ peerAccountId: "444455556666", peerTransitGatewayId: ref(other) }), both);
        assert.deepEqual(names({ peerAccountId: "444455556666" }), ["hours", "data to us-east-1"]);
    });
});

describe("the price of a VPN", () => {
    const connection = (inputs = {}) => resource("aws:ec2/vpnConnection:VpnConnection", inputs);

    it("is its hours, and an address for each of two tunnels", () => {
        // 730 x 0.05; 2 x 730 x 0.005
        assert.deepEqual(amounts(estimate([connection()])), { hours: "36.5", "public IPv4": "7.3" });
    });

    it("has an attachment at a transit gateway, and two accelerators where it is accelerated", () => {
        const result = amounts(estimate([connection({ transitGatewayId: "tgw-1", enableAcceleration: true })]));
        // 730 x 0.05; 2 x 730 x 0.025
        assert.equal(result["attachment hours"], "36.5");
        assert.equal(result["accelerators"], "36.5");
    });

    it("names the row that is missing for tunnels of large bandwidth", () => {
        const large = connection({ transitGatewayId: "tgw-1", tunnelBandwidth: "large" });
        assert.equal(reasonOf([large]), "no price for AmazonVPC: CreateVpnConnection large bandwidth per Hrs");
    });

    it("is by subnet and by connected client for people", () => {
        const endpoint = resource("aws:ec2clientvpn/endpoint:Endpoint", {});
        const association = resource("aws:ec2clientvpn/networkAssociation:NetworkAssociation", {});
        // 730 x 0.1; 100 x 0.05
        assert.deepEqual(amounts(estimate([endpoint, association], { monthly_connection_hrs: 100 })), {
            hours: "73",
            connections: "5",
        });
    });
});

describe("the price of an accelerator", () => {
    it("is its hours, in no region, and its two addresses", () => {
        const { region, ...accelerator } = resource("aws:globalaccelerator/accelerator:Accelerator", {});
        assert.ok(region);
        const result = estimate([accelerator]);
        // 730 x 0.025; 2 x 730 x 0.005
        assert.deepEqual(amounts(result), { hours: "18.25", "public IPv4": "7.3" });
        assert.equal(result.resources[0]?.lines[0]?.place, "global");
    });

    it("has a premium by where endpoints and clients are", () => {
        const group = (endpointGroupRegion: string) =>
            resource("aws:globalaccelerator/endpointGroup:EndpointGroup", { endpointGroupRegion });
        const keys = {
            "monthly_outbound_data_transfer_gb.us": 100,
            "monthly_outbound_data_transfer_gb.australia": 100,
        };
        // 100 x 0.015; 100 x 0.105
        assert.deepEqual(amounts(estimate([group("eu-west-1")], keys)), {
            "data to United States and Canada": "1.5",
            "data to Australia": "10.5",
        });
        // out of Sydney: 100 x 0.07; 100 x 0.007
        assert.deepEqual(amounts(estimate([group("ap-southeast-2")], keys)), {
            "data to United States and Canada": "7",
            "data to Australia": "0.7",
        });
    });

    it("asks for every part of the world while nothing is stated, and fails without a region", () => {
        const [one] = estimate([
            resource("aws:globalaccelerator/endpointGroup:EndpointGroup", { endpointGroupRegion: "sa-east-1" }),
        ]).resources;
        assert.equal(one?.lines.length, 9);
        assert.equal(one.state.kind, "usage needed");
        const [bare] = estimate([resource("aws:globalaccelerator/endpointGroup:EndpointGroup", {})]).resources;
        assert.deepEqual(bare?.state, {
            kind: "not priced",
            reason: "endpointGroupRegion is not known before deployment",
        });
    });
});

describe("the price of an accelerator's data", () => {
    it("names the row that is missing where endpoints are in a part of the world without one", () => {
        const group = resource("aws:globalaccelerator/endpointGroup:EndpointGroup", {
            endpointGroupRegion: "ap-south-1",
        });
        assert.match(reasonOf([group]), /no price for AWSGlobalAccelerator: .* from ap-south-1 to /);
    });
});

describe("the price of a service network", () => {
    it("is by the hour and gigabyte of each service", () => {
        const service = resource("aws:vpclattice/service:Service", {});
        // 730 x 0.0275; 100 x 0.0275; requests have a price in us-east-1 alone
        assert.deepEqual(amounts(estimate([service], { monthly_data_processed_gb: 100 })), {
            hours: "20.075",
            "data processed": "2.75",
            requests: "no price",
        });
        const there = { ...service, region: "us-east-1" };
        // 5,000,000 x 0.0000001
        assert.equal(amounts(estimate([there], { monthly_requests: 5e6 }))["requests"], "0.5");
    });

    it("is by the hour of each mirrored interface", () => {
        const session = resource("aws:ec2/trafficMirrorSession:TrafficMirrorSession", {});
        // 730 x 0.018
        assert.deepEqual(amounts(estimate([session])), { hours: "13.14" });
    });
});
