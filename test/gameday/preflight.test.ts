import assert from "node:assert/strict";
import type { PlatformFacts } from "../../gameday/platform";
import { preflight, type PreflightTarget } from "../../gameday/preflight";
import type { DatabaseMember, TwinStatusRow } from "../../twin/api";

const facts: PlatformFacts = {
    unrun: [],
    unrunOfBalancers: [],
    name: "orders",
    domain: "example.com",
    mode: "active-passive",
    initialWriter: "a",
    regions: { a: { role: "active", web: { min: 2, max: 6 } }, b: { role: "warm", web: { min: 2, max: 6 } } },
    traffic: {
        healthCheck: { path: "/healthz", intervalSeconds: 10, failureThreshold: 3 },
        evaluateTargetHealth: true,
    },
    promises: { readRtoSeconds: 1, writeRtoSeconds: 1, rpoSeconds: 1, p99Milliseconds: 1, availabilityPercent: 99 },
    assumptions: {
        replicationLagSeconds: 0.5,
        decideSeconds: 1,
        promotionSeconds: 1,
        bootSeconds: 1,
        healthToDnsSeconds: { min: 1, max: 5 },
    },
};

function app(cell: string, health = "healthy"): TwinStatusRow {
    return { cell, kind: "app", name: `${cell}-app`, engine: "Node 20", pid: 1, address: "", health, memoryBytes: 0 };
}

const healthy = {
    rows: [app("a"), app("a"), app("b"), app("b")],
    members: [
        { region: "a", role: "writer" },
        { region: "b", role: "standby", lagSeconds: 0.6 },
    ] as DatabaseMember[],
    red: [] as string[],
    answer: { addresses: ["10.0.0.1"], region: "a", failOpen: false } as {
        addresses: string[];
        region?: string;
        failOpen: boolean;
    },
};

function target(change: Partial<typeof healthy>): PreflightTarget {
    const { rows, members, red, answer } = { ...healthy, ...change };
    const check = (region: string) => ({
        check: region,
        region,
        healthy: !red.includes(region),
        votes: 2,
        checkers: 16,
    });
    return {
        status: () => Promise.resolve(rows),
        database: () => Promise.resolve({ writer: "a", epoch: 1, members }),
        healthChecks: () => Promise.resolve([check("a"), check("b")]),
        answer: () => Promise.resolve(answer),
    };
}

async function failures(
    change: Partial<typeof healthy>,
    platform: Partial<PlatformFacts> = {},
    breaks = true,
): Promise<string[]> {
    const question = { facts: { ...facts, ...platform }, lostRegion: "a", breaks, force: false };
    const { rows } = await preflight(target(change), question);
    return rows.filter(({ passed }) => !passed).map(({ name, detail }) => `${name}: ${detail}`);
}

function sized(role: string, minimum: number): Partial<PlatformFacts> {
    return { regions: { ...facts.regions, b: { role, web: { min: minimum, max: 3 } } } };
}

describe("gameday: preflight", () => {
    it("finds nothing wrong with a healthy platform", async () => {
        assert.deepEqual(await failures({}), []);
    });

    it("names what is ill in a cell: a process, a missing instance, a red check", async () => {
        assert.deepEqual(await failures({ rows: [app("a"), app("a"), app("b", "unhealthy: refuses")], red: ["b"] }), [
            "cell b is healthy: 1 of 2 instances run; b-app unhealthy: refuses; health check b is red (2 of 16 checkers)",
        ]);
    });

    it("refuses a standby that trails, or is none", async () => {
        const trailing: DatabaseMember[] = [
            { region: "a", role: "writer" },
            { region: "b", role: "standby", lagSeconds: 1.8 },
        ];
        assert.match((await failures({ members: trailing })).join(), /b trails by 1.8 s, expected at most 1.8 s/);
        const fenced: DatabaseMember[] = [
            { region: "a", role: "writer" },
            { region: "b", role: "fenced" },
        ];
        assert.match((await failures({ members: fenced })).join(), /b is fenced, expected standby/);
    });

    it("refuses a standby smaller than what it must carry, unless nothing breaks", async () => {
        const few = { rows: [app("a"), app("a"), app("b")] };
        assert.deepEqual(await failures(few, sized("warm", 1)), [
            "the survivors can carry the load: b: 1 instances at least, 2 carry the load today (web.min of a)",
        ]);
        assert.deepEqual(await failures(few, sized("warm", 1), false), []);
    });

    it("lets active survivors scale, up to their maximum", async () => {
        assert.deepEqual(await failures({}, sized("active", 2)), [
            "the survivors can carry the load: b: 3 instances at most, 4 carry the load today (web.min of all cells)",
        ]);
        assert.deepEqual(await failures({ rows: [...healthy.rows.slice(0, 3)] }, sized("active", 1)), []);
    });

    it("refuses an empty standby for each of its reasons", async () => {
        const found = await failures({ rows: [app("a"), app("a")] }, sized("pilot", 0));
        assert.equal(found.length, 3);
        assert.match(found.join(), /no instance runs, so nobody would answer/);
        assert.match(found.join(), /no other cell runs an instance/);
    });

    it("refuses when clients are not at home", async () => {
        assert.match((await failures({ answer: { ...healthy.answer, region: "b" } })).join(), /10.0.0.1 in b/);
        assert.match((await failures({ answer: { ...healthy.answer, failOpen: true } })).join(), /failing open/);
        assert.equal((await failures({ answer: { addresses: [], failOpen: false } })).length, 1);
    });

    it("warns, and lets the drill show it, when the check touches the writer or nothing checks at all", async () => {
        const traffics: PlatformFacts["traffic"][] = [
            { healthCheck: { path: "/readyz", intervalSeconds: 10, failureThreshold: 3 }, evaluateTargetHealth: true },
            { healthCheck: "none", evaluateTargetHealth: false },
            { healthCheck: "none", evaluateTargetHealth: true },
        ];
        const warned = traffics.map(async (traffic) => {
            const question = { facts: { ...facts, traffic }, lostRegion: "a", breaks: true, force: false };
            const { rows, warnings } = await preflight(target({}), question);
            assert.ok(rows.every(({ passed }) => passed));
            return warnings.length;
        });
        assert.deepEqual(await Promise.all(warned), [1, 1, 0]);
    });

    it("marks as forced what failed, and nothing else", async () => {
        const question = { facts, lostRegion: "a", breaks: true, force: true };
        const { rows } = await preflight(target({ red: ["b"] }), question);
        assert.deepEqual(
            rows.filter(({ forced }) => forced).map(({ name }) => name),
            ["cell b is healthy"],
        );
    });
});
