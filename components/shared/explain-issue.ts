import { z } from "zod";
import { didYouMean, show, type Problem } from "./problems";
import { regions } from "./regions";

type Issue = z.core.$ZodIssue;

/**
 * One finding of zod, in our words and with the path as the person wrote it.
 *
 * @param raw what was parsed, to say what was got
 * @param schema what it was parsed by, to say which keys may stand where
 */
export function explainIssue(issue: Issue, raw: unknown, schema: z.ZodType): Problem[] {
    const path = issue.path;
    const where = (keys: readonly PropertyKey[]): string => ["platform", ...keys.map(String)].join(".");
    if (issue.code === "unrecognized_keys") {
        const names = knownKeys(schema, path);
        // The one kind of record is by region, of which there are too many to list.
        const [rule, among] = names.length === 0 ? ["an AWS region", regions] : [`one of ${names.join(", ")}`, names];
        return issue.keys.map((key) => ({
            path: where([...path, key]),
            message: `expected ${rule}${didYouMean(key, among)}, got ${show(key)}`,
        }));
    }
    if (issue.code === "invalid_union") {
        return closest(issue, at(raw, path)).flatMap((inner) =>
            explainIssue({ ...inner, path: [...path, ...inner.path] }, raw, schema),
        );
    }
    return [{ path: where(path), message: `${expectation(issue)}, got ${show(at(raw, path))}` }];
}

/** Of a union's branches, the one of what was written: an object is compared with an object, a word with words. */
function closest(issue: Extract<Issue, { code: "invalid_union" }>, value: unknown): readonly Issue[] {
    const isObject = typeof value === "object" && value !== null;
    const branch = issue.errors.find(
        (inner) => inner.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys") === isObject,
    );
    return branch ?? issue.errors[0] ?? [];
}

function expectation(issue: Issue): string {
    if (issue.message.startsWith("expected ")) {
        return issue.message;
    }
    switch (issue.code) {
        case "invalid_type":
            return `expected ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
        case "invalid_value":
            return issue.values.length === 1
                ? `expected ${String(issue.values[0])}`
                : `expected one of ${issue.values.map(String).join(", ")}${didYouMean(String(issue.input), issue.values.map(String))}`;
        case "too_small":
            return `expected ${issue.inclusive === false ? "more than " : ""}${issue.minimum}${issue.inclusive === false ? "" : " or more"}`;
        case "too_big":
            return `expected ${issue.maximum} or less`;
        default:
            return `expected what the schema says (${issue.message})`;
    }
}

/** The value at a path; undefined where there is none. */
export function at(raw: unknown, path: readonly PropertyKey[]): unknown {
    return path.reduce<unknown>(
        (value, key) =>
            typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
        raw,
    );
}

/** Keys that a schema knows at a path. */
function knownKeys(schema: unknown, path: readonly PropertyKey[]): readonly string[] {
    const inner = unwrap(path.reduce(step, schema));
    return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

function step(schema: unknown, key: PropertyKey): unknown {
    const inner = unwrap(schema);
    if (inner instanceof z.ZodRecord) {
        return inner.valueType;
    }
    return inner instanceof z.ZodObject ? (inner.shape as Record<PropertyKey, unknown>)[key] : undefined;
}

/** Past defaults, and into the object of a choice between an object and a word. */
function unwrap(schema: unknown): unknown {
    if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
        return unwrap(schema.unwrap());
    }
    return schema instanceof z.ZodUnion ? schema.options.find((option) => option instanceof z.ZodObject) : schema;
}
