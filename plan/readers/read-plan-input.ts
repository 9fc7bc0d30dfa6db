import { mistakeText, parseJson, type JsonMistake } from "../json-mistake";
import { readDigest, readLongDigest, type Digest } from "./digest";
import type { TextBytes } from "./digest-pieces";
import { readEvents, type EngineEvent } from "./events";
import { readExport, type StackExport } from "./export";
import { PlanInputError, type PlanInput } from "./plan-input";
import { planIn } from "./plan-json";
import { WrongShape } from "./shape";

export interface ReadOptions {
    /** How messages call it: a file's name, or `standard input`. */
    readonly name: string;
    /** For resources whose region nothing else states. */
    readonly region?: string;
}

/** The four inputs, as a message lists them. */
const expected =
    "expected `pulumi preview --json --show-sames`, its events, `pulumi stack export` or `antipode plan --format json`";

/** A text that is not in memory yet, and may be read twice. */
export interface LongText extends TextBytes {
    readonly whole: () => string;
}

/**
 * Reads any of the four inputs; which one it is, its content tells.
 * @throws PlanInputError when it is empty, cut off, no JSON, or none of the four
 */
export function readPlanInput(text: string | LongText, options: ReadOptions): PlanInput {
    if (typeof text === "string") {
        return readWhole(text, options);
    }
    return readLongDigest(text, options.region) ?? readWhole(text.whole(), options);
}

function readWhole(text: string, { name, region }: ReadOptions): PlanInput {
    if (text.trim() === "") {
        throw new PlanInputError(`${name} is empty: ${expected}`);
    }
    const whole = parseJson(text);
    if (whole.kind === "value") {
        return inShape(name, () => read(whole.value, { name, region }));
    }
    const lines = linesOf(text);
    if (lines.kind === "events") {
        return inShape(name, () => readEvents(lines.events, region));
    }
    throw new PlanInputError(`${name} ${mistakeText(lines.mistake ?? whole.mistake)}`);
}

/** What a reader makes of it. @throws PlanInputError with the name and the path of what is not as Pulumi writes it */
function inShape(name: string, make: () => PlanInput): PlanInput {
    try {
        return make();
    } catch (error) {
        throw error instanceof WrongShape ? new PlanInputError(`${name}: ${error.message}`, { cause: error }) : error;
    }
}

function read(content: unknown, { name, region }: { name: string; region: string | undefined }): PlanInput {
    if (isObject(content)) {
        if (isDigest(content)) {
            return readDigest(content, region);
        }
        if (isExport(content)) {
            return { kind: "export", after: readExport(content, region) };
        }
        const plan = planIn(content);
        if (plan) {
            return { kind: "plan", after: plan };
        }
        if (isEvent(content)) {
            return readEvents([content], region);
        }
    }
    throw new PlanInputError(`${name} is nothing that has resources: ${expected}`);
}

type Lines =
    | { readonly kind: "events"; readonly events: readonly EngineEvent[] }
    /** What is wrong in the midst of events; undefined where the first line is none. */
    | { readonly kind: "no events"; readonly mistake: JsonMistake | undefined };

/** One event a line. The last line may be cut off: then the events say that they do not end. */
function linesOf(text: string): Lines {
    const lines = text.split("\n");
    const last = lines.findLastIndex(isFull);
    const events: EngineEvent[] = [];
    for (const [at, line] of lines.entries()) {
        const read = isFull(line) ? parseJson(line) : undefined;
        if (read?.kind === "value" && isEvent(read.value)) {
            events.push(read.value);
        } else if (read && (events.length === 0 || at < last)) {
            const notEvent = { column: 1, expected: "an event", found: "other JSON" };
            const mistake = read.kind === "mistake" ? read.mistake : notEvent;
            return { kind: "no events", mistake: events.length === 0 ? undefined : { ...mistake, line: at + 1 } };
        }
    }
    return { kind: "events", events };
}

function isFull(line: string): boolean {
    return line.trim() !== "";
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
