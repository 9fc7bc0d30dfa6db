import { RoutingError } from "./errors";
import { Client } from "./evaluate/client";
import type { RecordGroup } from "./evaluate/group";
import { targetName } from "./evaluate/keys";
import { leavesOf, type Candidate, type Leaves, type Walk } from "./evaluate/walk";
import { cycleFrom, indexOf, type ZoneIndex } from "./evaluate/zone-index";
import { canonicalName, isWithin } from "./names";
import type { Zone, ZoneState } from "./zone";

/** What a resolver asks. */
export interface Question {
    /** Any case, with or without the final dot. */
    readonly name: string;
    /** Record type: `A`, `AAAA`, `CNAME`, ... */
    readonly type: string;
    /** Where the client is: the key of `state.latency`, and what `placeOf` reads for policies that ask for a place. */
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
    /** What the choice leans on that AWS does not publish or that is not known here, in words; absent when on nothing. */
    readonly assumptions?: readonly string[];
    /** Instead of answers when the name is delegated to other name servers: the authority and additional sections. */
    readonly referral?: Referral;
}

/** A delegation: NS records below the apex (RFC 1034, section 4.3.2). The reply has no authority (AA is 0). */
export interface Referral {
    /** Canonical name of the delegated zone. */
    readonly name: string;
    readonly ttl: number;
    readonly nameServers: readonly string[];
    /** Addresses of those name servers that this zone has records for. */
    readonly glue: readonly Glue[];
}

export interface Glue {
    readonly name: string;
    readonly type: "A" | "AAAA";
    readonly ttl: number;
    readonly answers: readonly string[];
}

/** Addresses of load balancers by DNS name; without them an alias is answered with its target's name. */
export interface AnswerContext {
    readonly addresses?: { readonly [aliasName: string]: readonly string[] };
}

/**
 * What Route 53 would answer to a question in a zone at one instant. Pure; the only thing kept between questions is the
 * zone arranged for look-up, and the names of `targets` and `addresses` in one spelling, for as long as those objects live.
 * @throws RoutingError when the zone is one that Route 53 would refuse, has an alias cycle below the name, needs something
 * that is not built, or needs to know more of where the client is
 */
export function answer(zone: Zone, state: ZoneState, question: Question & AnswerContext): Answer {
    const { index, name, found } = look(zone, question);
    switch (found.kind) {
        case "group":
            return positive(leavesOf(found.group, walkOf(index, state, question)));
        case "delegated":
            return { ...empty("NOERROR", 0), referral: referralOf(index, found.group) };
        case "outside":
            return empty("REFUSED", 0);
        case "empty":
            return empty(index.exists(name) ? "NOERROR" : "NXDOMAIN", index.negativeTtl);
    }
}

/** What is at a question's name. */
export type Found =
    | { readonly kind: "group"; readonly group: RecordGroup }
    | { readonly kind: "delegated"; readonly group: RecordGroup }
    | { readonly kind: "outside" | "empty" };

/** Aliases on one way down; AWS says no limit, and each costs some frames of the stack. */
const deepest = 1000;

/** @throws RoutingError as `answer` does */
export function look(zone: Zone, question: Question): { index: ZoneIndex; name: string; found: Found } {
    const index = indexOf(zone);
    const name = canonicalName(question.name);
    return { index, name, found: foundAt(index, name, question.type) };
}

function foundAt(index: ZoneIndex, name: string, type: string): Found {
    if (!isWithin(name, index.name)) {
        return { kind: "outside" };
    }
    const delegated = index.delegation(name, type);
    if (delegated) {
        return { kind: "delegated", group: delegated };
    }
    const groups = index.find(name)?.groups;
    // A CNAME answers every question (RFC 1034, section 3.6.2). Its target is the resolver's to follow, as the guide says
    // of CNAME records, also when the target is in this zone.
    const group = groups?.get(type) ?? groups?.get("CNAME");
    if (group?.depth === Infinity) {
        throw new RoutingError("alias-cycle", `aliases form a cycle: ${cycleFrom(group)}`);
    }
    if (group && group.depth > deepest) {
        const message = `expected at most ${deepest} aliases one after another, got ${group.depth}`;
        throw new RoutingError("not-built", `${group.name} ${group.type}: ${message}`);
    }
    return group ? { kind: "group", group } : { kind: "empty" };
}

let questions = 0;

export function walkOf(index: ZoneIndex, state: ZoneState, { from, addresses }: Question & AnswerContext): Walk {
    return {
        index,
        targets: byResource(state.targets),
        addresses: byResource(addresses),
        checks: state.healthChecks ?? {},
        client: new Client(from, state.latency?.[from] ?? {}),
        question: (questions += 1),
    };
}

function empty(rcode: Answer["rcode"], ttl: number): Answer {
    return { rcode, ttl, answers: [], candidates: [], failOpen: false };
}

function positive({ candidates, failOpen, assumptions }: Leaves): Answer {
    let likely: Candidate | undefined;
    for (const candidate of candidates) {
        likely = likely && likely.probability >= candidate.probability ? likely : candidate;
    }
    const { ttl = 0, answers = [] } = likely ?? {};
    const said = assumptions.size === 0 ? {} : { assumptions: [...assumptions] };
    return { rcode: "NOERROR", ttl, answers, candidates, failOpen, ...said };
}

function referralOf(index: ZoneIndex, { name, members }: RecordGroup): Referral {
    const [first] = members;
    const servers = first?.target.kind === "values" ? first.target : { values: [], ttl: 0 };
    const glue = servers.values.flatMap((server) =>
        (["A", "AAAA"] as const).flatMap((type) => glueOf(index, server, type)),
    );
    return { name, ttl: servers.ttl, nameServers: servers.values, glue };
}

function glueOf(index: ZoneIndex, server: string, type: Glue["type"]): Glue[] {
    const name = canonicalName(server);
    const target = isWithin(name, index.name) ? index.find(name)?.groups.get(type)?.members[0]?.target : undefined;
    return target?.kind === "values" ? [{ name, type, ttl: target.ttl, answers: target.values }] : [];
}

const spelled = new WeakMap<object, ReadonlyMap<string, unknown>>();
const none: ReadonlyMap<string, never> = new Map<string, never>();

/** By the one spelling of a resource's name, read once an object: values are not changed in place. */
function byResource<V>(values: { readonly [name: string]: V } | undefined): ReadonlyMap<string, V> {
    if (!values) {
        return none;
    }
    const known = spelled.get(values) as ReadonlyMap<string, V> | undefined;
    if (known) {
        return known;
    }
    const map = new Map(Object.entries(values).map(([name, value]) => [targetName(name), value]));
    spelled.set(values, map);
    return map;
}
