import type Big from "big.js";
import { compareCosts, type ResourceDiff, type Side } from "../../cost/diff";
import type { Estimate } from "../../cost/estimate";
import type { Plan } from "../../plan/plan";
import type { MovingChange } from "./moving-change";

/**
 * The change that moved the monthly cost the most, all resources that share it together; undefined when nothing moved it,
 * or when no one property did.
 */
export function costCause(before: Side, after: Side, estimate: (plan: Plan) => Estimate): MovingChange | undefined {
    const { moved } = compareCosts({ before, after, against: "before", estimate });
    const shared = new Map<string, { readonly change: MovingChange; readonly delta: Big }>();
    for (const one of moved) {
        const change = changeOf(one);
        if (!change) {
            continue;
        }
        const { names, ...rest } = change;
        const key = JSON.stringify(rest);
        const known = shared.get(key);
        shared.set(key, {
            change: { ...change, names: [...(known?.change.names ?? []), ...names] },
            delta: one.delta.typical.plus(known?.delta ?? 0),
        });
    }
    const largest = [...shared.values()].sort((a, b) => b.delta.abs().cmp(a.delta.abs()))[0];
    return largest?.change;
}

function changeOf({ kind, type, name, cause }: ResourceDiff): MovingChange | undefined {
    const typeName = type.split(":").pop() ?? type;
    if (kind === "create" || kind === "delete") {
        return { how: kind === "create" ? "created" : "deleted", kind: typeName, names: [name] };
    }
    return cause && { how: "changed", kind: typeName, names: [cause.of ?? name], ...pathOf(cause) };
}

function pathOf({ path, before, after }: NonNullable<ResourceDiff["cause"]>) {
    return { path, before, after };
}
