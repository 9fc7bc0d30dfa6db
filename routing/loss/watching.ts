import type { HealthCheck } from "@aws-sdk/client-route-53";
import { canonicalName } from "../names";
import type { ViewGroup } from "../view/groups";
import { configOf, targetName, type Leaf, type ZoneView } from "../view/zone-view";

/** Something that may fall, and where it lies. */
type Watched = Pick<Leaf, "answers" | "region" | "place">;

/** What fell at once: a region, or what a set identifier leads to. */
export interface Fallen {
    /** Undefined when what fell is no whole region. */
    readonly region: string | undefined;
    /** Canonical, as {@link Leaf.answers} has them. */
    readonly answers: ReadonlySet<string>;
}

/** Where the name that an endpoint check asks leads to inside the zone; undefined when it asks an address or a name of others. */
export function watchedGroup(view: ZoneView, check: HealthCheck): ViewGroup | undefined {
    const { FullyQualifiedDomainName: name, IPAddress: address } = configOf(check);
    return name === undefined || address !== undefined ? undefined : groupOf(view, name);
}

/** The places that a check watches by what it asks, else by the records that it decides. */
export function watchedPlaces(view: ZoneView, check: HealthCheck): ReadonlySet<string> {
    return new Set(watchedBy(view, check).map(({ place }) => place));
}

/**
 * What a check tells of: what it asks, as far as the zone or the name itself says where that lies; otherwise what it
 * decides. With an IPAddress, FullyQualifiedDomainName is the Host header alone
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html).
 */
export function watchedBy(view: ZoneView, check: HealthCheck): readonly Watched[] {
    const { IPAddress, FullyQualifiedDomainName } = configOf(check);
    const name = IPAddress ?? FullyQualifiedDomainName;
    const asked = name === undefined ? [] : IPAddress === undefined ? followed(view, name) : [targetName(name)];
    const known = asked.map((answer) => {
        const region = view.regionOf(answer);
        return { answers: [answer], region, place: region ?? answer };
    });
    const isKnown = known.length > 0 && known.every(({ place, region }) => region ?? view.answers.has(place));
    return isKnown ? known : view.leavesBehind(check);
}

/** Whether all that a check tells of is part of what fell. One that also tells of survivors goes on asking them. */
export function watchesOnly(view: ZoneView, check: HealthCheck, fallen: Fallen): boolean {
    const watched = watchedBy(view, check);
    return watched.length > 0 && watched.every((one) => falls(one, fallen));
}

/** Whether all that a check decides is part of what fell: whoever throws a switch throws that one. */
export function decidesOnly(view: ZoneView, check: HealthCheck, fallen: Fallen): boolean {
    const leaves = view.leavesBehind(check);
    return leaves.length > 0 && leaves.every((leaf) => falls(leaf, fallen));
}

/**
 * Whether a check's own source says unhealthy once something fell. A switch stays: a person throws it. A calculated check
 * has no source but its children. An alarm of a lost region has no data any more, whatever it judges.
 */
export function turnsUnhealthy(view: ZoneView, check: HealthCheck, fallen: Fallen): boolean {
    const { Type, AlarmIdentifier, InsufficientDataHealthStatus } = configOf(check);
    if (Type === "RECOVERY_CONTROL" || Type === "CALCULATED") {
        return false;
    }
    return AlarmIdentifier?.Region !== undefined && AlarmIdentifier.Region === fallen.region
        ? InsufficientDataHealthStatus === "Unhealthy"
        : watchesOnly(view, check, fallen);
}

/** Whether something is part of what fell. */
function falls({ region, answers }: Watched, fallen: Fallen): boolean {
    return (
        (region !== undefined && region === fallen.region) ||
        (answers.length > 0 && answers.every((answer) => fallen.answers.has(answer)))
    );
}

function groupOf(view: ZoneView, name: string): ViewGroup | undefined {
    return view.group(name, "A") ?? view.group(name, "CNAME");
}

/** What a name is answered with in the end, through aliases and CNAMEs of the zone. */
function followed(view: ZoneView, name: string, seen = new Set<ViewGroup>()): string[] {
    const group = groupOf(view, canonicalName(name));
    if (!group) {
        return [targetName(name)];
    }
    if (seen.has(group)) {
        return [];
    }
    seen.add(group);
    const answers = view.leaves(group).flatMap((leaf) => leaf.answers);
    return group.type === "CNAME" ? answers.flatMap((answer) => followed(view, answer, seen)) : [...answers];
}
