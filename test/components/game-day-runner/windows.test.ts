import assert from "node:assert/strict";
import fc from "fast-check";
import type { Blackout } from "../../../components/game-day-runner/settings";
import { windowsBetween, type Window } from "../../../components/game-day-runner/windows";

type Blackouts = Readonly<Record<string, Blackout>>;

const dayMilliseconds = 24 * 60 * 60 * 1000;
const minuteMilliseconds = 60 * 1000;
const firstDay = Date.parse("2026-01-01T00:00:00Z");

const dayText = (index: number): string => new Date(firstDay + index * dayMilliseconds).toISOString().slice(0, 10);

/** Blackouts that do not overlap, some of which touch, in any order of their names. */
const anyBlackouts: fc.Arbitrary<Blackouts> = fc
    .array(fc.record({ gap: fc.integer({ min: 0, max: 4 }), days: fc.integer({ min: 1, max: 5 }) }), { maxLength: 6 })
    .chain((parts) =>
        fc
            .shuffledSubarray(
                parts.map((_, index) => index),
                { minLength: parts.length },
            )
            .map((names) => {
                let next = 0;
                return Object.fromEntries(
                    parts.map(({ gap, days }, index) => {
                        const from = next + gap;
                        next = from + days;
                        return [`b${names[index] ?? 0}`, { from: dayText(from), to: dayText(next - 1) }];
                    }),
                );
            }),
    );

function isIn({ startDate, endDate }: Window, time: number): boolean {
    return (
        (startDate === undefined || Date.parse(startDate) <= time) &&
        (endDate === undefined || time <= Date.parse(endDate))
    );
}

function isBlackedOut(blackouts: Blackouts, time: number): boolean {
    const day = new Date(time).toISOString().slice(0, 10);
    return Object.values(blackouts).some(({ from, to }) => from <= day && day <= to);
}

/** A minute of the forty days around any blackouts: a drill starts at a whole one. */
const anyMinute = fc
    .integer({ min: -5 * 24 * 60, max: 60 * 24 * 60 })
    .map((minute) => firstDay + minute * minuteMilliseconds);

describe("windows between blackouts", () => {
    it("hold every minute that is in no blackout, once, and no other", () => {
        fc.assert(
            fc.property(anyBlackouts, anyMinute, (blackouts, minute) => {
                const holding = windowsBetween(blackouts).filter((window) => isIn(window, minute));
                assert.equal(holding.length, isBlackedOut(blackouts, minute) ? 0 : 1);
            }),
            { numRuns: 1000 },
        );
    });

    it("hold neither the first nor the last instant of a blackout", () => {
        fc.assert(
            fc.property(anyBlackouts, (blackouts) => {
                for (const { from, to } of Object.values(blackouts)) {
                    const edges = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T23:59:59.999Z`)];
                    const held = windowsBetween(blackouts).filter((window) => edges.some((edge) => isIn(window, edge)));
                    assert.deepEqual(held, []);
                }
            }),
        );
    });

    it("begin before they end", () => {
        fc.assert(
            fc.property(anyBlackouts, (blackouts) => {
                for (const { startDate, endDate } of windowsBetween(blackouts)) {
                    assert.ok(startDate === undefined || endDate === undefined || startDate < endDate);
                }
            }),
        );
    });

    it("change by one more blackout only in the window that it cuts, and by one new", () => {
        fc.assert(
            fc.property(
                anyBlackouts.filter((blackouts) => Object.keys(blackouts).length > 0),
                fc.nat(),
                (blackouts, choice) => {
                    const names = Object.keys(blackouts);
                    const added = names[choice % names.length];
                    const before = windowsBetween(
                        Object.fromEntries(Object.entries(blackouts).filter(([name]) => name !== added)),
                    );
                    const after = new Map(windowsBetween(blackouts).map((window) => [window.key, window]));
                    const moved = before.filter(
                        (window) => JSON.stringify(after.get(window.key)) !== JSON.stringify(window),
                    );
                    assert.ok(moved.length <= 1);
                    assert.ok(
                        moved.every(({ key, startDate }) => startDate === (after.get(key)?.startDate ?? startDate)),
                    );
                    const known = new Set(before.map(({ key }) => key));
                    assert.deepEqual(
                        [...after.keys()].filter((key) => !known.has(key) && key !== `after-${added ?? ""}`),
                        [],
                    );
                },
            ),
        );
    });

    it("are all of time where there is no blackout", () => {
        assert.deepEqual(windowsBetween({}), [{ key: "start" }]);
    });
});
