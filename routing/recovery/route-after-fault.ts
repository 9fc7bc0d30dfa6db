import { answer, type Answer } from "../answer";
import { fallenWith, stateAfter, targetsIn } from "../loss/loss";
import { watchesOnly } from "../loss/watching";
import { touchesWriter } from "../loss/writer";
import { canonicalName } from "../names";
import type { ZoneState } from "../zone";
import { targetName } from "../evaluate/keys";
import { isEndpoint, viewOf } from "../view/zone-view";
import type { Consequences, IsBroken } from "./consequences";
import type { Fault } from "./fault";
import type { Signal } from "./failover-model";
import type { Subject } from "./subject";

/** One answer that clients of a place may get. */
export interface Share {
    readonly answers: readonly string[];
    /** Of the record that answers, or of the nearest alias above it that has one. */
    readonly setIdentifier?: string;
    readonly probability: number;
    /** Whether the fault broke it. */
    readonly broken: boolean;
}

/** What clients of one place are answered before the fault, and when all that notices it has acted. */
export interface PlaceRoute {
    readonly from: string;
    readonly before: readonly Share[];
    readonly after: readonly Share[];
    /** Share of the place's clients that were sent to what broke. */
    readonly affected: number;
    /** Seconds for which the answer before is kept. */
    readonly ttl: number;
}

/** What Route 53 does with clients, asked of the evaluator. */
export interface RouteAfterFault {
    readonly places: readonly PlaceRoute[];
    /** As {@link FailoverModel.served}. */
    readonly served: readonly boolean[];
    /** Why clients are not sent to something that serves; undefined when they are. */
    readonly never?: string;
}

export function routeAfterFault(subject: Subject, fault: Fault, consequences: Consequences): RouteAfterFault {
    const { zone, name, places } = subject;
    const { signals, isBroken } = consequences;
    const empty = emptiness(subject, fault);
    const isDead = (one: string) => isBroken(one) || empty.isDead(one);
    const ask = (from: string, red: readonly Signal[]) =>
        answer(zone, withRed(subject.state, { ...empty, red }), { name, type: "A", from });
    const before = places.map((from) => ask(from, []));
    const after = places.map((from) => ask(from, signals));
    const served = Array.from({ length: 2 ** signals.length }, (_, mask) => {
        const red = signals.filter((_signal, at) => ((mask >> at) & 1) === 1);
        return places.every((from) => serves(ask(from, red), isDead));
    });
    const dead = after.find((result) => !serves(result, isDead));
    return {
        places: places.map((from, at) => placeRoute(from, [before[at], after[at]], isBroken)),
        served,
        ...(dead ? { never: reasonFor(dead, { subject, fault, consequences, unavailable: empty.regions }) } : {}),
    };
}

function placeRoute(
    from: string,
    [before, after]: readonly [Answer | undefined, Answer | undefined],
    isBroken: IsBroken,
): PlaceRoute {
    const shares = sharesOf(before, isBroken);
    return {
        from,
        before: shares,
        after: sharesOf(after, isBroken),
        affected: shares.reduce((sum, { probability, broken }) => sum + (broken ? probability : 0), 0),
        ttl: before?.ttl ?? 0,
    };
}

function sharesOf(result: Answer | undefined, isBroken: IsBroken): Share[] {
    return (result?.candidates ?? []).map(({ answers, setIdentifier, probability }) => ({
        answers,
        ...(setIdentifier === undefined ? {} : { setIdentifier }),
        probability,
        broken: answers.some(isBroken),
    }));
}

function serves({ candidates }: Answer, isDead: IsBroken): boolean {
    return candidates.length > 0 && candidates.every(({ answers }) => answers.length > 0 && !answers.some(isDead));
}

interface Emptiness {
    readonly regions: readonly string[];
    readonly isDead: IsBroken;
    readonly checks: readonly string[];
    readonly targets: readonly string[];
}

/** Regions without instances are unhealthy before the fault already. The lost one had some, or nobody would miss it. */
function emptiness({ zone, unavailable }: Subject, fault: Fault): Emptiness {
    const lost = "region" in fault ? fault.region : undefined;
    const regions = unavailable.filter((region) => region !== lost);
    const fallen = {
        region: undefined,
        answers: new Set(regions.flatMap((region) => [...fallenWith(zone, region).answers])),
    };
    const checks = zone.HealthChecks.filter((check) => isEndpoint(check) && watchesOnly(viewOf(zone), check, fallen));
    return {
        regions,
        isDead: (one) => fallen.answers.has(targetName(one)),
        checks: checks.map(({ Id }) => Id ?? ""),
        targets: targetsIn(zone, fallen),
    };
}

/** A lost region reports no target health any more, so what Route 53 last heard of it stays: healthy. */
function withRed(
    state: ZoneState,
    { red, checks, targets }: Pick<Emptiness, "checks" | "targets"> & { readonly red: readonly Signal[] },
): ZoneState {
    const of = (kind: Signal["kind"]) => red.filter((signal) => signal.kind === kind).map(({ name }) => name);
    return stateAfter(state, { checks: [...checks, ...of("check")], targets: [...targets, ...of("target")] });
}

interface Reasons {
    readonly subject: Subject;
    readonly fault: Fault;
    readonly consequences: Consequences;
    readonly unavailable: readonly string[];
}

function reasonFor(dead: Answer, { subject, fault, consequences, unavailable }: Reasons): string {
    const { signals, silences, untimed } = consequences;
    const told = [...silences, ...untimed];
    const names = new Set(signals.map(({ name }) => name));
    const region = "region" in fault ? fault.region : undefined;
    const blind = subject.zone.HealthChecks.some(
        (check) => fault.kind === "region-lost" && touchesWriter(check) && names.has(check.Id ?? ""),
    );
    const causes = [
        ...told,
        signals.length === 0 && told.length === 0 ? unnoticed(fault, region) : "",
        unavailable.length > 0 ? `${unavailable.join(", ")} has no instances` : "",
        blind
            ? "the health check asks /readyz, which touches the writer, so the survivor is red until someone promotes it"
            : "",
    ].filter(Boolean);
    const path = dead.candidates.flatMap((candidate) => candidate.path.slice(0, -1)).join(" > ");
    const where = path === "" ? `${canonicalName(subject.name)} is answered with ${dead.rcode} and no record` : path;
    const what = consequences.clientsFail
        ? "Route 53 goes on answering with a region that does not serve"
        : "Route 53 goes on answering as before, which is right: clients are served";
    return `${what}: ${[...causes, where].join("; ")}`;
}

function unnoticed(fault: Fault, region: string | undefined): string {
    switch (fault.kind) {
        case "region-lost":
            return `no health check watches ${region ?? ""}, and a lost region reports no target health any more`;
        case "targets-sick":
        case "target-unhealthy":
            return `no alias on the way evaluates target health, and no health check asks what is behind it`;
        case "checkers-split":
        case "check-unhealthy":
            return `no record on the way depends on it`;
    }
}
