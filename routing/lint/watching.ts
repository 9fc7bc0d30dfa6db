import type { HealthCheck } from "@aws-sdk/client-route-53";
import { regionIn } from "../lost-region";
import { canonicalName } from "../names";
import { targetName } from "./endpoints";
import { configOf, type Leaf, type LintGroup, type ZoneView } from "./zone-view";

/** A place that died: its code or address, and everything that was answered with it. */
export interface Place {
    readonly name: string;
    readonly answers: ReadonlySet<string>;
}

/** Where the name that an endpoint check asks leads to inside the zone; undefined when it asks an address or a name of others. */
export function watchedGroup(view: ZoneView, check: HealthCheck): LintGroup | undefined {
    const { FullyQualifiedDomainName: name, IPAddress: address } = configOf(check);
    if (name === undefined || address !== undefined) {
        return undefined;
    }
    return view.group(name, "A") ?? view.group(name, "CNAME");
}

/** The places that a check watches by what it asks, else by the records that it decides. */
export function watchedPlaces(view: ZoneView, check: HealthCheck): ReadonlySet<string> {
    const group = watchedGroup(view, check);
    const region = regionIn(canonicalName(configOf(check).FullyQualifiedDomainName ?? ""));
    if (group) {
        return new Set(view.leaves(group).map(({ place }) => place));
    }
    return region === undefined ? new Set(view.leavesBehind(check).map(({ place }) => place)) : new Set([region]);
}

/** Whether a check's own source says unhealthy once a place is gone. Switches do not: a person throws them. */
export function noticesLoss(view: ZoneView, check: HealthCheck, place: Place): boolean {
    const { Type, AlarmIdentifier, InsufficientDataHealthStatus, IPAddress, FullyQualifiedDomainName } =
        configOf(check);
    if (Type === "RECOVERY_CONTROL" || Type === "CALCULATED") {
        return false;
    }
    if (AlarmIdentifier) {
        // An alarm of the lost region has no data any more.
        const silent = AlarmIdentifier.Region === place.name && InsufficientDataHealthStatus !== "Unhealthy";
        return !silent && decidesOnly(view, check, place);
    }
    const asked = IPAddress ?? targetName(FullyQualifiedDomainName ?? "");
    if (place.answers.has(asked)) {
        return true;
    }
    const group = watchedGroup(view, check);
    if (group) {
        const leaves = view.leaves(group);
        return leaves.length > 0 && leaves.every((leaf) => dead(leaf, place));
    }
    const region = regionIn(asked);
    return region === undefined ? decidesOnly(view, check, place) : region === place.name;
}

/** Whether all that a check decides leads to one place: then it is taken to watch it. */
export function decidesOnly(view: ZoneView, check: HealthCheck, place: Place): boolean {
    const leaves = view.leavesBehind(check);
    return leaves.length > 0 && leaves.every((leaf) => dead(leaf, place));
}

function dead(leaf: Leaf, place: Place): boolean {
    return leaf.place === place.name || leaf.answers.every((one) => place.answers.has(one));
}
