import type { DnsClient, DnsQuestion, DnsReply } from "./reply";

/** One question as it was answered, by reference: whoever keeps entries turns them into lines at once. */
export interface QueryLogEntry {
    /** Milliseconds since the epoch. */
    readonly at: number;
    readonly transport: "udp" | "tcp" | "https";
    readonly client: DnsClient;
    readonly question: DnsQuestion;
    readonly rcode: number;
    readonly reply: DnsReply;
}

/** An entry as plain data, one line of a log. */
export interface QueryLine {
    readonly at: number;
    readonly transport: QueryLogEntry["transport"];
    readonly client: string;
    readonly subnet?: string;
    readonly name: string;
    readonly type: string;
    readonly rcode: string;
    readonly answers: readonly string[];
    readonly ttlMilliseconds: number;
    /** Which of the records that might have answered did. */
    readonly setIdentifier?: string;
}

/** The entry's line. */
export function queryLine({ at, transport, client, question, reply }: QueryLogEntry): QueryLine {
    const last = reply.answers.at(-1);
    return {
        at,
        transport,
        client: client.address,
        ...(client.subnet === undefined ? {} : { subnet: client.subnet }),
        name: question.name,
        type: question.type,
        rcode: reply.rcode,
        answers: last?.values ?? [],
        ttlMilliseconds: Math.min(...reply.answers.map(({ ttl }) => ttl), reply.authority[0]?.ttl ?? Infinity) * 1000,
        ...(reply.setIdentifier === undefined ? {} : { setIdentifier: reply.setIdentifier }),
    };
}
