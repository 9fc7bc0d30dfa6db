import type Big from "big.js";
import type { Plan } from "../../plan/plan";
import type { CostLine, Estimate, ResourceCost } from "../estimate";
import { hasGap } from "../gap";
import { bucketOf, groupItems, homeOf, itemsOf, type Group } from "../group";
import type { Band } from "../quantity";
import type { CostReport } from "./cost-report";
import { diffJson } from "./diff-json";
import { priceAgeWarning, priceDates } from "./price-dates";

/** How far an average price is written out; the steps beside it are exact. */
const averageDigits = 12;

/**
 * A report for programs. Amounts are decimal strings. `monthly` of the whole is a range; anywhere else it is the typical
 * amount, with the range beside it in `range`. What waits for usage or has no price has a null where its amount would be.
 */
export function costJson(report: CostReport): unknown {
    const { source, plan, estimate, changesOnly, diff, levers, by, today } = report;
    const { currency, settings, monthly, coverage, resources } = estimate;
    const age = priceAgeWarning(estimate, today);
    return {
        currency,
        source,
        stack: plan.stack,
        // Without the resources that stay as they are, a sum would pass for a bill.
        monthly: changesOnly ? null : rangeJson(monthly),
        coverage,
        regions: regionsJson(report),
        ...(by ? { groups: nested(plan, itemsOf(estimate), by) } : {}),
        resources: resources
            .filter(({ state }) => state.kind !== "free" && state.kind !== "not priced")
            .map(resourceJson),
        notPriced: notPricedJson(estimate),
        ...(diff ? { diff: diffJson(diff) } : {}),
        ...(levers ? { levers: levers.map((lever) => ({ ...lever, saving: lever.saving.toFixed() })) } : {}),
        settings: { hoursPerMonth: settings.hoursPerMonth, freeTier: settings.freeTier },
        prices: priceDates(estimate),
        warnings: [...estimate.warnings, ...(age === undefined ? [] : [age])],
    };
}

function regionsJson({ plan, estimate }: CostReport): unknown {
    return groupItems(itemsOf(estimate), { kind: "region" }, plan).map((region) => ({
        region: region.name,
        ...amountJson(region.monthly),
        components: groupItems(region.items, { kind: "component" }, plan).map(groupJson),
    }));
}

function nested(plan: Plan, items: Group["items"], [first, ...rest]: NonNullable<CostReport["by"]>): readonly object[] {
    return first === undefined
        ? []
        : groupItems(items, first, plan).map((group) => ({
              ...groupJson(group),
              ...(rest.length > 0 ? { groups: nested(plan, group.items, rest) } : {}),
          }));
}

function groupJson({ name, monthly }: Group): object {
    return { name, ...amountJson(monthly) };
}

/** A resource with its lines, for programs. */
export function resourceJson(cost: ResourceCost): object {
    const { resource, state, lines, monthly } = cost;
    return {
        urn: resource.urn,
        type: resource.type,
        name: resource.name,
        region: homeOf(cost),
        state: state.kind,
        ...amountJson(monthly),
        components: lines.map((line) => ({ ...lineJson(line), region: bucketOf({ cost, line }) })),
    };
}

function lineJson({ name, unit, place, charge }: CostLine): object {
    const row = { name, unit, place };
    switch (charge.kind) {
        case "no price":
            return { ...row, state: charge.kind, quantity: null, price: null, monthly: null, source: null };
        case "usage needed": {
            const { amount, sku, source, date } = charge.price;
            const price = amount.toFixed();
            return {
                ...row,
                state: charge.kind,
                quantity: null,
                price,
                monthly: null,
                source,
                sku,
                date,
                keys: charge.keys,
            };
        }
        case "priced": {
            const { quantity, steps, monthly, pool, usageBased } = charge;
            const [first] = steps;
            return {
                ...row,
                state: charge.kind,
                quantity: quantity.typical.toFixed(),
                price: priceText(steps, { quantity, monthly }),
                ...amountJson(monthly),
                source: first?.price?.source ?? null,
                sku: first?.price?.sku ?? null,
                date: first?.price?.date ?? null,
                usageBased,
                ...(pool ? { pool: { name: pool.name, quantity: pool.quantity.typical.toFixed() } } : {}),
                ...(pool || steps.length > 1 ? { steps: steps.map(stepJson) } : {}),
            };
        }
    }
}

type Priced = Extract<CostLine["charge"], { kind: "priced" }>;

/** The price of a unit; the average where steps of several prices were taken. */
function priceText(steps: Priced["steps"], { quantity, monthly }: Pick<Priced, "quantity" | "monthly">): string {
    const [first] = steps;
    if (steps.length > 1 && !quantity.typical.eq(0)) {
        return monthly.typical.div(quantity.typical).round(averageDigits).toFixed();
    }
    return first?.price?.amount.toFixed() ?? "0";
}

function stepJson({ name, price, quantity }: Priced["steps"][number]): unknown {
    return {
        label: name.label,
        quantity: quantity.toFixed(),
        price: price?.amount.toFixed() ?? "0",
        sku: price?.sku ?? null,
    };
}

function notPricedJson({ resources }: Estimate): unknown {
    return resources.flatMap((cost) => {
        const { resource, state } = cost;
        const { urn, type } = resource;
        return hasGap(state) ? [{ urn, type, region: homeOf(cost), state: state.kind, reason: state.reason }] : [];
    });
}

function amountJson(monthly: Band): { monthly: string; range: unknown } {
    return { monthly: monthly.typical.toFixed(), range: rangeJson(monthly) };
}

/** A range as three decimal strings. */
function rangeJson({ low, typical, high }: Band): { low: string; typical: string; high: string } {
    const text = (amount: Big): string => amount.toFixed();
    return { low: text(low), typical: text(typical), high: text(high) };
}
