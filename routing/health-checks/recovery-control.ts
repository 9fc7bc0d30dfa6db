import type { Verdict } from "../zone";

/**
 * A check on a routing control has no interval and no threshold: On is healthy, Off is not (API reference,
 * HealthCheckConfig, Type).
 */
export function controlState(control: "On" | "Off"): Verdict {
    return control === "On" ? "healthy" : "unhealthy";
}
