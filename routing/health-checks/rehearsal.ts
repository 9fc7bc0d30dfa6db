import { seededRandom } from "../random";
import type { Clock } from "./clock";
import type { Probe } from "./probe";
import { createProber } from "./prober";
import type { CheckerRules } from "./verdict";

/** A clock that moves when it is told to: the prober runs on it at once, with nothing left to the machine. */
export class TestClock implements Clock {
    private time = 0;
    private readonly timers = new Map<object, { readonly due: number; readonly callback: () => void }>();

    get pending(): number {
        return this.timers.size;
    }

    now(): number {
        return this.time;
    }

    after(milliseconds: number, callback: () => void): () => void {
        const key = {};
        this.timers.set(key, { due: this.time + milliseconds, callback });
        return () => void this.timers.delete(key);
    }

    /** Runs all that falls due within so many milliseconds, in order; ends early when `until` holds. */
    advance(milliseconds: number, until: () => boolean = () => false): void {
        const end = this.time + milliseconds;
        for (let next = this.earliest(end); next && !until(); next = this.earliest(end)) {
            this.timers.delete(next.key);
            this.time = next.due;
            next.callback();
        }
        this.time = until() ? this.time : end;
    }

    private earliest(end: number) {
        let found: { key: object; due: number; callback: () => void } | undefined;
        for (const [key, timer] of this.timers) {
            if (timer.due <= (found?.due ?? end)) {
                found = { key, ...timer };
            }
        }
        return found;
    }
}

export interface Rehearsal {
    readonly count: number;
    /** How long a failing request takes; a passing one takes no time. */
    readonly failureSeconds: number;
    readonly threshold: number;
    readonly rules: CheckerRules;
}

/** Breaks and heals an endpoint again and again: seconds from each break to the verdict, and from each return to its. */
export function detections({ count, failureSeconds, threshold, rules }: Rehearsal): { down: number[]; up: number[] } {
    const down: number[] = [];
    const up: number[] = [];
    for (let seed = 0; seed < count; seed += 1) {
        const clock = new TestClock();
        const random = seededRandom(count + seed);
        let broken = false;
        let healthy = true;
        const probe: Probe = (_, done) => clock.after(broken ? failureSeconds * 1000 : 0, () => done(!broken));
        const check = {
            Id: "endpoint",
            CallerReference: "rehearsal",
            HealthCheckVersion: 1,
            HealthCheckConfig: {
                Type: "TCP" as const,
                IPAddress: "192.0.2.1",
                RequestInterval: 10,
                FailureThreshold: threshold,
            },
        };
        const prober = createProber({
            checks: [check],
            resolve: () => undefined,
            clockFactor: 1,
            seed,
            healthToDnsSeconds: { min: 0, max: 0 },
            rules,
            clock,
            probe,
            onVerdict: (verdict) => (healthy = verdict.healthy),
        });
        prober.start();
        clock.advance(30_000);
        for (const times of [down, up]) {
            const since = clock.now();
            broken = times === down;
            const before = healthy;
            clock.advance(600_000, () => healthy !== before);
            times.push((clock.now() - since) / 1000);
            // An unrelated moment: the verdict came with one checker's phase, and the phases keep their places.
            clock.advance(60_000 + random() * 10_000);
        }
        prober.stop();
    }
    return { down, up };
}
