import type { Plan } from "../plan/plan";

/** Components that a twin runs, or whose part it plays; what else a plan has, it leaves out and says so. */
const played = new Set([
    "Platform",
    "Foundation",
    "Cell",
    "Network",
    "CellLink",
    "TransitLink",
    "LoadBalancer",
    "AppBundle",
    "Bucket",
    "ScalingGroup",
    "GlobalDatabase",
    "RegionalCluster",
    "Keys",
    "Secret",
    "Traffic",
]);

/** A kind of component that a twin leaves out, and how many of it the plan has. */
export interface Unrun {
    /** The component's class, e.g. "GlobalTable". */
    readonly kind: string;
    readonly count: number;
}

/** What of a plan a twin does not run yet, by name. */
export function unrun({ resources }: Plan): readonly Unrun[] {
    const counts = new Map<string, number>();
    for (const { custom, type } of resources) {
        const kind = type.split(":").pop() ?? type;
        if (!custom && !played.has(kind)) {
            counts.set(kind, (counts.get(kind) ?? 0) + 1);
        }
    }
    return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

/** One line for people: `2 Cache, GlobalTable`; empty when nothing is left out. */
export function unrunText(parts: readonly Unrun[]): string {
    return parts.map(({ kind, count }) => (count === 1 ? kind : `${count} ${kind}`)).join(", ");
}
