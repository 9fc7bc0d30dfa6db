import type { Estimate } from "../../cost/estimate";
import type { Plan } from "../../plan/plan";
import { resourcesOfType } from "../../plan/read";
import type { ForecastPhase, Outcome } from "../../routing/recovery/forecast";
import { predictFault } from "../../routing/recovery/predict-fault";
import { subjectOfPlan } from "../../routing/recovery/subject";
import { zonePlan } from "../zone-plan";
import { capacityLeft } from "./capacity-left";

/** What a stack promises, or what a change of it may surprise with. */
export interface Measure {
    readonly id: string;
    /** As a person reads it: `reads are back, p99`. */
    readonly label: string;
    readonly unit: "s" | "%" | "USD";
    /** Null where it never happens: clients are not served again. */
    readonly value: number | null;
    /** What is lost in it, for what depends on which region that is. */
    readonly lost?: string;
    readonly promise?: { readonly name: string; readonly limit: number; readonly kept: boolean };
}

/** How a plan is measured. */
export interface Measuring {
    readonly estimate: (plan: Plan) => Estimate;
    /** Simulated losses of each region. */
    readonly runs: number;
    readonly seed: number;
}

/** Seconds after the loss of a region, of one phase. */
interface Loss {
    readonly region: string;
    readonly outcome: Outcome;
}

/** Phases that measures show beside the recovery times; the names are the prediction's. */
const shownPhases: readonly (readonly [ForecastPhase, string])[] = [
    ["verdict", "the loss is noticed"],
    ["switch", "Route 53 answers by it"],
    ["promote", "the new writer acknowledges"],
];

/**
 * What a plan promises, as predicted: recovery times after the region whose loss is worst, in a black hole; capacity left
 * then; the monthly cost. The declared promises and the budget are the plan's own.
 * @throws RoutingError when the plan has no platform, or records that Route 53 would refuse
 */
export function measurePlan(plan: Plan, measuring: Measuring): readonly Measure[] {
    return [...recoveryOf(plan, measuring), ...capacityLeft(plan), costOf(plan, measuring.estimate)];
}

/** Recovery alone: what a cause of a recovery time is looked for by. */
export function recoveryOf(plan: Plan, { runs, seed }: Pick<Measuring, "runs" | "seed">): readonly Measure[] {
    const subject = subjectOfPlan(zonePlan(plan));
    const losses = regionsOf(plan).map((region): Loss => {
        const fault = { kind: "region-lost", region, manner: "black-hole" } as const;
        return { region, outcome: predictFault(subject, fault, { runs, seed }).outcome };
    });
    const promises = fieldsOf(platformOf(plan)["promises"]);
    const rto = (id: string, phase: ForecastPhase, label: string) =>
        (["p50", "p99"] as const).map((quantile): Measure => {
            const worst = worstOf(losses, phase, quantile);
            const name = `${id}RtoSeconds`;
            const limit = promises[name];
            const promised = quantile === "p99" && typeof limit === "number";
            const kept = worst.value !== null && worst.value <= Number(limit);
            return {
                ...{ id: `${id}-${quantile}`, label: `${label}, ${quantile}`, unit: "s", ...worst },
                ...(promised ? { promise: { name: `promises.${name}`, limit, kept } } : {}),
            };
        });
    const phases = shownPhases.flatMap(([phase, label]) => {
        const worst = worstOf(losses, phase, "p99");
        const none = worst.value === 0;
        return none ? [] : [{ id: phase, label: `${label}, p99`, unit: "s" as const, ...worst }];
    });
    return [...rto("read", "all-read", "reads are back"), ...rto("write", "all-write", "writes are back"), ...phases];
}

/** The region whose loss takes longest; nothing lasts at all where no client was sent there. */
function worstOf(
    losses: readonly Loss[],
    phase: ForecastPhase,
    quantile: "p50" | "p99",
): Pick<Measure, "value" | "lost"> {
    const times = losses.map(({ region, outcome }) => ({ lost: region, value: timeOf(outcome, phase, quantile) }));
    const never = times.find(({ value }) => value === null);
    const worst =
        never ?? times.reduce<(typeof times)[number] | undefined>((best, one) => longer(best, one), undefined);
    return worst ? { value: worst.value, ...((worst.value ?? 1) > 0 ? { lost: worst.lost } : {}) } : { value: 0 };
}

function longer<T extends { readonly value: number | null }>(best: T | undefined, one: T): T {
    return best && (best.value ?? 0) >= (one.value ?? 0) ? best : one;
}

function timeOf(outcome: Outcome, phase: ForecastPhase, quantile: "p50" | "p99"): number | null {
    switch (outcome.kind) {
        case "never":
            return null;
        case "unaffected":
            return 0;
        case "moves":
            return outcome.phases.find((one) => one.phase === phase)?.band[quantile] ?? 0;
    }
}

function costOf(plan: Plan, estimate: Measuring["estimate"]): Measure {
    const value = estimate(plan).monthly.typical.round(2).toNumber();
    const limit = platformOf(plan)["budgetMonthlyUsd"];
    const promise =
        typeof limit === "number" ? { promise: { name: "budgetMonthlyUsd", limit, kept: value <= limit } } : {};
    return { id: "cost", label: "a month, typically", unit: "USD", value, ...promise };
}

/** The regions of a platform's plan, as its root component names them. */
function regionsOf(plan: Plan): string[] {
    return Object.keys(fieldsOf(platformOf(plan)["regions"]));
}

type Fields = Plan["resources"][number]["inputs"];

function platformOf(plan: Plan): Fields {
    return resourcesOfType(plan, "antipode:platform:Platform")[0]?.inputs ?? {};
}

function fieldsOf(value: Fields[string] | undefined): Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
