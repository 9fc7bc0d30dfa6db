import { groupBy } from "../../plan/group";
import type { CostLine, ResourceCost } from "../estimate";
import { monthlyOf, shortType, type Item } from "../group";
import { transferType } from "../usage/usage-file";
import { plainNumber } from "../money";
import { sum, zero, type Band } from "../quantity";

/** A row of a report: one line of a bill, of one resource or of several that are alike. */
export interface Row {
    /** `3 × NatGateway`, or a type with its name; empty below the first line of the same resources. */
    readonly what: string;
    /** As the bill has it: `hours`. */
    readonly line: string;
    /** How it comes about: `2,190 h × 0.048`. */
    readonly sum: string;
    /** Absent where usage or a price is missing. */
    readonly monthly?: Band;
}

/** The rows of a part of an estimate. Resources of one type with the same lines, prices and quantities share theirs. */
export function rowsOf(items: readonly Item[]): readonly Row[] {
    const resources = itemsOfEach(items);
    return [...groupBy(resources, signature).values()]
        .map((same) => {
            const rows = rowsOfAlike(same);
            return { rows, amount: sum(rows.map(({ monthly = zero }) => monthly)).typical };
        })
        .sort((a, b) => b.amount.cmp(a.amount))
        .flatMap(({ rows }) => rows);
}

/** The items of each resource, which stand together. */
function itemsOfEach(items: readonly Item[]): readonly (readonly Item[])[] {
    const resources: Item[][] = [];
    items.forEach((item) => {
        const last = resources.at(-1);
        if (last?.[0]?.cost === item.cost) {
            last.push(item);
        } else {
            resources.push([item]);
        }
    });
    return resources;
}

function rowsOfAlike(same: readonly (readonly Item[])[]): readonly Row[] {
    const [first = []] = same;
    const label = labelOf(first[0]?.cost, same.length);
    return first.map(({ line }, at): Row => {
        const lines = same.flatMap((items) => items[at]?.line ?? []);
        const monthly = line.charge.kind === "priced" ? { monthly: sum(lines.map(monthlyOf)) } : {};
        return {
            what: at === 0 ? label : "",
            line: line.name,
            sum: lines.length === 1 ? ownWords(line) : sumWords(line, lines),
            ...monthly,
        };
    });
}

function labelOf(cost: ResourceCost | undefined, count: number): string {
    const { type = "", name = "" } = cost?.resource ?? {};
    const kind = type === transferType ? shortType(type) : (type.split(":").at(-1) ?? type);
    return count === 1 ? `${kind} ${name}` : `${count} × ${kind}`;
}

function signature(items: readonly Item[]): string {
    const lines = items.map(({ line }) => `${line.name} ${line.place} ${ownWords(line)}`);
    return [items[0]?.cost.resource.type, ...lines].join("\n");
}

/** Of one line alone. Most lines of a large stack share their charges. */
const wordsOfCharges = new WeakMap<CostLine["charge"], { readonly unit: string; readonly words: string }>();

function ownWords(line: CostLine): string {
    const known = wordsOfCharges.get(line.charge);
    if (known?.unit === line.unit) {
        return known.words;
    }
    const words = sumWords(line, [line]);
    wordsOfCharges.set(line.charge, { unit: line.unit, words });
    return words;
}

/** How the amount of a line comes about; `lines` are those that are alike. */
function sumWords({ unit, charge }: CostLine, lines: readonly CostLine[]): string {
    switch (charge.kind) {
        case "no price":
            return "no price";
        case "usage needed":
            return `usage needed: ${plainNumber(charge.price.amount)}/${unit}`;
        case "priced": {
            const quantity = sum(lines.map((line) => (line.charge.kind === "priced" ? line.charge.quantity : zero)));
            const [first] = charge.steps;
            const price =
                charge.steps.length > 1 ? "steps of price" : first?.price ? plainNumber(first.price.amount) : "free";
            return `${plainNumber(quantity.typical)} ${unit} × ${price}`;
        }
    }
}
