import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { askInJson, InvalidRequest } from "./json-answer";
import type { Responder } from "./responder";

const wireType = "application/dns-message";
const jsonType = "application/dns-json";
const largestMessageBytes = 0xffff;
const requestMilliseconds = 10_000;

interface Content {
    readonly type: string;
    readonly body: string | Buffer;
}

/** DNS over HTTP: messages at /dns-query (RFC 8484), JSON as public resolvers have it at /resolve. Bad input is 400 and one line. */
export function createDohServer(responder: Responder): http.Server {
    const server = http.createServer((request, response) => {
        contentOf(request, responder).then(
            (content) => send(response, 200, content),
            (error: unknown) => sendError(response, error),
        );
    });
    server.requestTimeout = requestMilliseconds;
    server.headersTimeout = requestMilliseconds;
    return server;
}

async function contentOf(request: IncomingMessage, responder: Responder): Promise<Content> {
    const url = URL.parse(request.url ?? "/", "http://localhost");
    const address = (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
    switch (url?.pathname) {
        case "/resolve":
            onlyMethods(request, ["GET"]);
            return { type: jsonType, body: JSON.stringify(askInJson(responder, url.searchParams, address)) };
        case "/dns-query": {
            onlyMethods(request, ["GET", "POST"]);
            const message = request.method === "GET" ? inUrl(url) : await inBody(request);
            const reply = responder.respond(message, address, "https");
            if (!reply) {
                throw new InvalidRequest(400, "expected a DNS query, got something else");
            }
            return { type: wireType, body: reply };
        }
        default:
            throw new InvalidRequest(404, "expected /resolve?name=&type= or /dns-query");
    }
}

function onlyMethods({ method = "" }: IncomingMessage, allowed: readonly string[]): void {
    if (!allowed.includes(method)) {
        throw new InvalidRequest(405, `expected ${allowed.join(" or ")}, got ${method}`);
    }
}

function inUrl({ searchParams }: URL): Buffer {
    const text = searchParams.get("dns") ?? "";
    if (!/^[\w-]+$/.test(text)) {
        throw new InvalidRequest(400, "dns: expected a message in base64url");
    }
    return Buffer.from(text, "base64url");
}

async function inBody(request: IncomingMessage): Promise<Buffer> {
    const type = request.headers["content-type"] ?? "none";
    if (type !== wireType) {
        throw new InvalidRequest(415, `content-type: expected ${wireType}, got ${type}`);
    }
    const parts: Buffer[] = [];
    let length = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
        parts.push(part);
        length += part.length;
        if (length > largestMessageBytes) {
            throw new InvalidRequest(413, `expected at most ${largestMessageBytes} bytes`);
        }
    }
    return Buffer.concat(parts);
}

function send(response: ServerResponse, status: number, { type, body }: Content): void {
    // What may be kept, and how long, stands in the records: a cache between us and the client would hide a failover.
    response.writeHead(status, { "content-type": type, "cache-control": "max-age=0" }).end(body);
}

function sendError(response: ServerResponse, error: unknown): void {
    const invalid = error instanceof InvalidRequest;
    const line = invalid ? error.message : "the request could not be read";
    send(response, invalid ? error.status : 400, { type: "text/plain; charset=utf-8", body: `${line}\n` });
}
