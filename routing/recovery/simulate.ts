import { scaledTtl } from "../dns/scaled-ttl";
import { votesToFail } from "../health-checks/verdict";
import type { Random } from "../random";
import type { Detection, FailoverModel, Promotion, Range } from "./failover-model";

/** One simulated failover: platform seconds after the fault. */
export interface Run {
    detect: number;
    route: number;
    /** NaN when nobody has to promote. */
    promote: number;
    readEnd: number;
    writeEnd: number;
}

/**
 * Draws failovers of a model. Statistics are those of client logs, over honest clients:
 *
 * - detect: END of the first good reply of a survivor, over all clients;
 * - route: the last client's first such END;
 * - promote: END of the first good write with the new epoch;
 * - readEnd, writeEnd: over clients, the latest START of a client's first good request after its last failed one.
 *
 * `recover` is the later of readEnd and writeEnd: from there on the promise held.
 */
export function simulator(model: FailoverModel, random: Random): () => Run {
    const detection = verdictSimulator(model.detection, model.clockFactor, random);
    const expiries = expirySimulator(model, random);
    const uniform = ({ min, max }: Range) => min + (max - min) * random();
    const real = (range: Range) => uniform(range) * model.clockFactor;
    const run: Run = { detect: 0, route: 0, promote: NaN, readEnd: 0, writeEnd: 0 };
    return () => {
        const switched = detection() + uniform(model.healthToDnsSeconds);
        const routed = expiries(switched);
        run.detect = Infinity;
        run.route = 0;
        run.readEnd = 0;
        for (let client = 0; client < routed.length; client += 1) {
            const start = (routed[client] ?? 0) + random() * model.probeSpacingSeconds;
            const end = start + real(model.replySeconds);
            run.detect = Math.min(run.detect, end);
            run.route = Math.max(run.route, end);
            run.readEnd = Math.max(run.readEnd, model.affected[client] === true ? start : 0);
        }
        if (model.promotion) {
            writes(run, { switched, routed, promotion: model.promotion });
        } else {
            run.promote = NaN;
            run.writeEnd = run.readEnd;
        }
        return run;
    };

    function writes(target: Run, at: { switched: number; routed: Float64Array; promotion: Promotion }): void {
        const { promotion } = at;
        const seen = at.switched + real(promotion.pollSeconds);
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
        // A write that was waiting for a connection when there was one again began up to its timeout earlier.
        const waited = random() * model.timeoutSeconds;
        target.promote = Infinity;
        target.writeEnd = 0;
        for (const expiry of at.routed) {
            const gap = random() * model.probeSpacingSeconds;
            target.promote = Math.min(target.promote, Math.max(first, expiry) + gap + real(model.replySeconds));
            target.writeEnd = Math.max(target.writeEnd, Math.max(last - waited, expiry) + gap);
        }
    }
}

/**
 * Draws the time from a fault to the verdict. Without overhead its mean is `I*14/17 + f + (N-1)(I+f)` for 16 checkers
 * (the 14th of 16 uniform phases), with I the interval, N the threshold and f the time that a failing request takes.
 */
export function verdictSimulator(detection: Detection, clockFactor: number, random: Random): () => number {
    const { intervalSeconds, threshold, checkers, failureSeconds, overheadSeconds, rules } = detection;
    const failing = votesToFail(checkers, rules.quorum);
    const phases = new Float64Array(checkers);
    return () => {
        const { min, max } = overheadSeconds;
        const overhead = (min + (max - min) * random()) * clockFactor;
        const spent = failureSeconds + overhead;
        const cycle = rules.intervalFrom === "request" ? Math.max(intervalSeconds, spent) : intervalSeconds + spent;
        for (let checker = 0; checker < checkers; checker += 1) {
            phases[checker] = random() * (intervalSeconds + overhead);
        }
        phases.sort();
        return (phases[failing - 1] ?? 0) + spent + (threshold - 1) * cycle;
    };
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
