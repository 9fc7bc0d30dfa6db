import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type { Plan } from "../../plan/plan";
import { modelDetection } from "../../routing/health-checks/model";
import { seededRandom, type Random } from "../../routing/random";
import type { TwinEvent } from "../../twin/api";
import { startTwin, type RunningTwin } from "../../twin/start";
import { twinZone } from "../../twin/zone";
import { projectRoot } from "../root";
import { atMost, type Bench, type Finding } from "./bench";
import { stagingPlan } from "./twin";

/**
 * Fifty detections on the twin beside the model's: a region's packets are dropped and let through again, and Route 53's
 * verdicts are read from the twin's event log. It takes a quarter of an hour: 25 starts of the twin, a fault and a return each.
 */
const name = "route53-detections";
/**
 * Each is broken once: a return from a black hole pushes the checkers together, and only AWS's own jitter, of which
 * nobody knows, would spread them again.
 */
const twins = 25;
/**
 * Checks of the region, each with checkers at moments of their own. Each asks sixteen times a real second; with five, on
 * two cores that others used too, returns took up to four times as long as the model's, and the bars broke.
 */
const checksEach = 2;
const factor = 10;
/** The standby: without it nobody has to promote a writer. */
const region = "eu-central-1";
/** What a request costs beyond the model on two busy cores, real seconds; the same as a prediction's. */
const probeSeconds = { min: 0, max: 0.02 };
const draws = 100_000;
/** Seconds after which a verdict is missing; real. */
const patienceSeconds = 60;

/** Platform seconds from each fault, and from each end of one, to its verdict. */
interface Samples {
    readonly down: number[];
    readonly up: number[];
}

async function measure(signal: AbortSignal): Promise<Finding[]> {
    const plan = withMoreChecks(await stagingPlan(signal));
    const measuredTimes: Samples = { down: [], up: [] };
    const folder = join(projectRoot(), ".antipode", "twins");
    mkdirSync(folder, { recursive: true });
    for (let index = 0; index < twins; index += 1) {
        signal.throwIfAborted();
        const directory = mkdtempSync(join(folder, "bench-"));
        try {
            await oneTwin({ plan, directory, seed: `detections-${index.toFixed()}`, signal }, measuredTimes);
        } finally {
            rmSync(directory, { recursive: true, force: true });
        }
    }
    const model = modelled(checkOf(plan));
    return [
        ...findings("from a black hole to the verdict", measuredTimes.down, model.down),
        ...findings("from its end to the verdict", measuredTimes.up, model.up),
    ];
}

/** The model's sample as the floor, and the largest distance between the two distributions. */
function findings(title: string, values: readonly number[], model: readonly number[]): Finding[] {
    return [
        { name: title, unit: "s of platform time", values, floor: { name: "the model", values: model } },
        { name: "  95th percentile", unit: "s of platform time", values: [quantile(values, 0.95)] },
        { name: "    the model's", unit: "s of platform time", values: [quantile(model, 0.95)] },
        {
            name: "  distance of the distributions",
            unit: "Kolmogorov-Smirnov",
            values: [distance(values, model)],
            // The same distribution is nearer in 99.9 % of all benchmarks.
            bar: atMost(Math.round((1.95 / Math.sqrt(values.length)) * 1000) / 1000),
        },
    ];
}

interface Trial {
    readonly plan: Plan;
    readonly directory: string;
    readonly seed: string;
    readonly signal: AbortSignal;
}

async function oneTwin({ plan, directory, seed, signal }: Trial, samples: Samples): Promise<void> {
    const twin = await startTwin({ plan, clock: { factor }, directory, seed, signal });
    const random = seededRandom(Number(seed.replace(/\D/g, "")) + 1);
    try {
        await settled(twin, { healthy: true, signal, random });
        const broken = await twin.breakRegion(region, "black-hole");
        samples.down.push(...(await verdictsAfter(directory, broken, signal)));
        await settled(twin, { healthy: false, signal, random });
        const healed = await twin.healRegion(region);
        samples.up.push(...(await verdictsAfter(directory, healed, signal)));
    } finally {
        await twin.stop();
    }
}

/** Waits until every checker is of one mind, and then until an unrelated moment. */
async function settled(
    twin: RunningTwin,
    { healthy, signal, random }: { readonly healthy: boolean; readonly signal: AbortSignal; readonly random: Random },
): Promise<void> {
    await eventually("checkers are not of one mind", signal, async () => {
        const checks = (await twin.healthChecks()).filter((one) => one.region === region);
        return checks.every(({ votes, checkers }) => votes === (healthy ? checkers : 0)) ? true : undefined;
    });
    // Twice the interval: at first the checkers have not even begun.
    await pause(2000 + random() * 2000, undefined, { signal });
}

/** Platform seconds from an instant to the next verdict of each of the region's checks. */
function verdictsAfter(directory: string, since: number, signal: AbortSignal): Promise<number[]> {
    return eventually("no verdict", signal, () => {
        const lines = readFileSync(join(directory, "events.ndjson"), "utf8").split("\n").filter(Boolean);
        const times = new Map<string, number>();
        for (const event of lines.map((line) => JSON.parse(line) as TwinEvent)) {
            if (event.type === "health-check" && event.region === region && event.at >= since) {
                times.set(event.check, times.get(event.check) ?? ((event.at - since) * factor) / 1000);
            }
        }
        return Promise.resolve(times.size === checksEach ? [...times.values()] : undefined);
    });
}

async function eventually<T>(missing: string, signal: AbortSignal, look: () => Promise<T | undefined>): Promise<T> {
    const deadline = performance.now() + patienceSeconds * 1000;
    while (performance.now() < deadline) {
        const found = await look();
        if (found !== undefined) {
            return found;
        }
        await pause(50, undefined, { signal });
    }
    throw new Error(`${region}: ${missing} within ${patienceSeconds} s`);
}

/** The plan with more checks of the region's endpoint, which no record names. */
function withMoreChecks(plan: Plan): Plan {
    const own = plan.resources.find(
        ({ type, inputs }) => type === "aws:route53/healthCheck:HealthCheck" && JSON.stringify(inputs).includes(region),
    );
    if (own === undefined) {
        throw new Error(`the plan has no health check of ${region}`);
    }
    const more = Array.from({ length: checksEach - 1 }, (_, at) => ({
        ...own,
        urn: `${own.urn}-${at}`,
        name: `${own.name}-${at}`,
    }));
    return { ...plan, resources: [...plan.resources, ...more] };
}

/** The check that a twin of the plan probes for the region. */
function checkOf(plan: Plan): HealthCheckConfig {
    const checks = twinZone(plan, "detections").HealthChecks.map(({ HealthCheckConfig }) => HealthCheckConfig);
    const found = checks.find((config) => config?.FullyQualifiedDomainName?.includes(region) === true);
    if (found === undefined) {
        throw new Error(`the plan has no health check of ${region}`);
    }
    return found;
}

function modelled(check: HealthCheckConfig): Samples {
    const fault = { behaviour: { manner: "black-hole" } } as const;
    const overheadSeconds = { min: probeSeconds.min * factor, max: probeSeconds.max * factor };
    const draw = modelDetection(check, fault, { random: seededRandom(1), overheadSeconds });
    const runs = Array.from({ length: draws }, () => ({ ...draw() }));
    return { down: runs.map(({ downSeconds }) => downSeconds), up: runs.map(({ upSeconds }) => upSeconds) };
}

function quantile(values: readonly number[], share: number): number {
    return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)] ?? NaN;
}

/** The largest difference between the shares of two samples that lie below any value. */
function distance(sample: readonly number[], model: readonly number[]): number {
    const below = (value: number) => model.filter((one) => one <= value).length / model.length;
    const sorted = [...sample].sort((a, b) => a - b);
    return Math.max(
        ...sorted.map((value, at) =>
            Math.max(Math.abs(below(value) - at / sorted.length), Math.abs(below(value) - (at + 1) / sorted.length)),
        ),
    );
}

export const benches: readonly Bench[] = [{ name, measure }];
