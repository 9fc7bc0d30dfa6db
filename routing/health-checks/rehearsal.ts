import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import { seededRandom } from "../random";
import type { Clock } from "./clock";
import { endpointType } from "./endpoint";
import type { EndpointFault } from "./model";
import { observationOf, servingEndpoint } from "./observation";
import type { Probe } from "./probe";
import { createProber } from "./prober";
import { route53Rules, tcpConnectSeconds, type CheckerRules } from "./verdict";

interface Timer {
    readonly due: number;
    readonly callback: () => void;
}

/** A clock that moves when it is told to: the prober runs on it at once, with nothing left to the machine. */
export class TestClock implements Clock {
    private time = 0;
    /** The next one last; of those due together the older one is nearer to the end. */
    private readonly timers: Timer[] = [];

    get pending(): number {
        return this.timers.length;
    }

    now(): number {
        return this.time;
    }

    after(milliseconds: number, callback: () => void): () => void {
        const timer = { due: this.time + milliseconds, callback };
        this.timers.splice(this.timers.findLastIndex(({ due }) => due > timer.due) + 1, 0, timer);
        return () => {
            const at = this.timers.indexOf(timer);
            if (at >= 0) {
                this.timers.splice(at, 1);
            }
        };
    }

    /** Runs all that falls due within so many milliseconds, in order; ends early when `until` holds. */
    advance(milliseconds: number, until: () => boolean = () => false): void {
        const end = this.time + milliseconds;
        for (let next = this.timers.at(-1); next && next.due <= end && !until(); next = this.timers.at(-1)) {
            this.timers.pop();
            this.time = next.due;
            next.callback();
        }
        this.time = until() ? this.time : end;
    }
}

export interface Rehearsal {
    readonly check: Omit<HealthCheckConfig, "IPAddress">;
    readonly fault: EndpointFault;
    readonly count: number;
    readonly rules?: CheckerRules;
}

/**
 * Breaks and heals an endpoint again and again under a prober of its own each time: platform seconds from each break to
 * the verdict, and from each return to its.
 */
export function detections({ check, fault, count, rules = route53Rules }: Rehearsal): { down: number[]; up: number[] } {
    const type = endpointType(check);
    const { RequestInterval = 30, FailureThreshold = 3 } = check;
    // Every checker has changed its mind after so long, whatever a request takes.
    const settled = (FailureThreshold + 1) * (RequestInterval + tcpConnectSeconds) * 1000;
    const down: number[] = [];
    const up: number[] = [];
    for (let seed = 0; seed < count; seed += 1) {
        const clock = new TestClock();
        const random = seededRandom(count + seed);
        let broken = false;
        const told = { healthy: true };
        const probe: Probe = ({ checkerRegion }, done) => {
            const met = broken && fault.unseenFrom?.includes(checkerRegion) !== true;
            const { passed, seconds } = observationOf(type, met ? fault.behaviour : servingEndpoint);
            return clock.after(seconds * 1000, () => done(passed ? { passed } : { passed, reason: "rehearsed" }));
        };
        const config = { ...check, IPAddress: "192.0.2.1" };
        const prober = createProber({
            checks: [
                { Id: "endpoint", CallerReference: "rehearsal", HealthCheckVersion: 1, HealthCheckConfig: config },
            ],
            resolve: () => undefined,
            clockFactor: 1,
            seed,
            healthToDnsSeconds: { min: 0, max: 0 },
            rules,
            clock,
            probe,
            onVerdict: (verdict) => (told.healthy = verdict.healthy),
        });
        prober.start();
        clock.advance(2 * RequestInterval * 1000);
        for (const times of [down, up]) {
            const since = clock.now();
            broken = times === down;
            const before = told.healthy;
            const changed = () => told.healthy !== before;
            clock.advance(2 * settled, changed);
            times.push(!changed() ? Infinity : (clock.now() - since) / 1000);
            // An unrelated moment, once every checker has noticed.
            clock.advance(settled + random() * 10 * RequestInterval * 1000);
        }
        prober.stop();
    }
    return { down, up };
}
