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

type Closing = "}" | "]";

/** What may come next; by the names of the grammar. */
type Next = "value" | "value or ]" | "name" | "name or }" | ":" | "comma" | "end" | "rest of string" | "escape";

const words: { readonly [next in Exclude<Next, "comma">]: string } = {
    value: "a value",
    "value or ]": "a value or ]",
    name: "a name in double quotes",
    "name or }": "a name in double quotes or }",
    ":": "a colon",
    end: "nothing more",
    "rest of string": "the end of a string, in which a line break is \\n",
    escape: "an escape such as \\n or \\u00e9",
};

const space = /[ \t\n\r]*/y;
/** From the space on; what comes before it is a control character. */
const plain = /[ !#-[\]-\u{10ffff}]*/uy;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
/** A word or an escape that the text's end may have cut. */
const begun = /^(?:\\(?:u[\da-fA-F]{0,3})?|-|-?\d[\d.eE+-]*|t(?:r(?:ue?)?)?|f(?:a(?:l(?:se?)?)?)?|n(?:u(?:ll?)?)?)$/;

class Reading {
    private at = 0;
    private next: Next = "value";
    private readonly open: Closing[] = [];

    constructor(private readonly text: string) {}

    mistake(): JsonMistake {
        do {
            this.at += this.matched(space);
        } while (this.take());
        const rest = this.text.slice(this.at);
        const before = this.text.slice(0, this.at).split("\n");
        return {
            line: before.length,
            column: (before.at(-1)?.length ?? 0) + 1,
            expected: this.expected(),
            found: rest === "" || begun.test(rest) ? undefined : shown(rest),
        };
    }

    /** Goes over one token; false where there is none that may stand here. */
    private take(): boolean {
        const character = this.text[this.at] ?? "";
        if (character === this.open.at(-1) && /or|comma/.test(this.next)) {
            this.open.pop();
            return this.went(1, this.afterValue());
        }
        switch (this.next) {
            case "end":
                return false;
            case ":":
                return character === ":" && this.went(1, "value");
            case "comma":
                return character === "," && this.went(1, this.open.at(-1) === "}" ? "name" : "value");
            case "name":
            case "name or }":
                return character === '"' && this.takeString(":");
            default:
                return this.takeValue(character);
        }
    }

    private takeValue(character: string): boolean {
        if (character === "{" || character === "[") {
            this.open.push(character === "{" ? "}" : "]");
            return this.went(1, character === "{" ? "name or }" : "value or ]");
        }
        return character === '"'
            ? this.takeString(this.afterValue())
            : this.went(this.matched(scalar), this.afterValue());
    }

    /** Piece by piece: one pattern over a string of megabytes overflows the stack. */
    private takeString(next: Next): boolean {
        this.went(1, "rest of string");
        do {
            this.went(this.matched(plain), "rest of string");
        } while (this.went(this.matched(escape), "rest of string"));
        if (this.text[this.at] === "\\") {
            this.next = "escape";
            return false;
        }
        return this.text[this.at] === '"' && this.went(1, next);
    }

    private afterValue(): Next {
        return this.open.length > 0 ? "comma" : "end";
    }

    private went(length: number, next: Next): boolean {
        if (length > 0) {
            this.at += length;
            this.next = next;
        }
        return length > 0;
    }

    private matched(token: RegExp): number {
        token.lastIndex = this.at;
        return token.exec(this.text)?.[0].length ?? 0;
    }

    private expected(): string {
        return this.next === "comma" ? `a comma or ${this.open.at(-1) ?? ""}` : words[this.next];
    }
}

function mistakeIn(text: string): JsonMistake {
    return new Reading(text).mistake();
}

/** The beginning of what is in the way. */
function shown(rest: string): string {
    const [word = ""] = /^[\w.+-]{1,20}|^./su.exec(rest) ?? [];
    return JSON.stringify(word);
}
