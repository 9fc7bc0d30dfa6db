import type { Plan, PlanResource, PlanValue } from "../../plan/plan";
import type { PriceBook } from "../../cost/book/price-book";
import { openBook } from "../../cost/book/open-book";
import { estimateCost } from "../../cost/estimate-plan";
import type { Estimate } from "../../cost/estimate";
import { exactly, type Band } from "../../cost/quantity";
import { noUsage, type UsageFile } from "../../cost/usage/usage-file";

/** A resource of a plan; its name is the last part of its urn. */
export function resource(
    type: string,
    inputs: { readonly [key: string]: PlanValue },
    more: Partial<PlanResource> = {},
): PlanResource {
    const name = more.name ?? "one";
    return {
        urn: `urn:pulumi:test::test::${type}::${name}`,
        type,
        name,
        region: "eu-west-1",
        custom: true,
        options: {},
        inputs,
        dependencies: [],
        ...more,
    };
}

export function planOf(...resources: readonly PlanResource[]): Plan {
    return { version: 1, project: "test", stack: "test", resources };
}

/** The project's own prices. */
export const book: PriceBook = openBook("cost/book/prices");

/** A usage file that says the same of every resource. */
export function usageOfAll(keys: { readonly [key: string]: number | Band } = {}): UsageFile {
    const bands = new Map(
        Object.entries(keys).map(([key, value]) => [key, typeof value === "number" ? exactly(value) : value]),
    );
    return { ...noUsage, of: () => ({ band: (key) => bands.get(key), choice: () => undefined }) };
}

/** What resources cost, with the project's prices and a month of 730 hours. */
export function estimate(
    resources: readonly PlanResource[],
    keys: { readonly [key: string]: number | Band } = {},
): Estimate {
    const settings = { hoursPerMonth: 730, freeTier: false, today: "2026-11-21" };
    return estimateCost({ plan: planOf(...resources), book, usage: usageOfAll(keys), settings });
}

/** Typical dollars of each line, by its name. */
export function amounts({ resources }: Estimate): { readonly [line: string]: string } {
    return Object.fromEntries(
        resources.flatMap(({ lines }) =>
            lines.map(({ name, charge }) => [
                name,
                charge.kind === "priced" ? charge.monthly.typical.toString() : charge.kind,
            ]),
        ),
    );
}
