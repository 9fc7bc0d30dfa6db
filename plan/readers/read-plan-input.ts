import { readDigest, type Digest } from "./digest";
import { readEvents, type EngineEvent } from "./events";
import { readExport, type StackExport } from "./export";
import { isPlan } from "./is-plan";
import { PlanInputError, type PlanInput } from "./plan-input";

export interface ReadOptions {
    /** How messages call it: a file's name, or `standard input`. */
    readonly name: string;
    /** For resources whose region nothing else states. */
    readonly region?: string;
}

/** The four inputs, as a message lists them. */
const expected =
    "expected `pulumi preview --json --show-sames`, its events, `pulumi stack export` or `antipode plan --format json`";

/**
 * Reads any of the four inputs; which one it is, its content tells.
 * @throws PlanInputError when it is empty, cut off, no JSON, or none of the four
 */
export function readPlanInput(text: string, { name, region }: ReadOptions): PlanInput {
    if (text.trim() === "") {
        throw new PlanInputError(`${name} is empty: ${expected}`);
    }
    const whole = parsed(text);
    if (whole.kind === "value") {
        return read(whole.value, { name, region });
    }
    const events = linesOf(text);
    if (events) {
        return readEvents(events, region);
    }
    throw new PlanInputError(`${name} is ${whole.cutOff ? "cut off" : "no JSON"}: ${whole.message}`);
}

function read(content: unknown, { name, region }: { name: string; region: string | undefined }): PlanInput {
    if (isObject(content)) {
        if (isDigest(content)) {
            return readDigest(content, region);
        }
        if (isExport(content)) {
            return { kind: "export", after: readExport(content, region) };
        }
        if (isPlan(content)) {
            return { kind: "plan", after: content };
        }
        if (isEvent(content)) {
            return readEvents([content], region);
        }
    }
    throw new PlanInputError(`${name} is nothing that has resources: ${expected}`);
}

type Parsed =
    | { readonly kind: "value"; readonly value: unknown }
    | { readonly kind: "failed"; readonly message: string; readonly cutOff: boolean };

function parsed(text: string): Parsed {
    try {
        return { kind: "value", value: JSON.parse(text) };
    } catch (error) {
        const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
        return {
            kind: "failed",
            message,
            cutOff:
                /Unexpected end|Unterminated|after (array element|property)/.test(message) ||
                // Whatever was expected next, the text ends there.
                Number(/at position (\d+)/.exec(message)?.[1] ?? -1) >= text.trimEnd().length,
        };
    }
}

/** One event a line; undefined when the first line is none. The last line may be cut off: then the events say that they do not end. */
function linesOf(text: string): readonly EngineEvent[] | undefined {
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const values = lines.map(parsed);
    const wrong = values.findIndex((value) => value.kind === "failed" || !isEvent(value.value));
    const usable = wrong === -1 ? values : values.slice(0, wrong);
    if (usable.length === 0 || (wrong !== -1 && wrong < lines.length - 1)) {
        return undefined;
    }
    return usable.flatMap((value) => (value.kind === "value" && isEvent(value.value) ? [value.value] : []));
}

function isObject(content: unknown): content is object {
    return typeof content === "object" && content !== null && !Array.isArray(content);
}

/** A preview of an empty stack has no steps, and its summary still. */
function isDigest(content: object): content is Digest {
    return "steps" in content ? Array.isArray(content.steps) : "changeSummary" in content;
}

function isExport(content: object): content is StackExport {
    return "deployment" in content && isObject(content.deployment);
}

function isEvent(content: unknown): content is EngineEvent {
    return isObject(content) && "sequence" in content && typeof content.sequence === "number";
}
