import { Overview } from "../../components/overview";

/** Two cells on one dashboard, with the lines that their promises draw. */
export function example(): unknown {
    const regions = ["eu-west-1", "us-east-1"] as const;
    return new Overview("orders", {
        place: { region: "eu-west-1", tags: {} },
        cells: regions.map((region) => ({
            region,
            balancer: { kind: "alb", arnSuffix: `app/orders-${region}/0123456789abcdef` },
            groupName: `orders-${region}`,
            clusterIdentifier: `orders-${region}`,
        })),
        promises: { p99Milliseconds: 250, rpoSeconds: 1 },
    });
}
