/**
 * What a client wrote about each request: one line of JSON a request, in the order of completion.
 * The scenarios in loadtest/ write it and everything that a report says of clients is computed from it alone.
 * Field names are short because a drill writes tens of thousands of lines.
 */
export interface RequestLine {
    /** Client name, e.g. `honest-3`. One k6 process each. */
    readonly client: string;
    readonly class: ClientClass;
    /** Position in this client's own sequence, from 0, without gaps: iterations of both operations share it. */
    readonly seq: number;
    readonly op: Operation;
    /** The order's id, a UUID made by the client; for reads, the one asked for. */
    readonly order: string;
    /** Start and end on the client's wall clock, milliseconds since the epoch. Fractions allowed. */
    readonly start: number;
    readonly end: number;
    /** Milliseconds since the client began, at `start`, on its monotonic clock: `start - mono` is constant unless the wall clock was moved. */
    readonly mono: number;
    /** HTTP status; 0 when there was no reply. */
    readonly status: number;
    /** k6 error code (https://grafana.com/docs/k6/latest/javascript-api/error-codes/); 0 when none. */
    readonly error: number;
    /** Address that answered, when known. */
    readonly ip?: string;
    /** Who answered, by their own word. */
    readonly region?: string;
    readonly instance?: string;
    /** Writer epoch as the reply said: it rises by one with each promotion. */
    readonly epoch?: number;
    /** Commit time that a write's reply named, milliseconds since the epoch. */
    readonly committed?: number;
}

/** `honest` obeys the TTL and opens a connection each time; `keep-alive` reuses its connections until they break. */
export type ClientClass = "honest" | "keep-alive";

export type Operation = "read" | "write";
