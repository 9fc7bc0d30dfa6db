/** JSON that begins as one of Pulumi's files and goes on as something else; the message begins with the path. */
export class WrongShape extends Error {
    constructor(path: string, expected: string, got: unknown) {
        const text = got === undefined ? "nothing" : JSON.stringify(got);
        super(`${path}: expected ${expected}, got ${text.length > 40 ? `${text.slice(0, 39)}…` : text}`);
        this.name = "WrongShape";
    }
}

type Fields = { readonly [key: string]: unknown };

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

const noTexts: readonly string[] = [];

/** The texts of a list that only explains something; none where there is no list. */
export function textsOf(value: unknown): readonly string[] {
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : noTexts;
}

/** Whether a step of a preview can be read. @throws WrongShape with the path of what cannot */
export function checkStep(step: unknown, path: string, sides: readonly string[]): void {
    if (!isFields(step)) {
        throw new WrongShape(path, "an object", step);
    }
    needText(step, "op", path);
    needText(step, "urn", path);
    sides.forEach((side) => {
        const state = step[side];
        if (state !== undefined && state !== null) {
            checkState(state, `${path}.${side}`);
        }
    });
}

const texts = ["id", "parent", "provider"];
const objects = ["inputs", "outputs", "propertyDependencies"];

/** Whether the state of a resource can be read. @throws WrongShape with the path of what cannot */
export function checkState(state: unknown, path: string): void {
    if (!isFields(state)) {
        throw new WrongShape(path, "a resource", state);
    }
    needText(state, "urn", path);
    needText(state, "type", path);
    for (const key of texts) {
        if (isThere(state[key]) && typeof state[key] !== "string") {
            throw new WrongShape(`${path}.${key}`, "a text", state[key]);
        }
    }
    for (const key of objects) {
        if (isThere(state[key]) && !isFields(state[key])) {
            throw new WrongShape(`${path}.${key}`, "an object", state[key]);
        }
    }
    needUrns(state["dependencies"], `${path}.dependencies`);
    const byProperty = state["propertyDependencies"] as Fields | undefined | null;
    for (const key in byProperty) {
        needUrns(byProperty[key], `${path}.propertyDependencies.${key}`);
    }
}

function needText(fields: Fields, key: string, path: string): void {
    if (typeof fields[key] !== "string") {
        throw new WrongShape(`${path}.${key}`, "a text", fields[key]);
    }
}

function needUrns(value: unknown, path: string): void {
    if (isThere(value) && !(Array.isArray(value) && value.every((urn) => typeof urn === "string"))) {
        throw new WrongShape(path, "a list of urns", value);
    }
}

function isThere(value: unknown): boolean {
    return value !== undefined && value !== null;
}

function isFields(value: unknown): value is Fields {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
