import { RoutingError } from "../errors";
import type { CheckState, Verdict } from "../zone";
import type { Choice } from "../policies";
import type { Client } from "./client";
import type { Member, RecordGroup } from "./group";
import { faultOf, faultText } from "./health";
import type { ZoneIndex } from "./zone-index";

/** What does not change on the way from a name down to its answers. */
export interface Walk {
    readonly index: ZoneIndex;
    /** By canonical name, without `dualstack.`. */
    readonly targets: ReadonlyMap<string, Verdict>;
    readonly addresses: ReadonlyMap<string, readonly string[]>;
    readonly checks: { readonly [id: string]: CheckState };
    readonly client: Client;
    /** Different for each question: what a group remembers of one is worth nothing in the next. */
    readonly question: number;
}

/** One thing that Route 53 may answer, and how likely it is. */
export interface Candidate {
    /** Of the record that answers, or of the nearest alias above it that has one. */
    readonly setIdentifier?: string;
    /** All candidates' probabilities add up to 1. */
    readonly probability: number;
    /** Empty when the policy has no record for the client: an empty answer. */
    readonly answers: readonly string[];
    /** One line for each record on the way: what was chosen, and why its siblings were not. */
    readonly path: readonly string[];
    readonly ttl: number;
    /** Type of the answers: the question's, or `CNAME`. */
    readonly type: string;
    /** Present when `answers` is one example of a draw: the candidates of all draws would be too many to list. */
    readonly draw?: Draw;
}

/** A reply has the values of `count` different entries of `from`; each combination is as likely as any other. */
export interface Draw {
    readonly count: number;
    /** Values of each record, more of them than `count`. */
    readonly from: readonly (readonly string[])[];
}

/** How a group is answered now, for this client. */
export interface Evaluation {
    /** The records that are for the client. */
    readonly applicable: readonly Member[];
    /** The healthy ones of them, or all of them. */
    readonly usable: readonly Member[];
    /** None of them was healthy. */
    readonly failOpen: boolean;
    readonly choices: readonly Choice[];
}

/** What has been chosen above a group. */
interface Above {
    readonly probability: number;
    readonly setIdentifier: string | undefined;
    readonly failOpen: boolean;
    readonly path: readonly string[];
}

/** All ways from a group to an answer. */
export interface Leaves {
    readonly candidates: readonly Candidate[];
    /** Whether some group on a chosen way had no healthy record. */
    readonly failOpen: boolean;
    /** What the choices on these ways lean on that AWS does not publish. */
    readonly assumptions: ReadonlySet<string>;
}

export function leavesOf(group: RecordGroup, walk: Walk): Leaves {
    const leaves = { candidates: [], failOpen: false, assumptions: new Set<string>() };
    descend(group, { probability: 1, setIdentifier: undefined, failOpen: false, path: [] }, { walk, leaves });
    return leaves;
}

/** Asks the policy, after health has been asked. */
export function evaluate(group: RecordGroup, walk: Walk): Evaluation {
    const { policy, members, watched } = group;
    const applicable = policy.applicable(members, walk.client);
    const healthy = watched ? applicable.filter((member) => faultOf(member, walk) === undefined) : applicable;
    const failOpen = healthy.length === 0 && applicable.length > 0;
    const usable = failOpen ? applicable : healthy;
    const choices = usable.length === 0 ? [] : policy.choose(usable, walk.client);
    return { applicable, usable, failOpen, choices };
}

interface Way {
    readonly walk: Walk;
    readonly leaves: { readonly candidates: Candidate[]; failOpen: boolean; readonly assumptions: Set<string> };
}

function descend(group: RecordGroup, above: Above, way: Way): void {
    const evaluation = evaluate(group, way.walk);
    const { choices } = evaluation;
    const failOpen = above.failOpen || evaluation.failOpen;
    const dropped = droppedText(group, evaluation, way.walk);
    const assumption = group.policy.assumption?.(evaluation.usable, group.members, way.walk.client);
    if (assumption !== undefined) {
        way.leaves.assumptions.add(assumption);
    }
    if (choices.length === 0 || group.policy.together !== undefined) {
        const only = choices.length === 1 ? choices[0]?.member.record : undefined;
        const chosen = only ? group.policy.label(only) : severalText(evaluation, way.walk);
        const reply = choices.length === 0 ? nothing(way.walk) : together(evaluation, group.policy.together ?? 0);
        const setIdentifier = only?.SetIdentifier ?? above.setIdentifier;
        const path = [...above.path, lineOf(group, chosen, dropped)];
        add({ ...reply, type: group.type }, { probability: above.probability, setIdentifier, failOpen, path }, way);
        return;
    }
    for (const { member, probability } of choices) {
        const chosen = chosenText(member, { group, evaluation, walk: way.walk });
        const below = {
            probability: above.probability * probability,
            setIdentifier: member.record.SetIdentifier ?? above.setIdentifier,
            failOpen,
            path: [...above.path, lineOf(group, chosen, dropped)],
        };
        if (member.target.kind === "group") {
            descend(member.target.group, below, way);
        } else {
            add(replyOf(member, group.type, way.walk), below, way);
        }
    }
}

/** Where aliases lead together again, every level may double the ways: they are told one by one. */
const mostCandidates = 20_000;

interface Reply {
    readonly type: string;
    readonly answers: readonly string[];
    readonly ttl: number;
    readonly draw?: Draw;
    /** A last line of the path. */
    readonly via?: string;
}

/** What a record that is no alias to another answers with. */
function replyOf({ target }: Member, type: string, walk: Walk): Reply {
    if (target.kind === "resource") {
        const known = walk.addresses.get(target.name);
        const answers = known?.filter((address) => address.includes(":") === (type === "AAAA")) ?? [target.name];
        const via = `${target.name}: ${target.service.name}`;
        return answers.length === 0
            ? { type, ...nothing(walk), via }
            : { type, answers, ttl: target.service.ttlSeconds, via };
    }
    return target.kind === "values" ? { type, answers: target.values, ttl: target.ttl } : { type, ...nothing(walk) };
}

/** "No answer": no record of the group is for this client, or no address of a resource is of the type. */
function nothing({ index }: Walk): Omit<Reply, "type"> {
    return { answers: [], ttl: index.negativeTtl };
}

/** One reply with the values of all, and the least of their TTLs (RFC 2181, section 5.2); of some where they are too many. */
function together({ usable }: Evaluation, most: number): Omit<Reply, "type"> {
    const parts = usable.flatMap(({ target }) => (target.kind === "values" ? [target] : []));
    const answers = parts.slice(0, most).flatMap(({ values }) => values);
    const ttl = Math.min(...parts.map((part) => part.ttl));
    return parts.length > most
        ? { answers, ttl, draw: { count: most, from: parts.map(({ values }) => values) } }
        : { answers, ttl };
}

function add({ answers, ttl, type, draw, via }: Reply, above: Above, { leaves }: Way): void {
    const { probability, setIdentifier } = above;
    if (leaves.candidates.length >= mostCandidates) {
        throw new RoutingError("not-built", `expected at most ${mostCandidates} ways to an answer, got more`);
    }
    const path = via === undefined ? above.path : [...above.path, via];
    const rest = { probability, answers, path, ttl, type };
    const named = setIdentifier === undefined ? rest : { setIdentifier, ...rest };
    leaves.candidates.push(draw ? { ...named, draw } : named);
    leaves.failOpen ||= above.failOpen;
}

function lineOf({ name, type, policy }: RecordGroup, chosen: string, dropped: string): string {
    return `${name} ${type}, ${policy.name}: ${chosen}${dropped}`;
}

/** The records that would be candidates if they were healthy; none is left out when the group fails open. */
function droppedText({ policy }: RecordGroup, { applicable, usable }: Evaluation, walk: Walk): string {
    if (usable.length === applicable.length) {
        return "";
    }
    return applicable
        .filter((member) => !usable.includes(member))
        .map((member) => `; not ${policy.label(member.record)}: ${faultIn(member, walk)}`)
        .join("");
}

function chosenText(
    member: Member,
    { group, evaluation, walk }: { group: RecordGroup; evaluation: Evaluation; walk: Walk },
): string {
    const label = group.policy.label(member.record);
    const reason = group.policy.reason(member, evaluation.usable, walk.client);
    if (!evaluation.failOpen) {
        return reason === "" ? label : `${label} (${reason})`;
    }
    const although = `although ${faultIn(member, walk)}: no record here is healthy`;
    return `${label} (${reason === "" ? although : `${reason}, ${although}`})`;
}

function severalText({ usable, failOpen, choices }: Evaluation, { client }: Walk): string {
    if (usable.length === 0) {
        return `no record is for ${client.from}`;
    }
    const share = choices[0]?.probability ?? 1;
    const drawn =
        share < 1
            ? `${Math.round(share * usable.length)} of ${usable.length} records, drawn`
            : `${usable.length} records`;
    return failOpen ? `${drawn} (although none is healthy)` : drawn;
}

/** Why a record is not healthy, in words; empty when it is. */
export function faultIn(member: Member, walk: Walk): string {
    const fault = faultOf(member, walk);
    return fault === undefined ? "" : faultText(fault, member);
}
