import type Big from "big.js";
import type { CostDiff, ResourceDiff } from "../diff";
import type { Band } from "../quantity";

/** A comparison for programs; amounts are decimal strings, ranges where a range was asked for. */
export function diffJson({ against, before, after, delta, regions, moved, notComparable, notes }: CostDiff): unknown {
    return {
        against,
        before: range(before),
        after: range(after),
        delta: range(delta),
        regions: regions.map((one) => ({
            region: one.region,
            before: one.before.typical.toFixed(),
            after: one.after.typical.toFixed(),
            delta: one.delta.typical.toFixed(),
        })),
        resources: moved.map(resourceJson),
        notComparable,
        notes,
    };
}

function resourceJson({ urn, type, name, region, kind, before, after, delta, cause }: ResourceDiff): unknown {
    const amounts = { before: before.typical, after: after.typical, delta: delta.typical };
    return {
        urn,
        type,
        name,
        region,
        kind,
        ...Object.fromEntries(Object.entries(amounts).map(([key, amount]: [string, Big]) => [key, amount.toFixed()])),
        range: { before: range(before), after: range(after), delta: range(delta) },
        ...(cause ? { cause: { ...cause, before: cause.before ?? null, after: cause.after ?? null } } : {}),
    };
}

function range({ low, typical, high }: Band): { low: string; typical: string; high: string } {
    return { low: low.toFixed(), typical: typical.toFixed(), high: high.toFixed() };
}
