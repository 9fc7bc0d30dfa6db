import { answer, type Answer, type Question } from "../answer";
import { deadAnswers, toldOutcomes, type ToldOutcome } from "../answer-words";
import { RoutingError } from "../errors";
import { targetsOf } from "../loss/loss";
import { canonicalName } from "../names";
import { explain } from "../explain";
import type { Explanation } from "../explanation";
import type { Zone, ZoneState } from "../zone";
import { stateOf, type Choice } from "./choice";

/** All that a page knows; it travels in the page as JSON. */
export interface PageInput {
    /** As a sentence names it: `plan of staging`, `zone.json`. */
    readonly source: string;
    readonly zone: Zone;
    /** Its latency counts; its health is in `choice`. */
    readonly state: ZoneState;
    /** In the order of their colours. */
    readonly regions: readonly string[];
    /** Canonical DNS names of what aliases lead to outside the zone. */
    readonly targets: readonly string[];
    /** Names and places of the table of all answers. */
    readonly names: readonly string[];
    readonly places: readonly string[];
    /** What is shown first. */
    readonly choice: Choice;
}

/** What a page is made of. */
export interface PageSource extends Pick<PageInput, "source" | "zone" | "regions" | "names" | "places"> {
    /** What is unhealthy in it is marked at first. */
    readonly state: ZoneState;
    readonly type: string;
    /** Where the first question comes from; the first place if it is not said. */
    readonly from?: string;
}

/** The input of a page that first asks for the first name. */
export function pageInput({ type, from, ...given }: PageSource): PageInput {
    const { zone, state, names, places } = given;
    const apex = canonicalName(zone.HostedZone.Name ?? "");
    const checks = Object.entries(state.healthChecks ?? {}).filter(([, told]) => told !== "healthy");
    const targets = Object.entries(state.targets ?? {}).filter(([, told]) => told === "unhealthy");
    return {
        ...given,
        targets: targetsOf(zone),
        choice: {
            name: names[0] ?? apex,
            type,
            from: from ?? places[0] ?? "us-east-1",
            checks: Object.fromEntries(checks),
            targets: Object.fromEntries(targets.map(([name]) => [canonicalName(name), "unhealthy"] as const)),
        },
    };
}

/** An answer, ready to be shown; or why there is none. */
export type Told =
    | {
          readonly kind: "answer";
          readonly answer: Answer;
          readonly outcomes: readonly ToldOutcome[];
          /** Chance of an answer that leads to nothing healthy, 0 to 1. */
          readonly deadShare: number;
      }
    | { readonly kind: "problem"; readonly problem: string };

/** Asks the evaluator; a question that it refuses is told, not thrown. */
export function ask(input: PageInput, health: Pick<Choice, "checks" | "targets">, question: Question): Told {
    const state = stateOf(input, health);
    return refusable(() => {
        const told = answer(input.zone, state, question);
        const dead = deadAnswers(input.zone, state);
        const outcomes = toldOutcomes(told, dead);
        const deadShare = outcomes.reduce((sum, one) => sum + (one.dead ? one.probability : 0), 0);
        return { kind: "answer", answer: told, outcomes, deadShare } as const;
    });
}

/** Why the chosen question is answered as it is. */
export function explained(
    input: PageInput,
    choice: Choice,
): Explanation | { readonly kind: "problem"; readonly problem: string } {
    return refusable(() => explain(input.zone, stateOf(input, choice), choice));
}

function refusable<T>(work: () => T): T | { readonly kind: "problem"; readonly problem: string } {
    try {
        return work();
    } catch (error) {
        if (error instanceof RoutingError) {
            return { kind: "problem", problem: error.message };
        }
        throw error;
    }
}

/** Everything healthy: what each answer is compared with. */
export const allHealthy = { checks: {}, targets: {} } as const;
