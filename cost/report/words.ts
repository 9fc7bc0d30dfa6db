import type { PlanValue } from "../../plan/plan";
import { isUnknown } from "../../plan/unknown";
import type { Cause } from "../cause";
import type { CostDiff, ResourceDiff } from "../diff";
import type { Coverage, Estimate } from "../estimate";
import { groupBy } from "../../plan/group";
import { hasGap } from "../gap";
import { shortType, type Group } from "../group";
import { hidden } from "../input-reader";
import { dollarsInRange, signedDollars } from "../money";
import type { CostReport } from "./cost-report";
import { priceDates } from "./price-dates";

/** How much of a bill a figure covers: `covers 41 of 44 billable resources; 6 of them need usage; 120 free`. */
export function coverageWords({ priced, usageNeeded, free, notPriced, partlyPriced }: Coverage): string {
    const wholly = notPriced - partlyPriced;
    return [
        `covers ${priced} of ${priced + notPriced} billable resources`,
        ...(usageNeeded > 0 ? [`${usageNeeded} of them need usage`] : []),
        ...(partlyPriced > 0 ? [`${partlyPriced} partly priced`] : []),
        ...(wholly > 0 ? [`${wholly} not priced`] : []),
        `${free} free`,
    ].join("; ");
}

/** What all figures have in common: whose prices, of when, and how long a month is. */
export function basisWords({ estimate, prices: file }: CostReport): string {
    const { hoursPerMonth, freeTier } = estimate.settings;
    const dates = priceDates(estimate).map(({ place, oldest, newest, undated }) => {
        const days = oldest === newest ? oldest : `${oldest}…${newest}`;
        return `${place} ${days}${undated && oldest !== "undated" ? " and undated" : ""}`;
    });
    const list = file === undefined ? "list prices in USD" : `list prices in USD, changed by ${file}`;
    const prices = dates.length > 0 ? `${list}, read: ${dates.join(", ")}` : list;
    return `${prices}; month = ${hoursPerMonth} h; free tier ${freeTier ? "on" : "off"}`;
}

/** What a part of a bill comes to. A zero would say that it is free, where usage or a price is missing. */
export function amountWords({ items, monthly }: Group): string {
    if (items.some(({ line }) => line.charge.kind === "priced")) {
        return dollarsInRange(monthly);
    }
    return items.some(({ line }) => line.charge.kind === "usage needed") ? "usage needed" : "not priced";
}

/** Why there is no total where a preview left out what stays as it is. */
export const changesOnlyWords =
    "no totals: the preview leaves out what stays as it is; run `pulumi preview --json --show-sames` for them";

/** What could not be priced, as a whole or in part, by type and reason. */
export function notPricedRows({ resources }: Estimate): readonly { what: string; count: number; reason: string }[] {
    const gaps = resources.flatMap(({ resource, state }) =>
        hasGap(state)
            ? [
                  {
                      what: `${shortType(resource.type)}${state.kind === "partly priced" ? ", partly" : ""}`,
                      reason: state.reason,
                  },
              ]
            : [],
    );
    return [...groupBy(gaps, ({ what, reason }) => `${what} ${reason}`).values()].map((same) => ({
        what: same[0]?.what ?? "",
        reason: same[0]?.reason ?? "",
        count: same.length,
    }));
}

/** What moved an amount: `storageType aurora → aurora-iopt1`. */
export function movedBy({ kind, cause }: ResourceDiff): string {
    if (cause) {
        return causeWords(cause);
    }
    return kindWords[kind];
}

const kindWords: { readonly [kind in ResourceDiff["kind"]]: string } = {
    create: "new",
    delete: "deleted",
    retain: "leaves the stack, stays on the bill",
    import: "imported: paid already",
    replace: "replaced",
    update: "updated; several properties together",
    same: "unchanged itself: what it depends on, or shares steps of a price with, changed",
};

function causeWords({ path, before, after, of }: Cause): string {
    return `${of === undefined ? "" : `${of}: `}${path} ${shownValue(before)} → ${shownValue(after)}`;
}

/** A difference in a sentence: `+43.99`, and what `unit` says after it; in words where it is none. */
export function changeWords({ delta, moved }: CostDiff, unit = ""): string {
    if (!delta.typical.eq(0)) {
        return `${signedDollars(delta.typical)}${unit}`;
    }
    return moved.length === 0 ? "no change" : "no change in sum";
}

/** A difference where it stands for a total. */
export function deltaAmount({ delta }: CostDiff): string {
    return delta.typical.eq(0) ? "0.00" : signedDollars(delta.typical);
}

/** A comparison in one sentence. */
export function deltaWords(diff: CostDiff): string {
    const { against, moved, notComparable } = diff;
    const left = notComparable.length === 1 ? "1 resource" : `${notComparable.length} resources`;
    const gaps = notComparable.length > 0 ? `; what has no price is left out (${left})` : "";
    const resources = moved.length === 1 ? "1 resource moves" : `${moved.length} resources move`;
    return `${changeWords(diff, " a month")} against ${against}: ${resources}${gaps}`;
}

/** What a comparison leaves out, by type and reason. */
export function notComparedRows({ notComparable }: CostDiff): readonly string[] {
    return [...groupBy(notComparable, ({ type, reason }) => `${type} ${reason}`).values()].flatMap((same) => {
        const [first] = same;
        const what = same.length === 1 ? (first?.name ?? "") : `(${same.length})`;
        return first ? [`not compared: ${shortType(first.type)} ${what}: ${first.reason}`] : [];
    });
}

/** What is priced, and where it was read. */
export function titleOf({ source, plan }: CostReport): string {
    return plan.stack === "" || source === `stack ${plan.stack}` ? source : `stack ${plan.stack}, from ${source}`;
}

const shownLetters = 40;

/** A value in few letters; a secret's is never told. */
function shownValue(value: PlanValue | undefined): string {
    if (value === undefined || value === null) {
        return "(none)";
    }
    if (isUnknown(value)) {
        return "(not known yet)";
    }
    const text = typeof value === "object" ? objectText(value) : String(value);
    return text.length > shownLetters ? `${text.slice(0, shownLetters - 1)}…` : text;
}

function objectText(value: object): string {
    return "$secret" in value ? "(secret)" : JSON.stringify(value, hidden);
}
