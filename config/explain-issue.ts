import { z } from "zod";
import { didYouMean, show, type Problem } from "../components/shared/problems";
import { regions } from "../components/shared/regions";

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
        const names = knownKeys(schema, path, raw);
        // The one kind of record is by region, of which there are too many to list.
        const [rule, among] = names.length === 0 ? ["an AWS region", regions] : [`one of ${names.join(", ")}`, names];
        return issue.keys.map((key) => ({
            path: where([...path, key]),
            message: `expected ${rule}${didYouMean(key, among)}, got ${show(key)}`,
        }));
    }
    if (issue.code === "invalid_union" && issue.discriminator !== undefined) {
        const tags = tagsOf(follow(schema, path.slice(0, -1), raw), issue.discriminator);
        const got = at(raw, path);
        return [
            {
                path: where(path),
                message: `expected one of ${tags.join(", ")}${didYouMean(String(got), tags)}, got ${show(got)}`,
            },
        ];
    }
    if (issue.code === "invalid_union") {
        return closest(issue, at(raw, path)).flatMap((inner) =>
            explainIssue({ ...inner, path: [...path, ...inner.path] }, raw, schema),
        );
    }
    return [{ path: where(path), message: `${expectation(issue, at(raw, path))}, got ${show(at(raw, path))}` }];
}

/** Of a union's branches, the one of what was written: an object is compared with an object, a word with words. */
function closest(issue: Extract<Issue, { code: "invalid_union" }>, value: unknown): readonly Issue[] {
    const isObject = typeof value === "object" && value !== null;
    const branch = issue.errors.find(
        (inner) => inner.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys") === isObject,
    );
    return branch ?? issue.errors[0] ?? [];
}

function expectation(issue: Issue, got: unknown): string {
    if (issue.message.startsWith("expected ")) {
        return issue.message;
    }
    switch (issue.code) {
        case "invalid_type":
            return `expected ${/^[aeiou]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
        case "invalid_value":
            return issue.values.length === 1
                ? `expected ${String(issue.values[0])}`
                : `expected one of ${issue.values.map(String).join(", ")}${typeof got === "string" ? didYouMean(got, issue.values.map(String)) : ""}`;
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

/** The values that tell the branches of a union apart, e.g. of its `kind`. */
function tagsOf(schema: unknown, discriminator: string): string[] {
    const union = bare(schema);
    const options = union instanceof z.ZodUnion ? union.options.map(bare) : [];
    return options.flatMap((option) => {
        const tag =
            option instanceof z.ZodObject ? (option.shape as Record<string, unknown>)[discriminator] : undefined;
        return tag instanceof z.ZodLiteral ? [...tag.values].map(String) : [];
    });
}

/** Keys that a schema knows at a path; of a union told apart by a field, those of the branch that was written. */
function knownKeys(schema: unknown, path: readonly PropertyKey[], raw: unknown): readonly string[] {
    const inner = unwrap(follow(schema, path, raw), at(raw, path));
    return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** The schema of what stands at a path. */
function follow(schema: unknown, path: readonly PropertyKey[], raw: unknown): unknown {
    return path.reduce<unknown>((inner, key, index) => step(inner, key, at(raw, path.slice(0, index))), schema);
}

function step(schema: unknown, key: PropertyKey, value: unknown): unknown {
    const inner = unwrap(schema, value);
    if (inner instanceof z.ZodRecord) {
        return inner.valueType;
    }
    if (inner instanceof z.ZodArray) {
        return inner.element;
    }
    return inner instanceof z.ZodObject ? (inner.shape as Record<PropertyKey, unknown>)[key] : undefined;
}

/** A schema without its default. */
function bare(schema: unknown): unknown {
    const wrapped =
        schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional;
    return wrapped ? bare(schema.unwrap()) : schema;
}

/** Past defaults, and into the object of a choice: the branch that takes the value's tag, or else the first. */
function unwrap(schema: unknown, value: unknown): unknown {
    if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
        return unwrap(schema.unwrap(), value);
    }
    if (!(schema instanceof z.ZodUnion)) {
        return schema;
    }
    const objects = schema.options
        .map((option) => unwrap(option, value))
        .filter((option) => option instanceof z.ZodObject);
    return objects.find((option) => takesTag(option, value)) ?? objects[0];
}

/** Whether an object's literals are those of a value, e.g. its `kind`. */
function takesTag({ shape }: z.ZodObject, value: unknown): boolean {
    const literals = Object.entries(shape as Record<string, unknown>).flatMap(([key, field]) =>
        field instanceof z.ZodLiteral ? [{ key, field }] : [],
    );
    return literals.length > 0 && literals.every(({ key, field }) => field.safeParse(at(value, [key])).success);
}
