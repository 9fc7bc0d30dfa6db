import { groupBy } from "../group";
import type { Plan, PlanResource } from "../plan";
import { byUrn } from "../read";

/** A component with the resources that stand in it and in no component below it. */
interface Part {
    readonly urn: string;
    readonly label: string;
    /** `everywhere` for what AWS has once, `several regions` for what stands in more than one. */
    readonly place: string;
}

/** Edges that Mermaid draws at most before it refuses a chart, unless a page configures it otherwise (its `maxEdges`). */
const maximumEdges = 500;

/**
 * A plan as a Mermaid flowchart, for documents: components in the region that they stand in, an arrow from each to what
 * it needs. What follows from other arrows is left out.
 */
export function planMermaid(plan: Plan): string {
    const owners = ownersOf(plan);
    const parts = partsOf(plan, owners);
    const ids = new Map(parts.map(({ urn }, at) => [urn, `n${at}`]));
    const places = [...groupBy(parts, ({ place }) => place)].sort(([a], [b]) => (a < b ? -1 : 1));
    const subgraphs = places.flatMap(([place, own], at) => [
        `    subgraph s${at}["${place}"]`,
        ...own.map(({ urn, label }) => `        ${ids.get(urn) ?? ""}["${label}"]`),
        "    end",
    ]);
    const needs = withoutImplied(needsOf(plan, owners));
    const arrows = [...needs].flatMap(([from, tos]) =>
        [...tos].map((to) => `    ${ids.get(from) ?? ""} --> ${ids.get(to) ?? ""}`),
    );
    const left = arrows.length - maximumEdges;
    const cut = left > 0 ? [`    %% ${left} more arrows than Mermaid draws`] : [];
    return ["flowchart LR", ...subgraphs, ...arrows.slice(0, maximumEdges), ...cut].join("\n");
}

/** The component that each resource stands in: the nearest above it. */
function ownersOf(plan: Plan): ReadonlyMap<string, string> {
    const all = byUrn(plan);
    const ownerOf = (resource: PlanResource): string | undefined => {
        const parent = all.get(resource.parent ?? "");
        return parent?.custom === true ? ownerOf(parent) : parent?.urn;
    };
    return new Map(
        plan.resources.flatMap((resource) => {
            const owner = resource.custom ? ownerOf(resource) : undefined;
            return owner === undefined ? [] : [[resource.urn, owner]];
        }),
    );
}

function partsOf(plan: Plan, owners: ReadonlyMap<string, string>): Part[] {
    const all = byUrn(plan);
    const members = groupBy(
        plan.resources.filter(({ urn }) => owners.has(urn)),
        ({ urn }) => owners.get(urn) ?? "",
    );
    return [...members].flatMap(([urn, own]) => {
        const component = all.get(urn);
        const kind = component?.type.split(":").pop() ?? "";
        return component ? [{ urn, label: `${kind}<br/>${escaped(component.name)}`, place: placeOf(own) }] : [];
    });
}

function placeOf(members: readonly PlanResource[]): string {
    const regions = new Set(members.flatMap(({ region }) => region ?? []));
    const [region] = regions;
    return regions.size > 1 ? "several regions" : (region ?? "everywhere");
}

function needsOf(plan: Plan, owners: ReadonlyMap<string, string>): Map<string, Set<string>> {
    const needs = new Map<string, Set<string>>();
    for (const { urn, dependencies } of plan.resources) {
        const from = owners.get(urn);
        for (const dependency of dependencies) {
            const to = owners.get(dependency);
            if (from !== undefined && to !== undefined && from !== to) {
                needs.set(from, (needs.get(from) ?? new Set()).add(to));
            }
        }
    }
    return needs;
}

/** Leaves out an arrow when a longer way says the same. Two components that need each other keep both arrows. */
function withoutImplied(needs: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
    const known = new Map<string, Set<string>>();
    const reach = (from: string): ReadonlySet<string> => {
        const found = known.get(from) ?? reachable(from, needs);
        known.set(from, found);
        return found;
    };
    const kept = new Map<string, Set<string>>();
    for (const [from, tos] of needs) {
        const implied = (to: string) =>
            [...tos].some((other) => other !== to && reach(other).has(to) && !reach(to).has(other));
        kept.set(from, new Set([...tos].filter((to) => !implied(to))));
    }
    return kept;
}

/** Everything that a component needs, near and far; itself too when it stands in a ring. */
function reachable(from: string, needs: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
    const found = new Set(needs.get(from));
    // A set's iteration goes on to what is added meanwhile.
    for (const one of found) {
        needs.get(one)?.forEach((next) => found.add(next));
    }
    return found;
}

/** Entities of Mermaid's own (https://mermaid.js.org/syntax/flowchart.html). */
function escaped(text: string): string {
    return text.replaceAll('"', "#quot;").replaceAll("<", "#lt;");
}
