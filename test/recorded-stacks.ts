import { recordStack } from "../bin/stack";
import type { Plan } from "../plan/plan";

export const stacks = ["dev", "staging", "prod"] as const;

type Stack = (typeof stacks)[number];

const plans = new Map<Stack, Promise<Plan>>();

/** The plan of one of our own stacks as its file has it, recorded once for all tests of a run. */
export function recordedStack(stack: Stack): Promise<Plan> {
    const plan = plans.get(stack) ?? recordStack(stack);
    plans.set(stack, plan);
    return plan;
}
