import { Traffic } from "../../components/traffic";

const regions = ["eu-west-1", "us-east-1"] as const;

/** Two active cells behind one name, which a person can empty by writing one metric in the other region. */
export function example(): unknown {
    return new Traffic("orders", {
        tags: { "antipode:platform": "orders" },
        zoneId: "Z0123456789ABCDEFGHIJ",
        hostname: "app.example.com",
        cells: regions.map((region) => ({
            region,
            active: true,
            alias: { name: `orders-${region}.elb.amazonaws.com`, zoneId: "Z32O12XQLNTSW2" },
            errors: {
                namespace: "AWS/ApplicationELB",
                metricName: "HTTPCode_Target_5XX_Count",
                dimensions: { LoadBalancer: `app/orders-${region}/0123456789abcdef` },
            },
        })),
        settings: {
            policy: { kind: "weighted", weights: { "eu-west-1": 3, "us-east-1": 1 } },
            healthCheck: { path: "/healthz", intervalSeconds: 10, failureThreshold: 3 },
            evaluateTargetHealth: true,
            failoverControl: {
                kind: "stop",
                switchRegions: ["us-east-1", "eu-west-1"],
                errorsPerMinute: 100,
                errorMinutes: 3,
            },
        },
    });
}
