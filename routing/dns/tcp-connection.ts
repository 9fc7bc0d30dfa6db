import type net from "node:net";

export interface TcpConnectionOptions {
    /** The reply to a message; undefined ends the connection. */
    readonly respond: (message: Buffer) => Buffer | undefined;
    /** From the connection or its last whole message until it is ended, whatever it trickles in between. */
    readonly idleMilliseconds: number;
    readonly onTimedOut: () => void;
}

const lengthBytes = 2;

/**
 * Messages over a connection, each after its length (RFC 1035, section 4.2.2), as many as the client likes one after the
 * other (RFC 7766, section 6.2.1). A client that sends nothing whole within the time is cut off, one byte a second or not;
 * one that does not read its replies is not read either.
 */
export function serveConnection(connection: net.Socket, options: TcpConnectionOptions): void {
    const frames = new Frames();
    const timer = setTimeout(() => {
        options.onTimedOut();
        connection.destroy();
    }, options.idleMilliseconds);
    connection.on("close", () => clearTimeout(timer));
    connection.on("error", () => connection.destroy());
    // What is left of the messages of one piece: when the client does not read its replies, they wait unanswered.
    let messages: Iterator<Buffer> | undefined;
    const work = (): void => {
        connection.cork();
        const open = answerSome(connection, messages, options.respond);
        connection.uncork();
        if (open.answered) {
            timer.refresh();
        }
        if (open.more) {
            connection.pause();
        } else {
            messages = undefined;
            connection.resume();
        }
    };
    connection.on("drain", work);
    connection.on("data", (bytes: Buffer) => {
        messages = frames.add(bytes);
        work();
    });
}

/** Answers until there are no more messages, or until the replies that wait to be read are enough. */
function answerSome(
    connection: net.Socket,
    messages: Iterator<Buffer> | undefined,
    respond: TcpConnectionOptions["respond"],
): { readonly answered: boolean; readonly more: boolean } {
    let answered = false;
    for (let next = messages?.next(); next?.done === false; next = messages?.next()) {
        const reply = respond(next.value);
        if (!reply) {
            connection.destroy();
            return { answered, more: false };
        }
        answered = true;
        if (!connection.write(framed(reply))) {
            return { answered, more: true };
        }
    }
    return { answered, more: false };
}

/** Whole messages out of pieces. It holds one message at most, in a buffer of its length: pieces cost no copies of each other. */
class Frames {
    private readonly length = Buffer.alloc(lengthBytes);
    private frame: Buffer | undefined;
    private filled = 0;

    *add(bytes: Buffer): Generator<Buffer> {
        let at = 0;
        while (at < bytes.length) {
            const into = this.frame ?? this.length;
            const copied = bytes.copy(into, this.filled, at);
            at += copied;
            this.filled += copied;
            if (this.filled === into.length) {
                const whole = this.frame;
                this.filled = 0;
                this.frame = whole ? undefined : Buffer.alloc(this.length.readUInt16BE());
                if (whole ?? this.frame?.length === 0) {
                    this.frame = undefined;
                    yield whole ?? Buffer.alloc(0);
                }
            }
        }
    }
}

function framed(reply: Buffer): Buffer {
    const frame = Buffer.allocUnsafe(lengthBytes + reply.length);
    frame.writeUInt16BE(reply.length);
    reply.copy(frame, lengthBytes);
    return frame;
}
