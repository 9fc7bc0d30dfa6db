import type { HealthCheck } from "@aws-sdk/client-route-53";
import { canonicalName } from "../names";
import type { ViewGroup } from "../view/groups";
import { targetName } from "../evaluate/keys";
import { configOf, type ZoneView } from "../view/zone-view";

/** What fell at once: a region, or what a set identifier leads to. */
export interface Fallen {
    /** Undefined when what fell is no whole region. */
    readonly region: string | undefined;
    /** Canonical, as `Answers` has them. */
    readonly answers: ReadonlySet<string>;
}

/** Where the name that an endpoint check asks leads to inside the zone; undefined when it asks an address or a name of others. */
export function watchedGroup(view: ZoneView, check: HealthCheck): ViewGroup | undefined {
    const { FullyQualifiedDomainName: name, IPAddress: address } = configOf(check);
    return name === undefined || address !== undefined ? undefined : groupOf(view, name);
}

/** The places that a check watches: regions, and answers that lie in none. */
export function watchedPlaces(view: ZoneView, check: HealthCheck): ReadonlySet<string> {
    return new Set(watchedAnswers(view, check).map((answer) => view.answers.regionOf(answer) ?? answer));
}

/**
 * What a check tells of: what it asks, as far as the zone or the name itself says where that lies; otherwise what it
 * decides. With an IPAddress, FullyQualifiedDomainName is the Host header alone
 * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html).
 */
export function watchedAnswers(view: ZoneView, check: HealthCheck): readonly string[] {
    const { IPAddress, FullyQualifiedDomainName } = configOf(check);
    const name = IPAddress ?? FullyQualifiedDomainName;
    const asked = name === undefined ? [] : IPAddress === undefined ? followed(view, name) : [targetName(name)];
    const isKnown = (answer: string) => view.answers.has(answer) || view.answers.regionOf(answer) !== undefined;
    return asked.length > 0 && asked.every(isKnown) ? asked : decidedAnswers(view, check);
}

/** Whether all that a check tells of is part of what fell. One that also tells of survivors goes on asking them. */
export function watchesOnly(view: ZoneView, check: HealthCheck, fallen: Fallen): boolean {
    return allFall(view, watchedAnswers(view, check), fallen);
}

/** Whether all that a check decides is part of what fell: whoever throws a switch throws that one. */
export function decidesOnly(view: ZoneView, check: HealthCheck, fallen: Fallen): boolean {
    return allFall(view, decidedAnswers(view, check), fallen);
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

function decidedAnswers(view: ZoneView, check: HealthCheck): readonly string[] {
    return [...new Set(view.users(check).flatMap((record) => [...view.answers.of(record)]))];
}

/** A name of others, asked by a check, is no answer of the zone and may still tell its region. */
function allFall(view: ZoneView, answers: readonly string[], { region, answers: fallen }: Fallen): boolean {
    const falls = (answer: string) =>
        fallen.has(answer) || (region !== undefined && view.answers.regionOf(answer) === region);
    return answers.length > 0 && answers.every(falls);
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
    const answers = group.records.flatMap((record) => [...view.answers.of(record)]);
    return group.type === "CNAME" ? answers.flatMap((answer) => followed(view, answer, seen)) : answers;
}
