import type { HealthCheck } from "@aws-sdk/client-route-53";
import { canonicalName } from "../names";
import type { Zone } from "../zone";

/** Of the records that share a policy. */
export function groupKey(name: string, type: string): string {
    return `${name} ${type}`;
}

/** A hosted zone's id without the `/hostedzone/` that the API puts before it, as people and aliases write it. */
export function bareId(id = ""): string {
    return id.replace(/^\/hostedzone\//, "");
}

/** Of a zone itself, as its own aliases name it. */
export function zoneId({ HostedZone }: Zone): string {
    return bareId(HostedZone.Id);
}

export function checkId({ Id }: HealthCheck): string {
    return Id ?? "";
}

/**
 * One spelling for what an alias leads to. The console writes `dualstack.` before the name of a balancer that has both
 * kinds of addresses; the balancer is the same (terraform-provider-aws strips it too).
 */
export function targetName(name: string): string {
    return canonicalName(name).replace(/^dualstack\./, "");
}

/** The order of two texts, the same on every machine. */
export function compareTexts(a: string, b: string): number {
    return a === b ? 0 : a < b ? -1 : 1;
}
