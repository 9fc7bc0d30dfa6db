import type { Side } from "../../cost/diff";
import { differencesOf, withChange, type Difference } from "../../cost/cause";
import type { Plan } from "../../plan/plan";
import { capacityLeft } from "./capacity-left";
import { costCause } from "./cost-cause";
import { measurePlan, recoveryOf, type Measure, type Measuring } from "./measure";
import type { MovingChange } from "./moving-change";

/** A measure on both sides of a change. */
export interface ComparedMeasure {
    readonly before: Measure | undefined;
    readonly after: Measure;
    /** The property that moved it, as far as one alone does; undefined where it did not move. */
    readonly cause?: MovingChange;
}

/** Simulated losses for each change that is tried; the headline has more. */
const trialRuns = 10_000;
/** Changes that are tried at most; those of what recovery and capacity are made of come first. */
const mostTrials = 40;

/** Types whose inputs decide when clients are served again, and by how much. */
const decisive = /:(HealthCheck|Record|TargetGroup|LoadBalancer|Group|Platform|Zone|MetricAlarm)$/;

/**
 * What a change does to a plan's promises, and which property did it. A cause is found by trying: the older plan with one
 * change is measured again, and the change that brings a measure nearest to its new value is named.
 */
export function comparePromises(before: Plan, after: Plan, measuring: Measuring): readonly ComparedMeasure[] {
    const olds = new Map(measurePlan(before, measuring).map((one) => [one.id, one]));
    const news = measurePlan(after, measuring);
    const trial = { ...measuring, runs: Math.min(trialRuns, measuring.runs) };
    const changes = changesOf(before, after);
    // Recovery is compared with what as many runs give without a change, or the sample's own noise would pass for one.
    const base = new Map(quickly(before, trial).map((one) => [one.id, one]));
    const tried = changes.map((change) => ({ change, result: resultOf(before, change, trial) }));
    return news.map((measure) => {
        const old = olds.get(measure.id);
        if (!old || old.value === measure.value) {
            return { before: old, after: measure };
        }
        const cause =
            measure.id === "cost"
                ? costCause(sideOf(before, measuring), sideOf(after, measuring), measuring.estimate)
                : causeOf(measure, base.get(measure.id), tried);
        return { before: old, after: measure, ...(cause ? { cause } : {}) };
    });
}

function sideOf(plan: Plan, { estimate }: Measuring): Side {
    return { plan, estimate: estimate(plan) };
}

interface Trial {
    readonly change: SharedChange;
    readonly result: ReadonlyMap<string, Measure>;
}

type SharedChange = Extract<MovingChange, { readonly how: "changed" }> & {
    readonly differences: readonly Difference[];
};

/** What can be measured without pricing: the cost has causes of its own. */
function quickly(plan: Plan, measuring: Measuring): readonly Measure[] {
    return [...recoveryOf(plan, measuring), ...capacityLeft(plan)];
}

function resultOf(before: Plan, { differences }: SharedChange, measuring: Measuring): ReadonlyMap<string, Measure> {
    const plan = differences.reduce(withChange, before);
    return new Map(quickly(plan, measuring).map((one) => [one.id, one]));
}

function causeOf(measure: Measure, base: Measure | undefined, tried: readonly Trial[]): MovingChange | undefined {
    const start = distance(base, measure);
    const best = tried
        .map(({ change, result }) => ({ change, left: distance(result.get(measure.id), measure) }))
        .filter(({ left }) => left < start)
        .sort((a, b) => a.left - b.left)[0];
    if (!best) {
        return undefined;
    }
    const { kind, names, path, before, after } = best.change;
    return { how: "changed", kind, names, path, before, after };
}

/** Never is further than any time, and nearest to itself. */
function distance(one: Measure | undefined, other: Measure): number {
    const far = Number.MAX_SAFE_INTEGER;
    return Math.abs((one?.value ?? far) - (other.value ?? far));
}

/** Differences that say the same of several resources are one change. */
function changesOf(before: Plan, after: Plan): readonly SharedChange[] {
    const shared = new Map<string, SharedChange>();
    for (const difference of [...differencesOf(before, after).values()].flat()) {
        const kind = kindOf(difference.key);
        const { path, name, before: was, after: is } = difference;
        const key = JSON.stringify([kind, path, was ?? null, is ?? null]);
        const known = shared.get(key);
        shared.set(key, {
            ...{ how: "changed", kind, path, before: was, after: is },
            names: [...(known?.names ?? []), name],
            differences: [...(known?.differences ?? []), difference],
        });
    }
    const all = [...shared.values()].filter(({ kind }) => decisive.test(`:${kind}`));
    return all.slice(0, mostTrials);
}

/** The last type of a key `types::name`, without its module. */
function kindOf(key: string): string {
    return key.split("::")[0]?.split(":").pop() ?? "";
}
