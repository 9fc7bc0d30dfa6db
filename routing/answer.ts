import { RoutingError } from "./errors";
import { leavesOf, type Candidate, type Leaf, type Walk } from "./evaluate/walk";
import { indexOf, type ZoneIndex } from "./evaluate/zone-index";
import { canonicalName, isWithin } from "./names";
import type { Zone, ZoneState } from "./zone";

/** What a resolver asks. */
export interface Question {
    /** Any case, with or without the final dot. */
    readonly name: string;
    /** Record type: `A`, `AAAA`, `CNAME`, ... */
    readonly type: string;
    /** Where the client is: a region code, the key of `state.latency`. */
    readonly from: string;
}

/** What Route 53 would answer: a distribution, since weighted records draw. */
export interface Answer {
    readonly rcode: "NOERROR" | "NXDOMAIN" | "REFUSED";
    /** Seconds: of the most likely candidate, or how long a negative answer may be kept (RFC 2308). */
    readonly ttl: number;
    /** Of the most likely candidate; empty for a negative answer. */
    readonly answers: readonly string[];
    readonly candidates: readonly Candidate[];
    /** Whether some group on the way had no healthy record, so that all of it was treated as healthy. */
    readonly failOpen: boolean;
}

/** Addresses of load balancers by DNS name; without them an alias is answered with its target's name. */
export interface AnswerContext {
    readonly addresses?: { readonly [aliasName: string]: readonly string[] };
}

/**
 * What Route 53 would answer to a question in a zone at one instant. Pure.
 * @throws RoutingError when the zone is one that Route 53 would refuse, has an alias cycle, or needs a policy that is not built.
 */
export function answer(zone: Zone, state: ZoneState, question: Question & AnswerContext): Answer {
    const index = indexOf(zone);
    const name = canonicalName(question.name);
    if (!isWithin(name, index.name)) {
        return { rcode: "REFUSED", ttl: 0, answers: [], candidates: [], failOpen: false };
    }
    const group = index.find(name, question.type) ?? index.find(name, "CNAME");
    if (!group) {
        return negative(index, name);
    }
    const walk: Walk = {
        index,
        targets: byCanonicalName(state.targets),
        addresses: byCanonicalName(question.addresses),
        checks: state.healthChecks ?? {},
        latency: state.latency?.[question.from] ?? {},
    };
    return positive(leavesOf(group, walk, []));
}

function negative(index: ZoneIndex, name: string): Answer {
    const rcode = index.exists(name) ? "NOERROR" : "NXDOMAIN";
    return { rcode, ttl: index.negativeTtl, answers: [], candidates: [], failOpen: false };
}

function positive(leaves: readonly Leaf[]): Answer {
    const likely = leaves.reduce<Leaf | undefined>(
        (best, leaf) => (best && best.probability >= leaf.probability ? best : leaf),
        undefined,
    );
    if (!likely) {
        throw new RoutingError("invalid-zone", "zone is not valid: a record group is empty");
    }
    return {
        rcode: "NOERROR",
        ttl: likely.ttl,
        answers: likely.answers,
        candidates: leaves.map(candidateOf),
        failOpen: leaves.some((leaf) => leaf.failOpen),
    };
}

function candidateOf({ setIdentifier, probability, answers, path, ttl, type }: Leaf): Candidate {
    return { ...(setIdentifier === undefined ? {} : { setIdentifier }), probability, answers, path, ttl, type };
}

function byCanonicalName<V>(values: { readonly [name: string]: V } | undefined): ReadonlyMap<string, V> {
    return new Map(Object.entries(values ?? {}).map(([name, value]) => [canonicalName(name), value]));
}
