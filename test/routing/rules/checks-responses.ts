import assert from "node:assert/strict";
import { guide } from "./sources";
import type { Rule } from "./subject";

const determining = guide("dns-failover-determining-health-of-endpoints");

/** What of an answer counts. */
export const responseChecks: readonly Rule[] = [
    {
        id: "searched-bytes",
        title: "the whole string has to lie in the first 5,120 bytes of the body, in its own case",
        source: determining,
        holds: ({ health: { search } }) => {
            const found = (before: number, text: string) => {
                const one = new search.BodySearch("Grüße");
                const whole = one.add(Buffer.from("x".repeat(before) + text + "x".repeat(6000)));
                return [whole, one.found];
            };
            const bytes = Buffer.byteLength("Grüße");
            assert.deepEqual(found(5120 - bytes, "Grüße"), [true, true]);
            assert.deepEqual(found(5121 - bytes, "Grüße"), [true, false]);
            assert.deepEqual(found(0, "grüße"), [true, false]);
        },
        mutants: [
            {
                title: "one byte more",
                file: "health-checks/body-search.ts",
                find: "searchedBytes = 5120",
                replace: "searchedBytes = 5121",
            },
            {
                title: "case does not count",
                file: "health-checks/body-search.ts",
                find: "this.searched.includes(this.wanted)",
                replace: "this.searched.toString().toLowerCase().includes(this.wanted.toString().toLowerCase())",
            },
        ],
    },
    {
        id: "header-bytes",
        title: "a response has at most 16,384 bytes of header fields",
        source: guide("DNSLimitations"),
        holds: ({ health: { head } }) => {
            const read = (bytes: number) =>
                new head.HeadReader().receive(
                    Buffer.from(`HTTP/1.1 200 OK\r\nA: ${"x".repeat(bytes - "A: \r\n".length)}\r\n\r\n`),
                );
            assert.equal(read(16_384)?.head.status, 200);
            assert.throws(() => read(16_385), { message: /at most 16384 bytes/ });
        },
        mutants: [
            {
                title: "any number",
                file: "health-checks/response-head.ts",
                find: "this.spent + fields > maximumHeaderBytes",
                replace: "this.spent > maximumHeaderBytes",
            },
            {
                title: "one less",
                file: "health-checks/response-head.ts",
                find: "this.spent + fields > maximumHeaderBytes",
                replace: "this.spent + fields >= maximumHeaderBytes",
            },
        ],
    },
    {
        id: "header-form",
        title: "header fields have the form of RFC 7230: a name, a colon behind it at once, a value",
        source: "RFC 7230, section 3.2",
        holds: ({ health: { head } }) => {
            const read = (field: string) =>
                new head.HeadReader().receive(Buffer.from(`HTTP/1.1 200\r\n${field}\r\n\r\n`));
            ["A: b", "A:b", "A:", "A:\tb\r\n folded", "X_!#$%&'*+-.^`|~1: \u00ff"].forEach((field) =>
                assert.equal(read(field)?.head.status, 200, field),
            );
            ["A : b", "no colon", ": b", "A(b): c", "A: \u0000"].forEach((field) =>
                assert.throws(() => read(field), { message: /RFC 7230/ }, field),
            );
        },
        mutants: [
            {
                title: "a space before the colon",
                file: "health-checks/response-head.ts",
                find: "~\\dA-Za-z]+):",
                replace: "~\\dA-Za-z]+)\\s*:",
            },
        ],
    },
    {
        id: "body-framing",
        title: "chunks come before a length, and a length before the connection's end",
        source: "RFC 7230, section 3.3.3",
        holds: ({ health: { head } }) => {
            const framing = (fields: string) =>
                new head.HeadReader().receive(Buffer.from(`HTTP/1.1 200 OK\r\n${fields}\r\n`))?.head.framing;
            assert.deepEqual(framing("Content-Length: 7\r\nTransfer-Encoding: chunked\r\n"), { by: "chunks" });
            assert.deepEqual(framing("Content-Length: 7, 7\r\n"), { by: "length", bytes: 7 });
            assert.deepEqual(framing(""), { by: "close" });
            assert.throws(() => framing("Content-Length: 7\r\nContent-Length: 8\r\n"), { message: /one number/ });
        },
        mutants: [
            {
                title: "the first of two lengths counts",
                file: "health-checks/response-head.ts",
                find: "others.length > 0 || ",
                replace: "",
            },
        ],
    },
    {
        id: "body-incomplete",
        title: "a body that ends before its length or its last chunk is no body",
        source: "RFC 7230, section 3.4",
        holds: ({ health: { body } }) => {
            const length = body.bodyReader({ by: "length", bytes: 3 });
            length.receive(Buffer.from("ok"));
            assert.throws(() => {
                length.close();
            }, /1 bytes early/);
            const chunks = body.bodyReader({ by: "chunks" });
            chunks.receive(Buffer.from("2\r\nok\r\n"));
            assert.throws(() => {
                chunks.close();
            }, /before its last chunk/);
            body.bodyReader({ by: "close" }).close();
        },
        mutants: [
            {
                title: "what came is enough",
                file: "health-checks/response-body.ts",
                find: "if (this.left > 0) {",
                replace: "if (this.left < 0) {",
            },
        ],
    },
];
