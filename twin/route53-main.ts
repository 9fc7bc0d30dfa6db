import { createHash } from "node:crypto";
import { answer } from "../routing/answer";
import { createDnsServer } from "../routing/dns/server";
import { createZoneResolver, type VersionedState } from "../routing/dns/zone-resolver";
import { anyAddress } from "../routing/health-checks/addresses";
import { createProber, type CheckVerdict, type Prober } from "../routing/health-checks/prober";
import { controlState } from "../routing/health-checks/recovery-control";
import { latencyFromPlan } from "../routing/from-plan/zone-from-plan";
import type { CheckState, Verdict, Zone } from "../routing/zone";
import { internetAddresses, vpcResolverAddress } from "./network";
import { keepWarm } from "./priming";
import { resolverCount } from "./resolvers";
import type { CurrentAnswer, FromRoute53, RegionVerdict, ToRoute53 } from "./route53-messages";
import { loadSettings, type Loaded } from "./settings";
import { vpcResolve } from "./vpc-resolver";
import { bareName, checkRegions, twinZone } from "./zone";

/** Route 53 and the resolvers of the VPCs: a process of its own, so that no other work delays its checkers. */
class Route53 {
    private readonly loaded: Loaded;
    private readonly zone;
    private readonly regions: ReadonlyMap<string, string>;
    private readonly prober: Prober;
    private readonly names = new Map<string, { readonly [name: string]: string }>();
    private current: VersionedState;

    constructor(directory: string) {
        this.loaded = loadSettings(directory);
        const { plan, model, settings } = this.loaded;
        this.zone = twinZone(plan, settings.seed);
        this.regions = checkRegions(this.zone, model.balancerNames);
        const balancers = model.cells.flatMap((cell) => cell.balancers);
        const addresses = Object.fromEntries(balancers.map((balancer) => [balancer.dnsName, balancer.addresses]));
        const state = { latency: latencyFromPlan(plan), healthChecks: unwatched(this.zone) };
        this.current = { version: 0, state, addresses };
        this.prober = createProber({
            checks: this.zone.HealthChecks,
            resolve: (name) => this.currentAnswer(name, "us-east-1").addresses[0],
            clockFactor: settings.factor,
            seed: createHash("sha256").update(settings.seed).digest().readUInt32BE(),
            healthToDnsSeconds: model.assumptions.healthToDnsSeconds,
            // The internet of a twin is made of private addresses.
            addresses: anyAddress,
            onVerdict: (verdict) => this.onVerdict(verdict),
            onPublished: ({ check, healthy }) => this.change({ healthChecks: { [check]: verdictOf(healthy) } }),
        });
    }

    async start(): Promise<void> {
        const { model, settings } = this.loaded;
        const places = model.cells.map(({ region }) => region);
        const resolverRegions = new Map(
            Array.from({ length: resolverCount }, (_, i) => [
                internetAddresses.resolver(i),
                places[i % places.length] ?? "",
            ]),
        );
        const resolve = createZoneResolver({
            zone: this.zone,
            clockFactor: settings.factor,
            now: () => this.current,
            // A resolver of a VPC is known by its region; anything else is asked from the first region.
            from: ({ address }) =>
                resolverRegions.get(address) ?? (places.includes(address) ? address : (places[0] ?? "")),
            random: Math.random,
            onEvaluated: ({ name, from }, result) => this.onEvaluated(name, from, result),
        });
        await createDnsServer({ resolve }).listen({ address: internetAddresses.route53, port: 53 });
        await Promise.all(
            model.cells.map((cell) => {
                const own = vpcResolve({
                    names: () => ({ ...this.names.get(cell.region), ...firstAddresses(this.current.addresses) }),
                    otherwise: (question) => resolve(question, { address: cell.region }),
                    factor: settings.factor,
                });
                return createDnsServer({ resolve: own }).listen({ address: vpcResolverAddress(cell), port: 53 });
            }),
        );
        send({ type: "ready" });
    }

    private open(): void {
        const { model, settings } = this.loaded;
        this.prober.start();
        keepWarm({ name: model.domain, factor: settings.factor, onPrimed: () => send({ type: "primed" }) });
    }

    receive(message: ToRoute53): void {
        switch (message.type) {
            case "open":
                this.open();
                return;
            case "targets":
                this.change({ targets: message.targets });
                return;
            case "names":
                this.names.set(message.region, message.addresses);
                return;
            case "answer":
                send({ type: "answer", id: message.id, answer: this.currentAnswer(message.name, message.from) });
                return;
            case "verdicts":
                send({ type: "verdicts", id: message.id, verdicts: this.prober.verdicts().map(this.located) });
        }
    }

    private change(part: {
        healthChecks?: { [id: string]: Verdict };
        targets?: { readonly [name: string]: Verdict };
    }): void {
        const { state, version } = this.current;
        const healthChecks = { ...state.healthChecks, ...part.healthChecks };
        const targets = { ...state.targets, ...part.targets };
        this.current = { ...this.current, version: version + 1, state: { ...state, healthChecks, targets } };
    }

    private onVerdict(verdict: CheckVerdict): void {
        const { at, healthy, check, votes, checkers, region } = this.located(verdict);
        send({ type: "event", event: { at, type: "health-check", check, region, healthy, votes, checkers } });
    }

    private onEvaluated(name: string, from: string, result: { answers: readonly string[]; failOpen: boolean }): void {
        const region = this.regionOf(result.answers);
        const { answers, failOpen } = result;
        const where = region === undefined ? {} : { region };
        send({ type: "event", event: { at: Date.now(), type: "dns", name, from, answers, failOpen, ...where } });
    }

    private currentAnswer(name: string, from: string): CurrentAnswer {
        const { state, addresses } = this.current;
        const result = answer(this.zone, state, { name, type: "A", from, addresses });
        const region = this.regionOf(result.answers);
        return {
            addresses: [...result.answers],
            failOpen: result.failOpen,
            ...(region === undefined ? {} : { region }),
        };
    }

    /** The region whose balancer has one of these addresses. */
    private regionOf(answers: readonly string[]): string | undefined {
        const found = Object.entries(this.current.addresses).find(([, own]) =>
            own.some((one) => answers.includes(one)),
        );
        return found === undefined ? undefined : this.loaded.model.balancerNames[bareName(found[0])];
    }

    private readonly located = (verdict: CheckVerdict): RegionVerdict => ({
        ...verdict,
        region: this.regions.get(verdict.check) ?? "",
    });
}

/**
 * A twin has no metrics: its alarms have too little data for ever, and each check says what that means. Nor has it
 * anybody who would turn a routing control Off.
 */
function unwatched({ HealthChecks }: Zone): { [id: string]: CheckState } {
    const states: { readonly [type: string]: CheckState } = {
        CLOUDWATCH_METRIC: "insufficient-data",
        RECOVERY_CONTROL: controlState("On"),
    };
    return Object.fromEntries(
        HealthChecks.flatMap(({ Id = "", HealthCheckConfig }) => {
            const state = states[HealthCheckConfig?.Type ?? ""];
            return state === undefined ? [] : [[Id, state]];
        }),
    );
}

function firstAddresses(addresses: VersionedState["addresses"]): { [name: string]: string } {
    return Object.fromEntries(Object.entries(addresses).map(([name, own]) => [name, own[0] ?? ""]));
}

function verdictOf(healthy: boolean): Verdict {
    return healthy ? "healthy" : "unhealthy";
}

function send(message: FromRoute53): void {
    process.send?.(message);
}

const route53 = new Route53(process.argv[2] ?? "");
process.on("message", (message) => route53.receive(message as ToRoute53));
process.on("disconnect", () => process.exit(0));
route53.start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
});
