import Big from "big.js";
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Node } from "yaml";
import { nearest } from "../usage/nearest";
import { yamlMistakes } from "../yaml-mistakes";
import { matcher, type Adjustments, type Discount, type OwnPrice } from "./adjusted-book";
import type { BookEntry, PriceBook } from "./price-book";

/** Everything that is wrong with a file of own prices, each with its line. */
export class AdjustmentProblems extends Error {
    constructor(readonly problems: readonly string[]) {
        super(problems.join("\n"));
        this.name = "AdjustmentProblems";
    }
}

export interface AdjustmentContext {
    /** How messages call the file. */
    readonly name: string;
    /** The list: an entry that changes nothing in it is a mistake. */
    readonly book: PriceBook;
}

/** Keys of one entry: texts, and the number that it is about. */
interface EntryShape {
    readonly number: string;
    readonly texts: readonly string[];
    readonly needed: readonly string[];
}

const discountShape: EntryShape = { number: "percent", texts: ["service", "region", "label"], needed: [] };
const priceShape: EntryShape = {
    number: "usd",
    texts: ["service", "label", "region", "unit"],
    needed: ["service", "label"],
};

/** An entry whose shape is right. */
interface Entry {
    readonly line: number;
    readonly amount: Big;
    readonly texts: { readonly [key: string]: string };
}

/**
 * Reads a file of discounts and own prices: YAML with `version: 1`, `discounts` (`percent`, and any of `service`,
 * `region`, `label`, with `*` for any letters) and `prices` (`service`, `label`, `usd`, and `region` or `unit`).
 * @throws AdjustmentProblems with the line of everything that is wrong, also of what no price of the list is meant by
 */
export function readAdjustments(text: string, { name, book }: AdjustmentContext): Adjustments {
    const reader = new AdjustmentReader(text, name);
    const sections = reader.sections();
    const discounts = reader.entries(sections.get("discounts"), "discounts", discountShape);
    const prices = reader.entries(sections.get("prices"), "prices", priceShape);
    const rows = [...book.entries()];
    const problems = [
        ...reader.problems,
        ...discounts.flatMap((entry) => discountProblems(entry, rows)),
        ...prices.flatMap((entry) => priceProblems(entry, rows)),
    ].map(({ line, message }) => `${name}:${line}: ${message}`);
    if (problems.length > 0) {
        throw new AdjustmentProblems(problems);
    }
    return {
        origin: name,
        discounts: discounts.map(({ amount, texts }): Discount => ({ ...texts, percent: amount })),
        prices: prices.map(({ amount, texts }): OwnPrice => ({ service: "", label: "", ...texts, usd: amount })),
    };
}

interface Problem {
    readonly line: number;
    readonly message: string;
}

function discountProblems({ line, amount, texts }: Entry, rows: readonly BookEntry[]): readonly Problem[] {
    const matches = matcher(texts);
    const services = new Set(rows.map((row) => row.name.service));
    return [
        ...(amount.gt(100)
            ? [{ line, message: `discounts: percent: expected 0 to 100, got ${amount.toFixed()}` }]
            : []),
        ...(rows.some((row) => matches(row.name, row.place))
            ? []
            : [{ line, message: `discounts: no price of the list is meant${meant(texts["service"], services)}` }]),
    ];
}

/** A price that the book does not have must say all about itself. */
function priceProblems({ line, texts }: Entry, rows: readonly BookEntry[]): readonly Problem[] {
    const { service = "", label = "", region, unit } = texts;
    const isListed = rows.some(
        ({ name, place }) =>
            name.service === service && name.label === label && (region === undefined || region === place),
    );
    if (isListed || (region !== undefined && unit !== undefined)) {
        return [];
    }
    const labels = rows.filter((row) => row.name.service === service).map((row) => row.name.label);
    const known = labels.length > 0 ? labels : rows.map((row) => row.name.service);
    const word = labels.length > 0 ? label : service;
    return [
        {
            line,
            message: `prices: the list has no ${service} "${label}"${meant(word, new Set(known))}; a price of your own needs region and unit`,
        },
    ];
}

function meant(word: string | undefined, known: ReadonlySet<string>): string {
    const near = word === undefined || known.has(word) ? undefined : nearest(word, [...known]);
    return near === undefined ? "" : `; did you mean ${near}?`;
}

class AdjustmentReader {
    readonly problems: Problem[] = [];
    private readonly lines = new LineCounter();
    private readonly root: Node | null;

    constructor(text: string, name: string) {
        const document = parseDocument(text, { lineCounter: this.lines, uniqueKeys: true, prettyErrors: false });
        this.root = document.contents;
        const mistakes = yamlMistakes(document, this.lines);
        if (mistakes.length > 0) {
            throw new AdjustmentProblems(mistakes.map(({ line, message }) => `${name}:${line}: ${message}`));
        }
    }

    sections(): ReadonlyMap<string, Node | null> {
        const known = ["version", "discounts", "prices"];
        const sections = new Map(this.pairs(this.root, "expected a mapping with version, discounts and prices"));
        for (const key of sections.keys()) {
            if (!known.includes(key)) {
                this.problem(this.root, `${key}: expected one of ${known.join(", ")}`);
            }
        }
        const version = sections.get("version");
        if (!isScalar(version) || version.value !== 1) {
            this.problem(version ?? this.root, "version: expected 1");
        }
        return sections;
    }

    entries(node: Node | null | undefined, section: string, shape: EntryShape): readonly Entry[] {
        if (node === undefined || node === null) {
            return [];
        }
        if (!isSeq(node)) {
            this.problem(node, `${section}: expected a list`);
            return [];
        }
        return node.items.flatMap((item) => this.entry(item as Node, section, shape));
    }

    private entry(node: Node, section: string, { number, texts, needed }: EntryShape): readonly Entry[] {
        const pairs = new Map(this.pairs(node, `${section}: expected a mapping with ${number}`));
        const before = this.problems.length;
        const found: Record<string, string> = {};
        for (const [key, value] of pairs) {
            if (texts.includes(key) && isScalar(value) && typeof value.value === "string") {
                found[key] = value.value;
            } else if (texts.includes(key)) {
                this.problem(value ?? node, `${section}: ${key}: expected a text`);
            } else if (key !== number) {
                this.problem(value ?? node, `${section}: ${key}: expected one of ${[number, ...texts].join(", ")}`);
            }
        }
        for (const key of needed.filter((one) => found[one] === undefined)) {
            this.problem(node, `${section}: ${key}: expected a text, got nothing`);
        }
        const amount = this.amount(pairs.get(number) ?? node, `${section}: ${number}`);
        return amount && this.problems.length === before ? [{ line: this.lineOf(node), amount, texts: found }] : [];
    }

    private amount(node: Node, path: string): Big | undefined {
        const { value, source } = isScalar(node) ? node : { value: undefined, source: undefined };
        if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
            this.problem(node, `${path}: expected a number of 0 or more`);
            return undefined;
        }
        // As the file spells it: a float would round what a decimal keeps.
        return new Big(source ?? value);
    }

    private pairs(node: Node | null, message: string): readonly [string, Node | null][] {
        if (!isMap(node)) {
            this.problem(node, message);
            return [];
        }
        return node.items
            .filter(isPair)
            .map(({ key, value }) => [String(isScalar(key) ? key.value : key), value as Node | null]);
    }

    private problem(node: Node | null, message: string): void {
        this.problems.push({ line: this.lineOf(node), message });
    }

    private lineOf(node: Node | null): number {
        return node?.range ? this.lines.linePos(node.range[0]).line : 1;
    }
}
