import type { HealthCheck } from "@aws-sdk/client-route-53";
import { seededRandom, type Random } from "../random";
import { publicAddresses, type AddressPolicy } from "./addresses";
import { machineClock, type Clock } from "./clock";
import { asksEndpoint, EndpointState, type Checker } from "./endpoint";
import { EndpointRequests } from "./endpoint-requests";
import { socketProbe, type Probe, type ProbeOutcome } from "./probe";
import { route53Rules, type CheckerRules } from "./verdict";

/** What the checkers say about one check, before Inverted and Disabled are applied. */
export interface CheckVerdict {
    /** The health check's id. */
    readonly check: string;
    readonly healthy: boolean;
    /** Checkers that say healthy, of how many. */
    readonly votes: number;
    readonly checkers: number;
    /** Milliseconds since the epoch. */
    readonly at: number;
    /** Why the latest failed request failed, as a person would say it; absent when none has failed. */
    readonly lastFailure?: string;
}

export interface ProberOptions {
    /** Those that ask an endpoint and are not disabled are probed; the others are not the prober's. */
    readonly checks: readonly HealthCheck[];
    /** The IPv4 address of a name now, asked before every request; without one the observation is a failure. */
    readonly resolve: (name: string) => string | undefined;
    /** Every configured time is divided by it. */
    readonly clockFactor: number;
    /** Decides the checkers' phases: they are not coordinated. */
    readonly seed: number;
    /** From a verdict until DNS answers by it; AWS does not publish it, so it is an assumption of the stack. */
    readonly healthToDnsSeconds: { readonly min: number; readonly max: number };
    /** Called when the verdict changes. */
    readonly onVerdict?: (verdict: CheckVerdict) => void;
    /** Called when DNS may act on the change. Changes of one check keep their order. */
    readonly onPublished?: (verdict: CheckVerdict) => void;
    readonly rules?: CheckerRules;
    /** Which addresses are asked. @default those that AWS's checkers reach */
    readonly addresses?: AddressPolicy;
    readonly clock?: Clock;
    readonly probe?: Probe;
}

export interface Prober {
    start(): void;
    /** Every probed check's verdict now. */
    verdicts(): CheckVerdict[];
    /** Ends every timer and request. */
    stop(): void;
}

/**
 * The checkers of Route 53 with real requests.
 * @throws RoutingError `invalid-zone` when AWS would refuse a check.
 */
export function createProber(options: ProberOptions): Prober {
    const random = seededRandom(options.seed);
    const checks = options.checks.filter(isProbed).map((check) => new ProbedCheck(check, options, random));
    return {
        start: () => checks.forEach((check) => check.start()),
        verdicts: () => checks.map((check) => check.verdict()),
        stop: () => checks.forEach((check) => check.stop()),
    };
}

function isProbed({ HealthCheckConfig: config }: HealthCheck): boolean {
    return config !== undefined && asksEndpoint(config) && config.Disabled !== true;
}

class ProbedCheck {
    private readonly state: EndpointState;
    private readonly requests: EndpointRequests;
    private readonly clock: Clock;
    private readonly rules: CheckerRules;
    /** What ends each checker's timer or request in hand. */
    private readonly endings = new Map<Checker, () => void>();
    private readonly publications = new Set<() => void>();
    private healthy = true;
    private lastPublication = 0;
    private lastFailure: string | undefined;

    constructor(
        private readonly check: HealthCheck,
        private readonly options: ProberOptions,
        private readonly random: Random,
    ) {
        const { clock = machineClock, rules = route53Rules, addresses = publicAddresses } = options;
        this.clock = clock;
        this.rules = rules;
        this.requests = new EndpointRequests(check, { ...options, addresses });
        this.state = new EndpointState(check, rules);
    }

    start(): void {
        this.state.checkers.forEach((checker) => this.later(checker, this.random() * this.intervalMilliseconds()));
    }

    stop(): void {
        [...this.endings.values(), ...this.publications].forEach((end) => end());
        this.endings.clear();
        this.publications.clear();
    }

    verdict(): CheckVerdict {
        return {
            check: this.check.Id ?? "",
            healthy: this.healthy,
            votes: this.state.votes,
            checkers: this.state.checkers.length,
            at: this.clock.now(),
            ...(this.lastFailure === undefined ? {} : { lastFailure: this.lastFailure }),
        };
    }

    private later(checker: Checker, milliseconds: number): void {
        this.endings.set(
            checker,
            this.clock.after(milliseconds, () => this.ask(checker)),
        );
    }

    private ask(checker: Checker): void {
        const asked = this.clock.now();
        const observe = (outcome: ProbeOutcome) => {
            checker.vote.observe(outcome.passed);
            this.lastFailure = outcome.passed ? this.lastFailure : outcome.reason;
            const spent = this.rules.intervalFrom === "request" ? this.clock.now() - asked : 0;
            this.later(checker, Math.max(0, this.intervalMilliseconds() - spent));
            this.judge();
        };
        const request = this.requests.next(checker.region);
        if (typeof request === "string") {
            observe({ passed: false, reason: request });
            return;
        }
        this.endings.set(checker, (this.options.probe ?? socketProbe)(request, observe));
    }

    private judge(): void {
        const { healthy } = this.state;
        if (healthy !== this.healthy) {
            this.healthy = healthy;
            const verdict = this.verdict();
            this.options.onVerdict?.(verdict);
            this.publish(verdict);
        }
    }

    private publish(verdict: CheckVerdict): void {
        const { min, max } = this.options.healthToDnsSeconds;
        const delay = this.platform(min + (max - min) * this.random());
        this.lastPublication = Math.max(this.lastPublication, verdict.at + delay);
        const cancel = this.clock.after(this.lastPublication - verdict.at, () => {
            this.publications.delete(cancel);
            this.options.onPublished?.(verdict);
        });
        this.publications.add(cancel);
    }

    private intervalMilliseconds(): number {
        return this.platform(this.check.HealthCheckConfig?.RequestInterval ?? 30);
    }

    /** Real milliseconds for so many seconds of platform time. */
    private platform(seconds: number): number {
        return (seconds * 1000) / this.options.clockFactor;
    }
}
