import type { Plan } from "../plan/plan";
import type { Change } from "../plan/readers/plan-input";
import { compareBuckets, groupItems, homeOf, itemsOf } from "./group";
import type { Estimate, ResourceCost } from "./estimate";
import { causeFinder, type Cause } from "./cause";
import { add, combine, zero, type Band } from "./quantity";
import { sameResource } from "./same-resource";

/** A plan with what it costs. */
export interface Side {
    readonly plan: Plan;
    readonly estimate: Estimate;
}

/** What goes into a comparison. Both sides come from the same usage file, or its edits would pass for the program's. */
export interface DiffInput {
    readonly before: Side;
    readonly after: Side;
    /** What the older side is: `what is deployed`, a file's name. */
    readonly against: string;
    /** What a preview says of each resource that changes. */
    readonly changes?: ReadonlyMap<string, Change>;
    /** Prices another plan as both sides were priced: a cause is found by trying. */
    readonly estimate: (plan: Plan) => Estimate;
}

/** How a bill changes. */
export interface CostDiff {
    readonly against: string;
    readonly before: Band;
    readonly after: Band;
    /** Sum of the differences of what can be compared, exactly. */
    readonly delta: Band;
    readonly regions: readonly RegionDiff[];
    /** Resources whose amount moves, by region, then the largest move first. */
    readonly moved: readonly ResourceDiff[];
    /** Resources that one side cannot price: no difference is told of them, least of all a saving. */
    readonly notComparable: readonly NotComparable[];
    /** What a reader has to know beside the figures. */
    readonly notes: readonly string[];
}

export interface RegionDiff {
    readonly region: string;
    readonly before: Band;
    readonly after: Band;
    readonly delta: Band;
}

export interface ResourceDiff {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly region: string;
    /** `same`: nothing in it changed, and something beside it did. */
    readonly kind: Change["kind"] | "same";
    readonly before: Band;
    readonly after: Band;
    readonly delta: Band;
    /** The one property that moved it; none for what appears or goes. */
    readonly cause?: Cause;
}

export interface NotComparable {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly region: string;
    readonly reason: string;
}

/** A resource on either side. */
interface Pair {
    readonly before: ResourceCost | undefined;
    readonly after: ResourceCost | undefined;
}

/** What changes between two plans, resource by resource. */
export function compareCosts(input: DiffInput): CostDiff {
    const { before, after, against, changes } = input;
    const pairs = pairsOf(before.estimate, after.estimate);
    const unpriced = pairs.filter(isOneSided);
    const comparable = pairs.filter((pair) => !isOneSided(pair));
    const findCause = causeFinder(input);
    const moved = comparable.flatMap((pair): ResourceDiff[] => {
        const delta = deltaOf(pair);
        const { kind, facts } = described(pair, changes);
        if (isNothing(delta)) {
            return [];
        }
        const cause = pair.before && pair.after && findCause(pair.before, pair.after);
        const sides = { before: pair.before?.monthly ?? zero, after: pair.after?.monthly ?? zero };
        return [{ ...facts, kind, ...sides, delta, ...(cause ? { cause } : {}) }];
    });
    return {
        against,
        before: before.estimate.monthly,
        after: after.estimate.monthly,
        delta: comparable.map(deltaOf).reduce(add, zero),
        regions: regionDiffs(before, after),
        moved: moved.sort(byRegionThenSize),
        notComparable: unpriced.map((pair) => notComparable(pair, changes)),
        notes: notesOf(pairs, changes),
    };
}

function pairsOf(before: Estimate, after: Estimate): readonly Pair[] {
    const olds = new Map(before.resources.map((cost) => [sameResource(cost.resource.urn), cost]));
    const news = new Set(after.resources.map(({ resource }) => sameResource(resource.urn)));
    return [
        ...after.resources.map((cost): Pair => ({ before: olds.get(sameResource(cost.resource.urn)), after: cost })),
        ...before.resources
            .filter(({ resource }) => !news.has(sameResource(resource.urn)))
            .map((cost): Pair => ({ before: cost, after: undefined })),
    ];
}

/** Whether a difference would compare a price with a gap. A gap on both sides is no difference, but no knowledge either. */
function isOneSided({ before, after }: Pair): boolean {
    return before?.state.kind === "not priced" || after?.state.kind === "not priced";
}

function deltaOf({ before, after }: Pair): Band {
    return combine(after?.monthly ?? zero, before?.monthly ?? zero, (x, y) => x.minus(y));
}

function isNothing({ low, typical, high }: Band): boolean {
    return low.eq(0) && typical.eq(0) && high.eq(0);
}

function described(pair: Pair, changes: DiffInput["changes"]) {
    const cost = (pair.after ?? pair.before) as ResourceCost;
    const { urn, type, name } = cost.resource;
    return { kind: changes?.get(urn)?.kind ?? kindOf(pair), facts: { urn, type, name, region: homeOf(cost) } };
}

function kindOf({ before, after }: Pair): ResourceDiff["kind"] {
    if (!before) {
        return "create";
    }
    if (!after) {
        return "delete";
    }
    return JSON.stringify(before.resource.inputs) === JSON.stringify(after.resource.inputs) ? "same" : "update";
}

function notComparable(pair: Pair, changes: DiffInput["changes"]): NotComparable {
    const { facts } = described(pair, changes);
    const side = pair.after?.state.kind === "not priced" ? pair.after : pair.before;
    return { ...facts, reason: side?.state.kind === "not priced" ? side.state.reason : "" };
}

function notesOf(pairs: readonly Pair[], changes: DiffInput["changes"]): readonly string[] {
    const named = (kind: Change["kind"]): string[] =>
        pairs.flatMap((pair) => {
            const { kind: own, facts } = described(pair, changes);
            return own === kind && changes ? [facts.name] : [];
        });
    const imported = named("import");
    const retained = named("retain");
    return [
        ...(imported.length > 0 ? [`imported, so paid already: ${imported.join(", ")}`] : []),
        ...(retained.length > 0
            ? [`leaves the stack and stays on AWS and on its bill: ${retained.join(", ")} (retainOnDelete)`]
            : []),
    ];
}

function regionDiffs(before: Side, after: Side): readonly RegionDiff[] {
    const sums = (side: Side): ReadonlyMap<string, Band> =>
        new Map(
            groupItems(itemsOf(side.estimate), { kind: "region" }, side.plan).map(({ name, monthly }) => [
                name,
                monthly,
            ]),
        );
    const [olds, news] = [sums(before), sums(after)];
    return [...new Set([...olds.keys(), ...news.keys()])].sort(compareBuckets).map((region) => {
        const [old, now] = [olds.get(region) ?? zero, news.get(region) ?? zero];
        return { region, before: old, after: now, delta: combine(now, old, (x, y) => x.minus(y)) };
    });
}

function byRegionThenSize(a: ResourceDiff, b: ResourceDiff): number {
    return (
        compareBuckets(a.region, b.region) ||
        b.delta.typical.abs().cmp(a.delta.typical.abs()) ||
        (a.urn < b.urn ? -1 : Number(a.urn > b.urn))
    );
}
