import { bodyDecoder, type BodyDecoder } from "./body-decoder";
import { BodySearch } from "./body-search";
import { statusPasses } from "./observation";
import type { ProbeOutcome } from "./probe";
import { bodyReader, type BodyReader } from "./response-body";
import { HeadReader, ResponseProblem, type ResponseHead } from "./response-head";

export interface ResponseReaderOptions {
    /** What the body must have in it; without one the head decides. */
    readonly search?: string;
    /** The status passes, and the body is what is waited for. */
    readonly onHead: () => void;
    /** Called once. */
    readonly onOutcome: (outcome: ProbeOutcome) => void;
}

interface Body {
    readonly reader: BodyReader;
    readonly decoder: BodyDecoder;
}

/** Makes an outcome of the bytes that an endpoint sends, without any idea of time. */
export class ResponseReader {
    private readonly head = new HeadReader();
    private body: Body | undefined;
    private outcome: ProbeOutcome | undefined;
    /** All of the response is there; a decoder may still be at work. */
    private complete = false;

    constructor(private readonly options: ResponseReaderOptions) {}

    receive(bytes: Buffer): void {
        this.guarded(() => {
            if (this.body !== undefined) {
                this.receiveBody(this.body, bytes);
                return;
            }
            const read = this.head.receive(bytes);
            if (read !== undefined) {
                this.receiveHead(read.head, read.rest);
            }
        });
    }

    /** The endpoint sends no more; with a reason when that was an error. */
    close(reason?: string): void {
        this.guarded(() => {
            if (this.body === undefined || reason !== undefined) {
                throw new ResponseProblem(reason ?? "the connection ended before the response");
            }
            this.body.reader.close();
            this.end(this.body.decoder);
        });
    }

    destroy(): void {
        this.outcome ??= { passed: false, reason: "cancelled" };
        this.body?.decoder.destroy();
    }

    private receiveHead({ status, framing, encoding }: ResponseHead, rest: Buffer): void {
        const { search: text } = this.options;
        if (!statusPasses(status)) {
            throw new ResponseProblem(`status: expected 2xx or 3xx, got ${status}`);
        }
        if (text === undefined) {
            this.settle({ passed: true });
            return;
        }
        this.options.onHead();
        const search = new BodySearch(text);
        const decoder = bodyDecoder(encoding, {
            onBytes: (decoded) => {
                if (search.add(decoded)) {
                    this.judge(search);
                }
            },
            onEnd: () => this.judge(search),
            onProblem: (reason) => this.settle({ passed: false, reason }),
        });
        this.body = { reader: bodyReader(framing), decoder };
        this.receiveBody(this.body, rest);
    }

    private receiveBody({ reader, decoder }: Body, bytes: Buffer): void {
        const { content, complete } = reader.receive(bytes);
        content.forEach((piece) => decoder.write(piece));
        if (complete) {
            this.end(decoder);
        }
    }

    private end(decoder: BodyDecoder): void {
        this.complete = true;
        decoder.end();
    }

    private judge(search: BodySearch): void {
        this.settle(
            search.found ? { passed: true } : { passed: false, reason: "the search string is not in the body" },
        );
    }

    private guarded(act: () => void): void {
        if (this.outcome !== undefined || this.complete) {
            return;
        }
        try {
            act();
        } catch (error) {
            if (!(error instanceof ResponseProblem)) {
                throw error;
            }
            this.settle({ passed: false, reason: error.message });
        }
    }

    private settle(outcome: ProbeOutcome): void {
        if (this.outcome === undefined) {
            this.outcome = outcome;
            this.body?.decoder.destroy();
            this.options.onOutcome(outcome);
        }
    }
}
