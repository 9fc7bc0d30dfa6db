import { answer, type Answer, type Referral } from "../answer";
import { RoutingError } from "../errors";
import { ownSoa } from "../evaluate/own-records";
import type { Candidate } from "../evaluate/walk";
import { canonicalName, isWithin } from "../names";
import type { Zone, ZoneState } from "../zone";
import { ClientPolicies } from "./client-policies";
import { emptyReply, type DnsReply, type RecordSet } from "./reply";
import { scaledTtl } from "./scaled-ttl";

/** One reply of those that a question may get. */
export interface LikelyReply {
    readonly probability: number;
    readonly reply: DnsReply;
    /** Present when the answers are drawn anew for each query: so many of these lists of values. */
    readonly draw?: { readonly count: number; readonly from: readonly (readonly string[])[] };
}

interface Asked {
    readonly name: string;
    readonly type: string;
    readonly from: string;
}

interface Context {
    readonly state: ZoneState;
    readonly addresses: { readonly [aliasName: string]: readonly string[] };
}

/** Which word of a record's text is a host whose addresses a client will ask for next. */
const hostWord: { readonly [type: string]: number } = { CNAME: 0, NS: 0, MX: 1, SRV: 3 };

/**
 * Whole replies from what the evaluator says: with the zone's name servers and the addresses of what is named beside an
 * answer, and the SOA beside a negative one (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSBehavior.html).
 */
export class ZoneReplies {
    private readonly zone: Zone;
    private readonly clockFactor: number;
    private readonly apex: string;
    private readonly types: readonly string[];
    private readonly policies: ClientPolicies;

    constructor({ zone, clockFactor }: { readonly zone: Zone; readonly clockFactor: number }) {
        this.zone = zone;
        this.clockFactor = clockFactor;
        this.apex = canonicalName(zone.HostedZone.Name ?? "");
        this.types = [...new Set(zone.ResourceRecordSets.map(({ Type }) => Type ?? ""))];
        this.policies = new ClientPolicies(zone);
    }

    /** All that a question may be answered with. */
    of(result: Answer, asked: Asked, context: Context): LikelyReply[] {
        const { rcode, referral } = result;
        if (rcode === "REFUSED" || referral) {
            return [{ probability: 1, reply: referral ? this.referral(referral) : emptyReply("REFUSED") }];
        }
        if (result.candidates.length === 0) {
            return [{ probability: 1, reply: this.negative(rcode, result.ttl) }];
        }
        const dependsOnClient = this.policies.decide(asked.name, asked.type);
        return result.candidates.map((candidate) => {
            const { probability, answers, ttl, draw } = candidate;
            const reply = answers.length === 0 ? this.negative(rcode, ttl) : this.positive(candidate, asked, context);
            return { probability, reply: { ...reply, dependsOnClient }, ...(draw ? { draw } : {}) };
        });
    }

    /**
     * Every set of the name. RFC 8482 lets a server say less; what Route 53 says is not documented, and resolvers no
     * longer ask. Where records are drawn it is the likeliest of each set.
     */
    any(asked: Asked, context: Context): LikelyReply[] {
        const sets = new Map<string, RecordSet>();
        for (const type of this.types) {
            const result = this.answer({ ...asked, type }, context);
            const likely = result.candidates.find(({ answers }) => answers === result.answers);
            if (likely && likely.answers.length > 0) {
                sets.set(likely.type, this.set(likely));
            }
        }
        if (sets.size === 0) {
            return this.of(this.answer(asked, context), asked, context);
        }
        const reply = { ...emptyReply("NOERROR"), answers: [...sets.values()], dependsOnClient: true };
        return [{ probability: 1, reply }];
    }

    private positive(candidate: Candidate, asked: Asked, context: Context): DnsReply {
        const answers = [this.set(candidate)];
        const servers = candidate.type === "NS" ? [] : this.atApex("NS");
        const { setIdentifier } = candidate;
        return {
            ...emptyReply("NOERROR"),
            answers,
            authority: servers,
            additional: this.addressesOf(answers, asked, context),
            needed: "answers",
            ...(setIdentifier === undefined ? {} : { setIdentifier }),
        };
    }

    private negative(rcode: "NOERROR" | "NXDOMAIN", seconds: number): DnsReply {
        const ttl = this.ttl(seconds);
        return { ...emptyReply(rcode), authority: this.atApex("SOA").map((soa) => ({ ...soa, ttl })) };
    }

    /** To the name servers of a zone below: theirs is the word, so ours has no authority (RFC 1034, section 4.3.2). */
    private referral({ name, ttl, nameServers, glue }: Referral): DnsReply {
        return {
            ...emptyReply("NOERROR"),
            authoritative: false,
            authority: [{ name, type: "NS", ttl: this.ttl(ttl), values: nameServers }],
            additional: glue.map((one) => ({ name: one.name, ...this.set(one) })),
        };
    }

    private set({ type, ttl, answers }: Pick<Candidate, "type" | "ttl" | "answers">): RecordSet {
        return { type, ttl: this.ttl(ttl), values: answers };
    }

    private ttl(seconds: number): number {
        return scaledTtl(seconds, this.clockFactor);
    }

    private atApex(type: "NS" | "SOA"): RecordSet[] {
        const record = this.zone.ResourceRecordSets.find(
            ({ Name, Type }) => Type === type && canonicalName(Name ?? "") === this.apex,
        );
        // No resolver keeps a negative answer without an SOA: a zone file that leaves it out has Route 53's own.
        const own = type === "SOA" ? [ownSoa] : [];
        const values = record?.ResourceRecords?.map(({ Value }) => Value ?? "") ?? own;
        return values.length === 0 ? [] : [{ name: this.apex, type, ttl: this.ttl(record?.TTL ?? 0), values }];
    }

    /** Of the hosts of the zone that these records name; none when it would take a draw, or cannot be told for this client. */
    private addressesOf(sets: readonly RecordSet[], asked: Asked, context: Context): RecordSet[] {
        const hosts = sets.flatMap(({ type, values }) =>
            values.map((value) => canonicalName(value.trim().split(/\s+/)[hostWord[type] ?? -1] ?? "")),
        );
        const own = [...new Set(hosts)].filter((host) => host !== "" && isWithin(host, this.apex));
        return own.flatMap((name) =>
            ["A", "AAAA"].flatMap((type) => {
                const [only, ...others] = this.candidatesOf({ ...asked, name, type }, context);
                const sure = only?.type === type && only.answers.length > 0 && others.length === 0;
                return sure ? [{ name, ...this.set(only) }] : [];
            }),
        );
    }

    private candidatesOf(asked: Asked, context: Context): readonly Candidate[] {
        try {
            return this.answer(asked, context).candidates;
        } catch (error) {
            if (error instanceof RoutingError) {
                return [];
            }
            throw error;
        }
    }

    private answer(asked: Asked, { state, addresses }: Context): Answer {
        return answer(this.zone, state, { ...asked, addresses });
    }
}
