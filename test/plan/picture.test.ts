import assert from "node:assert/strict";
import { parsePlatform } from "../../config";
import { pictureOf } from "../../plan/picture";
import { plan, twoRegions } from "../components/platforms";

describe("the picture of a platform's traffic", () => {
    for (const [title, traffic, policy] of [
        ["a pair of latency groups", {}, "failover, latency within"],
        [
            "a pair whose active group is weighted",
            { policy: { kind: "weighted", weights: { "eu-west-1": 1 } } },
            "failover, weighted within",
        ],
        ["an order", { policy: { kind: "failover", order: ["eu-west-1", "us-east-1"] } }, "failover"],
    ] as const) {
        it(`names ${title}`, async () => {
            assert.equal(pictureOf(await plan(parsePlatform({ ...twoRegions(), traffic }))).policy, policy);
        });
    }

    it("shows the check that probes a cell, whatever other checks the failover control adds", async () => {
        const failoverControl = { kind: "routingControl" };
        const { check } = pictureOf(await plan(parsePlatform({ ...twoRegions(), traffic: { failoverControl } })));
        assert.equal(check, "HTTPS /healthz every 10 s, 3 to change");
    });
});
