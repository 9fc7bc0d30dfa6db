import assert from "node:assert/strict";
import fc from "fast-check";
import { answer, type Answer } from "../../routing/answer";
import { RoutingError } from "../../routing/errors";
import { explain } from "../../routing/explain";
import type { ExplainedGroup } from "../../routing/explanation";
import type { Zone, ZoneState } from "../../routing/zone";
import { anyAliases, anyState, anyZone, checkIds, clients } from "./generated-zones";

const question = { name: "app.example.com", type: "A" };

describe("any tree of records, of all policies", () => {
    it("has answers whose probabilities add up to 1, whatever is unhealthy", () => {
        fc.assert(
            fc.property(anyZone, anyState, clients, (one, state, from) => {
                const { candidates } = answer(one, state, { ...question, from });
                const sum = candidates.reduce((total, { probability }) => total + probability, 0);
                assert.ok(Math.abs(sum - 1) < 1e-9, `sum is ${sum}`);
                assert.ok(candidates.every(({ answers, probability }) => answers.length > 0 && probability > 0));
            }),
        );
    });

    it("still answers after any check turns healthy", () => {
        fc.assert(
            fc.property(
                anyZone,
                anyState,
                fc.tuple(clients, fc.constantFrom(...checkIds)),
                (one, state, [from, id]) => {
                    const healed = { ...state, healthChecks: { ...state.healthChecks, [id]: "healthy" as const } };
                    assert.ok(answer(one, healed, { ...question, from }).answers.length > 0);
                },
            ),
        );
    });

    it("answers the same whatever the order of its records, to the letter", () => {
        fc.assert(
            fc.property(anyZone, anyState, clients, (one, state, from) => {
                const turned = { ...one, ResourceRecordSets: one.ResourceRecordSets.toReversed() };
                const asked = { ...question, from };
                assert.deepEqual(answer(turned, state, asked), answer(one, state, asked));
            }),
        );
    });

    it("is explained as it is answered", () => {
        fc.assert(
            fc.property(anyZone, anyState, clients, (one, state, from) => {
                const asked = { ...question, from };
                const result = answer(one, state, asked);
                const { group, rcode } = explain(one, state, asked);
                assert.deepEqual([rcode, failsOpen(group)], [result.rcode, result.failOpen]);
                const told = leaves(group);
                for (const [value, probability] of spread(result)) {
                    assert.ok(Math.abs((told.get(value) ?? 0) - probability) < 1e-9, value);
                    told.delete(value);
                }
                assert.deepEqual(
                    [...told.values()].filter((probability) => probability > 0),
                    [],
                );
            }),
        );
    });

    it("ends with a named error where aliases form a cycle, and with an answer where they do not", () => {
        const ends = new Set<string>();
        fc.assert(
            fc.property(anyAliases, (one) => {
                ends.add(endOf(one, {}));
            }),
            { seed: 5 },
        );
        assert.deepEqual([...ends].sort(), ["10.0.0.1", "alias-cycle"]);
    });
});

function endOf(one: Zone, state: ZoneState): string {
    try {
        return answer(one, state, { ...question, from: "" }).answers.join();
    } catch (error) {
        return error instanceof RoutingError ? error.code : String(error);
    }
}

/** Chance of each value to be among the answers. */
function spread({ candidates }: Answer): Map<string, number> {
    const sums = new Map<string, number>();
    for (const { answers, probability } of candidates) {
        answers.forEach((value) => sums.set(value, (sums.get(value) ?? 0) + probability));
    }
    return sums;
}

/** The same, read from the records at the ends of an explanation. */
function leaves(group: ExplainedGroup | undefined, sums = new Map<string, number>()): Map<string, number> {
    for (const { target, probability } of group?.records ?? []) {
        if (target.kind === "group") {
            leaves(target.group, sums);
        } else if (target.kind === "values") {
            target.values.forEach((value) => sums.set(value, (sums.get(value) ?? 0) + probability));
        }
    }
    return sums;
}

function failsOpen(group: ExplainedGroup | undefined): boolean {
    const below = group?.records.some(({ target }) => target.kind === "group" && failsOpen(target.group));
    return group?.failOpen === true || below === true;
}
