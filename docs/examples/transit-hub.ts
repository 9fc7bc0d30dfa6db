import { TransitHub } from "../../components/transit-hub";

/** What links of a cell in Ireland end at: a transit gateway with the cell's own VPC in it. */
export function example(): unknown {
    const hub = new TransitHub("orders-euw1", {
        place: { region: "eu-west-1", tags: { "antipode:platform": "orders" } },
        vpcId: "vpc-0123456789abcdef0",
        subnetIds: ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"],
        blocks: { app: "10.0.32.0/19", data: "10.0.64.0/19" },
    });
    return { gateway: hub.gatewayId };
}
