import type { PlanValue, Reference } from "./plan";

/**
 * A token stands in a text for an output that nobody knows yet: `${<urn>#<output>}`.
 * Characters that would end a token, or that JSON would escape, are percent-encoded in the urn and in the output,
 * so that a token survives `JSON.stringify` and text around it. Ordinary names need none of this.
 */
const special = /[%#{}"\\\s\p{Cc}]/gu;
const pattern = /\$\{(urn:[^#{}"\\\s]+)#([^#{}"\\\s]+)\}/g;

export interface Output {
    readonly urn: string;
    /** Property of the resource, with a path into it when it is a list: `domainValidationOptions[0].resourceRecordName`. */
    readonly output: string;
}

/** The token that stands for an output. */
export function writeToken({ urn, output }: Output): string {
    return `\${${encode(urn)}#${encode(output)}}`;
}

/** The outputs that a text names, in order, each as often as it stands there. */
export function tokensIn(text: string): Output[] {
    return [...text.matchAll(pattern)].map(decode);
}

/** The text with each token replaced by what `value` says it is. */
export function replaceTokens(text: string, value: (output: Output) => string): string {
    return text.replace(pattern, (_, urn: string, output: string) => value(decode([_, urn, output])));
}

/** A text as it stands in a plan: a reference when it is nothing but one token, itself otherwise. */
export function readText(text: string): string | Reference {
    const [first, ...others] = text.startsWith("${urn:") ? tokensIn(text) : [];
    return first !== undefined && others.length === 0 && writeToken(first) === text ? { $ref: first } : text;
}

/** Tells an output apart from every other value, also from an object of a schema, whose `$ref` is a text. */
export function isReference(value: PlanValue | undefined): value is Reference {
    return typeof value === "object" && value !== null && "$ref" in value && isOutput(value.$ref);
}

function isOutput(value: unknown): boolean {
    return typeof value === "object" && value !== null && "urn" in value && typeof value.urn === "string";
}

function decode([, urn = "", output = ""]: readonly string[]): Output {
    return { urn: decodeURIComponent(urn), output: decodeURIComponent(output) };
}

function encode(text: string): string {
    return text.replace(special, (character) => encodeURIComponent(character));
}
