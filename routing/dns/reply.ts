/** What is asked of whoever knows the records. */
export interface DnsQuestion {
    /** The name on the wire in lower case, one character an octet: what equal questions have in common. */
    readonly key: string;
    /** The name in text, without the final dot, in the client's spelling. */
    readonly name: string;
    /** `A`, `AAAA`, ... */
    readonly type: string;
}

/** Who asks. */
export interface DnsClient {
    /** The resolver's address. */
    readonly address: string;
    /** The part of the client's address that its resolver passed on, e.g. `192.0.2.0` (RFC 7871). */
    readonly subnet?: string;
}

/** Records of one name and type. */
export interface RecordSet {
    /** Left out when it is the question's. */
    readonly name?: string;
    readonly type: string;
    /** Whole real seconds. */
    readonly ttl: number;
    /** In the text form of zone files: addresses, names, `10 mail.example.com`, ... */
    readonly values: readonly string[];
}

/**
 * What goes back. Whoever resolves returns the same object for the same answer as often as it can: its bytes are kept
 * with it.
 */
export interface DnsReply {
    readonly rcode: "NOERROR" | "NXDOMAIN" | "REFUSED" | "SERVFAIL";
    /** Whether it is the zone's own word: not for a refusal, nor for a referral to another zone's servers. */
    readonly authoritative: boolean;
    readonly answers: readonly RecordSet[];
    readonly authority: readonly RecordSet[];
    readonly additional: readonly RecordSet[];
    /**
     * `all`: a reply without authority and additional records would be wrong (a negative answer, a referral). `answers`:
     * those are for the client's convenience, and are left out before anything is cut.
     */
    readonly needed: "answers" | "all";
    /** Whether another client might be answered otherwise: what a resolver may keep for whom (RFC 7871, section 7.2.1). */
    readonly dependsOnClient: boolean;
    /** Which of the records that might have answered did, for a log. */
    readonly setIdentifier?: string;
}

export type Resolve = (question: DnsQuestion, client: DnsClient) => DnsReply;

/** A reply without records. */
export function emptyReply(rcode: DnsReply["rcode"]): DnsReply {
    const authoritative = rcode === "NOERROR" || rcode === "NXDOMAIN";
    return {
        rcode,
        authoritative,
        answers: [],
        authority: [],
        additional: [],
        needed: "all",
        dependsOnClient: false,
    };
}
