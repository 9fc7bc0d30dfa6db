/** What is asked of whoever knows the records. */
export interface DnsQuestion {
    /** As the client spelled it. */
    readonly name: string;
    readonly type: string;
}

/** Who asks. */
export interface DnsClient {
    /** The resolver's address. */
    readonly address: string;
    /** The part of the client's address that its resolver passed on, e.g. `192.0.2.0` (RFC 7871). */
    readonly subnet?: string;
}

/** What goes back: records of one type, all with the same name and TTL. */
export interface DnsReply {
    readonly rcode: "NOERROR" | "NXDOMAIN" | "REFUSED" | "SERVFAIL";
    readonly type: string;
    /** Whole real seconds. */
    readonly ttl: number;
    /** In the text form of zone files: addresses, names, `10 mail.example.com`, ... */
    readonly answers: readonly string[];
    /** The zone's SOA, for a negative answer. */
    readonly soa?: { readonly name: string; readonly value: string };
}

export type Resolve = (question: DnsQuestion, client: DnsClient) => DnsReply;
