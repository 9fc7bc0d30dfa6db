import { lossOf } from "../loss/loss";
import type { CheckState, ZoneState } from "../zone";
import type { PageInput } from "./input";

/** What a reader has chosen: a question, and what is unhealthy. A choice is never changed in place. */
export interface Choice {
    readonly name: string;
    readonly type: string;
    readonly from: string;
    /** By id and by canonical DNS name; only what is not healthy. */
    readonly checks: { readonly [id: string]: CheckState };
    readonly targets: { readonly [name: string]: "unhealthy" };
}

/** The state that a choice stands for: latency is the input's, health is the choice's. */
export function stateOf({ state }: PageInput, { checks, targets }: Pick<Choice, "checks" | "targets">): ZoneState {
    return { ...state, healthChecks: checks, targets };
}

/** The choice in which exactly these regions are lost and all else is healthy. */
export function withLost(input: PageInput, choice: Choice, regions: readonly string[]): Choice {
    const losses = regions.map((region) => lossOf(input.zone, region));
    return {
        ...choice,
        checks: marks(losses.flatMap(({ checks }) => checks)),
        targets: marks(losses.flatMap(({ targets }) => targets)),
    };
}

/** How much of a region is marked. */
export type Extent = "none" | "some" | "all";

export function extentOf(input: PageInput, { checks, targets }: Choice, region: string): Extent {
    const loss = lossOf(input.zone, region);
    const marked = [
        ...loss.checks.map((id) => checks[id] !== undefined),
        ...loss.targets.map((name) => targets[name] !== undefined),
    ];
    return marked.length > 0 && marked.every(Boolean) ? "all" : marked.some(Boolean) ? "some" : "none";
}

/** Loses a region, or brings all of it back when all of it is lost. */
export function toggleRegion(input: PageInput, choice: Choice, region: string): Choice {
    const loss = lossOf(input.zone, region);
    const verdict = extentOf(input, choice, region) === "all" ? undefined : "unhealthy";
    return {
        ...choice,
        checks: loss.checks.reduce((known, id) => marked(known, id, verdict), choice.checks),
        targets: loss.targets.reduce((known, name) => marked(known, name, verdict), choice.targets),
    };
}

/** Healthy to unhealthy and back; an alarm's check also passes through having no data. */
export function toggleCheck(input: PageInput, choice: Choice, id: string): Choice {
    const type = input.zone.HealthChecks.find(({ Id }) => Id === id)?.HealthCheckConfig?.Type;
    const known = choice.checks[id];
    const next = known === undefined ? "unhealthy" : known === "unhealthy" && type === alarm ? noData : undefined;
    return { ...choice, checks: marked(choice.checks, id, next) };
}

const alarm = "CLOUDWATCH_METRIC";
const noData = "insufficient-data";

export function toggleTarget(choice: Choice, name: string): Choice {
    const next = choice.targets[name] === undefined ? "unhealthy" : undefined;
    return { ...choice, targets: marked(choice.targets, name, next) };
}

function marks(names: readonly string[]): { readonly [name: string]: "unhealthy" } {
    return Object.fromEntries(names.map((name) => [name, "unhealthy"]));
}

function marked<V>(
    known: { readonly [name: string]: V },
    name: string,
    verdict: V | undefined,
): { readonly [name: string]: V } {
    const others = Object.entries(known).filter(([one]) => one !== name);
    return Object.fromEntries(verdict === undefined ? others : [...others, [name, verdict]]);
}

/** A choice as the part of an address after `#`, so that a view can be shared. Lost regions are named once. */
export function hashOf(input: PageInput, choice: Choice): string {
    const hash = new URLSearchParams({ name: choice.name, type: choice.type, from: choice.from });
    const lost = input.regions.filter((region) => extentOf(input, choice, region) === "all");
    const { checks, targets } = withLost(input, choice, lost);
    lost.forEach((region) => hash.append("lost", region));
    Object.entries(choice.checks)
        .filter(([id, verdict]) => checks[id] !== verdict)
        .forEach(([id, verdict]) => hash.append(verdict === "unhealthy" ? "check" : "no-data", id));
    Object.keys(choice.targets)
        .filter((name) => targets[name] === undefined)
        .forEach((name) => hash.append("target", name));
    return `#${hash.toString()}`;
}

/** The choice that an address names; what the zone does not have is left out, and what is not said is the input's. */
export function choiceOf(input: PageInput, hash: string): Choice {
    const given = new URLSearchParams(hash.replace(/^#/, ""));
    if (given.size === 0) {
        return input.choice;
    }
    const lost = given.getAll("lost").filter((region) => input.regions.includes(region));
    const start = withLost(input, input.choice, lost);
    const known = new Set(input.zone.HealthChecks.map(({ Id }) => Id ?? ""));
    const checks = given.getAll("check").filter((id) => known.has(id));
    const silent = given.getAll("no-data").filter((id) => known.has(id));
    const targets = given.getAll("target").filter((name) => input.targets.includes(name));
    return {
        name: given.get("name") ?? input.choice.name,
        type: given.get("type") ?? input.choice.type,
        from: given.get("from") ?? input.choice.from,
        checks: { ...start.checks, ...marks(checks), ...Object.fromEntries(silent.map((id) => [id, noData])) },
        targets: { ...start.targets, ...marks(targets) },
    };
}
