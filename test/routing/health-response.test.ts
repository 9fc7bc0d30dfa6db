import assert from "node:assert/strict";
import zlib from "node:zlib";
import type { ProbeOutcome } from "../../routing/health-checks/probe";
import { ResponseReader } from "../../routing/health-checks/response-reader";

const zipped = zlib.gzipSync("all is ok here").toString("latin1");

const responses: readonly { title: string; text: string; outcome: RegExp }[] = [
    { title: "a length", text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nis ok", outcome: /^passed$/ },
    { title: "lines that end in LF", text: "HTTP/1.0 200\nContent-Length: 5\n\nis ok", outcome: /^passed$/ },
    { title: "a folded field", text: "HTTP/1.1 301 Moved\r\nA: b\r\n c\r\n\r\nis ok", outcome: /^passed$/ },
    {
        title: "interim answers first",
        text: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\nis ok",
        outcome: /^passed$/,
    },
    {
        title: "chunks with an extension and trailers",
        text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nis \r\n2\r\nok\r\n0\r\nB: c\r\n\r\n",
        outcome: /^passed$/,
    },
    {
        title: "gzip in chunks",
        text: `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n${zipped.length.toString(16)}\r\n${zipped}\r\n0\r\n\r\n`,
        outcome: /^passed$/,
    },
    { title: "no body", text: "HTTP/1.1 204 No Content\r\n\r\nis ok", outcome: /not in the body/ },
    { title: "another case", text: "HTTP/1.1 200 OK\r\n\r\nIs Ok", outcome: /not in the body/ },
    { title: "404 with the string", text: "HTTP/1.1 404 Not Found\r\n\r\nis ok", outcome: /got 404/ },
    { title: "another protocol", text: "SSH-2.0-OpenSSH_9\r\n", outcome: /not HTTP\/1/ },
    { title: "HTTP/2", text: "HTTP/2 200\r\n\r\n", outcome: /status line|not HTTP\/1/ },
    { title: "a status of two digits", text: "HTTP/1.1 20 OK\r\n\r\n", outcome: /status line/ },
    { title: "a line that is no field", text: "HTTP/1.1 200 OK\r\nno field\r\n\r\n", outcome: /RFC 7230/ },
    { title: "two lengths", text: "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nis ok", outcome: /one number/ },
    { title: "a length below 0", text: "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nis ok", outcome: /one number/ },
    {
        title: "another transfer coding",
        text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        outcome: /expected chunked, got gzip, chunked/,
    },
    {
        title: "a chunk longer than it says",
        text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nis ok\r\n0\r\n\r\n",
        outcome: /expected an end of line/,
    },
    {
        title: "a chunk without a size",
        text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nok\r\n\r\n",
        outcome: /expected a size/,
    },
];

describe("a response as it comes", () => {
    for (const { title, text, outcome } of responses) {
        it(`is understood wherever its packets are split: ${title}`, async () => {
            const bytes = Buffer.from(text, "latin1");
            const whole = read([bytes]);
            const each = read([...bytes].map((byte) => Buffer.of(byte)));
            const halves = [...bytes.keys()].map((at) => read([bytes.subarray(0, at), bytes.subarray(at)]));
            for (const found of await Promise.all([whole, each, ...halves])) {
                assert.match(found.passed ? "passed" : found.reason, outcome);
            }
        });
    }

    it("takes 16,384 bytes of header fields, and no more, over all interim answers", async () => {
        const field = (bytes: number) => `A: ${"x".repeat(bytes - "A: \r\n".length)}\r\n`;
        const [most, more] = await Promise.all(
            [16_384, 16_385].map((bytes) => read([Buffer.from(`HTTP/1.1 200 OK\r\n${field(bytes)}\r\nis ok`)])),
        );
        assert.deepEqual(most, { passed: true });
        assert.deepEqual(more, { passed: false, reason: "header fields: expected at most 16384 bytes" });
    });

    it("is not taken for complete when the connection fails, and is when it fails behind the end", async () => {
        const open = Buffer.from("HTTP/1.1 200 OK\r\n\r\nis ok");
        assert.deepEqual(await read([open], "reset"), { passed: false, reason: "reset" });
        const complete = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nis ok");
        assert.deepEqual(await read([complete], "reset"), { passed: true });
    });

    it("has no say any more once it is given up", () => {
        const reader = new ResponseReader({ onHead: () => assert.fail(), onOutcome: () => assert.fail() });
        reader.destroy();
        reader.receive(Buffer.from("HTTP/1.1 200 OK\r\n\r\n"));
        reader.close();
    });
});

function read(packets: readonly Buffer[], error?: string): Promise<ProbeOutcome> {
    return new Promise((resolve) => {
        const reader = new ResponseReader({ search: "is ok", onHead: () => undefined, onOutcome: resolve });
        packets.forEach((packet) => reader.receive(packet));
        reader.close(error);
    });
}
