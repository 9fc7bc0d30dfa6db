import { createRequire } from "node:module";
import type * as Jsonc from "jsonc-parser";

/** Where a text stops being JSON (RFC 8259), and what it should have there. */
export interface JsonMistake {
    /** From 1. */
    readonly line: number;
    /** In UTF-16 code units, from 1. */
    readonly column: number;
    readonly expected: string;
    /** What is there instead; undefined where the text ends. */
    readonly found: string | undefined;
}

/** JSON that was read, or why there is none. */
export type ParsedJson =
    { readonly kind: "value"; readonly value: unknown } | { readonly kind: "mistake"; readonly mistake: JsonMistake };

/** `JSON.parse`, whose own message differs between versions of Node and often names no place. */
export function parseJson(text: string): ParsedJson {
    try {
        return { kind: "value", value: JSON.parse(text) };
    } catch {
        return { kind: "mistake", mistake: mistakeIn(text) };
    }
}

/** One line for people: `is cut off: …` or `is no JSON: …`, to stand behind the name of a file. */
export function mistakeText({ line, column, expected, found }: JsonMistake): string {
    const place = `line ${line}, column ${column}`;
    return found === undefined
        ? `is cut off: ${place}: expected ${expected}`
        : `is no JSON: ${place}: expected ${expected}, got ${found}`;
}

const valueBegins = { literal: "", '"': "", "{": "a name in double quotes or }", "[": "a value or ]" };

/** By what is expected: each token that may stand there, and what is expected then; "" where a value has ended. */
const grammar: { readonly [expected in string]?: { readonly [token in string]?: string } } = {
    "a value": valueBegins,
    "a value or ]": { ...valueBegins, "]": "" },
    "a name in double quotes": { '"': "a colon" },
    "a name in double quotes or }": { '"': "a colon", "}": "" },
    "a colon": { ":": "a value" },
    "a comma or ]": { ",": "a value", "]": "" },
    "a comma or }": { ",": "a name in double quotes", "}": "" },
};

/** Ends where a control character is, or an escape that JSON has not: the scanner names only the string. */
const noStringPart = /[^ -\uffff]|(?<!\\)(?:\\\\)*\\(?!["\\/bfnrt]|u[\da-fA-F]{4})/;

/** By jsonc-parser's scanner: its parser calls itself for a list in a list, and thousands overflow the stack. */
function mistakeIn(text: string): JsonMistake {
    // Loaded late: hardly any text needs it, and most are read in less time than it takes to load.
    const require = createRequire(__filename);
    const jsonc = require("jsonc-parser") as typeof Jsonc;
    const scanner = jsonc.createScanner(text);
    const mistake = (expected: string, at = scanner.getTokenOffset()): JsonMistake => ({
        line: scanner.getTokenStartLine() + 1,
        column: scanner.getTokenStartCharacter() + at - scanner.getTokenOffset() + 1,
        expected,
        found: shown(text.slice(at)),
    });
    const open: string[] = [];
    let expected = "a value";
    for (let kind = scanner.scan(); ; kind = scanner.scan()) {
        if (kind === jsonc.SyntaxKind.Trivia || kind === jsonc.SyntaxKind.LineBreakTrivia) {
            continue;
        }
        const first = text[scanner.getTokenOffset()] ?? "";
        const isLiteral = kind !== jsonc.SyntaxKind.Unknown && /[-\dtfn]/.test(first);
        const next = grammar[expected]?.[isLiteral ? "literal" : first];
        const error = scanner.getTokenError();
        if (next === undefined || error === jsonc.ScanError.UnexpectedEndOfNumber) {
            return mistake(expected);
        } else if (error === jsonc.ScanError.UnexpectedEndOfString) {
            return mistake("the end of a string, in which a line break is \\n", scanner.getPosition());
        } else if (error !== jsonc.ScanError.None) {
            const isControl = error === jsonc.ScanError.InvalidCharacter;
            const found = noStringPart.exec(text.slice(scanner.getTokenOffset()));
            return mistake(
                isControl ? "the escape of a control character" : "an escape such as \\n or \\u00e9",
                scanner.getTokenOffset() + (found ? found.index + found[0].length - 1 : 0),
            );
        } else if (first === "{" || first === "[") {
            open.push(first === "{" ? "}" : "]");
        } else if (first === open.at(-1)) {
            open.pop();
        }
        expected = next || (open.length > 0 ? `a comma or ${open.at(-1) ?? ""}` : "nothing more");
    }
}

/** What is in the way, from its beginning; undefined where the text's end is, also in the midst of a word. */
function shown(rest: string): string | undefined {
    const isCut = /^-?(?:\d[\d.eE+-]*)?$/.test(rest) || ["true", "false", "null"].some((word) => word.startsWith(rest));
    return isCut ? undefined : JSON.stringify(/^"[^"]{0,20}"?|^[^\s{}[\]",:/]{1,20}|^./su.exec(rest)?.[0]);
}
