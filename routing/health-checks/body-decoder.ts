import zlib from "node:zlib";

/** Bytes of a compressed body that are looked at: what is searched of it never takes as many, unless it is made to harm. */
const maximumEncodedBytes = 65_536;

/** Undoes a body's content coding. */
export interface BodyDecoder {
    write(bytes: Buffer): void;
    /** The body is complete. */
    end(): void;
    /** Frees what it holds; nothing is called back any more. */
    destroy(): void;
}

export interface DecodedBody {
    readonly onBytes: (bytes: Buffer) => void;
    readonly onEnd: () => void;
    readonly onProblem: (reason: string) => void;
}

/**
 * Checkers know gzip and deflate; a body in another coding is searched as it came, which finds nothing
 * (Route 53 guide, "Values that you specify when you create or update health checks", search string).
 */
export function bodyDecoder(encoding: string, body: DecodedBody): BodyDecoder {
    if (encoding === "gzip" || encoding === "x-gzip") {
        return new Inflater(encoding, body);
    }
    if (encoding === "deflate") {
        return new Inflater(encoding, body);
    }
    return { write: body.onBytes, end: body.onEnd, destroy: () => undefined };
}

class Inflater implements BodyDecoder {
    private stream: zlib.Gunzip | zlib.Inflate | zlib.InflateRaw | undefined;
    private encodedBytes = 0;

    constructor(
        private readonly encoding: string,
        private readonly body: DecodedBody,
    ) {}

    write(bytes: Buffer): void {
        this.encodedBytes += bytes.length;
        if (this.encodedBytes > maximumEncodedBytes) {
            this.body.onProblem(`the compressed body is longer than ${maximumEncodedBytes} bytes`);
            return;
        }
        if (bytes.length > 0 && this.stream?.destroyed !== true) {
            this.stream ??= this.open(bytes[0] ?? 0);
            this.stream.write(bytes);
        }
    }

    end(): void {
        if (this.stream === undefined) {
            this.body.onEnd();
        } else {
            this.stream.end();
        }
    }

    destroy(): void {
        this.stream?.destroy();
    }

    private open(first: number): zlib.Gunzip | zlib.Inflate | zlib.InflateRaw {
        const stream = this.decompressor(first);
        stream.on("data", this.body.onBytes);
        stream.on("end", this.body.onEnd);
        stream.on("error", ({ message }) => this.body.onProblem(`the body is no ${this.encoding}: ${message}`));
        return stream;
    }

    /** Some servers send deflate without zlib's frame (RFC 7230, section 4.2.2, note); its first byte tells them apart. */
    private decompressor(first: number) {
        if (this.encoding !== "deflate") {
            return zlib.createGunzip();
        }
        return (first & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw();
    }
}
