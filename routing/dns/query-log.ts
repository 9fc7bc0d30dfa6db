import { rcodeName } from "./record-types";
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
    /** How long the reply may be kept; 0 without records. */
    readonly ttlMilliseconds: number;
    /** Which of the records that might have answered did. */
    readonly setIdentifier?: string;
}

/** The entry's line. */
export function queryLine({ at, transport, client, question, rcode, reply }: QueryLogEntry): QueryLine {
    const seconds = [...reply.answers, ...reply.authority.slice(0, reply.answers.length > 0 ? 0 : 1)].map(
        ({ ttl }) => ttl,
    );
    return {
        at,
        transport,
        client: client.address,
        ...(client.subnet === undefined ? {} : { subnet: client.subnet }),
        name: question.name,
        type: question.type,
        rcode: rcodeName(rcode),
        answers: reply.answers.flatMap(({ values }) => values),
        ttlMilliseconds: seconds.length === 0 ? 0 : Math.min(...seconds) * 1000,
        ...(reply.setIdentifier === undefined ? {} : { setIdentifier: reply.setIdentifier }),
    };
}
