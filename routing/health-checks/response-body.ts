import { maximumHeaderBytes, ResponseProblem, type BodyFraming } from "./response-head";

/** Takes the content of a body out of the bytes of a connection, by its framing. */
export interface BodyReader {
    /** @throws ResponseProblem when the framing is broken */
    receive(bytes: Buffer): { readonly content: readonly Buffer[]; readonly complete: boolean };
    /** The connection has ended. @throws ResponseProblem when the body has not (RFC 7230, section 3.4) */
    close(): void;
}

export function bodyReader(framing: BodyFraming): BodyReader {
    return framing.by === "chunks"
        ? new ChunkReader()
        : new LengthReader(framing.by === "length" ? framing.bytes : NaN);
}

class LengthReader implements BodyReader {
    /** @param left bytes to come; NaN when the connection's end is the body's. */
    constructor(private left: number) {}

    receive(bytes: Buffer): ReturnType<BodyReader["receive"]> {
        const own = Number.isNaN(this.left) ? bytes : bytes.subarray(0, this.left);
        this.left -= own.length;
        return { content: [own], complete: this.left === 0 };
    }

    close(): void {
        if (this.left > 0) {
            throw new ResponseProblem(`the body ended ${this.left} bytes early`);
        }
    }
}

/** RFC 7230, section 4.1: size line, content, empty line, and again; after size 0 trailers, which nobody reads. */
class ChunkReader implements BodyReader {
    private state: "size" | "content" | "end of content" | "trailer" | "complete" = "size";
    private left = 0;
    private line = "";
    private trailerBytes = 0;

    receive(bytes: Buffer): ReturnType<BodyReader["receive"]> {
        const content: Buffer[] = [];
        let at = 0;
        while (at < bytes.length && this.state !== "complete") {
            if (this.state === "content") {
                const piece = bytes.subarray(at, at + this.left);
                content.push(piece);
                at += piece.length;
                this.left -= piece.length;
                this.state = this.left === 0 ? "end of content" : "content";
                continue;
            }
            const end = bytes.indexOf("\n", at);
            const stop = end < 0 ? bytes.length : end + 1;
            this.takeLine(bytes.toString("latin1", at, stop));
            at = stop;
        }
        return { content, complete: this.state === "complete" };
    }

    close(): void {
        throw new ResponseProblem("the body ended before its last chunk");
    }

    private takeLine(piece: string): void {
        this.line += piece;
        this.trailerBytes += this.state === "trailer" ? piece.length : 0;
        if (this.line.length > 1024 || this.trailerBytes > maximumHeaderBytes) {
            throw new ResponseProblem("the body's chunks: a line is too long");
        }
        if (!this.line.endsWith("\n")) {
            return;
        }
        const line = this.line.trimEnd();
        this.line = "";
        if (this.state === "size") {
            const size = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
            if (size === undefined) {
                throw new ResponseProblem("the body's chunks: expected a size");
            }
            this.left = parseInt(size, 16);
            this.state = this.left === 0 ? "trailer" : "content";
        } else if (line === "") {
            this.state = this.state === "trailer" ? "complete" : "size";
        } else if (this.state === "end of content") {
            throw new ResponseProblem("the body's chunks: expected an end of line behind the content");
        }
    }
}
