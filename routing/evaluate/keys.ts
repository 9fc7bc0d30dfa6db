import type { HealthCheck } from "@aws-sdk/client-route-53";
import type { Zone } from "../zone";

/** Of the records that share a policy. */
export function groupKey(name: string, type: string): string {
    return `${name} ${type}`;
}

/** Without the `/hostedzone/` that the API puts before it. */
export function zoneId({ HostedZone }: Zone): string {
    return (HostedZone.Id ?? "").replace(/^\/hostedzone\//, "");
}

export function checkId({ Id }: HealthCheck): string {
    return Id ?? "";
}

/** `dualstack.` is how an alias names a balancer that has both kinds of addresses; the balancer is the same. */
export function resourceName(canonical: string): string {
    return canonical.startsWith("dualstack.") ? canonical.slice("dualstack.".length) : canonical;
}
