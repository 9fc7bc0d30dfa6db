import { scaledTtl } from "../dns/scaled-ttl";
import type { Random } from "../random";
import { verdictSimulator } from "./detection";
import type { FailoverModel, Promotion, Range } from "./failover-model";

/** What one honest client meets in a simulated failover: platform seconds after the fault. */
export interface ClientRun {
    /** Its resolver was answered with the lost region. */
    readonly affected: boolean;
    /** START and END of its first good read after its last failed one; both 0 for a client whose reads do not fail. */
    readStart: number;
    readEnd: number;
    /** START and END of its first good write. */
    ackStart: number;
    ackEnd: number;
    /** START of its first good write after its last failed one. */
    writeStart: number;
}

/** One simulated failover: platform seconds after the fault. */
export interface Run {
    /** Which of the model's signals made Route 53 answer otherwise, when its verdict came, and when DNS acted on it. */
    signal: number;
    verdict: number;
    switched: number;
    /** NaN when no client was served by the lost region, as `route`. */
    detect: number;
    route: number;
    /** NaN when nobody has to promote. */
    promote: number;
    readEnd: number;
    writeEnd: number;
    /** What the statistics are over; the same objects in every run. */
    readonly clients: readonly ClientRun[];
}

/**
 * Draws failovers of a model. Statistics are those that gameday/measure computes from client logs, over honest clients:
 *
 * - detect: END of the first good reply of a survivor, over the clients that the lost region served;
 * - route: the last such client's first such END;
 * - promote: END of the first good write with the new epoch, over all clients;
 * - readEnd, writeEnd: over all clients, the latest START of a client's first good request after its last failed one.
 *
 * `recover` is the later of readEnd and writeEnd: from there on the promise held. A write may start before there is a
 * writer and be acknowledged when there is one: its START then lies before the promotion, its END behind it.
 */
export function simulator(model: FailoverModel, random: Random): () => Run {
    const expiries = expirySimulator(model, random);
    const uniform = ({ min, max }: Range) => min + (max - min) * random();
    const real = (range: Range) => uniform(range) * model.clockFactor;
    const clients = model.affected.map(newClient);
    const run: Run = {
        signal: 0,
        verdict: 0,
        switched: 0,
        detect: NaN,
        route: NaN,
        promote: NaN,
        readEnd: 0,
        writeEnd: 0,
        clients,
    };
    const awaitSwitch = switchSimulator(model, random, run);
    return () => {
        const switched = awaitSwitch();
        const routed = expiries(switched);
        const ready = model.promotion && writersReady(model.promotion, switched);
        clients.forEach((client, index) => {
            const expiry = routed[index] ?? 0;
            reads(client, expiry);
            writes(client, expiry, ready);
        });
        return summarise(run, ready !== undefined);
    };

    function reads(client: ClientRun, expiry: number): void {
        client.readStart = client.affected ? expiry + random() * model.probeSpacingSeconds : 0;
        client.readEnd = client.affected ? client.readStart + real(model.replySeconds) : 0;
    }

    function writes(client: ClientRun, expiry: number, ready: Ready | undefined): void {
        if (ready === undefined && !client.affected) {
            client.ackStart = client.ackEnd = client.writeStart = 0;
            return;
        }
        const { first, last, waitSeconds, strayShare } = ready ?? anyTime;
        const spacing = model.probeSpacingSeconds;
        const waited = random() < strayShare ? random() * waitSeconds : waitSeconds;
        client.ackStart = Math.max(first - waitSeconds, expiry) + random() * spacing;
        client.ackEnd = Math.max(first, client.ackStart) + real(model.replySeconds);
        // Of the writes from the acknowledged one on, those that start before every instance is back fail.
        const uncertain = Math.ceil((last - waited - client.ackStart) / spacing);
        client.writeStart = client.ackStart + (uncertain > 1 ? uncertain * spacing : 0);
    }

    function writersReady(promotion: Promotion, switched: number): Ready {
        const seen = switched + real(promotion.pollSeconds);
        const moved = seen + promotion.decideSeconds + promotion.promotionSeconds + real(promotion.engineSeconds);
        // A kept name lives for its whole TTL in real seconds, and up to one more: resolvers count whole seconds.
        const kept = promotion.writerTtlSeconds;
        const stale = kept === 0 ? 0 : scaledTtl(kept, model.clockFactor) + 1;
        let first = Infinity;
        let last = 0;
        for (let instance = 0; instance < promotion.instances; instance += 1) {
            const ready = moved + random() * stale * model.clockFactor + real(promotion.reconnectSeconds);
            first = Math.min(first, ready);
            last = Math.max(last, ready);
        }
        return { first, last, waitSeconds: promotion.waitSeconds, strayShare: promotion.strayShare };
    }
}

/** When the first and the last instance reach the new writer, and how writes wait for them. */
interface Ready extends Pick<Promotion, "waitSeconds" | "strayShare"> {
    readonly first: number;
    readonly last: number;
}

/** Where the writer was not lost, writes are as good as reads. */
const anyTime: Ready = { first: 0, last: 0, waitSeconds: 0, strayShare: 0 };

function newClient(affected: boolean): ClientRun {
    return { affected, readStart: 0, readEnd: 0, ackStart: 0, ackEnd: 0, writeStart: 0 };
}

function summarise(run: Run, promotes: boolean): Run {
    run.detect = run.route = run.promote = NaN;
    run.readEnd = run.writeEnd = 0;
    for (const client of run.clients) {
        if (client.affected) {
            const moved = Math.min(client.readEnd, client.ackEnd);
            run.detect = Number.isNaN(run.detect) ? moved : Math.min(run.detect, moved);
            run.route = Number.isNaN(run.route) ? moved : Math.max(run.route, moved);
        }
        if (promotes) {
            run.promote = Number.isNaN(run.promote) ? client.ackEnd : Math.min(run.promote, client.ackEnd);
        }
        run.readEnd = Math.max(run.readEnd, client.readStart);
        run.writeEnd = Math.max(run.writeEnd, client.writeStart);
    }
    return run;
}

/** Draws when Route 53 answers with what serves: the latest moment from which on every set of verdicts does so. */
function switchSimulator(model: FailoverModel, random: Random, run: Run): () => number {
    const { signals, served, clockFactor } = model;
    const { min, max } = model.healthToDnsSeconds;
    const draws = signals.map(({ detection }) =>
        detection ? verdictSimulator(detection, clockFactor, random) : atOnce,
    );
    const verdicts = new Float64Array(signals.length);
    const published = new Float64Array(signals.length);
    return () => {
        for (let signal = 0; signal < draws.length; signal += 1) {
            verdicts[signal] = (draws[signal] ?? atOnce)();
            published[signal] = (verdicts[signal] ?? 0) + min + (max - min) * random();
        }
        run.signal = deciding(published, served);
        run.verdict = verdicts[run.signal] ?? 0;
        run.switched = published[run.signal] ?? 0;
        return run.switched;
    };
}

const atOnce = () => 0;

/** Index of the signal with which, in the order of their times, what is answered becomes and stays what serves. */
function deciding(published: Float64Array, served: readonly boolean[]): number {
    let mask = 0;
    let found = -1;
    for (let step = 0; step < published.length; step += 1) {
        let next = -1;
        for (let signal = 0; signal < published.length; signal += 1) {
            const isWaiting = ((mask >> signal) & 1) === 0;
            if (isWaiting && (next === -1 || (published[signal] ?? 0) < (published[next] ?? 0))) {
                next = signal;
            }
        }
        mask |= 1 << next;
        found = served[mask] !== true ? -1 : found === -1 ? next : found;
    }
    return Math.max(0, found);
}

/**
 * Draws when each client's resolver first asks again after the switch. A resolver counts whole seconds of its wall
 * clock (unbound keeps an entry while `now <= fetched + ttl`, both truncated), so it asks every TTL + 1 real seconds,
 * just after a second begins.
 */
function expirySimulator(model: FailoverModel, random: Random): (switched: number) => Float64Array {
    const { clockFactor, affected, staggered } = model;
    const ttl = scaledTtl(model.ttlSeconds, clockFactor);
    const cycle = ttl + 1;
    const step = ttl / affected.length;
    const routed = new Float64Array(affected.length);
    return (switched) => {
        const begin = random() * cycle;
        const fraction = random();
        for (let resolver = 0; resolver < affected.length; resolver += 1) {
            const offset = staggered ? begin + (resolver + random() - 0.5) * step : random() * cycle;
            const expiry = Math.floor(offset) + fraction;
            const rounds = Math.ceil((switched / clockFactor - expiry) / cycle);
            routed[resolver] = affected[resolver] === true ? (expiry + rounds * cycle) * clockFactor : 0;
        }
        return routed;
    };
}
