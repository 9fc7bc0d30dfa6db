import { mistakeText, parseJson } from "../plan/json-mistake";
import type { Plan } from "../plan/plan";
import { planIn } from "../plan/readers/plan-json";
import { WrongShape } from "../plan/readers/shape";
import { CommandError } from "./exit";
import { nameOf, readText } from "./text-file";

/**
 * JSON from a file, `-` for standard input.
 * @param what names the thing that is expected, as in `is not <what>`
 * @throws CommandError 2 when it cannot be read or is no JSON
 */
export function readJson(file: string, what: string): unknown {
    const text = readText(file);
    if (text.trim() === "") {
        throw new CommandError(`${nameOf(file)} is not ${what}: it is empty`, 2);
    }
    const read = parseJson(text);
    if (read.kind === "mistake") {
        throw new CommandError(`${nameOf(file)} is not ${what}: it ${mistakeText(read.mistake)}`, 2);
    }
    return read.value;
}

/**
 * A plan from a file, `-` for standard input.
 * @throws CommandError 2 when there is none in it, or one that somebody has broken, with the path
 */
export function readPlan(file: string): Plan {
    const plan = planOf(readJson(file, "a plan"), nameOf(file));
    if (!plan) {
        throw new CommandError(
            `${nameOf(file)} is not a plan: expected what \`antipode plan --format json\` writes`,
            2,
        );
    }
    return plan;
}

function planOf(content: unknown, name: string): Plan | undefined {
    try {
        return planIn(content);
    } catch (error) {
        throw error instanceof WrongShape ? new CommandError(`${name}: ${error.message}`, 2, { cause: error }) : error;
    }
}
