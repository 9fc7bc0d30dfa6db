import { RoutingError } from "../errors";
import { canonicalName } from "../names";
import type { Zone, ZoneState } from "../zone";
import { targetName } from "../evaluate/keys";
import { viewOf } from "../view/zone-view";
import { turnsUnhealthy, type Fallen } from "./watching";

/** What a loss makes unhealthy: ids of health checks, canonical DNS names of alias targets. */
export interface Loss {
    readonly checks: readonly string[];
    readonly targets: readonly string[];
}

/**
 * AWS publishes no time for balancers that report nothing any more. Until Route 53 gives up on them, what it last heard
 * stays, which is what a prediction has to count on; after that they are unhealthy, which is what an answer shows.
 */
export const lostTargetHealth = {
    lastHeard: "as last heard (answer --lost shows it unhealthy)",
    unhealthy: "targets as once Route 53 knows (predict keeps what was last heard)",
} as const;

/** Every region that a zone's records lead to or name, sorted. */
export function regionsOf(zone: Zone): string[] {
    const { answers } = viewOf(zone);
    const named = zone.ResourceRecordSets.flatMap(({ Region }) => Region ?? []);
    return [...new Set([...[...answers.all()].flatMap((answer) => answers.regionOf(answer) ?? []), ...named])].sort();
}

/** Canonical DNS names of what a zone's aliases lead to outside of it. */
export function targetsOf(zone: Zone): string[] {
    const view = viewOf(zone);
    const outside = zone.ResourceRecordSets.filter((record) => view.target(record).kind === "resource");
    return [...new Set(outside.map(({ AliasTarget }) => canonicalName(AliasTarget?.DNSName ?? "")))];
}

/** What may be lost: the zone's regions, then its other set identifiers. */
export function losable(zone: Zone): string[] {
    const identifiers = zone.ResourceRecordSets.flatMap(({ SetIdentifier }) => SetIdentifier ?? []);
    return [...new Set([...regionsOf(zone), ...identifiers])];
}

/**
 * What falls with a region, or with all that records of a set identifier lead to.
 * @throws RoutingError `unknown-value` when the zone has neither
 */
export function fallenWith(zone: Zone, lost: string): Fallen {
    const { answers } = viewOf(zone);
    if (regionsOf(zone).includes(lost)) {
        const own = [...answers.all()].filter((answer) => answers.regionOf(answer) === lost);
        return { region: lost, answers: new Set(own) };
    }
    const records = zone.ResourceRecordSets.filter(({ SetIdentifier }) => SetIdentifier === lost);
    if (records.length === 0) {
        const expected = losable(zone).join(", ") || "none: no record has a region or a set identifier";
        throw new RoutingError("unknown-value", `lost: expected one of ${expected}, got ${lost}`);
    }
    return { region: undefined, answers: new Set(records.flatMap((record) => [...answers.of(record)])) };
}

/**
 * What is unhealthy when a region or a set identifier is lost, once everybody knows.
 * @throws RoutingError `unknown-value` when the zone has neither
 */
export function lossOf(zone: Zone, lost: string): Loss {
    const losses = known.get(zone) ?? new Map<string, Loss>();
    known.set(zone, losses);
    const loss = losses.get(lost) ?? findLoss(zone, lost);
    losses.set(lost, loss);
    return loss;
}

/** Zones are not changed in place, and a page asks this again at every press. */
const known = new WeakMap<Zone, Map<string, Loss>>();

function findLoss(zone: Zone, lost: string): Loss {
    const fallen = fallenWith(zone, lost);
    const checks = zone.HealthChecks.filter((check) => turnsUnhealthy(viewOf(zone), check, fallen));
    return { checks: checks.map(({ Id }) => Id ?? ""), targets: targetsIn(zone, fallen) };
}

/** Alias targets that are part of what fell. */
export function targetsIn(zone: Zone, { answers }: Pick<Fallen, "answers">): string[] {
    return targetsOf(zone).filter((target) => answers.has(targetName(target)));
}

/** The state with everything of a loss unhealthy. */
export function stateAfter(state: ZoneState, { checks, targets }: Loss): ZoneState {
    return {
        ...state,
        healthChecks: { ...state.healthChecks, ...unhealthy(checks) },
        targets: { ...state.targets, ...unhealthy(targets) },
    };
}

function unhealthy(names: readonly string[]): { readonly [name: string]: "unhealthy" } {
    return Object.fromEntries(names.map((name) => [name, "unhealthy"]));
}
