import assert from "node:assert/strict";
import type { Zone } from "../../../routing/zone";
import { address, alias, zone } from "../zones";
import { complex } from "./sources";
import { app, unhealthy, type Rule } from "./subject";

/** Aliases one after another, down to one address with a check. */
function chain(length: number): Zone {
    const names = Array.from({ length }, (_, at) => (at === 0 ? "app.example.com" : `n${at}.example.com`));
    const aliases = names.map((name, at) => alias(name, { to: names[at + 1] ?? "leaf.example.com" }));
    return zone([...aliases, address("leaf.example.com", "10.0.0.1", { HealthCheckId: "c" })], { c: {} });
}

/** Weighted groups one below another, each of whose aliases leads to the same next group. */
function lattice(widths: readonly number[]): Zone {
    const name = (level: number) => (level === 0 ? "app.example.com" : `n${level}.example.com`);
    const levels = widths.flatMap((width, level) =>
        Array.from({ length: width }, (_, at) =>
            alias(name(level), { to: name(level + 1) }, { Weight: 1, SetIdentifier: `${at}` }),
        ),
    );
    return zone([...levels, address(name(widths.length), "10.0.0.1")]);
}

/** Where AWS says no limit, and a computer has one: what lies beyond is refused by name, and soon. */
export const limits: readonly Rule[] = [
    {
        id: "alias-chain",
        title: "a thousand aliases one after another are followed, more are refused (AWS says no limit)",
        source: complex,
        holds: ({ answer, explain }) => {
            const longest = chain(1000);
            assert.deepEqual(answer(longest, {}, app).answers, ["10.0.0.1"]);
            assert.equal(answer(longest, unhealthy("c"), app).failOpen, true);
            assert.equal(explain(longest, {}, app).group?.records[0]?.state, "chosen");
            const message = /app\.example\.com A: expected at most 1000 aliases one after another, got 9999/;
            assert.throws(() => answer(chain(9999), {}, app), { code: "not-built", message });
        },
        mutants: [
            {
                title: "any number is tried",
                file: "answer.ts",
                find: "group.depth > deepest",
                replace: "group.depth > 9 * deepest ** 2",
            },
            {
                title: "a hundred is too many",
                file: "answer.ts",
                find: "const deepest = 1000;",
                replace: "const deepest = 100;",
            },
        ],
    },
    {
        id: "alias-lattice",
        title: "twenty thousand ways to an answer are told one by one, more are refused (AWS says no limit)",
        source: complex,
        holds: ({ answer, explain }) => {
            assert.equal(answer(lattice([100, 100]), {}, app).candidates.length, 10_000);
            const wide = lattice([100, 100, 3]);
            assert.throws(() => answer(wide, {}, app), { code: "not-built", message: /at most 20000 ways/ });
            assert.throws(() => explain(wide, {}, app), { code: "not-built", message: /at most 20000 records/ });
        },
        mutants: [
            {
                title: "an answer may have any number of ways",
                file: "evaluate/walk.ts",
                find: "leaves.candidates.length >= mostCandidates",
                replace: "leaves.candidates.length < 0",
            },
            {
                title: "an explanation may be of any length",
                file: "explain.ts",
                find: "(walk.told.records += members.length) > mostRecords",
                replace: "walk.told.records > mostRecords",
            },
        ],
    },
];
