import type { PlanResource } from "../plan/plan";
import { billedResources } from "./billed-resources";
import { chargeLines, type LineInUse } from "./charge";
import { CostResource } from "./cost-resource";
import { UnknownInput, WrongInput, type Graph } from "./input-reader";
import type { PriceBook } from "./book/price-book";
import type { CostLine, Coverage, Estimate, EstimateInput, ResourceCost, ResourceState } from "./estimate";
import { freeTypes } from "./free-types";
import { mappers } from "./mappers";
import type { MapContext, Settings } from "./mapping";
import { messageOf } from "./secrets";
import { exactly, known, sharedSums, sum, usageOf, zero, type Use } from "./quantity";
import { monthlyOf } from "./group";

/** What a resource is before its lines have prices. */
type Mapped =
    | { readonly kind: "lines"; readonly lines: readonly LineInUse[] }
    | { readonly kind: "settled"; readonly state: ResourceState };

const noLines: ResourceCost["lines"] = [];
const priced: ResourceState = { kind: "priced" };

/** What a plan costs in a month. Pure: the same plan, book and usage always come to the same. */
export function estimateCost({ plan, book, usage, settings, warnings = [] }: EstimateInput): Estimate {
    const billed = [...billedResources(plan), ...usage.transfers];
    const graph = graphOf(billed);
    const hours = hoursOf(settings);
    const mapped = billed.map((resource): Mapped => {
        const free = freeTypes.get(resource.type);
        if (free !== undefined) {
            return freeFor(free);
        }
        const { choice, band: use } = usage.of(resource);
        const context = { settings, hours, choice, states: (key: string) => use(key) !== undefined };
        return mapResource(resource, graph, { context, use });
    });
    const charged = chargeLines(
        mapped.flatMap((one) => (one.kind === "lines" ? one.lines : [])),
        book,
    );
    const addUp = sharedSums();
    let next = 0;
    const resources = billed.map((resource, at): ResourceCost => {
        const own = mapped[at];
        if (own?.kind !== "lines") {
            return { resource, state: own?.state ?? notPriced("no mapper"), lines: noLines, monthly: zero };
        }
        const mine = charged.slice(next, (next += own.lines.length));
        const monthly = mine.reduce((sum, line) => addUp(sum, monthlyOf(line)), zero);
        return { resource, state: stateOf(mine), lines: mine, monthly };
    });
    const monthly = sum(resources.map((one) => one.monthly));
    return {
        currency: "USD",
        settings,
        resources,
        monthly,
        coverage: coverageOf(resources),
        warnings: [...warnings, ...placesWithoutPrices(charged, book)],
    };
}

/** Said once for a region that the book lacks, beside the rows of each of its resources. */
function placesWithoutPrices(lines: readonly CostLine[], book: PriceBook): readonly string[] {
    const missing = new Set(lines.flatMap(({ charge, place }) => (charge.kind === "no price" ? [place] : [])));
    if (missing.size === 0) {
        return [];
    }
    lines.forEach(({ charge, place }) => hasPrice(charge) && missing.delete(place));
    const isRegion = (place: string): boolean => place !== "global" && !place.includes(":");
    return [...missing].filter(isRegion).flatMap((place) => {
        // Every file of the book is read for them.
        const regions = book.places.filter(isRegion);
        const known = regions.join(", ");
        return regions.includes(place) ? [] : [`${place} is no region of the price book, which has ${known}`];
    });
}

/** What comes to nothing may do so without one. */
function hasPrice(charge: CostLine["charge"]): boolean {
    return charge.kind === "usage needed" || (charge.kind === "priced" && charge.steps.some(({ price }) => price));
}

/** Half of a large stack is of a few free types. */
const freeOnes = new Map<string, Mapped>();

function freeFor(reason: string): Mapped {
    const free = freeOnes.get(reason) ?? { kind: "settled", state: { kind: "free", reason } };
    freeOnes.set(reason, free);
    return free;
}

function graphOf(resources: readonly PlanResource[]): Graph {
    const byUrn = new Map<string, CostResource>();
    const byType = new Map<string, CostResource[]>();
    const graph: Graph = { byUrn, ofType: (type) => byType.get(type) ?? [] };
    resources.forEach((resource) => {
        const one = new CostResource(resource, graph);
        byUrn.set(resource.urn, one);
        const sameType = byType.get(resource.type);
        if (sameType) {
            sameType.push(one);
        } else {
            byType.set(resource.type, [one]);
        }
    });
    return graph;
}

/** What a mapper sees beside the resource, and what its lines are measured by. */
interface InUse {
    readonly context: MapContext;
    readonly use: Use;
}

function mapResource(resource: PlanResource, graph: Graph, { context, use }: InUse): Mapped {
    const mapper = mappers.get(resource.type);
    const own = graph.byUrn.get(resource.urn);
    if (!mapper || !own) {
        const reason = resource.custom
            ? `nobody has written down how ${resource.type} is billed`
            : `what ${resource.type} is made of is not in this plan; a preview has it`;
        return { kind: "settled", state: notPriced(reason) };
    }
    try {
        const lines = mapper
            .lines(own, context)
            .map((line): LineInUse => ({ line, place: line.place ?? placeOf(resource), use }));
        return lines.length > 0
            ? { kind: "lines", lines }
            : freeFor(`as it is set up, ${mapper.source} bills nothing for it`);
    } catch (error) {
        if (error instanceof UnknownInput || error instanceof WrongInput) {
            return { kind: "settled", state: notPriced(messageOf(error, graph)) };
        }
        throw error;
    }
}

/** @throws UnknownInput when nobody knows the region; none is ever guessed */
function placeOf({ region }: PlanResource): string {
    if (region === undefined) {
        throw new UnknownInput("region");
    }
    return region;
}

function stateOf(lines: readonly { readonly charge: ResourceCost["lines"][number]["charge"] }[]): ResourceState {
    if (lines.every(({ charge }) => charge.kind === "priced")) {
        return priced;
    }
    const missing = lines.flatMap(({ charge }) => (charge.kind === "no price" ? [charge.name] : []));
    if (missing.length > 0) {
        const rows = new Set(missing.map(({ service, label }) => `no price for ${service}: ${label}`));
        const reason = [...rows].join("; ");
        return missing.length < lines.length ? { kind: "partly priced", reason } : notPriced(reason);
    }
    const keys = lines.flatMap(({ charge }) => (charge.kind === "usage needed" ? charge.keys : []));
    return keys.length > 0 ? { kind: "usage needed", keys: [...new Set(keys)] } : priced;
}

function notPriced(reason: string): ResourceState {
    return { kind: "not priced", reason };
}

function hoursOf({ hoursPerMonth }: Settings): MapContext["hours"] {
    const month = exactly(hoursPerMonth);
    return (key) => (key === undefined ? known(month) : usageOf([key], (use) => use(key) ?? month));
}

function coverageOf(resources: readonly ResourceCost[]): Coverage {
    const counts = new Map<ResourceState["kind"], number>();
    resources.forEach(({ state: { kind } }) => counts.set(kind, (counts.get(kind) ?? 0) + 1));
    const count = (kind: ResourceState["kind"]): number => counts.get(kind) ?? 0;
    const usageNeeded = count("usage needed");
    const partlyPriced = count("partly priced");
    return {
        priced: count("priced") + usageNeeded,
        usageNeeded,
        free: count("free"),
        notPriced: count("not priced") + partlyPriced,
        partlyPriced,
    };
}
