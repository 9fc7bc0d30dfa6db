import { PrivateZone } from "../../components/private-zone";

/** Names for people in two networks: `psql -h writer.orders.internal`, wherever the writer is. */
export function example(): unknown {
    return new PrivateZone("orders-private", {
        place: { region: "eu-west-1", tags: { "antipode:platform": "orders" } },
        domain: "orders.internal",
        writer: "orders.global-0123456789ab.global.rds.amazonaws.com",
        cells: [
            {
                region: "eu-west-1",
                vpcId: "vpc-0123456789abcdef0",
                reader: "orders-euw1.cluster-ro-0123456789ab.eu-west-1.rds.amazonaws.com",
                cache: "master.orders-euw1.abcdef.euw1.cache.amazonaws.com",
            },
            { region: "us-east-1", vpcId: "vpc-0fedcba9876543210" },
        ],
    });
}
