import type { Socket } from "node:net";

/** What travels: bytes, the end of the sender's stream, or its abort. */
type Parcel =
    | { readonly due: number; readonly kind: "bytes"; readonly bytes: Buffer }
    | { readonly due: number; readonly kind: "end" | "reset" };

// Memory for one direction of one connection; beyond it the sender is held back, as a long fat pipe with a full window.
const capacityBytes = 64 * 1024 * 1024;

/**
 * One direction of a connection across the relay: what `source` sends arrives at `destination` after the declared
 * delay, in order. A single timer waits for the head of the queue.
 */
export class Direction {
    private readonly queue: Parcel[] = [];
    private head = 0;
    private queuedBytes = 0;
    private timer: NodeJS.Timeout | undefined;
    private blocked = false;
    private severed = false;
    private lastDue = 0;

    constructor(
        private readonly source: Socket,
        private readonly destination: Socket,
        private readonly route: {
            /** Milliseconds from one end to the other, asked for each parcel so that it can change. */
            readonly delay: () => number;
            /** Nothing leaves the source before this instant (`performance.now`). */
            readonly opensAt: number;
        },
    ) {
        source.on("data", (bytes: Buffer) => this.accept(bytes));
        source.on("end", () => this.push("end"));
        source.on("close", (failed: boolean) => failed && this.push("reset"));
        destination.on("drain", () => {
            this.blocked = false;
            this.deliver();
        });
    }

    /** Forgets what is on its way and swallows whatever still comes: the bytes had not left. */
    sever(): void {
        this.severed = true;
        this.queue.length = 0;
        this.head = 0;
        this.queuedBytes = 0;
        clearTimeout(this.timer);
        this.timer = undefined;
        // Read on and discard, so that an end or a close of the surviving side is still noticed.
        this.source.resume();
    }

    private accept(bytes: Buffer): void {
        if (this.severed) {
            return;
        }
        this.queuedBytes += bytes.length;
        if (this.queuedBytes > capacityBytes) {
            this.source.pause();
        }
        this.enqueue({ due: this.nextDue(), kind: "bytes", bytes });
    }

    private push(kind: "end" | "reset"): void {
        if (!this.severed) {
            this.enqueue({ due: this.nextDue(), kind });
        }
    }

    /** Never before the parcel ahead: a shorter delay takes effect behind what is already on its way. */
    private nextDue(): number {
        const leaves = Math.max(performance.now(), this.route.opensAt);
        this.lastDue = Math.max(this.lastDue, leaves + this.route.delay());
        return this.lastDue;
    }

    private enqueue(parcel: Parcel): void {
        this.queue.push(parcel);
        if (this.timer === undefined && !this.blocked) {
            this.arm(parcel.due);
        }
    }

    private arm(due: number): void {
        this.timer = setTimeout(() => this.deliver(), Math.max(0, Math.ceil(due - performance.now())));
    }

    private deliver(): void {
        this.timer = undefined;
        for (let parcel = this.queue[this.head]; parcel !== undefined; parcel = this.queue[this.head]) {
            if (this.blocked) {
                return;
            }
            if (parcel.due > performance.now()) {
                this.arm(parcel.due);
                return;
            }
            this.head += 1;
            this.hand(parcel);
        }
        this.queue.length = 0;
        this.head = 0;
    }

    private hand(parcel: Parcel): void {
        if (parcel.kind !== "bytes") {
            if (parcel.kind === "end") {
                this.destination.end();
            } else {
                this.destination.resetAndDestroy();
            }
            return;
        }
        this.queuedBytes -= parcel.bytes.length;
        if (!this.destination.destroyed && !this.destination.write(parcel.bytes)) {
            this.blocked = true;
        }
        if (this.source.isPaused() && this.queuedBytes < capacityBytes / 2) {
            this.source.resume();
        }
    }
}
