import { look, walkOf, type Found, type Question } from "./answer";
import { RoutingError } from "./errors";
import type { AliasService } from "./evaluate/alias-services";
import { explainedCheck } from "./evaluate/explained-check";
import type { Member, RecordGroup } from "./evaluate/group";
import { evaluate, faultIn, type Evaluation, type Walk } from "./evaluate/walk";
import type { ZoneIndex } from "./evaluate/zone-index";
import type { ExplainedGroup, ExplainedRecord, ExplainedTarget, Explanation, RecordState } from "./explanation";
import type { Zone, ZoneState } from "./zone";

/**
 * Why a question is answered as it is. The same look-up, health and policies as `answer`, shown for every record of the
 * tree, also in branches that are not chosen: those as they would be if they were asked now. Pure.
 * @throws RoutingError as `answer` does
 */
export function explain(zone: Zone, state: ZoneState, question: Question): Explanation {
    const { index, name, found } = look(zone, question);
    const asked = { name, type: question.type, from: question.from };
    if (found.kind !== "group") {
        return { ...asked, ...withoutGroup(found, index, name) };
    }
    return { ...asked, rcode: "NOERROR", group: groupOf(found.group, 1, tellingOf(index, state, question)) };
}

/** Where aliases lead together again, every level may double the tree: it is told branch by branch. */
const mostRecords = 20_000;

/** A walk that tells of every record on the way. */
interface Telling extends Walk {
    readonly told: { records: number };
}

function tellingOf(index: ZoneIndex, state: ZoneState, question: Question): Telling {
    return { ...walkOf(index, state, question), told: { records: 0 } };
}

function withoutGroup(
    found: Exclude<Found, { readonly kind: "group" }>,
    index: ZoneIndex,
    name: string,
): Pick<Explanation, "rcode" | "note"> {
    if (found.kind === "outside") {
        return { rcode: "REFUSED", note: `not a name of zone ${index.name}` };
    }
    if (found.kind === "delegated") {
        return { rcode: "NOERROR", note: `${found.group.name} is delegated: its name servers answer` };
    }
    const kept = `kept for ${index.negativeTtl} s`;
    return index.exists(name)
        ? { rcode: "NOERROR", note: `the name exists and has no record of this type; ${kept}` }
        : { rcode: "NXDOMAIN", note: `the name does not exist; ${kept}` };
}

function groupOf(group: RecordGroup, probability: number, walk: Telling): ExplainedGroup {
    const { name, type, policy, members } = group;
    if ((walk.told.records += members.length) > mostRecords) {
        throw new RoutingError("not-built", `expected at most ${mostRecords} records in an explanation, got more`);
    }
    const reached = probability > 0;
    try {
        const evaluation = evaluate(group, walk);
        const shares = new Map(evaluation.choices.map((choice) => [choice.member, choice.probability * probability]));
        const records = members.map((member) => {
            const share = shares.get(member) ?? 0;
            return recordOf(member, group, { walk, share, ...standing(member, { group, evaluation, walk, share }) });
        });
        return { name, type, policy: policy.name, failOpen: reached && evaluation.failOpen, records };
    } catch (error) {
        // Only a branch that nobody is sent down may lack what its policy has to know of the client.
        if (reached || !(error instanceof RoutingError) || error.code !== "unknown-place") {
            throw error;
        }
        const own = { state: "not chosen" as const, reason: error.message, share: 0, walk };
        return {
            name,
            type,
            policy: policy.name,
            failOpen: false,
            records: members.map((one) => recordOf(one, group, own)),
        };
    }
}

interface Standing {
    readonly state: RecordState;
    readonly reason: string;
}

interface Evaluated {
    readonly group: RecordGroup;
    readonly evaluation: Evaluation;
    readonly walk: Telling;
    /** Chance that the whole question is answered through the record. */
    readonly share: number;
}

function standing(member: Member, { group, evaluation, walk, share }: Evaluated): Standing {
    if (!evaluation.applicable.includes(member)) {
        return { state: "not chosen", reason: `not for ${walk.client.from}` };
    }
    const fault = faultIn(member, walk);
    if (share === 0 && fault !== "") {
        return { state: "unhealthy", reason: fault };
    }
    const reason = group.policy.reason(member, evaluation.usable, walk.client) || "healthy";
    if (share === 0) {
        return { state: "not chosen", reason };
    }
    return { state: "chosen", reason: evaluation.failOpen ? `although ${fault}: no record here is healthy` : reason };
}

function recordOf(
    member: Member,
    { policy }: RecordGroup,
    { walk, share, state, reason }: Standing & Pick<Evaluated, "walk" | "share">,
): ExplainedRecord {
    const { record, check } = member;
    return {
        label: policy.label(record),
        ...(record.SetIdentifier === undefined ? {} : { setIdentifier: record.SetIdentifier }),
        state,
        probability: share,
        reason,
        ...(check ? { check: explainedCheck(check, walk) } : {}),
        target: targetOf(member, share, walk),
    };
}

function targetOf({ target, evaluated }: Member, probability: number, walk: Telling): ExplainedTarget {
    switch (target.kind) {
        case "values":
            return target;
        case "resource":
            return {
                kind: "resource",
                dnsName: target.name,
                service: serviceText(target.service),
                ttl: target.service.ttlSeconds,
                healthy: walk.targets.get(target.name) !== "unhealthy",
                evaluated,
            };
        case "group":
            return { kind: "group", group: groupOf(target.group, probability, walk), evaluated };
    }
}

/** A TTL that AWS does not document is not passed off as one that it does. */
function serviceText({ name, ttlSource }: AliasService): string {
    return ttlSource === "documented" ? name : `${name}, TTL assumed`;
}
