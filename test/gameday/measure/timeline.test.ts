import assert from "node:assert/strict";
import type { RequestLine } from "../../../gameday/client-log";
import { bucketRequests, bucketWidth, dnsBands } from "../../../gameday/measure/timeline";

const scale = { origin: 1_000_000, factor: 10 };

function line(at: number, more: Partial<RequestLine> = {}): RequestLine {
    return {
        client: "honest-0",
        class: "honest",
        seq: 0,
        op: "read",
        order: "a",
        start: scale.origin + at,
        end: scale.origin + at + 10,
        mono: 0,
        status: 200,
        error: 0,
        region: "eu-west-1",
        ...more,
    };
}

function unanswered(at: number): RequestLine {
    const { client, class: clientClass, seq, op, order, start, end, mono, error } = line(at);
    return { client, class: clientClass, seq, op, order, start, end, mono, error, status: 0 };
}

describe("gameday: time line", () => {
    it("puts a request into the bucket of its start, in platform time, and leaves empty buckets out", () => {
        const rows = bucketRequests([line(-1), line(0), line(99), line(350)], scale, 1);
        assert.deepEqual(
            rows.map(({ at, requests }) => [at, requests]),
            [
                [-1, 1],
                [0, 2],
                [3, 1],
            ],
        );
    });

    it("takes latencies and regions of good replies only", () => {
        const slow = line(2, { end: scale.origin + 42, region: "eu-central-1" });
        const failed = line(3, { status: 503, end: scale.origin + 900, region: "us-east-1" });
        assert.deepEqual(bucketRequests([line(1), slow, failed], scale, 1), [
            {
                at: 0,
                class: "honest",
                operation: "read",
                requests: 3,
                good: 2,
                p50Milliseconds: 10,
                p99Milliseconds: 40,
                answeredBy: { "eu-west-1": 1, "eu-central-1": 1 },
            },
        ]);
    });

    it("has no latency where nothing was answered", () => {
        const [row] = bucketRequests([line(1, { status: 0 })], scale, 1);
        assert.deepEqual([row?.good, row?.p50Milliseconds, row?.p99Milliseconds], [0, null, null]);
    });

    it("keeps classes and operations apart", () => {
        const rows = bucketRequests([line(1), line(1, { op: "write" }), line(1, { class: "keep-alive" })], scale, 1);
        assert.deepEqual(
            rows.map((row) => `${row.class} ${row.operation}`),
            ["honest read", "honest write", "keep-alive read"],
        );
    });

    it("chooses a bucket that keeps an hour readable", () => {
        assert.deepEqual([100, 401, 3600, 1e6].map(bucketWidth), [1, 2, 10, 60]);
    });

    it("draws a band for each change of who answered a resolver's client", () => {
        const silent = unanswered(200);
        const moved = { ...line(400), region: "eu-central-1" };
        const other = line(0, { client: "keep-alive-0", class: "keep-alive" });
        const bands = dnsBands(
            [moved, silent, line(0), line(100), { ...moved, start: moved.start + 100 }, other],
            scale,
            (client) => `resolver of ${client}`,
        );
        const resolver = "resolver of honest-0";
        assert.deepEqual(bands, [
            { resolver, from: 0, to: 2, region: "eu-west-1" },
            { resolver, from: 2, to: 4, region: null },
            { resolver, from: 4, to: 5, region: "eu-central-1" },
        ]);
    });
});
