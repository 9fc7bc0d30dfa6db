import { answer, type Answer } from "../answer";
import type { Random } from "../random";
import type { Zone, ZoneState } from "../zone";
import { emptyReply, type DnsClient, type DnsQuestion, type DnsReply, type Resolve } from "./reply";
import { nameText } from "./wire-name";
import { ZoneReplies, type LikelyReply } from "./zone-replies";

/** What is true now; `version` changes whenever anything in it does. */
export interface VersionedState {
    readonly version: number;
    readonly state: ZoneState;
    readonly addresses: { readonly [aliasName: string]: readonly string[] };
}

export interface ZoneResolverOptions {
    readonly zone: Zone;
    /** Every TTL is divided by it, down to one second. */
    readonly clockFactor: number;
    readonly now: () => VersionedState;
    /** Where a client is, as a question says it. Asked for each query. */
    readonly from: (client: DnsClient) => string;
    /** Draws among weighted answers. */
    readonly random: Random;
    /** Told of each evaluation: once for each question and state, not for each query. */
    readonly onEvaluated?: (
        question: { readonly name: string; readonly type: string; readonly from: string },
        answer: Answer,
    ) => void;
}

/** Questions kept for one state; beyond it a client is inventing names, and keeping begins anew with those that are asked. */
const maximumKept = 10_000;

type Replies = readonly LikelyReply[];

/** Answers from a zone. What may be answered is kept until the state's version changes, since it depends on nothing else. */
export function createZoneResolver(options: ZoneResolverOptions): Resolve {
    const kept = new KeptReplies();
    const replies = new ZoneReplies(options);
    return (question, client) => {
        const current = options.now();
        kept.startVersion(current.version);
        const from = options.from(client);
        let found = kept.find(from, question);
        if (!found) {
            found = evaluate(options, replies, { question, from, current });
            kept.add(from, question, found);
        }
        return draw(found, options.random);
    };
}

interface Asked {
    readonly question: DnsQuestion;
    readonly from: string;
    readonly current: VersionedState;
}

function evaluate(options: ZoneResolverOptions, replies: ZoneReplies, { question, from, current }: Asked): Replies {
    const asked = { name: nameText(question.key), type: question.type, from };
    const context = { state: current.state, addresses: current.addresses };
    if (asked.type === "ANY") {
        return replies.any(asked, context);
    }
    const result = answer(options.zone, current.state, { ...asked, addresses: current.addresses });
    options.onEvaluated?.(asked, result);
    return replies.of(result, asked, context);
}

/** One of them, as likely as it says. */
function draw(replies: Replies, random: Random): DnsReply {
    let at = 0;
    if (replies.length > 1) {
        let rest = random();
        while (at < replies.length - 1 && (rest -= replies[at]?.probability ?? 0) >= 0) {
            at += 1;
        }
    }
    const likely = replies[at];
    return likely?.draw ? drawn(likely.reply, likely.draw, random) : (likely?.reply ?? emptyReply("SERVFAIL"));
}

/** A reply with so many of the lists of values, each combination as likely as any other. */
function drawn(reply: DnsReply, { count, from }: NonNullable<LikelyReply["draw"]>, random: Random): DnsReply {
    const left = [...from];
    const values = Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat(2);
    return { ...reply, answers: reply.answers.map((set) => ({ ...set, values })) };
}

/** Replies of one version of the state by where the client is, type and name. */
class KeptReplies {
    private readonly places = new Map<string, Map<string, Map<string, Replies>>>();
    private count = 0;
    private version: number | undefined;

    startVersion(version: number): void {
        if (version !== this.version) {
            this.places.clear();
            this.count = 0;
            this.version = version;
        }
    }

    find(from: string, { key, type }: DnsQuestion): Replies | undefined {
        return this.places.get(from)?.get(type)?.get(key);
    }

    add(from: string, { key, type }: DnsQuestion, replies: Replies): void {
        if (this.count >= maximumKept) {
            this.places.clear();
            this.count = 0;
        }
        this.count += 1;
        const types = entry(this.places, from, () => new Map<string, Map<string, Replies>>());
        entry(types, type, () => new Map<string, Replies>()).set(key, replies);
    }
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
    const known = map.get(key);
    if (known !== undefined) {
        return known;
    }
    const made = make();
    map.set(key, made);
    return made;
}
