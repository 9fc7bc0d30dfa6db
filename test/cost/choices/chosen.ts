import type { PlanResource, PlanValue } from "../../../plan/plan";
import { resource } from "../plans";

/** As a plan has them. */
export type Inputs = PlanResource["inputs"];

/** An input that chooses among prices, and all that AWS knows for it. */
export interface Chosen {
    readonly type: string;
    readonly path: string;
    readonly valid: readonly string[];
    /** Whether these are what a text is, or only how it begins: AWS adds others of some. */
    readonly told: "whole" | "by its beginning";
    /** Resources whose first is billed, with a text in the input or without. */
    readonly plan: (text: string | undefined) => readonly PlanResource[];
}

/** A type, the path of an input, and what AWS knows for it with bars between. */
export type Input = readonly [type: string, path: string, valid: string];

/** An input of the billed resource, which has others too and may refer to other resources. */
export function chosen([type, path, valid]: Input, inputs: Inputs = {}, others: readonly PlanResource[] = []): Chosen {
    const plan = (text: string | undefined): readonly PlanResource[] => {
        const whole = text === undefined ? inputs : withInput(inputs, path.split("."), text);
        return [resource(type, isInputs(whole) ? whole : {}), ...others];
    };
    return { type, path, valid: valid.split(" | "), told: "whole", plan };
}

/** An input of another resource, `origin`, which decides what the billed one costs. */
export function referred(
    input: Input,
    inputs: Inputs,
    billed: (origin: PlanResource) => readonly PlanResource[],
): Chosen {
    const own = chosen(input, inputs);
    const plan = (text: string | undefined): readonly PlanResource[] =>
        own.plan(text).flatMap(({ type, inputs: made }) => {
            const origin = resource(type, made, { name: "origin" });
            return [...billed(origin), origin];
        });
    return { ...own, plan };
}

/** The same for an input of which only the beginning is known. */
export function begun(one: Chosen): Chosen {
    return { ...one, told: "by its beginning" };
}

/** Why a resource with another text in the input has no price. */
export function refusal({ path, valid, told }: Chosen, text: string): string {
    const list = [valid.slice(0, -1).join(", "), ...valid.slice(-1)].filter((part) => part !== "").join(" or ");
    return `${path}: expected ${told === "whole" ? "" : "what begins with "}${list}, got "${text}"`;
}

function isInputs(value: PlanValue | undefined): value is Inputs {
    return typeof value === "object" && value !== null;
}

/** Inputs with one more at a path, of which a number is the place in a list. */
function withInput(inputs: PlanValue | undefined, path: readonly string[], value: PlanValue): PlanValue {
    const [key, ...rest] = path;
    if (key === undefined) {
        return value;
    }
    const own = isInputs(inputs) ? inputs : {};
    const changed = { ...own, [key]: withInput(own[key], rest, value) };
    return /^\d+$/.test(key) ? Object.values(changed) : changed;
}
