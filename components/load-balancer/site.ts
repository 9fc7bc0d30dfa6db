import type * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerArgs } from "../load-balancer";
import type { Common } from "../shared/region";
import type { BalancerSettings } from "./settings";

/** What every part of one LoadBalancer needs to make its children. */
export interface Site {
    /** Begins every logical name. */
    readonly name: string;
    readonly args: LoadBalancerArgs<BalancerSettings>;
    readonly own: Common;
}

/** A target group under its key; `main` holds the app's targets. */
export interface KeyedGroup {
    readonly key: string;
    readonly arn: pulumi.Output<string>;
    readonly arnSuffix: pulumi.Output<string>;
}

/** Key of the app's own targets. */
export const mainGroup = "main";

/** The port that the app's targets are reached on: their TLS port where they have one. */
export function backendPort({ settings, app }: Pick<LoadBalancerArgs<BalancerSettings>, "settings" | "app">): number {
    return settings.tls.mode === "offload" ? app.port : (settings.tls.backend?.port ?? app.port);
}
