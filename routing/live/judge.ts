import { isIP } from "node:net";
import { answer, type Answer } from "../answer";
import { RoutingError } from "../errors";
import type { Candidate } from "../evaluate/walk";
import { canonicalName } from "../names";
import type { Zone, ZoneState } from "../zone";
import { hasAddress, unknownsOf, variantsOf } from "./unknowns";
import type { AskedType, LiveAnswer } from "./witness";

/** What the evaluator is asked, as far as the client's place is known. */
export interface ComputedQuestion {
    readonly name: string;
    readonly type: AskedType;
    /** A place as `placeOf` reads it; empty when nobody knows. */
    readonly from: string;
}

/** Addresses that a resource of AWS outside the zone has now; undefined when they cannot be had. */
export type Addresses = ReadonlyMap<string, readonly string[]>;

/** Whether a live answer is one that the evaluator gives. */
export interface Judgement {
    readonly verdict: "agree" | "disagree" | "undecidable";
    /** One line. */
    readonly reason: string;
    /** What may be answered, one line for each possibility. */
    readonly expected: readonly string[];
}

interface World {
    readonly zone: Zone;
    readonly state: ZoneState;
    /** By canonical name. */
    readonly addresses: Addresses;
}

/**
 * Compares one live answer with the distribution that the evaluator computes: whether it is among the possible ones. A draw
 * by weight is only ever that. Where the answer hangs on what AWS does not publish (its latencies, its map from addresses to
 * places) and the zone would give it to some client, nothing is decided. Pure.
 * @throws RoutingError when the zone is one that Route 53 would refuse
 */
export function judge(world: World, question: ComputedQuestion, live: LiveAnswer): Judgement {
    const computed = compute(world, question);
    const fits = computed !== undefined && isAmong(live, computed, world);
    const expected = computed === undefined ? [] : describe(computed, world);
    const unknowns = unknownsOf(world, question);
    const others = unknowns.length === 0 ? [] : othersOf(world, question);
    const sure = unknowns.every(({ assumed }) => assumed) || others.every((other) => isAmong(live, other, world));
    if (fits && sure) {
        return { verdict: "agree", reason: agreement(computed), expected };
    }
    if (fits || others.some((other) => isAmong(live, other, world))) {
        return { verdict: "undecidable", reason: unknowns.map(({ reason }) => reason).join("; "), expected };
    }
    return { ...unlike(live, [...(computed ? [computed] : []), ...others], world), expected };
}

function compute({ zone, state }: World, question: ComputedQuestion): Answer | undefined {
    try {
        return answer(zone, state, question);
    } catch (error) {
        if (error instanceof RoutingError && error.code === "unknown-place") {
            return undefined;
        }
        throw error;
    }
}

function othersOf(world: World, question: ComputedQuestion): Answer[] {
    return variantsOf(world, question).flatMap(({ state, from }) => {
        return compute({ ...world, state }, { ...question, from }) ?? [];
    });
}

function agreement({ candidates, rcode }: Answer): string {
    if (rcode !== "NOERROR") {
        return "as computed";
    }
    return candidates.length > 1
        ? `one of ${candidates.length} possible answers; one draw proves no share`
        : "as computed";
}

function isAmong(live: LiveAnswer, computed: Answer, world: World): boolean {
    if (computed.rcode !== live.rcode) {
        return false;
    }
    return computed.candidates.length === 0
        ? live.answers.length === 0
        : computed.candidates.some((candidate) => isCandidate(live.answers, candidate, world));
}

function isCandidate(live: readonly string[], candidate: Candidate, { addresses }: World): boolean {
    const values = new Set(live.map((value) => value.toLowerCase().replace(/\.$/, "")));
    const within = (some: readonly string[]) => {
        const spelled = new Set(some.map((value) => value.toLowerCase().replace(/\.$/, "")));
        return [...values].every((value) => spelled.has(value));
    };
    if (candidate.draw) {
        return values.size === candidate.draw.count && within(candidate.draw.from.flat());
    }
    const resource = resourceOf(candidate);
    if (resource !== undefined) {
        // A balancer with many addresses gives some of them.
        return values.size > 0 && within(addresses.get(resource) ?? []);
    }
    return values.size === candidate.answers.length && within(candidate.answers);
}

/** The name of a resource outside the zone that stands for addresses; undefined for values of the zone itself. */
function resourceOf({ answers, type }: Candidate): string | undefined {
    const [first] = answers;
    return hasAddress(type) && first !== undefined && isIP(first) === 0 ? canonicalName(first) : undefined;
}

/** No answer of the zone in any world: wrong, unless it may be one of a resource whose addresses nobody can list. */
function unlike(live: LiveAnswer, computed: readonly Answer[], world: World): Omit<Judgement, "expected"> {
    const resources = computed.flatMap(({ candidates }) => candidates.flatMap((one) => resourceOf(one) ?? []));
    const known = [...world.addresses].filter(([name]) => !resources.includes(name)).flatMap(([, all]) => all);
    const elsewhere = live.answers.some((value) => known.includes(value) || isOfZone(value, world.zone));
    if (resources.length > 0 && live.answers.length > 0 && !elsewhere) {
        const names = [...new Set(resources)].join(", ");
        return {
            verdict: "undecidable",
            reason: `whether these are addresses of ${names} cannot be told: they change`,
        };
    }
    const got = live.answers.length > 0 ? live.answers.join(", ") : `an empty ${live.rcode}`;
    return { verdict: "disagree", reason: `${got} is no answer of the zone in this state` };
}

function isOfZone(value: string, { ResourceRecordSets }: Zone): boolean {
    return ResourceRecordSets.some(({ ResourceRecords = [] }) => ResourceRecords.some(({ Value }) => Value === value));
}

function describe({ rcode, candidates }: Answer, { addresses }: World): string[] {
    if (candidates.length === 0) {
        return [rcode === "NOERROR" ? "an empty answer" : rcode];
    }
    return candidates.map((candidate) => {
        const { answers, draw } = candidate;
        const resource = resourceOf(candidate);
        const known = resource === undefined ? undefined : addresses.get(resource);
        if (draw) {
            return `${draw.count} of ${draw.from.flat().join(", ")}`;
        }
        return known === undefined ? answers.join(", ") : `${resource ?? ""} (${known.join(", ")})`;
    });
}
