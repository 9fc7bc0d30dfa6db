import assert from "node:assert/strict";
import fc from "fast-check";
import type { RequestLine } from "../../../gameday/client-log";
import { auditLedger, buildLedger, type Evidence, type LookUp } from "../../../gameday/measure/ledger";

const fault = 2_000_000;
const scale = { origin: fault, factor: 1 };

function write(order: string, more: Partial<RequestLine> = {}): RequestLine {
    const start = more.start ?? fault - 1000;
    return {
        client: "honest-0",
        class: "honest",
        seq: 0,
        op: "write",
        order,
        start,
        end: start + 10,
        mono: 0,
        status: 201,
        error: 0,
        epoch: 1,
        committed: start + 5,
        ...more,
    };
}

function refused(order: string, more: Pick<RequestLine, "status"> & Partial<RequestLine>): RequestLine {
    const { client, class: clientClass, seq, op, start, end, mono, error } = write(order);
    return { client, class: clientClass, seq, op, order, start, end, mono, error, ...more };
}

function look(asked: readonly string[], survivor: readonly string[], other: readonly string[] = survivor): LookUp {
    return {
        writer: "eu-central-1",
        asked: new Set(asked),
        found: { "eu-central-1": new Set(survivor), "eu-west-1": new Set(other) },
    };
}

function audit(lines: readonly RequestLine[], evidence: Partial<Evidence>, factor = 1) {
    const whole = { afterFailover: null, afterFailBack: null, oldPrimary: null, declaredLag: 0.5, ...evidence };
    return auditLedger(lines, whole, { ...scale, factor });
}

describe("gameday: ledger", () => {
    it("calls what was told to have failed failed, and what may have been applied unknown", () => {
        const ledger = buildLedger([
            write("a"),
            refused("b", { status: 503 }),
            refused("c", { status: 0, error: 1050 }),
            refused("d", { status: 0, error: 1212 }),
            refused("e", { status: 0, error: 1211 }),
            refused("f", { status: 0, error: 1101 }),
            refused("g", { status: 0, error: 1220 }),
        ]);
        assert.deepEqual(
            [...ledger.values()].map(({ outcome }) => outcome),
            ["acknowledged", "failed", "unknown", "failed", "failed", "failed", "unknown"],
        );
    });

    it("keeps reads out", () => {
        assert.equal(buildLedger([write("a", { op: "read" })]).size, 0);
    });

    it("reports nothing lost, exactly 0 s, when the writer has everything", () => {
        const { loss, unexplained, holes } = audit([write("a"), write("b")], {
            afterFailBack: look(["a", "b"], ["a", "b"]),
        });
        assert.deepEqual([loss.lost, loss.rpo, loss.acknowledged], [0, [0, 0], 2]);
        assert.deepEqual([unexplained, holes], [[], []]);
    });

    it("says which look-up was the last, and none when there was none", () => {
        const lookUps = [{}, { afterFailover: look([], []) }, { afterFailBack: look([], []) }];
        assert.deepEqual(
            lookUps.map((evidence) => audit([write("a")], evidence).loss.lookUp),
            ["none", "after-failover", "after-fail-back"],
        );
    });

    it("measures the recovery point from the oldest lost commit to the newest kept one below it", () => {
        const lines = [
            write("a", { committed: fault - 900 }),
            write("b", { committed: fault - 600 }),
            write("c", { committed: fault - 500 }),
            write("d", { committed: fault - 100 }),
        ];
        const evidence = {
            afterFailBack: look(["a", "b", "c", "d"], ["a", "b"]),
            oldPrimary: new Set(["c", "d", "a"]),
        };
        const { loss, unexplained } = audit(lines, evidence);
        assert.deepEqual(loss.rpo, [0.5, 0.6]);
        assert.deepEqual([loss.lostOrders, loss.foundOnOldPrimary, unexplained], [["c", "d"], ["c", "d"], []]);
        assert.deepEqual(audit(lines, evidence, 10).loss.rpo, [5, 6]);
    });

    it("does not let one kept commit above the oldest lost one shorten the recovery point", () => {
        const lines = [600, 500, 400].map((age) => write(`at-${age}`, { committed: fault - age }));
        const { loss } = audit(lines, {
            afterFailBack: look(["at-600", "at-500", "at-400"], ["at-600", "at-400"]),
            oldPrimary: new Set(["at-500"]),
        });
        assert.deepEqual(loss.rpo, [0.5, 0.6]);
    });

    it("reports an order deleted behind the app's back as lost, and unexplained by the old disk", () => {
        const lines = [write("a"), write("b", { start: fault + 50_000, epoch: 2 })];
        const { loss, unexplained, holes } = audit(lines, {
            afterFailBack: look(["a", "b"], ["a"]),
            oldPrimary: new Set(),
        });
        assert.deepEqual([loss.lost, loss.foundOnOldPrimary], [1, []]);
        assert.deepEqual([unexplained, holes], [["b"], ["b"]]);
    });

    it("sees a hole where an old order vanished that the old disk still holds", () => {
        const lines = [write("a", { committed: fault - 9000 }), write("b", { committed: fault - 7000 })];
        const evidence = { afterFailBack: look(["a", "b"], ["b"]), oldPrimary: new Set(["a"]) };
        assert.deepEqual(audit(lines, evidence).holes, ["a"]);
    });

    it("does not call it a hole when the old writer still committed in the moment of the fault", () => {
        const lines = [write("a"), write("b", { committed: fault + 3 })];
        const found = audit(lines, { afterFailBack: look(["a", "b"], ["a"]), oldPrimary: new Set(["a", "b"]) });
        assert.deepEqual([found.loss.lostOrders, found.holes, found.loss.rpo], [["b"], [], [0, 0.995]]);
    });

    it("does not call it a hole when two concurrent commits swapped places at the cut", () => {
        const lines = [write("a", { committed: fault - 500 }), write("b", { committed: fault - 490 })];
        const evidence = { afterFailBack: look(["a", "b"], ["b"]), oldPrimary: new Set(["a"]) };
        assert.deepEqual(audit(lines, evidence).holes, []);
    });

    it("calls an order late that was absent after failover and is there after the heal", () => {
        const { loss } = audit([write("a"), write("b")], {
            afterFailover: look(["a", "b"], ["a"]),
            afterFailBack: look(["a", "b"], ["a", "b"]),
        });
        assert.deepEqual([loss.lostAfterFailover, loss.late, loss.lost], [1, 1, 0]);
    });

    it("does not miss orders in a look-up that did not ask for them", () => {
        const { loss } = audit([write("a"), write("b", { start: fault + 1000 })], {
            afterFailover: look(["a"], ["a"]),
        });
        assert.equal(loss.lostAfterFailover, 0);
    });

    it("judges by the last look-up there is when the drill never got to the second", () => {
        const { loss } = audit([write("a"), write("b")], { afterFailover: look(["a", "b"], ["a"]), oldPrimary: null });
        assert.deepEqual([loss.lost, loss.late, loss.foundOnOldPrimary], [1, 0, null]);
    });

    it("counts an unacknowledged order that is there as recovered", () => {
        const lines = [write("a"), refused("b", { status: 0, error: 1050 }), refused("c", { status: 503 })];
        assert.equal(audit(lines, { afterFailBack: look(["a", "b", "c"], ["a", "b"]) }).loss.recovered, 1);
    });

    it("counts an order that nobody sent, held or read, as a phantom", () => {
        const read = write("x", { op: "read", status: 200 });
        assert.equal(audit([write("a"), read], { afterFailBack: look(["a"], ["a", "y"], ["a"]) }).loss.phantom, 2);
    });

    it("counts an order acknowledged twice with different commits as a duplicate, not a replay", () => {
        const twice = [write("a", { committed: fault - 5 }), write("a", { committed: fault - 4 })];
        const replay = [write("b", { committed: fault - 5 }), write("b", { committed: fault - 5, status: 200 })];
        assert.equal(audit([...twice, ...replay], {}).loss.duplicate, 1);
    });

    it("counts commits of an old epoch after the first of a newer one as split brain", () => {
        const lines = [
            write("a", { epoch: 1, committed: fault - 10 }),
            write("b", { epoch: 2, committed: fault + 80_000 }),
            write("c", { epoch: 1, committed: fault + 80_001 }),
            write("d", { epoch: 1, committed: fault + 80_000 }),
        ];
        assert.equal(audit(lines, {}).loss.splitBrain, 1);
    });

    it("counts what the writer has and another region has not", () => {
        const lines = [write("a"), write("b")];
        assert.deepEqual(audit(lines, { afterFailBack: look(["a", "b"], ["a", "b"], ["a"]) }).notReplicated, {
            "eu-west-1": 1,
        });
    });

    it("reports exactly the suffix that a replica never got, with the cut inside the interval, never a false loss", () => {
        const ages = fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 60 });
        fc.assert(
            fc.property(ages, fc.integer({ min: 0, max: 20_000 }), (all, lag) => {
                const lines = all.map((age) => write(`at-${age}`, { start: fault - age - 5, committed: fault - age }));
                const ids = lines.map(({ order }) => order);
                const lost = all.filter((age) => age < lag).map((age) => `at-${age}`);
                const evidence = {
                    afterFailover: look(
                        ids,
                        ids.filter((id) => !lost.includes(id)),
                    ),
                    oldPrimary: new Set(ids),
                };
                const { loss, unexplained, holes } = audit(lines, evidence);
                assert.deepEqual(loss.lostOrders, [...lost].sort());
                assert.deepEqual([unexplained, holes], [[], []]);
                const [low, high] = loss.rpo;
                if (lost.length > 0 && lost.length < all.length) {
                    assert.ok(low <= lag / 1000 && lag / 1000 <= high);
                }
                assert.equal(high === 0, lost.length === 0);
            }),
        );
    });
});
