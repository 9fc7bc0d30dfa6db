import type { Plan } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";
import { RoutingError } from "../errors";
import { checkerRegions, checkersPerRegion, connectSeconds, route53Rules, votesToFail } from "../health-checks/verdict";
import { Inputs, platformInputs } from "../plan-values";
import type { Detection, FailoverModel, Promotion, Range } from "./failover-model";
import { emptyRegions, routeAfterLoss, type RouteAfterLoss } from "./route-after-loss";

/** What the plan does not say: which loss, who measures, and how the target differs from AWS. */
export interface FailoverOptions {
    readonly lostRegion: string;
    readonly manner: "refused" | "black-hole";
    /** Honest clients, one resolver each. */
    readonly resolvers: number;
    /** Where each resolver's users are. @default all in the lost region */
    readonly resolverRegions?: readonly string[];
    /** The resolvers were filled one after the other, over one TTL. */
    readonly staggered: boolean;
    /** @default 1 */
    readonly clockFactor?: number;
    /** Requests a real second, of one client and one operation. */
    readonly probesPerSecond: number;
    /** Of a client's request, platform seconds. */
    readonly timeoutSeconds: number;
    /** @default the plan's initialWriter */
    readonly writerRegion?: string;
    /** Whether an operator promotes the survivor's database. @default "managed-failover" */
    readonly recovery?: "managed-failover" | "none";
    /** Whether instances' resolvers keep the writer's name for its TTL: those of AWS do, the twin's keep nothing. @default false */
    readonly writerNameKept?: boolean;
    /** Regions that serve nothing, beside those whose scaling groups are empty. */
    readonly unavailable?: readonly string[];
    /** Real seconds that do not scale with the clock; each has a default. */
    readonly overheads?: Partial<Overheads>;
}

/**
 * What a machine adds, in real seconds whatever the clock. Assumed: at least what twelve drills on two busy cores
 * showed (the figures below), with room above it.
 */
export interface Overheads {
    /** Of one probe: timers, event loop, TLS. */
    readonly probe: Range;
    /** Of one client request: name, TLS, HTTP. First replies of a survivor took 3 to 45 ms. */
    readonly reply: Range;
    /** Between two looks of the operator: the runner looks every 0.2 s, and each look is a call to the target. */
    readonly poll: Range;
    /** `pg_promote`, the epoch row, the writer's name: 0.12 to 0.20 s. */
    readonly promote: Range;
    /** An instance's way to the new writer once it can find it: first acknowledgements came 0.02 to 0.28 s after. */
    readonly reconnect: Range;
}

const assumedOverheads: Overheads = {
    probe: { min: 0, max: 0.02 },
    reply: { min: 0.003, max: 0.1 },
    poll: { min: 0, max: 0.3 },
    promote: { min: 0.1, max: 0.4 },
    reconnect: { min: 0, max: 0.3 },
};

/**
 * Real seconds for which the app lets a write wait for a writer. In a black hole it tries until its budget is used up
 * (apps/orders, REQUEST_BUDGET_MS); when connections are refused it has made its three attempts, 25 and 50 ms apart,
 * soon after. Neither scales with the clock.
 */
const writeWaitSeconds = { "black-hole": 1.5, refused: 0.1 } as const;

/** Of 72 clients in nine drills, five; in a black hole alone. */
const strayShares = { "black-hole": 0.05, refused: 0 } as const;

/** Aurora advises clients to keep endpoint names for at most this (guide, "Connecting to Aurora global database"). */
const writerTtlSeconds = 5;

/**
 * Everything that decides how long a failover of this plan takes. Clients' fate is asked of the evaluator, so a plan
 * whose records never send clients to a survivor has `never` instead of times.
 * @throws RoutingError when the plan lacks what a platform's plan has, or the region is not one of its regions.
 */
export function failoverModel(plan: Plan, options: FailoverOptions): FailoverModel {
    const platform = platformInputs(plan);
    const regions = platform.object("regions")?.keys() ?? [];
    if (!regions.includes(options.lostRegion)) {
        const expected = regions.join(", ");
        throw new RoutingError("unknown-value", `lost region: expected one of ${expected}, got ${options.lostRegion}`);
    }
    const writerRegion = options.writerRegion ?? platform.requiredText("initialWriter");
    const places = options.resolverRegions ?? Array.from({ length: options.resolvers }, () => options.lostRegion);
    const unavailable = [...new Set([...emptyRegions(plan), ...(options.unavailable ?? [])])];
    const gone = unavailable.filter((region) => region !== options.lostRegion);
    const route = routeAfterLoss(plan, { lostRegion: options.lostRegion, places, writerRegion, unavailable: gone });
    const overheads = { ...assumedOverheads, ...options.overheads };
    const clockFactor = options.clockFactor ?? 1;
    const writerLost = options.lostRegion === writerRegion;
    const promotes = writerLost && options.recovery !== "none";
    const nobody = writerLost && !promotes ? `nobody promotes a new writer after ${writerRegion} is lost` : undefined;
    const never = route.never ?? nobody;
    const timeoutSeconds = Math.max(options.timeoutSeconds, clockFactor);
    const healthToDns = platform.object("assumptions")?.object("healthToDnsSeconds");
    const model: Omit<FailoverModel, "inputs"> = {
        lostRegion: options.lostRegion,
        manner: options.manner,
        ...(never === undefined ? {} : { never }),
        clockFactor,
        detection: detectionOf(route, options.manner, overheads),
        healthToDnsSeconds: { min: healthToDns?.number("min") ?? 1, max: healthToDns?.number("max") ?? 5 },
        ttlSeconds: route.before[0]?.ttl ?? 60,
        affected: route.before.map(({ affected }) => affected),
        staggered: options.staggered,
        probeSpacingSeconds: clockFactor / options.probesPerSecond,
        timeoutSeconds,
        replySeconds: overheads.reply,
        ...(promotes
            ? { promotion: { ...promotionOf(plan, options, overheads), ...waiting(options, timeoutSeconds) } }
            : {}),
    };
    return { ...model, inputs: inputsOf(model, route) };
}

function detectionOf({ check }: RouteAfterLoss, manner: "refused" | "black-hole", overheads: Overheads): Detection {
    const config = check?.HealthCheckConfig;
    return {
        intervalSeconds: config?.RequestInterval ?? 30,
        threshold: config?.FailureThreshold ?? 3,
        checkers: (config?.Regions?.length ?? checkerRegions.length) * checkersPerRegion,
        failureSeconds: manner === "black-hole" ? connectSeconds : 0,
        overheadSeconds: overheads.probe,
        rules: route53Rules,
    };
}

/** Whoever gives up first, the client or the app, ends a write's wait for a writer. */
function waiting(
    { manner, clockFactor = 1 }: FailoverOptions,
    timeoutSeconds: number,
): Pick<Promotion, "waitSeconds" | "strayShare"> {
    const waitSeconds = Math.min(timeoutSeconds, writeWaitSeconds[manner] * clockFactor);
    return { waitSeconds, strayShare: strayShares[manner] };
}

function promotionOf(
    plan: Plan,
    { lostRegion, writerNameKept }: FailoverOptions,
    overheads: Overheads,
): Omit<Promotion, "waitSeconds" | "strayShare"> {
    const assumptions = platformInputs(plan).object("assumptions");
    const groups = resourcesOfType(plan, "aws:autoscaling/group:Group").filter(({ region }) => region !== lostRegion);
    const instances = groups.map((group) => {
        const inputs = Inputs.of(group, ({ urn, output }) => `${urn}#${output}`);
        return inputs.number("desiredCapacity") ?? inputs.number("minSize") ?? 1;
    });
    return {
        pollSeconds: overheads.poll,
        decideSeconds: assumptions?.number("decideSeconds") ?? 0,
        promotionSeconds: assumptions?.number("promotionSeconds") ?? 0,
        engineSeconds: overheads.promote,
        writerTtlSeconds: writerNameKept === true ? writerTtlSeconds : 0,
        reconnectSeconds: overheads.reconnect,
        instances: Math.max(
            1,
            instances.reduce((sum, size) => sum + size, 0),
        ),
    };
}

function inputsOf(model: Omit<FailoverModel, "inputs">, { check }: RouteAfterLoss): FailoverModel["inputs"] {
    const { detection, promotion } = model;
    const range = ({ min, max }: Range) => `${min}-${max} s`;
    const row = (name: string, value: string | number, source: string) => ({ name, value: String(value), source });
    const failing = votesToFail(detection.checkers, detection.rules.quorum);
    return [
        row("lost region", `${model.lostRegion}, ${model.manner}`, "config"),
        row("health check", check?.HealthCheckConfig?.ResourcePath ?? check?.Id ?? "none", "config"),
        row("probe interval", `${detection.intervalSeconds} s`, "config"),
        row("failure threshold", detection.threshold, "config"),
        row("checkers", `${detection.checkers}, red when ${failing} are (more than 18 % keep it green)`, "AWS"),
        row("time of a failing probe", `${detection.failureSeconds} s`, "AWS"),
        row("health to DNS", range(model.healthToDnsSeconds), "assumed"),
        row("TTL of the answer", `${model.ttlSeconds} s`, "AWS"),
        row(
            "resolvers",
            `${model.affected.length}, ${model.staggered ? "staggered" : "at unrelated moments"}`,
            "config",
        ),
        row("resolver rounding", "whole real seconds, TTL + 1", "assumed"),
        row("probe spacing", `${model.probeSpacingSeconds} s`, "config"),
        row("client timeout", `${model.timeoutSeconds} s`, "config"),
        row("clock factor", model.clockFactor, "config"),
        row("probe overhead (real)", range(detection.overheadSeconds), "assumed"),
        row("reply (real)", range(model.replySeconds), "assumed"),
        ...(promotion
            ? [
                  row("time to decide", `${promotion.decideSeconds} s`, "assumed"),
                  row("time to promote", `${promotion.promotionSeconds} s`, "assumed"),
                  row("operator's poll (real)", range(promotion.pollSeconds), "assumed"),
                  row("engine's promotion (real)", range(promotion.engineSeconds), "assumed"),
                  row("writer's name kept for", `${promotion.writerTtlSeconds} s`, "assumed"),
                  row("reconnect (real)", range(promotion.reconnectSeconds), "assumed"),
                  row("surviving instances", promotion.instances, "config"),
                  row("a write waits for a writer", `${promotion.waitSeconds} s`, "assumed"),
                  row("clients whose younger write fails", promotion.strayShare, "assumed"),
              ]
            : []),
    ];
}
