import type { Plan } from "../plan/plan";
import type { Change } from "../plan/readers/plan-input";
import { compareBuckets, groupItems, homeOf, itemsOf, monthlyOf } from "./group";
import type { Estimate, ResourceCost } from "./estimate";
import { hasGap } from "./gap";
import { causeFinder, type Cause } from "./cause";
import { isNothing, minus, sum, zero, type Band } from "./quantity";
import { isSame, sameResource } from "./same-resource";

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
    /** Changed resources that one side cannot price, as a whole or in some lines: no difference is told of those, least of all a saving. */
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
    const findCause = causeFinder(input);
    const moved: ResourceDiff[] = [];
    pairs.forEach((pair) => {
        // What nothing happens to is priced once.
        if (pair.before === pair.after) {
            return;
        }
        const sides = comparedSides(pair);
        const delta = minus(sides.after, sides.before);
        if (isNothing(delta)) {
            return;
        }
        const cause = pair.before && pair.after && findCause(pair.before, pair.after);
        const { urn, type, name, region } = factsOf(pair);
        const one = {
            urn,
            type,
            name,
            region,
            kind: kindOf(pair, changes),
            before: sides.before,
            after: sides.after,
            delta,
        };
        moved.push(cause ? { ...one, cause } : one);
    });
    return {
        against,
        before: before.estimate.monthly,
        after: after.estimate.monthly,
        delta: sum(moved.map(({ delta }) => delta)),
        regions: regionDiffs(before, after),
        moved: byRegionThenSize(moved),
        notComparable: pairs.filter((pair) => gapsOf(pair) !== noGaps).flatMap((pair) => notCompared(pair, changes)),
        notes: notesOf(pairs, changes),
    };
}

function pairsOf(before: Estimate, after: Estimate): readonly Pair[] {
    if (before.resources.length === 0) {
        return after.resources.map((cost): Pair => ({ before: undefined, after: cost }));
    }
    const olds = new Map(before.resources.map((cost) => [sameResource(cost.resource.urn), cost]));
    const both = new Set<string>();
    const pairs = after.resources.map((cost): Pair => {
        const key = sameResource(cost.resource.urn);
        const old = olds.get(key);
        if (old) {
            both.add(key);
        }
        return { before: old, after: cost };
    });
    const gone = before.resources.filter(({ resource }) => !both.has(sameResource(resource.urn)));
    return [...pairs, ...gone.map((cost): Pair => ({ before: cost, after: undefined }))];
}

/** What most resources have. */
const noGaps: ReadonlySet<string> = new Set();

/** Names of the lines that one side has no price for; undefined where a side has no lines to compare at all. */
function gapsOf({ before, after }: Pair): ReadonlySet<string> | undefined {
    if (!(before && hasGap(before.state)) && !(after && hasGap(after.state))) {
        return noGaps;
    }
    const sides = [before, after].flatMap((side) => side ?? []);
    if (sides.some(({ state, lines }) => state.kind === "not priced" && lines.length === 0)) {
        return undefined;
    }
    return new Set(
        sides.flatMap(({ lines }) => lines.filter(({ charge }) => charge.kind === "no price").map(({ name }) => name)),
    );
}

/** What both sides have prices for: a difference with a gap would pass for a saving, or for a rise. */
function comparedSides(pair: Pair): { readonly before: Band; readonly after: Band } {
    const gaps = gapsOf(pair);
    if (gaps?.size === 0) {
        return { before: pair.before?.monthly ?? zero, after: pair.after?.monthly ?? zero };
    }
    const compared = (side: ResourceCost | undefined): Band =>
        gaps === undefined || side === undefined
            ? zero
            : sum(side.lines.filter(({ name }) => !gaps.has(name)).map(monthlyOf));
    return { before: compared(pair.before), after: compared(pair.after) };
}

function factsOf(pair: Pair): Omit<NotComparable, "reason"> {
    const cost = (pair.after ?? pair.before) as ResourceCost;
    const { urn, type, name } = cost.resource;
    return { urn, type, name, region: homeOf(cost) };
}

function kindOf({ before, after }: Pair, changes: DiffInput["changes"]): ResourceDiff["kind"] {
    const known = changes?.get((after ?? before)?.resource.urn ?? "");
    if (known) {
        return known.kind;
    }
    if (!before || !after) {
        return before ? "delete" : "create";
    }
    // A preview names everything that changes.
    return changes !== undefined || isSame(before.resource, after.resource) ? "same" : "update";
}

/** A gap in what stays as it is says nothing about the change. */
function notCompared(pair: Pair, changes: DiffInput["changes"]): readonly NotComparable[] {
    const gaps = gapsOf(pair);
    if (gaps?.size === 0 || kindOf(pair, changes) === "same") {
        return [];
    }
    const reasons = [pair.after, pair.before].flatMap((side) =>
        side && hasGap(side.state) ? [side.state.reason] : [],
    );
    return [{ ...factsOf(pair), reason: reasons[0] ?? "" }];
}

function notesOf(pairs: readonly Pair[], changes: DiffInput["changes"]): readonly string[] {
    const kinds = new Set([...(changes?.values() ?? [])].map(({ kind }) => kind));
    const named = (kind: Change["kind"]): string[] =>
        (kinds.has(kind) ? pairs : []).flatMap((pair) => {
            return changes && kindOf(pair, changes) === kind ? [factsOf(pair).name] : [];
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
        return { region, before: old, after: now, delta: minus(now, old) };
    });
}

function byRegionThenSize(moved: readonly ResourceDiff[]): readonly ResourceDiff[] {
    const regions = ranksOf(
        moved.map(({ region }) => region),
        compareBuckets,
    );
    const sizes = ranksOf(
        moved.map(({ delta }) => delta.typical),
        (a, b) => b.abs().cmp(a.abs()),
    );
    return moved
        .map((one) => ({ one, region: regions.get(one.region) ?? 0, size: sizes.get(one.delta.typical) ?? 0 }))
        .sort(
            (a, b) =>
                a.region - b.region || a.size - b.size || (a.one.urn < b.one.urn ? -1 : Number(a.one.urn > b.one.urn)),
        )
        .map(({ one }) => one);
}

/** Where each of some things stands among them, so that each two are compared once; what is alike shares its rank. */
function ranksOf<T>(things: readonly T[], compare: (a: T, b: T) => number): ReadonlyMap<T, number> {
    let rank = 0;
    return new Map(
        [...new Set(things)].sort(compare).map((thing, at, sorted) => {
            const previous = sorted[at - 1];
            rank += previous !== undefined && compare(previous, thing) !== 0 ? 1 : 0;
            return [thing, rank];
        }),
    );
}
