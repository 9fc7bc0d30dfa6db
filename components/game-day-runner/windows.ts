import type { Blackout } from "./settings";

/** A time without blackouts: from its first to its last second, both open where nothing bounds them. */
export interface Window {
    /** Names it by what it follows: "start", or the blackout before it. Adding a blackout renames no other window. */
    readonly key: string;
    readonly startDate?: string;
    readonly endDate?: string;
}

/**
 * What blackouts leave. EventBridge Scheduler knows the first and the last instant of a schedule and no holes in it
 * (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html), so each window gets a schedule of its own.
 */
export function windowsBetween(blackouts: Readonly<Record<string, Blackout>>): Window[] {
    const ordered = Object.entries(blackouts).sort(([, one], [, other]) => (one.from < other.from ? -1 : 1));
    const after = [
        { key: "start" },
        ...ordered.map(([name, { to }]) => ({ key: `after-${name}`, startDate: dayAfter(to) })),
    ];
    return after.flatMap((opened, index) => {
        const next = ordered[index]?.[1];
        const window: Window = next === undefined ? opened : { ...opened, endDate: lastSecondBefore(next.from) };
        const { startDate, endDate } = window;
        // Blackouts that touch leave nothing between them.
        return startDate !== undefined && endDate !== undefined && endDate < startDate ? [] : [window];
    });
}

const secondMilliseconds = 1000;
const dayMilliseconds = 24 * 60 * 60 * secondMilliseconds;

function dayAfter(day: string): string {
    return instant(midnight(day) + dayMilliseconds);
}

/** AWS does not say whether a schedule may still start in the instant that ends it. */
function lastSecondBefore(day: string): string {
    return instant(midnight(day) - secondMilliseconds);
}

function midnight(day: string): number {
    return Date.parse(`${day}T00:00:00Z`);
}

/** As EventBridge writes it: in UTC, without fractions of a second. */
function instant(time: number): string {
    return `${new Date(time).toISOString().slice(0, "2026-12-20T00:00:00".length)}Z`;
}
