import type Big from "big.js";
import type { Plan, PlanResource, PlanValue } from "../plan/plan";
import { dependenciesOf } from "../plan/unknown";
import type { Side } from "./diff";
import type { Estimate, ResourceCost } from "./estimate";
import { monthlyOf } from "./group";
import { comparable, sameResource } from "./same-resource";

/** The property that moved an amount. */
export interface Cause {
    /** As Pulumi names it: `storageType`, `rootBlockDevices.0.volumeSize`. */
    readonly path: string;
    /** Undefined where it was not there. */
    readonly before: PlanValue | undefined;
    readonly after: PlanValue | undefined;
    /** Name of the resource that has it, when it is another one. */
    readonly of?: string;
}

/** A property that differs between the sides. */
export interface Difference {
    readonly key: string;
    readonly name: string;
    readonly path: string;
    readonly before: PlanValue | undefined;
    readonly after: PlanValue | undefined;
}

/** How many resources may be priced while causes are looked for: seconds, not minutes, for the largest stacks. */
const mostPriced = 200_000;

/**
 * Finds causes by trying: the older plan with one changed property taken from the newer one is priced again, and the
 * property that moves the resource's amount the furthest towards its new one is the cause. What a line names as its
 * input is tried first, then other changes of the resource and of those that it refers to, then all others.
 */
export function causeFinder({
    before,
    after,
    estimate,
}: {
    readonly before: Side;
    readonly after: Side;
    readonly estimate: (plan: Plan) => Estimate;
}): (old: ResourceCost, now: ResourceCost) => Cause | undefined {
    // Only what moved asks for it, and most comparisons of large stacks have little that did.
    let found: ReadonlyMap<string, readonly Difference[]> | undefined;
    const differences = (): ReadonlyMap<string, readonly Difference[]> =>
        (found ??= differencesOf(before.plan, after.plan));
    const amounts = new Map<Difference, ReadonlyMap<string, Big>>();
    let left = mostPriced;
    const tried = (difference: Difference): ReadonlyMap<string, Big> | undefined => {
        const known = amounts.get(difference);
        if (known || left < before.plan.resources.length) {
            return known;
        }
        left -= before.plan.resources.length;
        const result = estimate(withChange(before.plan, difference));
        const found = new Map(result.resources.map((one) => [sameResource(one.resource.urn), one.monthly.typical]));
        amounts.set(difference, found);
        return found;
    };
    return (old, now) => {
        const key = sameResource(now.resource.urn);
        const target = now.monthly.typical.minus(old.monthly.typical);
        const { likely, others } = candidatesFor(old, now, differences());
        // Where one change alone is what the moved lines name, there is nothing to try.
        const [only] = likely;
        if (only && likely.length === 1 && (only.key === key || !differences().has(key))) {
            return causeOf(only, key);
        }
        let best: { readonly difference: Difference; readonly left: Big } | undefined;
        for (const difference of [...likely, ...others]) {
            const amount = tried(difference)?.get(key);
            const distance = amount && target.minus(amount.minus(old.monthly.typical)).abs();
            if (distance && distance.lt(best?.left ?? target.abs())) {
                best = { difference, left: distance };
            }
            if (best?.left.eq(0) === true) {
                break;
            }
        }
        const found = best?.difference ?? only;
        return found && causeOf(found, key);
    };
}

function causeOf({ key, name, path, before, after }: Difference, own: string): Cause {
    return { path, before, after, ...(key === own ? {} : { of: name }) };
}

/** The inputs of the lines that moved. */
function movedInputs(old: ResourceCost, now: ResourceCost): ReadonlySet<string> {
    const before = new Map(old.lines.map((line) => [`${line.name} ${line.place}`, monthlyOf(line).typical]));
    return new Set(
        now.lines.flatMap((line) => {
            const was = before.get(`${line.name} ${line.place}`);
            const moved = was?.eq(monthlyOf(line).typical) !== true;
            return moved && line.input !== undefined ? [line.input] : [];
        }),
    );
}

function isNamed({ path }: Difference, inputs: ReadonlySet<string>): boolean {
    return [...inputs].some((input) => path === input || path.startsWith(`${input}.`) || input.startsWith(`${path}.`));
}

/** What may have moved a resource: what its lines name as their inputs, in it or in what it refers to, and the rest. */
function candidatesFor(
    old: ResourceCost,
    now: ResourceCost,
    differences: ReadonlyMap<string, readonly Difference[]>,
): { readonly likely: readonly Difference[]; readonly others: readonly Difference[] } {
    const key = sameResource(now.resource.urn);
    const inputs = movedInputs(old, now);
    const own = differences.get(key) ?? [];
    const near = [...new Set(dependenciesOf(now.resource.inputs as PlanValue).map(sameResource))].flatMap(
        (other) => differences.get(other) ?? [],
    );
    const likely = [...own, ...near].filter((one) => isNamed(one, inputs));
    const known = new Set([...own, ...near]);
    const far = [...differences.values()].flat().filter((one) => !known.has(one));
    return { likely, others: [...[...own, ...near].filter((one) => !likely.includes(one)), ...far] };
}

/** What differs in resources that are on both sides, by resource. */
export function differencesOf(before: Plan, after: Plan): ReadonlyMap<string, readonly Difference[]> {
    const olds = new Map(before.resources.map((one) => [sameResource(one.urn), one]));
    return new Map(
        after.resources.flatMap((now): [string, readonly Difference[]][] => {
            const key = sameResource(now.urn);
            const old = olds.get(key);
            const found = old ? differencesIn(old, now) : [];
            return found.length > 0 ? [[key, found]] : [];
        }),
    );
}

function differencesIn(old: PlanResource, now: PlanResource): readonly Difference[] {
    const facts = { key: sameResource(now.urn), name: now.name };
    return leaves(old.inputs, now.inputs, "").map((leaf) => ({ ...facts, ...leaf }));
}

type Leaf = Pick<Difference, "path" | "before" | "after">;

/** The places where two values differ: as deep as both are mappings, or lists of one length. */
function leaves(before: PlanValue | undefined, after: PlanValue | undefined, path: string): readonly Leaf[] {
    if (comparable(before) === comparable(after)) {
        return [];
    }
    if (!isBranch(before) || !isBranch(after) || isList(before) !== isList(after)) {
        return [{ path, before, after }];
    }
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    if (isList(before) && Object.keys(before).length !== Object.keys(after).length) {
        return [{ path, before, after }];
    }
    return [...keys].flatMap((key) => leaves(before[key], after[key], path === "" ? key : `${path}.${key}`));
}

type Branch = { readonly [key: string]: PlanValue };

function isBranch(value: PlanValue | undefined): value is Branch {
    return typeof value === "object" && value !== null && !Object.keys(value).some((key) => key.startsWith("$"));
}

function isList(value: Branch): boolean {
    return Array.isArray(value);
}

/** A plan with one property of one resource changed. */
export function withChange(plan: Plan, { key, path, after }: Difference): Plan {
    const resources = plan.resources.map((one) =>
        sameResource(one.urn) === key ? { ...one, inputs: replaced(one.inputs, path.split("."), after) } : one,
    );
    return { ...plan, resources };
}

function replaced(branch: Branch, [key = "", ...rest]: readonly string[], value: PlanValue | undefined): Branch {
    const inner = branch[key];
    const next = rest.length === 0 || !isBranch(inner) ? value : replaced(inner, rest, value);
    if (isList(branch)) {
        const list = Object.values(branch).map((one, at) => (String(at) === key ? (next ?? null) : one));
        return list as unknown as Branch;
    }
    const others = Object.fromEntries(Object.entries(branch).filter(([name]) => name !== key));
    return next === undefined ? others : { ...others, [key]: next };
}
