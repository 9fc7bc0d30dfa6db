import type Big from "big.js";
import { groupBy } from "../../plan/group";
import type { CostDiff, ResourceDiff } from "../diff";
import { shortType } from "../group";
import { dollars, signedDollars } from "../money";
import { sum, type Band } from "../quantity";
import { movedBy } from "./words";

/** A row of a comparison: a resource that moves, or several that move alike. */
export interface DiffRow {
    readonly region: string;
    readonly what: string;
    /** Dollars; empty where there is no such side. */
    readonly before: string;
    readonly after: string;
    readonly delta: string;
    readonly isSaving: boolean;
    readonly by: string;
    /** How far the amount moves. */
    readonly size: Big;
}

/**
 * What moves, in the order of regions that the comparison has, what moves most first; resources of one type that move
 * alike share a row.
 */
export function diffRows({ moved }: CostDiff): readonly DiffRow[] {
    const keys = new Map<Band, string>();
    const keyOf = (amount: Band): string => {
        const key = keys.get(amount) ?? amountKey(amount);
        keys.set(amount, key);
        return key;
    };
    const alike = groupBy(moved, (one) =>
        [one.region, one.type, one.kind, movedBy(one), keyOf(one.before), keyOf(one.after)].join("\n"),
    );
    const rows = [...alike.values()].flatMap((same) => {
        const [first] = same;
        return first ? [rowOf(first, same)] : [];
    });
    // Resources come sorted; rows of several do not.
    return [...groupBy(rows, ({ region }) => region).values()].flatMap((own) => own.sort((a, b) => b.size.cmp(a.size)));
}

function rowOf(first: ResourceDiff, same: readonly ResourceDiff[]): DiffRow {
    const delta = sum(same.map((one) => one.delta));
    const kind = shortType(first.type);
    return {
        region: first.region,
        what: same.length === 1 ? `${kind} ${first.name}` : `${same.length} × ${kind}`,
        before: first.kind === "create" ? "" : dollars(sum(same.map((one) => one.before)).typical),
        after: first.kind === "delete" ? "" : dollars(sum(same.map((one) => one.after)).typical),
        delta: signedRange(delta),
        isSaving: delta.typical.lt(0),
        by: movedBy(first),
        size: delta.typical.abs(),
    };
}

/** Where only the ends of a range move, the difference says which. */
export function signedRange({ low, typical, high }: Band): string {
    if (!typical.eq(0)) {
        return signedDollars(typical);
    }
    return high.eq(0) && low.eq(0) ? "–" : high.eq(0) ? `low ${signedDollars(low)}` : `high ${signedDollars(high)}`;
}

function amountKey({ low, typical, high }: Band): string {
    return [low, typical, high].map((amount) => amount.toFixed()).join(" ");
}
