import assert from "node:assert/strict";
import { once } from "node:events";
import https from "node:https";
import net from "node:net";
import tls, { type TLSSocket } from "node:tls";
import zlib from "node:zlib";
import { socketProbe, type HttpRequest, type ProbeOutcome, type ProbeRequest } from "../../routing/health-checks/probe";
import { Endpoints, endless, selfSigned, type Endless } from "./endpoints";

const fields: Endless = ["HTTP/1.1 200 OK\r\n", "X-A: b\r\n"];
const letters: Endless = ["HTTP/1.1 200 ", "x".repeat(100)];
const interim: Endless = ["", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"];
const body: Endless = ["HTTP/1.1 200 OK\r\n\r\n", "x".repeat(1000)];
const compressed: Endless = [
    "HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n\r\n",
    // A stored block of no bytes, not the last one (RFC 1951, section 3.2.4).
    Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff]),
];
const chunkSize: Endless = ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "0".repeat(100)];
const trailers: Endless = ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: b\r\n"];

/** Real endpoints on loopback; each test's are closed with all their connections, also when it fails. */
describe("probe over a socket", () => {
    const endpoints = new Endpoints();
    afterEach(() => endpoints.close());

    it("passes 2xx and 3xx, fails other statuses, a status that is late, and a port that refuses", async () => {
        const { port, close } = await endpoints.serve((request, response) => {
            const status = Number(request.url?.slice(1));
            if (status > 0) {
                response.writeHead(status).end();
            }
        });
        const paths = ["/200", "/204", "/302", "/399", "/400", "/404", "/503", "/late"];
        const outcomes = await Promise.all(paths.map((path) => ask({ port, path })));
        assert.deepEqual(
            outcomes.map(({ passed }) => passed),
            [true, true, true, true, false, false, false, false],
        );
        assert.deepEqual(outcomes.slice(6), [
            { passed: false, reason: "status: expected 2xx or 3xx, got 503" },
            { passed: false, reason: "no status in time" },
        ]);
        assert.equal((await ask({ port, tls: {} })).passed, false);
        assert.deepEqual(await connect(port), { passed: true });
        await close();
        assert.match(reasonOf(await connect(port)), /ECONNREFUSED/);
    });

    it("sends its path, its host, who it is, and which codings it knows", async () => {
        const heard: (string | undefined)[] = [];
        const { port } = await endpoints.serve(({ url, headers }, response) => {
            heard.push(url, headers.host, headers["user-agent"], headers["accept-encoding"]);
            response.end();
        });
        await ask({ port, path: "/health?deep=1", host: "a.example.com:8443" });
        const agent = "Amazon-Route53-Health-Check-Service (antipode)";
        assert.deepEqual(heard, ["/health?deep=1", "a.example.com:8443", agent, "gzip, deflate"]);
    });

    it("finds a string whatever the body's coding and framing, also when the connection stays open", async () => {
        const text = Buffer.from("the system is ok");
        const bodies: { [path: string]: [encoding: string, body: Buffer] } = {
            "/plain": ["identity", text],
            "/gzip": ["gzip", zlib.gzipSync(text)],
            "/deflate": ["deflate", zlib.deflateSync(text)],
            "/raw": ["deflate", zlib.deflateRawSync(text)],
            "/brotli": ["br", zlib.brotliCompressSync(text)],
        };
        const { port } = await endpoints.serve((request, response) => {
            const [encoding = "identity", body = Buffer.alloc(0)] = bodies[request.url ?? ""] ?? [];
            response.setHeader("Content-Encoding", encoding);
            response.setHeader("Connection", "keep-alive");
            // Two writes without a length are chunks.
            response.write(body.subarray(0, 5));
            response.end(body.subarray(5));
        });
        const found = await Promise.all(
            Object.keys(bodies).map((path) => ask({ port, path, search: { text: "is ok", milliseconds: 2000 } })),
        );
        assert.deepEqual(
            found.map(({ passed }) => passed),
            [true, true, true, true, false],
        );
    });

    it("fails a body that is late, not complete, or not in the coding that it says", async () => {
        const answers: { [path: string]: string } = {
            "/late": "Content-Length: 9\r\n\r\nis ok",
            "/short": "Content-Length: 9\r\n\r\nis ok",
            "/chunks": "Transfer-Encoding: chunked\r\n\r\n5\r\nis ok\r\n",
            "/gzip": "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nis ok",
            "/whole": "Content-Length: 5\r\n\r\nis ok and more",
        };
        const port = await endpoints.listen((socket) => {
            socket.once("data", (bytes) => {
                const path = bytes.toString().split(" ")[1] ?? "";
                socket.write(`HTTP/1.1 200 OK\r\n${answers[path] ?? ""}`);
                if (path !== "/late") {
                    socket.end();
                }
            });
        });
        const reasons = await Promise.all(
            Object.keys(answers).map(async (path) =>
                reasonOf(await ask({ port, path, search: { text: "is ok", milliseconds: 100 } })),
            ),
        );
        assert.deepEqual(reasons, [
            "no body in time",
            "the body ended 4 bytes early",
            "the body ended before its last chunk",
            "the body is no gzip: incorrect header check",
            "passed",
        ]);
    });

    for (const [title, answer, reason] of [
        ["garbage", "\u0000\u0001SSH-2.0-OpenSSH\r\n", "the answer is not HTTP/1"],
        ["endless header fields", fields, "header fields: expected at most 16384 bytes"],
        ["an endless status line", letters, "header fields: expected at most 16384 bytes"],
        ["endless interim answers", interim, "header fields: expected at most 16384 bytes"],
        ["an endless body without the string", body, "the search string is not in the body"],
        ["an endless body of compressed nothing", compressed, "the compressed body is longer than 65536 bytes"],
        ["an endless chunk size", chunkSize, "the body's chunks: a line is too long"],
        ["endless trailers", trailers, "the body's chunks: a line is too long"],
        ["no answer but an end", "", "the connection ended before the response"],
        [
            "a field with a space before its colon",
            "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
            "header fields: expected the form",
        ],
    ] as const) {
        it(`ends with ${title}`, async () => {
            const port = await endpoints.listen((socket) => {
                if (typeof answer === "string") {
                    socket.end(answer, "latin1");
                } else {
                    endless(socket, answer);
                }
            });
            const search = { text: "ok", milliseconds: 5000 };
            const outcome = await ask({ port, responseMilliseconds: 5000, search });
            assert.ok(reasonOf(outcome).startsWith(reason), reasonOf(outcome));
        });
    }

    it("fails on a reset", async () => {
        const port = await endpoints.listen((socket) => void socket.once("data", () => socket.resetAndDestroy()));
        assert.match(reasonOf(await ask({ port })), /ECONNRESET/);
    });

    describe("with TLS", () => {
        const secure = selfSigned("other.example.com");
        const right = selfSigned("a.example.com");

        it("passes whatever the certificate, tells the name, and asks again without it when it is another's", async () => {
            const told: (string | false)[] = [];
            const server = https.createServer({ ...secure, keepAlive: false }, (_, response) => response.end("ok"));
            server.on("secureConnection", ({ servername }: TLSSocket) => told.push(servername ?? false));
            const port = await endpoints.open(server);
            const search = { text: "ok", milliseconds: 2000 };
            const serverName = "a.example.com";
            assert.deepEqual(await ask({ port, tls: { serverName }, search, responseMilliseconds: 2000 }), passed);
            assert.deepEqual(told, ["a.example.com", false]);
            assert.deepEqual(await ask({ port, tls: {}, responseMilliseconds: 2000 }), passed);
            server.setSecureContext(right);
            assert.deepEqual(await ask({ port, tls: { serverName }, responseMilliseconds: 2000 }), passed);
            assert.deepEqual(told, ["a.example.com", false, false, "a.example.com"]);
        });

        for (const [version, taken] of [
            ["TLSv1", true],
            ["TLSv1.1", true],
            ["TLSv1.2", true],
            ["TLSv1.3", false],
        ] as const) {
            it(`${taken ? "passes" : "fails"} an endpoint that speaks ${version} alone`, async () => {
                const server = https.createServer(
                    { ...right, minVersion: version, maxVersion: version, ciphers: "DEFAULT@SECLEVEL=0" },
                    (_, response) => response.end(),
                );
                const port = await endpoints.open(server);
                const outcome = await ask({ port, tls: {}, responseMilliseconds: 2000 });
                assert.match(reasonOf(outcome), taken ? /^passed$/ : /alert protocol version/);
            });
        }

        it("fails on a handshake that is broken off, and on an endpoint that speaks HTTP", async () => {
            const breaking = tls.createServer({ ...right, SNICallback: (_, done) => done(new Error("unknown name")) });
            breaking.on("tlsClientError", () => undefined);
            const port = await endpoints.open(breaking);
            const serverName = "a.example.com";
            const outcome = await ask({ port, tls: { serverName }, responseMilliseconds: 2000 });
            assert.match(reasonOf(outcome), /disconnected|ECONNRESET|ended before/);
            const plain = await endpoints.listen((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
            assert.match(reasonOf(await ask({ port: plain, tls: {} })), /wrong version|packet length|ended before/i);
        });
    });

    it("calls nobody back once it is cancelled", async () => {
        const server = net.createServer((socket) => socket.on("error", () => socket.destroy()));
        const port = await endpoints.open(server);
        const ended = once(server, "connection").then(([socket]) => once(socket as net.Socket, "close"));
        const cancel = socketProbe({ ...request, port }, () => assert.fail("cancelled"));
        await once(server, "connection");
        cancel();
        await ended;
    });
});

const passed: ProbeOutcome = { passed: true };

const request = {
    protocol: "HTTP",
    checkerRegion: "eu-west-1",
    address: "127.0.0.1",
    port: 0,
    host: "a.example.com",
    path: "/",
    connectMilliseconds: 2000,
    responseMilliseconds: 200,
} satisfies ProbeRequest;

function ask(fields: Partial<HttpRequest> & { readonly port: number }): Promise<ProbeOutcome> {
    return new Promise((resolve) => void socketProbe({ ...request, ...fields }, resolve));
}

function connect(port: number): Promise<ProbeOutcome> {
    const { checkerRegion, address, connectMilliseconds } = request;
    return new Promise(
        (resolve) => void socketProbe({ protocol: "TCP", checkerRegion, address, port, connectMilliseconds }, resolve),
    );
}

function reasonOf(outcome: ProbeOutcome): string {
    return outcome.passed ? "passed" : outcome.reason;
}
