import * as pulumi from "@pulumi/pulumi";
import { LoadBalancer, type LoadBalancerArgs } from "../../../components/load-balancer";
import type { AlbSettings, BalancerSettings } from "../../../components/load-balancer/settings";
import type { Plan, PlanResource } from "../../../plan/plan";
import { recordAlone } from "../platforms";

export const offload: AlbSettings = { kind: "alb", tls: { mode: "offload" } };

/** A balancer alone, with some of its arguments other than usual. */
export function recordBalancer(
    settings: BalancerSettings,
    other: Partial<LoadBalancerArgs<BalancerSettings>> = {},
): Promise<Plan> {
    return recordAlone(
        () =>
            new LoadBalancer("shop-euw1", {
                place: { region: "eu-west-1", tags: {} },
                network: {
                    vpcId: pulumi.output("vpc-1"),
                    subnetIds: { public: [pulumi.output("subnet-1")], app: [], data: [] },
                },
                targetBlock: "10.20.32.0/19",
                certificate: { hostname: "app.example.com", validationRecordName: "_1.app.example.com" },
                app: { port: 8080, healthPath: "/healthz" },
                settings,
                promises: { p99Milliseconds: 250, availabilityPercent: 99.99 },
                protect: true,
                ...other,
            }),
    );
}

/** Inputs of the one child of a type with a logical name. */
export function inputsOf(recorded: Plan, type: string, name: string): PlanResource["inputs"] {
    const found = recorded.resources.find((resource) => resource.type.endsWith(`:${type}`) && resource.name === name);
    if (found === undefined) {
        throw new Error(`expected a ${type} ${name}, got none`);
    }
    return found.inputs;
}
