/** JSON that begins as one of Pulumi's files and goes on as something else; the message begins with the path. */
export class WrongShape extends Error {
    constructor(
        private readonly path: string,
        private readonly expected: string,
        private readonly got: unknown,
    ) {
        super(`${path}: expected ${expected}, got ${shown(got)}`);
        this.name = "WrongShape";
    }

    /** The same, of something within something. */
    within(path: string): WrongShape {
        return new WrongShape(this.path === "" ? path : `${path}.${this.path}`, this.expected, this.got);
    }
}

/** The beginning of a value. */
function shown(value: unknown): string {
    const text = value === undefined ? "nothing" : textOf(value);
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function textOf(value: unknown): string {
    try {
        return JSON.stringify(value);
    } catch {
        // What lies too deep for it.
        return Array.isArray(value) ? "a list of lists" : "an object of objects";
    }
}

/** An object of JSON. */
export type Fields = { readonly [key: string]: unknown };

/** What a list holds; empty for what is absent, which Pulumi also writes as null. @throws WrongShape */
export function members(value: unknown, path: string): readonly Fields[] {
    if (value === undefined || value === null) {
        return [];
    }
    if (!Array.isArray(value)) {
        throw new WrongShape(path, "a list", value);
    }
    value.forEach((one, at) => {
        if (!isFields(one)) {
            throw new WrongShape(`${path}.${at}`, "an object", one);
        }
    });
    return value as readonly Fields[];
}

/** A text within an object; undefined where there is none. */
export function textIn(value: unknown, key: string): string | undefined {
    const text = isFields(value) ? value[key] : undefined;
    return typeof text === "string" ? text : undefined;
}

/** A count within an object; 0 where there is none. @throws WrongShape */
export function countIn(value: unknown, path: string, key: string): number {
    needFields(path, value);
    const count = isFields(value) ? (value[key] ?? 0) : 0;
    if (typeof count !== "number" || !Number.isInteger(count) || count < 0) {
        throw new WrongShape(`${path}.${key}`, "a whole number of 0 or more", count);
    }
    return count;
}

const noTexts: readonly string[] = [];

/** The texts of a list that only explains something; none where there is no list. */
export function textsOf(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : noTexts;
}

/** Checks each of a list. Paths are put together only for what is wrong: a large preview has ten thousand steps. */
export function checkEach(
    list: readonly unknown[],
    pathOf: (at: number) => string,
    check: (one: unknown) => void,
): void {
    let checked = 0;
    try {
        list.forEach((one) => {
            check(one);
            checked += 1;
        });
    } catch (error) {
        throw error instanceof WrongShape ? error.within(pathOf(checked)) : error;
    }
}

/** What a reader makes of something within something. @throws WrongShape with the whole path */
export function inside<From, T>(path: string, read: (from: From) => T, from: From): T {
    try {
        return read(from);
    } catch (error) {
        throw error instanceof WrongShape ? error.within(path) : error;
    }
}

/** Whether a step of a digest can be read. @throws WrongShape with the path of what cannot */
export function checkStep(step: unknown): void {
    checkSides(step, "oldState", "newState");
}

/** Whether a step as events tell of it can be read. @throws WrongShape with the path of what cannot */
export function checkMetadata(metadata: unknown): void {
    checkSides(metadata, "old", "new");
}

function checkSides(step: unknown, before: string, after: string): void {
    if (!isFields(step)) {
        throw new WrongShape("", "an object", step);
    }
    needText("op", step["op"]);
    needText("urn", step["urn"]);
    if (isThere(step[before])) {
        inside(before, checkState, step[before]);
    }
    if (isThere(step[after])) {
        inside(after, checkState, step[after]);
    }
}

/** Whether the state of a resource can be read, but for what only its unknown inputs need. @throws WrongShape with the path of what cannot */
export function checkState(state: unknown): void {
    if (!isFields(state)) {
        throw new WrongShape("", "a resource", state);
    }
    const { urn, type, custom, id, parent, provider, inputs, outputs, dependencies, propertyDependencies } = state;
    needText("urn", urn);
    needText("type", type);
    needFlag("custom", custom);
    needFlag("delete", state["delete"]);
    needFlag("external", state["external"]);
    needText("id", id ?? "");
    needText("parent", parent ?? "");
    needText("provider", provider ?? "");
    needFields("inputs", inputs);
    needFields("outputs", outputs);
    needUrns("dependencies", dependencies);
    needFields("propertyDependencies", propertyDependencies);
}

/** @throws WrongShape */
export function needText(path: string, value: unknown): asserts value is string {
    if (typeof value !== "string") {
        throw new WrongShape(path, "a text", value);
    }
}

/** What decides whether something is billed at all. */
function needFlag(path: string, value: unknown): void {
    if (value !== undefined && typeof value !== "boolean") {
        throw new WrongShape(path, "true or false", value);
    }
}

function needFields(path: string, value: unknown): void {
    if (isThere(value) && !isFields(value)) {
        throw new WrongShape(path, "an object", value);
    }
}

function needUrns(path: string, value: unknown): void {
    if (!areUrns(value)) {
        throw new WrongShape(path, "a list of urns", value);
    }
}

/** Whether this is a list of urns, or none. */
export function areUrns(value: unknown): boolean {
    return !isThere(value) || (Array.isArray(value) && value.every(isText));
}

/** Whether this is a text. */
export function isText(value: unknown): value is string {
    return typeof value === "string";
}

function isThere(value: unknown): boolean {
    return value !== undefined && value !== null;
}

/** Whether this is an object, and no list. */
export function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
