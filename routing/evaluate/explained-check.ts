import type { ExplainedCheck } from "../explanation";
import type { Check } from "./group";
import { checkIsHealthy } from "./health";
import type { Walk } from "./walk";

/** A check in words: what its source says, and what is made of it. */
export function explainedCheck(check: Check, walk: Walk): ExplainedCheck {
    const { id, config, children } = check;
    const reason = [
        sourceText(check, walk),
        ...(config.Disabled === true ? ["disabled counts as healthy"] : []),
        ...(config.Inverted === true ? ["inverted"] : []),
    ].join("; ");
    const shown = { id, type: config.Type ?? "", healthy: checkIsHealthy(check, walk), reason };
    return config.Type === "CALCULATED"
        ? { ...shown, children: children.map((child) => explainedCheck(child, walk)) }
        : shown;
}

function sourceText({ id, config, children }: Check, walk: Walk): string {
    const state = walk.checks[id] ?? "healthy";
    switch (config.Type) {
        case "CALCULATED": {
            const healthy = children.filter((child) => checkIsHealthy(child, walk)).length;
            return `${healthy} of ${children.length} children are healthy, ${config.HealthThreshold ?? 0} needed`;
        }
        case "CLOUDWATCH_METRIC":
            return state === "insufficient-data"
                ? `the alarm has too little data, which counts as ${insufficientText(config.InsufficientDataHealthStatus)}`
                : `the alarm says ${state}`;
        case "RECOVERY_CONTROL":
            return `the switch is ${state === "unhealthy" ? "off" : "on"}`;
        default:
            return `checkers say ${state}`;
    }
}

function insufficientText(status = "LastKnownStatus"): string {
    return status === "LastKnownStatus" ? "the last known status (healthy)" : status.toLowerCase();
}
