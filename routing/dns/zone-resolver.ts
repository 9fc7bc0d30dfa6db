import { answer, type Answer } from "../answer";
import type { Candidate } from "../evaluate/walk";
import { canonicalName } from "../names";
import type { Random } from "../random";
import type { Zone, ZoneState } from "../zone";
import type { DnsClient, DnsReply, Resolve } from "./reply";
import { scaledTtl } from "./scaled-ttl";

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
    /** The key of `state.latency` for a client. */
    readonly from: (client: DnsClient) => string;
    /** Draws among weighted answers. */
    readonly random: Random;
    /** Told of each evaluation: once for each question and state, not for each query. */
    readonly onEvaluated?: (
        question: { readonly name: string; readonly type: string; readonly from: string },
        answer: Answer,
    ) => void;
}

/** Questions kept for one state; beyond it a client is inventing names, and nothing is kept. */
const maximumKept = 10_000;

/** Answers from a zone. An evaluation is kept until the state's version changes, since it depends on nothing else. */
export function createZoneResolver(options: ZoneResolverOptions): Resolve {
    const apex = canonicalName(options.zone.HostedZone.Name ?? "");
    const soa = soaOf(options.zone);
    const kept = new Map<string, Answer>();
    let version: number | undefined;
    return (question, client) => {
        const current = options.now();
        if (current.version !== version) {
            kept.clear();
            version = current.version;
        }
        const asked = { name: canonicalName(question.name), type: question.type, from: options.from(client) };
        const key = `${asked.name} ${asked.type} ${asked.from}`;
        let result = kept.get(key);
        if (!result) {
            result = answer(options.zone, current.state, { ...asked, addresses: current.addresses });
            options.onEvaluated?.(asked, result);
            if (kept.size < maximumKept) {
                kept.set(key, result);
            }
        }
        return replyOf(result, { type: asked.type, apex, soa, options });
    };
}

/** One of the candidates, as likely as it says. */
function draw(candidates: readonly Candidate[], random: Random): Candidate | undefined {
    let rest = candidates.length > 1 ? random() : 0;
    return candidates.find(({ probability }) => (rest -= probability) < 0) ?? candidates.at(-1);
}

interface ReplyContext {
    readonly type: string;
    readonly apex: string;
    readonly soa: string | undefined;
    readonly options: ZoneResolverOptions;
}

function replyOf(result: Answer, { type, apex, soa, options }: ReplyContext): DnsReply {
    const chosen = draw(result.candidates, options.random);
    const ttl = scaledTtl(chosen?.ttl ?? result.ttl, options.clockFactor);
    const reply = { rcode: result.rcode, type: chosen?.type ?? type, ttl, answers: chosen?.answers ?? [] };
    const negative = reply.answers.length === 0 && result.rcode !== "REFUSED";
    return negative && soa !== undefined ? { ...reply, soa: { name: apex, value: soa } } : reply;
}

function soaOf(zone: Zone): string | undefined {
    return zone.ResourceRecordSets.find(({ Type }) => Type === "SOA")?.ResourceRecords?.[0]?.Value;
}
