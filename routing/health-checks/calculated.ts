import type { HealthCheckConfig } from "@aws-sdk/client-route-53";

/**
 * A calculated check counts its children that are healthy, each after its own Inverted and Disabled: a disabled child
 * is a healthy one. A threshold above the number of children is never reached, and 0 always is (API reference,
 * HealthCheckConfig, HealthThreshold).
 */
export function calculatedIsHealthy({ HealthThreshold = 0 }: HealthCheckConfig, children: readonly boolean[]): boolean {
    return children.filter((healthy) => healthy).length >= HealthThreshold;
}
