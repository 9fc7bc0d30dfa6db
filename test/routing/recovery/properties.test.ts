import assert from "node:assert/strict";
import fc from "fast-check";
import { predictFault } from "../../../routing/recovery/predict-fault";
import { subjectOfZone } from "../../../routing/recovery/subject";
import { address, zone } from "../zones";

interface Settings {
    readonly interval: number;
    readonly threshold: number;
    readonly ttl: number;
}

const settings = fc.record({
    interval: fc.constantFrom(10, 30),
    threshold: fc.integer({ min: 1, max: 10 }),
    ttl: fc.integer({ min: 0, max: 300 }),
});

/** Median of each phase when the primary of a failover pair is lost. */
function medians({ interval, threshold, ttl }: Settings, seed: number): Map<string, number> {
    const content = zone(
        [
            address("www.example.com.", "192.0.2.1", {
                ...{ TTL: ttl, SetIdentifier: "first", Failover: "PRIMARY", HealthCheckId: "first" },
            }),
            address("www.example.com.", "192.0.2.2", { TTL: ttl, SetIdentifier: "second", Failover: "SECONDARY" }),
        ],
        { first: { IPAddress: "192.0.2.1", RequestInterval: interval, FailureThreshold: threshold } },
    );
    const { outcome } = predictFault(
        subjectOfZone(content, { name: "www.example.com" }),
        { kind: "region-lost", region: "first", manner: "black-hole" },
        { runs: 200, seed, clients: ["honest", "stretch"] },
    );
    assert.ok(outcome.kind === "moves");
    // The last of several resolvers is drawn on a lattice of whole seconds: it is faster in the mean, not in each draw.
    return new Map(
        outcome.phases.filter(({ phase }) => phase !== "all-read").map(({ label, band }) => [label, band.p50]),
    );
}

describe("a recovery time, with the same numbers drawn", () => {
    it("is never longer for a shorter interval, a lower threshold or a lower TTL", () => {
        fc.assert(
            fc.property(settings, settings, fc.integer({ min: 0, max: 1000 }), (a, b, seed) => {
                const quick = {
                    interval: Math.min(a.interval, b.interval),
                    threshold: Math.min(a.threshold, b.threshold),
                    ttl: Math.min(a.ttl, b.ttl),
                };
                const fast = medians(quick, seed);
                for (const [label, p50] of medians(a, seed)) {
                    assert.ok((fast.get(label) ?? NaN) <= p50, `${label}: ${fast.get(label) ?? NaN} and ${p50}`);
                }
            }),
            { numRuns: 60 },
        );
    });
});
