import type Big from "big.js";
import type { CostDiff } from "./diff";
import type { Estimate } from "./estimate";
import { componentName, groupItems, itemsOf } from "./group";
import { dollars, signedDollars } from "./money";
import type { Plan, PlanResource } from "../plan/plan";
import { zero } from "./quantity";
import { nearest } from "./usage/nearest";
import { wildcard } from "./wildcard";

/** What a bill may be at the most, in dollars a month. A limit that is reached is not broken. */
export interface Limits {
    readonly monthly?: Big;
    readonly regions: ReadonlyMap<string, Big>;
    /** By a component's name as a report has it, `orders-euw1 (Network)`; `*` stands for any letters. */
    readonly components?: ReadonlyMap<string, Big>;
    /** How much more than before. */
    readonly increase?: Increase;
}

export type Increase =
    { readonly kind: "dollars"; readonly amount: Big } | { readonly kind: "percent"; readonly amount: Big };

/** What limits are held against. */
export interface Judged {
    readonly plan: Plan;
    readonly estimate: Estimate;
    readonly diff?: CostDiff | undefined;
}

/** A limit of a component that there is not would be held by everything; the message names the nearest one that is. */
export class NoSuchComponent extends Error {
    constructor(name: string, names: readonly string[]) {
        const near = nearest(name, names);
        const said = names.length === 0 ? "; this stack has none" : near === undefined ? "" : `; did you mean ${near}?`;
        super(`${name}: expected the name of a component${said}`);
        this.name = "NoSuchComponent";
    }
}

/**
 * The limits that typical amounts break, a line each. A total that leaves resources out still breaks a limit, and says
 * so: what is missing can only add to it.
 * @throws NoSuchComponent
 */
export function brokenLimits(
    { monthly, regions, components = new Map(), increase }: Limits,
    { plan, estimate, diff }: Judged,
): readonly string[] {
    const gaps = estimate.coverage.notPriced;
    const more = gaps > 0 ? `, ${gaps} ${gaps === 1 ? "resource" : "resources"} not counted or not wholly` : "";
    const total = estimate.monthly.typical;
    const limited = regions.size > 0 ? itemsOf(estimate) : [];
    const byRegion = new Map(
        groupItems(limited, { kind: "region" }, plan).map((group) => [group.name, group.monthly.typical]),
    );
    const brokenRegions = [...regions].flatMap(([region, most]) => {
        const amount = byRegion.get(region) ?? zero.typical;
        return amount.gt(most) ? [`${region}: ${dollars(amount)} a month is over ${dollars(most)}`] : [];
    });
    return [
        ...(monthly && total.gt(monthly) ? [`${dollars(total)} a month is over ${dollars(monthly)}${more}`] : []),
        ...brokenRegions,
        ...(components.size > 0 ? brokenComponents(components, { plan, estimate }) : []),
        ...(increase && diff ? brokenIncrease(increase, diff) : []),
    ];
}

function brokenComponents(limits: ReadonlyMap<string, Big>, { plan, estimate }: Judged): readonly string[] {
    const amounts = amountsWithin(plan, estimate);
    return [...limits].flatMap(([pattern, most]) => {
        const isMeant = wildcard(pattern);
        const meant = [...amounts].filter(([component]) => isMeant.test(componentName(component)));
        if (meant.length === 0) {
            throw new NoSuchComponent(pattern, [...amounts.keys()].map(componentName));
        }
        return meant.flatMap(([component, amount]) =>
            amount.gt(most) ? [`${componentName(component)}: ${dollars(amount)} a month is over ${dollars(most)}`] : [],
        );
    });
}

/** What each component costs with all that stands in it; one that stands for its parts is billed itself. */
function amountsWithin(plan: Plan, { resources }: Estimate): ReadonlyMap<PlanResource, Big> {
    const byUrn = new Map(plan.resources.map((resource) => [resource.urn, resource]));
    const isComponent = ({ custom, type }: PlanResource): boolean => !custom && type !== "pulumi:pulumi:Stack";
    const amounts = new Map(plan.resources.filter(isComponent).map((component) => [component, zero.typical]));
    for (const { resource, monthly } of resources) {
        for (let above = byUrn.get(resource.urn); above; above = byUrn.get(above.parent ?? "")) {
            const amount = amounts.get(above);
            if (amount) {
                amounts.set(above, amount.plus(monthly.typical));
            }
        }
    }
    return amounts;
}

function brokenIncrease({ kind, amount }: Increase, { before, delta }: CostDiff): readonly string[] {
    const most = kind === "dollars" ? amount : before.typical.times(amount).div(100);
    if (!delta.typical.gt(most)) {
        return [];
    }
    const percent = before.typical.gt(0) ? ` (${delta.typical.times(100).div(before.typical).toFixed(1)} %)` : "";
    const limit = kind === "dollars" ? dollars(amount) : `${amount.toFixed()} %`;
    return [`${signedDollars(delta.typical)} a month${percent} is an increase over ${limit}`];
}
