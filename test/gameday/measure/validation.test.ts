import assert from "node:assert/strict";
import fc from "fast-check";
import type { RequestLine } from "../../../gameday/client-log";
import { validateLogs, type LogFindings } from "../../../gameday/measure/validation";
import { syntheticLog } from "../synthetic";

const from = 3_000_000;
const to = from + 30_000;

function log(client = "honest-0"): RequestLine[] {
    return syntheticLog({
        client,
        class: "honest",
        from,
        to,
        every: 100,
        reply: (_at, operation) => ({ status: operation === "write" ? 201 : 200, latency: 20 }),
    });
}

function findings(lines: readonly RequestLine[], dropped: number | null = 0): LogFindings {
    const clients = [{ client: "honest-0", iterations: 600, dropped }];
    return validateLogs(lines, { clients, timeoutMilliseconds: 2000, from, to });
}

function invalid(lines: readonly RequestLine[]): readonly string[] {
    return findings(lines).invalid;
}

describe("gameday: validation of clients' logs", () => {
    it("finds nothing wrong with an untouched log, in any order of its lines", () => {
        assert.deepEqual(findings(log().reverse()), { invalid: [], failures: [], warnings: [] });
    });

    it("names a client that dropped iterations", () => {
        assert.match(findings(log(), 3).failures.join(), /^honest-0: dropped 3 iterations/);
    });

    it("warns, and no more, when a client could not say how many it dropped", () => {
        const found = findings(log(), null);
        assert.deepEqual([found.invalid.length, found.failures.length, found.warnings.length], [0, 0, 1]);
    });

    it("counts what is missing in the middle", () => {
        const lines = log().filter(({ seq }) => seq !== 100 && seq !== 101);
        assert.deepEqual(invalid(lines), ["honest-0: 2 of 600 requests are missing from its log"]);
    });

    it("counts what is missing at the beginning", () => {
        assert.deepEqual(invalid(log().slice(1)), ["honest-0: 1 of 600 requests are missing from its log"]);
    });

    it("forgives what was in flight when the client was stopped", () => {
        assert.deepEqual(invalid(log().filter(({ seq }) => seq !== 590)), []);
    });

    it("notices a line that stands twice", () => {
        const lines = log();
        assert.deepEqual(invalid([...lines, ...lines.slice(5, 6)]), ["honest-0: 1 requests stand twice in its log"]);
    });

    it("notices a wall clock that was set forward in the middle", () => {
        const moved = log().map((line) =>
            line.seq < 300
                ? line
                : { ...line, start: line.start + 200, end: line.end + 200, committed: 0, status: 200 },
        );
        assert.match(invalid(moved).join(), /^honest-0: its wall clock was moved by -?200 ms/);
    });

    it("forgives one line on which the client was held up between its two clocks", () => {
        const paused = log().map((line) => (line.seq === 300 ? { ...line, mono: line.mono + 80 } : line));
        assert.deepEqual(invalid(paused), []);
    });

    it("notices a whole log from another clock by the servers' commit times", () => {
        const shifted = log().map((line) => ({ ...line, start: line.start + 500, end: line.end + 500 }));
        assert.match(invalid(shifted).join(), /300 writes were committed before they were asked for/);
    });

    it("notices a clock that is moved anywhere, by any amount above the tolerance, in either direction", () => {
        const amounts = fc.integer({ min: 101, max: 100_000 }).chain((ms) => fc.constantFrom(ms, -ms));
        fc.assert(
            fc.property(amounts, fc.integer({ min: 0, max: 590 }), (by, since) => {
                const moved = log().map((line) =>
                    line.seq < since ? line : { ...line, start: line.start + by, end: line.end + by },
                );
                assert.ok(invalid(moved).length > 0);
            }),
        );
    });

    it("notices a client that fell silent, in the middle or at the end", () => {
        const hole = log().filter(({ start }) => start < from + 10_000 || start > from + 13_000);
        const numbered = hole.map((line, seq) => ({ ...line, seq }));
        assert.deepEqual(invalid(numbered), ["honest-0: started no request for 3.1 s"]);
        assert.deepEqual(invalid(log().filter(({ seq }) => seq < 500)), ["honest-0: started no request for 5.1 s"]);
    });

    it("names a client without a log, and a log without a client", () => {
        assert.deepEqual(invalid(log("honest-7")), ["honest-0: its log is empty", "honest-7: nobody started it"]);
    });
});
