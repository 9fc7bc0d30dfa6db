import assert from "node:assert/strict";
import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import fc from "fast-check";
import { answer } from "../../routing/answer";
import type { Zone, ZoneState } from "../../routing/zone";
import { address, alias, zone } from "./zones";

const regions = ["eu-west-1", "us-east-1", "sa-east-1"] as const;
const ids = ["c0", "c1", "c2", "c3"];

/** Trees of three levels: app -> a group -> leaves, each level of any policy, with any checks. */
const zones: fc.Arbitrary<Zone> = fc
    .record({
        top: level(["g0.example.com", "g1.example.com"]),
        groups: fc.tuple(level([]), level([])),
    })
    .map(({ top, groups: [first, second] }) =>
        zone(
            [...top("app.example.com"), ...first("g0.example.com"), ...second("g1.example.com")],
            Object.fromEntries(ids.map((id) => [id, {}])),
        ),
    );

const states: fc.Arbitrary<ZoneState> = fc
    .record(Object.fromEntries(ids.map((id) => [id, fc.constantFrom("healthy" as const, "unhealthy" as const)])))
    .map((healthChecks) => ({ healthChecks, latency: { here: { "eu-west-1": 10, "us-east-1": 80 } } }));

const question = { name: "app.example.com", type: "A", from: "here" };

describe("any tree of records", () => {
    it("has answers whose probabilities add up to 1, whatever is unhealthy", () => {
        fc.assert(
            fc.property(zones, states, (one, state) => {
                const { candidates } = answer(one, state, question);
                const sum = candidates.reduce((total, { probability }) => total + probability, 0);
                assert.ok(Math.abs(sum - 1) < 1e-9, `sum is ${sum}`);
                assert.ok(candidates.every(({ answers, probability }) => answers.length > 0 && probability > 0));
            }),
        );
    });

    it("still answers after any check turns healthy", () => {
        fc.assert(
            fc.property(zones, states, fc.constantFrom(...ids), (one, state, id) => {
                const healed = { ...state, healthChecks: { ...state.healthChecks, [id]: "healthy" as const } };
                assert.ok(answer(one, healed, question).answers.length > 0);
            }),
        );
    });

    it("answers the same whatever the order of its records", () => {
        fc.assert(
            fc.property(zones, states, (one, state) => {
                const turned = { ...one, ResourceRecordSets: one.ResourceRecordSets.toReversed() };
                assert.deepEqual(shares(turned, state), shares(one, state));
            }),
        );
    });
});

function shares(one: Zone, state: ZoneState): [string, number][] {
    const list = answer(one, state, question).candidates.map(({ answers, probability }): [string, number] => [
        answers.join(),
        Math.round(probability * 1e9),
    ]);
    return list.sort(([a, p], [b, q]) => a.localeCompare(b) || p - q);
}

/** A group of two or three records of one policy: aliases to the given names, or addresses. */
function level(targets: readonly string[]): fc.Arbitrary<(name: string) => ResourceRecordSet[]> {
    return fc
        .record({
            policy: fc.constantFrom("weighted", "failover", "latency"),
            weights: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
            checks: fc.array(fc.option(fc.constantFrom(...ids), { nil: undefined }), { minLength: 3, maxLength: 3 }),
            evaluate: fc.boolean(),
        })
        .map(({ policy, weights, checks, evaluate }) => (name) => {
            const count = targets.length > 0 ? targets.length : policy === "failover" ? 2 : 3;
            return Array.from({ length: count }, (_, at) => {
                const check = checks[at];
                const fields = {
                    SetIdentifier: String(at),
                    ...(check === undefined ? {} : { HealthCheckId: check }),
                    ...(policy === "weighted" ? { Weight: weights[at] ?? 0 } : {}),
                    ...(policy === "failover"
                        ? { Failover: at === 0 ? ("PRIMARY" as const) : ("SECONDARY" as const) }
                        : {}),
                    ...(policy === "latency" ? { Region: regions[at] ?? "eu-west-1" } : {}),
                };
                const target = targets[at];
                return target === undefined
                    ? address(name, `${name}-${at}`, fields)
                    : alias(name, { to: target, evaluate }, fields);
            });
        });
}
