/** The most bytes of header fields in a response (Route 53 guide, "Quotas": health checks). */
export const maximumHeaderBytes = 16_384;

/** How a body's end is known (RFC 7230, section 3.3.3). */
export type BodyFraming =
    { readonly by: "length"; readonly bytes: number } | { readonly by: "chunks" } | { readonly by: "close" };

/** What a checker needs of a response's head. */
export interface ResponseHead {
    readonly status: number;
    readonly framing: BodyFraming;
    /** The content coding, in lower case; `identity` without one. */
    readonly encoding: string;
}

/** An endpoint's answer is not one that a checker takes; the message says why in one line. */
export class ResponseProblem extends Error {}

const statusLine = /^HTTP\/1\.[01] ([1-5]\d\d)(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const headerField = /^([!#$%&'*+\-.^_`|~\dA-Za-z]+):([\t\x20-\x7e\x80-\xff]*)$/;
/** A field that goes on in the next line; obsolete, and still to be understood (RFC 7230, section 3.2.4). */
const folding = /\r?\n[ \t]+/g;

/** Reads the head of an HTTP/1 response from bytes as they come, whatever the packets' borders. Interim answers are skipped. */
export class HeadReader {
    private received = Buffer.alloc(0);
    /** Of header fields in interim answers: endless ones end at the limit too. */
    private spent = 0;

    /**
     * @returns the head and the bytes behind it, or undefined when more have to come.
     * @throws ResponseProblem when it is no head, or one that is too long.
     */
    receive(bytes: Buffer): { readonly head: ResponseHead; readonly rest: Buffer } | undefined {
        let from = Math.max(0, this.received.length - 3);
        this.received = Buffer.concat([this.received, bytes]);
        for (;;) {
            const end = endOfHead(this.received, from);
            this.check(end?.at ?? this.received.length);
            if (end === undefined) {
                return undefined;
            }
            const head = parseHead(this.received.toString("latin1", 0, end.at));
            const rest = this.received.subarray(end.behind);
            if (head.status >= 200) {
                return { head, rest };
            }
            this.spent += end.behind;
            this.received = rest;
            from = 0;
        }
    }

    /** What cannot become a head any more is refused before it is complete. */
    private check(end: number): void {
        const start = this.received.toString("latin1", 0, Math.min(end, "HTTP/1.".length));
        if (!"HTTP/1.".startsWith(start)) {
            throw new ResponseProblem("the answer is not HTTP/1");
        }
        const line = this.received.subarray(0, end).indexOf("\n");
        // Without a line's end all of it is the status line, and that is never as long as header fields may be.
        const fields = line < 0 ? end : end - line - 1;
        if (this.spent + fields > maximumHeaderBytes) {
            throw new ResponseProblem(`header fields: expected at most ${maximumHeaderBytes} bytes`);
        }
    }
}

/** Where the empty line begins, and what is behind it; a single LF ends a line as well (RFC 7230, section 3.5). */
function endOfHead(bytes: Buffer, from: number): { at: number; behind: number } | undefined {
    for (let line = bytes.indexOf("\n", from); line >= 0; line = bytes.indexOf("\n", line + 1)) {
        const next = bytes[line + 1] === 0x0d ? line + 2 : line + 1;
        if (bytes[next] === 0x0a) {
            return { at: line + 1, behind: next + 1 };
        }
    }
    return undefined;
}

function parseHead(text: string): ResponseHead {
    const [first = "", ...lines] = text
        .replace(/\r?\n$/, "")
        .replace(folding, " ")
        .split(/\r?\n/);
    const status = Number(statusLine.exec(first)?.[1]);
    if (Number.isNaN(status)) {
        throw new ResponseProblem("the status line is not one of HTTP/1");
    }
    const fields = new Map<string, string>();
    for (const line of lines) {
        const [, name, value = ""] = headerField.exec(line) ?? [];
        if (name === undefined) {
            throw new ResponseProblem("header fields: expected the form of RFC 7230, section 3.2");
        }
        const key = name.toLowerCase();
        const before = fields.get(key);
        fields.set(key, before === undefined ? value.trim() : `${before}, ${value.trim()}`);
    }
    return {
        status,
        framing: framingOf(status, fields),
        encoding: (fields.get("content-encoding") ?? "identity").toLowerCase(),
    };
}

function framingOf(status: number, fields: ReadonlyMap<string, string>): BodyFraming {
    if (status === 204 || status === 304) {
        return { by: "length", bytes: 0 };
    }
    const transfer = fields.get("transfer-encoding");
    if (transfer !== undefined) {
        if (transfer.toLowerCase() !== "chunked") {
            throw new ResponseProblem(`Transfer-Encoding: expected chunked, got ${transfer.slice(0, 40)}`);
        }
        return { by: "chunks" };
    }
    const length = fields.get("content-length");
    if (length === undefined) {
        return { by: "close" };
    }
    const [bytes = "", ...others] = new Set(length.split(/\s*,\s*/));
    if (others.length > 0 || !/^\d{1,15}$/.test(bytes)) {
        throw new ResponseProblem("Content-Length: expected one number");
    }
    return { by: "length", bytes: Number(bytes) };
}
