import Big from "big.js";
import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type Node, type YAMLMap } from "yaml";
import type { PlanResource } from "../../plan/plan";
import type { UsageKey } from "../mapping";
import { exactly, type Band } from "../quantity";
import { yamlMistakes } from "../yaml-mistakes";
import { transferOf, usageOf, type Entry, type NamedEntry } from "./entry";
import { nearest } from "./nearest";
import { resolved, shown } from "./nodes";
import { matcherAmong } from "./pattern";
import { monthHours, transferType, type UsageFile, type UsageSettings } from "./usage-file";

/** Which keys a type of resource takes; undefined for a type that takes none. */
export type KeysOf = (type: string) => { readonly [key: string]: UsageKey } | undefined;

/** What the reader has to know beside the file. */
export interface UsageContext {
    /** How messages call the file. */
    readonly name: string;
    readonly keysOf: KeysOf;
    /** Every type that takes keys, for "nearest" in messages. */
    readonly types: readonly string[];
    /** The resources that entries may name. */
    readonly resources: readonly PlanResource[];
}

/** Everything that is wrong with a usage file, each with its line. */
export class UsageProblems extends Error {
    constructor(readonly problems: readonly string[]) {
        super(problems.join("\n"));
        this.name = "UsageProblems";
    }
}

/** How long a resource is there, of every type that takes it. */
const hoursKey = "monthly_hrs";
const transferPrefix = "aws_data_transfer.";

/**
 * Reads a usage file: YAML with `version`, `settings`, `defaults` by type and `resources` by name or
 * URN with `*`, or by a component with all that stands in it.
 * @throws UsageProblems with the line, the key and the nearest valid key of everything that is wrong, all at once
 */
export function readUsage(text: string, context: UsageContext): UsageFile {
    return new UsageReader(text, context).read();
}

class UsageReader {
    private readonly lines = new LineCounter();
    private readonly document: Document.Parsed;
    private readonly problems: string[] = [];

    constructor(
        text: string,
        private readonly context: UsageContext,
    ) {
        this.document = parseDocument(text, { lineCounter: this.lines, uniqueKeys: true, prettyErrors: false });
    }

    read(): UsageFile {
        const mistakes = yamlMistakes(this.document, this.lines);
        if (mistakes.length > 0) {
            throw new UsageProblems(mistakes.map(({ line, message }) => `${this.context.name}:${line}: ${message}`));
        }
        const root = this.document.contents;
        if (!isMap(root)) {
            this.problem(root, "expected a mapping with version, settings, defaults and resources");
        }
        const sections = isMap(root) ? this.sections(root) : undefined;
        const settings = this.settings(sections?.get("settings"));
        const defaults = this.defaults(sections?.get("defaults"));
        const { entries, transfers } = this.resources(sections?.get("resources"));
        if (this.problems.length > 0) {
            throw new UsageProblems(this.problems);
        }
        return { settings, of: (resource) => usageOf(resource, defaults, entries), transfers };
    }

    private sections(root: YAMLMap): Map<string, Node | null> {
        const known = ["version", "settings", "defaults", "resources"];
        const sections = new Map<string, Node | null>();
        for (const [key, value, node] of this.pairs(root)) {
            if (!known.includes(key)) {
                this.problem(node, `${key}: expected one of ${known.join(", ")}${meant(key, known)}`);
            }
            sections.set(key, value);
        }
        const version = sections.get("version");
        if (!isScalar(version) || (version.value !== 1 && version.value !== "0.1")) {
            // Infracost's own files say 0.1 and mean the same keys.
            this.problem(version ?? root, "version: expected 1");
        }
        return sections;
    }

    private settings(node: Node | null | undefined): UsageSettings {
        let settings: UsageSettings = {};
        for (const [key, value, where] of this.pairs(node)) {
            if (key === "hours_per_month") {
                const hours = this.hours(value ?? where, key);
                settings = hours === undefined ? settings : { ...settings, hoursPerMonth: hours };
            } else if (key === "free_tier") {
                if (isScalar(value) && typeof value.value === "boolean") {
                    settings = { ...settings, freeTier: value.value };
                } else {
                    this.problem(value ?? where, "free_tier: expected true or false");
                }
            } else {
                this.problem(where, `${key}: expected hours_per_month or free_tier`);
            }
        }
        return settings;
    }

    private hours(node: Node | null, path: string): number | undefined {
        const hours = isScalar(node) ? node.value : undefined;
        const { least, most } = monthHours;
        if (typeof hours !== "number" || !(hours >= least && hours <= most)) {
            this.problem(node, `${path}: expected the hours of a month, ${least} to ${most}, got ${shown(node)}`);
            return undefined;
        }
        return hours;
    }

    private defaults(node: Node | null | undefined): ReadonlyMap<string, Entry> {
        const defaults = new Map<string, Entry>();
        for (const [type, value, where] of this.pairs(node)) {
            const keys = this.context.keysOf(type);
            if (keys) {
                defaults.set(type, this.entry(value, type, keys));
            } else {
                this.problem(where, `${type}: expected a type that usage decides${meant(type, this.context.types)}`);
            }
        }
        return defaults;
    }

    private resources(node: Node | null | undefined) {
        const entries: NamedEntry[] = [];
        const transfers: PlanResource[] = [];
        for (const [pattern, value, where] of this.pairs(node)) {
            if (pattern.startsWith(transferPrefix)) {
                const entry = this.entry(value, pattern, this.context.keysOf(transferType) ?? {});
                if (!isMap(value) || !value.has("region")) {
                    this.problem(where, `${pattern}.region: expected the region where the traffic starts`);
                }
                const transfer = transferOf(pattern, entry);
                transfers.push(transfer);
                entries.push({ matches: ({ urn }) => urn === transfer.urn, entry });
                continue;
            }
            const matches = matcherAmong(this.context.resources, pattern);
            const named = this.context.resources.filter(matches);
            if (named.length === 0) {
                const names = this.context.resources.map(({ name }) => name);
                this.problem(where, `${pattern}: expected a resource's name or URN${meant(pattern, names)}`);
                continue;
            }
            const keys = Object.assign({}, ...named.map(({ type }) => this.context.keysOf(type) ?? {})) as Record<
                string,
                UsageKey
            >;
            entries.push({ matches, entry: this.entry(value, pattern, keys) });
        }
        return { entries, transfers };
    }

    /** One entry; nested mappings make keys with dots. */
    private entry(node: Node | null | undefined, path: string, keys: { readonly [key: string]: UsageKey }): Entry {
        const entry: Entry = { bands: new Map(), choices: new Map() };
        this.collect(node, { path, prefix: "", keys, entry });
        return entry;
    }

    private collect(
        node: Node | null | undefined,
        at: { path: string; prefix: string; keys: { readonly [key: string]: UsageKey }; entry: Entry },
    ): void {
        for (const [name, value, where] of this.pairs(node)) {
            const key = `${at.prefix}${name}`;
            const known = at.keys[key];
            const path = `${at.path}.${key}`;
            if (known && "oneOf" in known) {
                this.choice(value ?? where, { path, known, key, entry: at.entry });
            } else if (known) {
                const band = this.number(value ?? where, path);
                if (band && key === hoursKey && band.high.gt(monthHours.most)) {
                    this.problem(value, `${path}: expected at most ${monthHours.most} hours, which a month has`);
                } else if (band) {
                    at.entry.bands.set(key, band);
                }
            } else if (isMap(value) && Object.keys(at.keys).some((one) => one.startsWith(`${key}.`))) {
                this.collect(value, { ...at, prefix: `${key}.` });
            } else {
                this.problem(where, `${path}: no such key${meant(key, Object.keys(at.keys))}`);
            }
        }
    }

    private choice(
        node: Node | null,
        {
            path,
            known,
            key,
            entry,
        }: { path: string; known: UsageKey & { oneOf: readonly string[] }; key: string; entry: Entry },
    ): void {
        const value = isScalar(node) ? node.value : undefined;
        if (typeof value === "string" && known.oneOf.includes(value)) {
            entry.choices.set(key, value);
        } else {
            this.problem(node, `${path}: expected ${known.oneOf.join(" or ")}, got ${shown(node)}`);
        }
    }

    /** A number, or a range `{low, typical, high}` in order. */
    private number(node: Node | null | undefined, path: string): Band | undefined {
        if (isMap(node)) {
            return this.range(node, path);
        }
        const end = this.end(node, path, ", or {low, typical, high}");
        return end && exactly(end);
    }

    private end(node: Node | null | undefined, path: string, otherwise = ""): Big | undefined {
        const value = isScalar(node) ? node.value : undefined;
        if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
            this.problem(node, `${path}: expected a number of 0 or more${otherwise}, got ${shown(node)}`);
            return undefined;
        }
        // As the file spells it: a float would round what a decimal keeps. YAML also has +5 and 0x1f, which are whole.
        const source = isScalar(node) ? node.source?.replace(/^\+/, "") : undefined;
        return new Big(source === undefined || /^0[xo]/i.test(source) ? value : source);
    }

    private range(node: YAMLMap, path: string): Band | undefined {
        const known = ["low", "typical", "high"] as const;
        const found = this.pairs(node);
        const strange = found.filter(([key]) => !known.some((end) => end === key));
        strange.forEach(([key, , where]) => this.problem(where, `${path}.${key}: no such key${meant(key, known)}`));
        const missing = known.filter((end) => !node.has(end));
        if (strange.length > 0 || missing.length > 0) {
            missing.forEach((end) => this.problem(node, `${path}: expected {low, typical, high}, got no ${end}`));
            return undefined;
        }
        const [low, typical, high] = known.map((end) => this.end(node.get(end, true), `${path}.${end}`));
        if (!low || !typical || !high) {
            return undefined;
        }
        if (low.gt(typical) || typical.gt(high)) {
            this.problem(node, `${path}: expected low <= typical <= high`);
            return undefined;
        }
        return { low, typical, high };
    }

    private pairs(node: Node | null | undefined): [key: string, value: Node | null, where: Node | null][] {
        if (!node || (isScalar(node) && node.value === null)) {
            return [];
        }
        if (!isMap(node)) {
            this.problem(node, `expected keys with values, got ${shown(node)}`);
            return [];
        }
        return node.items
            .filter(isPair)
            .map(({ key, value }) => [
                String(isScalar(key) ? key.value : key),
                resolved(value as Node | null, this.document),
                key as Node | null,
            ]);
    }

    private problem(node: Node | null | undefined, message: string): void {
        const line = node?.range ? this.lines.linePos(node.range[0]).line : 1;
        this.problems.push(`${this.context.name}:${line}: ${message}`);
    }
}

/** The nearest word that is known; nothing where none is. */
function meant(word: string, known: readonly string[]): string {
    const near = nearest(word, known);
    return near === undefined ? "" : `; did you mean ${near}?`;
}
