import assert from "node:assert/strict";
import type { Plan } from "../../../plan/plan";
import { pair, recordTraffic, stop, trafficCell } from "./programs";
import { changed } from "../../platform/facts";

const two = [trafficCell("eu-west-1"), trafficCell("us-east-1")];
const three = [...two, trafficCell("eu-central-1", false)];

describe("Traffic that grows", () => {
    /** Names of what has other inputs, or is gone, afterwards. */
    async function changedNames(before: Promise<Plan>, after: Promise<Plan>): Promise<string[]> {
        return changed(await before, await after).map(({ name }) => name);
    }

    const more = [...three, trafficCell("ap-south-1", false)];

    for (const [title, before, after] of [
        ["by a standby, with health", {}, {}],
        ["by a standby, with stop", { failoverControl: stop }, { failoverControl: stop }],
        [
            "by the end of an order",
            { policy: { kind: "failover", order: ["eu-west-1", "us-east-1", "eu-central-1"] } },
            { policy: { kind: "failover", order: ["eu-west-1", "us-east-1", "eu-central-1", "ap-south-1"] } },
        ],
    ] as const) {
        it(`${title} changes nothing of the other regions`, async () => {
            assert.deepEqual(await changedNames(recordTraffic(before, three), recordTraffic(after, more)), []);
        });
    }

    it("by an active cell with a weight changes nothing of the other regions", async () => {
        const weights = { "eu-west-1": 1, "us-east-1": 1 };
        const grown = { kind: "weighted", weights: { ...weights, "ap-south-1": 1 } } as const;
        const before = recordTraffic({ policy: { kind: "weighted", weights } }, two);
        const after = recordTraffic({ policy: grown }, [...two, trafficCell("ap-south-1")]);
        assert.deepEqual(await changedNames(before, after), []);
    });

    it("by a routing control changes the rule over all of them, and nothing else", async () => {
        const failoverControl = { kind: "routingControl" } as const;
        const names = await changedNames(
            recordTraffic({ failoverControl }, three),
            recordTraffic({ failoverControl }, more),
        );
        assert.deepEqual(names, ["orders"]);
    });

    it("swaps two cells' roles without touching checks or plain names", async () => {
        const swapped = pair.map((cell) => ({ ...cell, active: !cell.active }));
        assert.deepEqual(await changedNames(recordTraffic(), recordTraffic({}, swapped)), [
            "orders-active-euw1",
            "orders-standby-use1",
        ]);
    });

    it("changes its policy beside a standby by another group, to which the pair is turned", async () => {
        const policy = { kind: "weighted", weights: { "eu-west-1": 1 } } as const;
        const names = await changedNames(recordTraffic(), recordTraffic({ policy }));
        assert.deepEqual(names, ["orders-active-euw1", "orders-app-primary"]);
    });
});
