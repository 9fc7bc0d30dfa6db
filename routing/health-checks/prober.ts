import type { HealthCheck, HealthCheckConfig } from "@aws-sdk/client-route-53";
import { RoutingError } from "../errors";
import { seededRandom, type Random } from "../random";
import { machineClock, type Clock } from "./clock";
import { socketProbe, type Probe, type ProbeRequest } from "./probe";
import {
    checkerRegions,
    checkersPerRegion,
    CheckerVote,
    connectSeconds,
    responseSeconds,
    route53Rules,
    tcpConnectSeconds,
    type CheckerRules,
} from "./verdict";

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
}

export interface ProberOptions {
    /** Endpoint checks are probed (HTTP, HTTPS, TCP); those of other types are not the prober's. */
    readonly checks: readonly HealthCheck[];
    /** The address of a name now, asked before every request; without one the observation is a failure. */
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

/** The checkers of Route 53 with real requests. @throws RoutingError when a check's type is not built. */
export function createProber(options: ProberOptions): Prober {
    const random = seededRandom(options.seed);
    const checks = options.checks.filter(isProbed).map((check) => new ProbedCheck(check, options, random));
    return {
        start: () => checks.forEach((check) => check.start()),
        verdicts: () => checks.map((check) => check.verdict()),
        stop: () => checks.forEach((check) => check.stop()),
    };
}

/** Endpoint checks are probed; a calculated, alarm or switch check has its state from elsewhere, and a disabled one is not asked. */
function isProbed({ Id, HealthCheckConfig }: HealthCheck): boolean {
    const type = HealthCheckConfig?.Type;
    if (type === "HTTP_STR_MATCH" || type === "HTTPS_STR_MATCH") {
        throw new RoutingError("not-built", `health check "${Id ?? ""}": ${type} is not built yet`);
    }
    const endpoint = type === "HTTP" || type === "HTTPS" || type === "TCP";
    return endpoint && HealthCheckConfig?.Disabled !== true;
}

class ProbedCheck {
    private readonly id: string;
    private readonly config: HealthCheckConfig;
    private readonly votes: readonly CheckerVote[];
    private readonly clock: Clock;
    private readonly rules: CheckerRules;
    /** What ends each checker's timer or request in hand. */
    private readonly endings = new Map<number, () => void>();
    private readonly publications = new Set<() => void>();
    private healthy = true;
    private lastPublication = 0;

    constructor(
        { Id, HealthCheckConfig }: HealthCheck,
        private readonly options: ProberOptions,
        private readonly random: Random,
    ) {
        this.id = Id ?? "";
        this.config = HealthCheckConfig ?? { Type: undefined };
        this.clock = options.clock ?? machineClock;
        this.rules = options.rules ?? route53Rules;
        const regions = this.config.Regions?.length ?? checkerRegions.length;
        const threshold = this.config.FailureThreshold ?? 3;
        this.votes = Array.from({ length: regions * checkersPerRegion }, () => new CheckerVote(threshold));
    }

    start(): void {
        this.votes.forEach((vote, checker) => this.later(checker, this.random() * this.intervalMilliseconds(), vote));
    }

    stop(): void {
        [...this.endings.values(), ...this.publications].forEach((end) => end());
        this.endings.clear();
        this.publications.clear();
    }

    verdict(): CheckVerdict {
        const votes = this.votes.filter(({ healthy }) => healthy).length;
        return { check: this.id, healthy: this.healthy, votes, checkers: this.votes.length, at: this.clock.now() };
    }

    private later(checker: number, milliseconds: number, vote: CheckerVote): void {
        this.endings.set(
            checker,
            this.clock.after(milliseconds, () => this.ask(checker, vote)),
        );
    }

    private ask(checker: number, vote: CheckerVote): void {
        const asked = this.clock.now();
        const observe = (passed: boolean) => {
            vote.observe(passed);
            this.judge();
            const spent = this.rules.intervalFrom === "request" ? this.clock.now() - asked : 0;
            this.later(checker, Math.max(0, this.intervalMilliseconds() - spent), vote);
        };
        const request = this.request();
        if (!request) {
            observe(false);
            return;
        }
        this.endings.set(checker, (this.options.probe ?? socketProbe)(request, observe));
    }

    private judge(): void {
        const votes = this.votes.filter(({ healthy }) => healthy).length;
        const healthy = this.rules.quorum(votes, this.votes.length);
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

    private request(): ProbeRequest | undefined {
        const { Type, FullyQualifiedDomainName: name, IPAddress } = this.config;
        const protocol = Type === "HTTPS" || Type === "TCP" ? Type : "HTTP";
        const address = IPAddress ?? (name === undefined ? undefined : this.options.resolve(name));
        return address === undefined
            ? undefined
            : {
                  protocol,
                  address,
                  port: this.config.Port ?? (protocol === "HTTPS" ? 443 : 80),
                  host: name ?? address,
                  serverName: name !== undefined && this.config.EnableSNI !== false,
                  path: this.config.ResourcePath ?? "/",
                  connectMilliseconds: this.platform(protocol === "TCP" ? tcpConnectSeconds : connectSeconds),
                  responseMilliseconds: this.platform(responseSeconds),
              };
    }

    private intervalMilliseconds(): number {
        return this.platform(this.config.RequestInterval ?? 30);
    }

    /** Real milliseconds for so many seconds of platform time. */
    private platform(seconds: number): number {
        return (seconds * 1000) / this.options.clockFactor;
    }
}
