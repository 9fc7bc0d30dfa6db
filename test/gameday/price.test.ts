import assert from "node:assert/strict";
import { openBook } from "../../cost/book/open-book";
import { platformOf } from "../../gameday/platform";
import { priceOf } from "../../gameday/price";
import type { Plan, PlanValue } from "../../plan/plan";

const number = 1;
const inputs: { [key: string]: PlanValue } = {
    name: "orders",
    domain: "example.com",
    mode: "active-passive",
    initialWriter: "eu-west-1",
    regions: {
        "eu-west-1": { role: "active", web: { min: 2, max: 6 } },
        "eu-central-1": { role: "warm", web: { min: 2, max: 6 } },
    },
    traffic: { healthCheck: "none", evaluateTargetHealth: true },
    promises: {
        readRtoSeconds: number,
        writeRtoSeconds: number,
        rpoSeconds: number,
        p99Milliseconds: number,
        availabilityPercent: number,
    },
    assumptions: {
        replicationLagSeconds: number,
        decideSeconds: number,
        promotionSeconds: number,
        bootSeconds: number,
        healthToDnsSeconds: { min: number, max: number },
    },
};
const type = "antipode:platform:Platform";
const urn = `urn:pulumi:test::antipode::${type}::orders`;
const platform = { urn, type, name: "orders", custom: false, options: {}, inputs, dependencies: [] };
const plan: Plan = { version: 1, project: "antipode", stack: "test", resources: [platform] };

describe("gameday: the price of a drill on AWS", () => {
    const workload = { rate: 5, clients: { honest: 8, "keep-alive": 1 }, seedOrders: 10, timeoutMilliseconds: 2000 };
    const book = openBook("cost/book/prices");
    const startedAt = "2026-11-21T10:00:00.000Z";
    const priced = (factor: number, endedAt: string) =>
        priceOf({ plan, book, workload, factor }, platformOf(plan), { startedAt, endedAt });

    it("is that of its platform time and of what all clients ask in it", () => {
        const { minutes, lines } = priced(1, "2026-11-21T10:10:00.000Z");
        assert.equal(minutes, 10);
        // Nine clients, five reads and five writes a second each for 600 s, and ten orders each before that.
        assert.match(lines.at(-1)?.basis ?? "", /^at most: 54,090 requests /);
    });

    it("is the same on a compressed clock", () => {
        assert.deepEqual(priced(10, "2026-11-21T10:01:00.000Z"), priced(1, "2026-11-21T10:10:00.000Z"));
    });

    it("takes the runner to stand beside the writer when the plan has none", () => {
        const [processors] = priced(1, "2026-11-21T10:10:00.000Z").lines;
        assert.deepEqual([processors?.place, processors?.quantity], ["eu-west-1", "0.333334"]);
    });
});
