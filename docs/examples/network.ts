import { Network } from "../../components/network";

/** A VPC in three zones: a way out in each, IPv6 beside IPv4, AWS's own services inside, and a tier for partners. */
export function example(): unknown {
    const network = new Network("orders-euw1", {
        place: { region: "eu-west-1", tags: { "antipode:platform": "orders" } },
        account: "111122223333",
        keyArn: "arn:aws:kms:eu-west-1:111122223333:key/mrk-1234",
        settings: {
            kind: "create",
            cidr: "10.20.0.0/16",
            zones: ["euw1-az1", "euw1-az2", "euw1-az3"],
            nat: "per-zone",
            // What a partner's firewall has let in already.
            natAddresses: { "euw1-az1": "eipalloc-0123456789abcdef0" },
            tiers: { partners: { purpose: "private", size: "1/16", place: 6 } },
            endpoints: ["secrets", "session-manager"],
            dualStack: true,
        },
    });
    return { vpc: network.vpcId, app: network.subnetIds.app };
}
