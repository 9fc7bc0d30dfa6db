import * as pulumi from "@pulumi/pulumi";
import { LoadBalancer } from "../../components/load-balancer";

/** A public ALB that ends TLS, sends a tenth of the API's requests to a second group, and closes one path. */
export function example(): unknown {
    const balancer = new LoadBalancer("shop-euw1", {
        place: { region: "eu-west-1", tags: {} },
        network: {
            vpcId: pulumi.output("vpc-0123456789abcdef0"),
            subnetIds: {
                public: [pulumi.output("subnet-0123456789abcdef0"), pulumi.output("subnet-0fedcba9876543210")],
                app: [],
                data: [],
            },
        },
        targetBlock: "10.20.32.0/19",
        certificate: { hostname: "app.example.com", validationRecordName: "_3639.app.example.com" },
        app: { port: 8080, healthPath: "/healthz" },
        settings: {
            kind: "alb",
            tls: { mode: "offload", policy: "recommended" },
            targetGroups: { canary: { algorithm: { type: "round_robin", slowStartSeconds: 60 } } },
            rules: {
                api: {
                    priority: 20,
                    when: { paths: ["/api/*"] },
                    then: { type: "forward", weights: { main: 90, canary: 10 } },
                },
                metrics: {
                    priority: 10,
                    when: { paths: ["/metrics"] },
                    then: { type: "respond", status: 404, contentType: "text/plain" },
                },
            },
        },
        promises: { p99Milliseconds: 250, availabilityPercent: 99.9 },
        protect: true,
    });
    return { hostname: balancer.alias.name, canary: balancer.targetGroupArns["canary"] };
}
