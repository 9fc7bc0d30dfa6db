import picocolors from "picocolors";
import type { Explanation } from "../explain";
import type { Charge, CostLine, PricedStep, ResourceCost } from "../estimate";
import { homeOf } from "../group";
import { dollars, dollarsInRange, plainNumber } from "../money";
import type { Price } from "../price";
import type { Band } from "../quantity";
import { leftRight, tableWidth, wrapped } from "./text-columns";

type Priced = Extract<Charge, { kind: "priced" }>;

/** An explanation for a terminal: each line's quantity, price and amount, and where the price was read. */
export function explanationText(explanation: Explanation, colours: boolean): string {
    const { bold, dim } = picocolors.createColors(colours);
    const { cost, component, billing, keys } = explanation;
    const { resource, state, lines } = cost;
    const kept = "reason" in state ? [wrapped(state.reason, 2)] : [];
    return [
        bold(amountLine(`${resource.name}  ${resource.type}`, amountOf(cost))),
        dim(wrapped(resource.urn, 2)),
        `  in ${component}, ${homeOf(cost)}`,
        ...kept,
        ...lines.flatMap((line) => lineText(line)),
        ...(billing === undefined ? [] : [dim(wrapped(`how AWS bills it: ${billing}`, 2))]),
        ...(keys.length > 0 ? ["  a usage file may say of it:"] : []),
        ...keys.map(({ key, meaning, ...rest }) =>
            dim(wrapped(`${key}: ${"unit" in rest ? rest.unit : rest.oneOf.join(" or ")}; ${meaning}`, 4)),
        ),
    ].join("\n");
}

/** A zero would say that it is free, where no line has an amount yet. */
function amountOf({ state, monthly, lines }: ResourceCost): string {
    const amount = lines.some(({ charge }) => charge.kind === "priced") ? dollarsInRange(monthly) : "usage needed";
    switch (state.kind) {
        case "free":
        case "not priced":
            return state.kind;
        case "partly priced":
            return `${amount}, partly priced`;
        case "usage needed":
        case "priced":
            return amount;
    }
}

function lineText({ name, unit, place, input, charge }: CostLine): readonly string[] {
    const by = input === undefined ? "" : ` (by ${input})`;
    switch (charge.kind) {
        case "no price":
            return [wrapped(`${name}${by}: the book has no price in ${place} for`, 2), rowName(charge.name)];
        case "usage needed":
            return [
                wrapped(
                    `${name}${by}: usage needed, ${charge.keys.join(" or ")}; ${rate(charge.price)} per ${unit}`,
                    2,
                ),
                ...sourceText(charge.price),
            ];
        case "priced":
            return pricedText(charge, `${name}${by}`, unit);
    }
}

function pricedText(charge: Priced, name: string, unit: string): readonly string[] {
    const { quantity, steps, pool, monthly, usageBased } = charge;
    const from = usageBased ? " (usage file)" : "";
    if (pool) {
        return [
            amountLine(
                `  ${name}: ${ranged(quantity)} ${unit}${from}, its share of a price in steps`,
                dollarsInRange(monthly),
            ),
            wrapped(`${pool.name}: ${ranged(pool.quantity)} ${unit} in the account and region together:`, 4),
            ...steps.flatMap((step) => stepText(step, unit)),
        ];
    }
    return steps.flatMap(({ name: row, price }) => [
        amountLine(
            `  ${name}: ${ranged(quantity)} ${unit}${from} × ${price ? rate(price) : "0"}`,
            dollarsInRange(monthly),
        ),
        rowName(row),
        ...(price ? sourceText(price) : []),
    ]);
}

function stepText({ name, price, quantity }: PricedStep, unit: string): readonly string[] {
    const amount = price ? price.amount.times(quantity) : undefined;
    return [
        `    ${plainNumber(quantity)} ${unit} × ${price ? rate(price) : "0"} = ${amount ? dollars(amount) : "0.00"}`,
        rowName(name),
        ...(price ? sourceText(price) : []),
    ];
}

function rowName({ service, label }: PricedStep["name"]): string {
    return wrapped(service === "" ? label : `${service}: ${label}`, 6);
}

function sourceText({ sku, source, date, unit }: Price): readonly string[] {
    return [wrapped(`USD per ${unit}; ${sku === "" ? "" : `${sku}; `}read ${date} in ${source}`, 6)];
}

function rate({ amount }: Price): string {
    return plainNumber(amount);
}

function ranged({ low, typical, high }: Band): string {
    return low.eq(typical) && high.eq(typical)
        ? plainNumber(typical)
        : `${plainNumber(typical)} (${plainNumber(low)} – ${plainNumber(high)})`;
}

/** A text with its amount at the right edge, below it where both do not fit. */
function amountLine(text: string, amount: string): string {
    return text.length + amount.length < tableWidth
        ? leftRight(text, amount)
        : `${wrapped(text.trimStart(), 2)}\n${leftRight("", amount)}`;
}
