import assert from "node:assert/strict";
import { watchName } from "../../../apps/orders/name-watch";

/** Answers in turn; an Error is a name service that fails. */
async function movesSeen(answers: readonly (readonly string[] | Error)[]): Promise<string[]> {
    const moves: string[] = [];
    let asked = 0;
    const watch = watchName({
        host: "writer.internal",
        interval: 3_600_000,
        onMove: (addresses) => moves.push(addresses),
        lookup: () => {
            const answer = answers[asked] ?? new Error("asked too often");
            asked += 1;
            return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
    });
    // The watch asked once by itself; that answer must be in before the next question.
    await new Promise((resolve) => setImmediate(resolve));
    for (let next = 1; next < answers.length; next += 1) {
        await watch.check();
    }
    watch.stop();
    assert.equal(asked, answers.length);
    return moves;
}

describe("the watch over the writer's name", () => {
    it("reports a move once", async () => {
        assert.deepEqual(await movesSeen([["10.0.0.1"], ["10.0.0.1"], ["10.1.0.1"], ["10.1.0.1"]]), ["10.1.0.1"]);
    });

    it("takes another order of the same addresses for no move", async () => {
        assert.deepEqual(
            await movesSeen([
                ["10.0.0.1", "10.0.0.2"],
                ["10.0.0.2", "10.0.0.1"],
            ]),
            [],
        );
    });

    it("takes a name service that fails for no move", async () => {
        assert.deepEqual(await movesSeen([["10.0.0.1"], new Error("SERVFAIL"), ["10.0.0.1"]]), []);
    });

    it("reports a move that happened while the name service failed", async () => {
        assert.deepEqual(await movesSeen([["10.0.0.1"], new Error("SERVFAIL"), ["10.1.0.1"]]), ["10.1.0.1"]);
    });
});
