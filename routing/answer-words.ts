import type { Answer } from "./answer";
import type { Candidate } from "./evaluate/walk";
import { regionIn } from "./loss/region-code";
import { canonicalName } from "./names";
import type { Zone, ZoneState } from "./zone";

/** `100 %`, `33.3 %`, `< 0.1 %`: a chance of 0 to 1 for people. */
export function shareText(probability: number): string {
    const percent = probability * 100;
    if (percent > 0 && percent < 0.1) {
        return "< 0.1 %";
    }
    return `${String(Number(percent.toFixed(1)))} %`;
}

/** One thing that clients may be told, however many ways lead to it. */
interface Outcome {
    /** The region that it leads to, or the answer itself. */
    readonly label: string;
    readonly region: string | undefined;
    readonly probability: number;
    readonly answers: readonly string[];
    readonly ttl: number;
}

/** What a question may be answered with, by what it leads to, the likeliest first; empty for a negative answer. */
function outcomesOf({ candidates }: Pick<Answer, "candidates">): Outcome[] {
    const outcomes = new Map<string, Outcome>();
    for (const candidate of candidates) {
        const outcome = outcomeOf(candidate);
        const key = outcome.answers.join(" ");
        const probability = outcome.probability + (outcomes.get(key)?.probability ?? 0);
        outcomes.set(key, { ...outcome, probability });
    }
    return [...outcomes.values()].sort((a, b) => b.probability - a.probability || (a.label < b.label ? -1 : 1));
}

function outcomeOf({ probability, answers, ttl }: Candidate): Outcome {
    const regions = new Set(answers.map(regionIn));
    const [region] = regions.size === 1 ? regions : [];
    return { label: region ?? answers.join(", "), region, probability, answers, ttl };
}

/**
 * Answers that lead to something unhealthy: targets that are down, and values of records whose own check is told that
 * they are. Route 53 may give them all the same: when it is not asked to evaluate them, or when nothing else is left.
 */
export function deadAnswers(zone: Zone, { healthChecks = {}, targets = {} }: ZoneState): ReadonlySet<string> {
    const down = Object.entries(targets).filter(([, verdict]) => verdict === "unhealthy");
    const values = zone.ResourceRecordSets.filter(
        ({ HealthCheckId }) => healthChecks[HealthCheckId ?? ""] === "unhealthy",
    ).flatMap(({ ResourceRecords }) => (ResourceRecords ?? []).map(({ Value }) => Value ?? ""));
    return new Set([...down.map(([name]) => canonicalName(name)), ...values]);
}

export interface ToldOutcome extends Outcome {
    /** Whether everything in it leads to something unhealthy. */
    readonly dead: boolean;
}

/** What a question may be answered with, and what of it is dead. */
export function toldOutcomes(answer: Pick<Answer, "candidates">, dead: ReadonlySet<string>): ToldOutcome[] {
    return outcomesOf(answer).map((outcome) => ({
        ...outcome,
        dead: outcome.answers.every((one) => dead.has(one) || dead.has(canonicalName(one))),
    }));
}

/** Answers of one region as one: which of its targets it is matters only in detail. */
export function byLabel(outcomes: readonly ToldOutcome[]): ToldOutcome[] {
    const merged = new Map<string, ToldOutcome>();
    for (const outcome of outcomes) {
        const key = `${outcome.dead ? "down" : "up"} ${outcome.label}`;
        const probability = outcome.probability + (merged.get(key)?.probability ?? 0);
        merged.set(key, { ...outcome, probability });
    }
    return [...merged.values()].sort((a, b) => b.probability - a.probability);
}

/** What a negative answer says: `NXDOMAIN: there is no such name`. */
export function negativeWords({ rcode }: Pick<Answer, "rcode">): string {
    const words = {
        NOERROR: "no record of this type",
        NXDOMAIN: "there is no such name",
        REFUSED: "the name is not in this zone",
    };
    return `${rcode}: ${words[rcode]}`;
}
