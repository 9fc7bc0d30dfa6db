import assert from "node:assert/strict";
import dgram from "node:dgram";
import { once } from "node:events";
import net from "node:net";
import packet from "dns-packet";
import fc from "fast-check";
import type { DnsReply } from "../../routing/dns/reply";
import { createDnsServer, type DnsServer } from "../../routing/dns/server";
import { query, tcp, udp } from "./dns-clients";
import { manyAddresses, oneAddress } from "./rules/wire-exchange";

const asked = packet.streamEncode(query("app.example.com"));

describe("DNS over TCP", () => {
    let server: DnsServer;
    let port: number;
    let reply: DnsReply;
    const clients: net.Socket[] = [];

    async function start(options: { idleMilliseconds?: number; maximumConnections?: number } = {}): Promise<void> {
        reply = oneAddress;
        server = createDnsServer({ resolve: () => reply, ...options });
        ({ port } = await server.listen({ address: "127.0.0.1", port: 0 }));
    }

    async function connect(): Promise<net.Socket> {
        const client = net.connect(port, "127.0.0.1").setNoDelay();
        clients.push(client);
        await once(client, "connect");
        return client;
    }

    afterEach(async () => {
        clients.splice(0).forEach((client) => client.destroy());
        await server.close();
    });

    it("answers each of many queries of one connection, in their order, whatever the pieces", async () => {
        await start();
        const queries = Array.from({ length: 50 }, (_, id) => packet.streamEncode({ ...query("app.example.com"), id }));
        const bytes = Buffer.concat(queries);
        const parts = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) =>
            bytes.subarray(at * 7, at * 7 + 7),
        );
        const replies = await tcp(port, parts, 50);
        assert.deepEqual(
            replies.map(({ id }) => id),
            queries.map((_, id) => id),
        );
    });

    it("answers a client that has closed its own side", async () => {
        await start();
        const client = await connect();
        client.end(asked);
        const [bytes] = (await once(client, "data")) as [Buffer];
        assert.equal(packet.streamDecode(bytes).answers?.length, 1);
    });

    it("ends a connection with an empty message, and one whose message is no query", async () => {
        await start();
        const noQuery = packet.streamEncode({ ...query("app.example.com"), type: "response" });
        for (const message of [Buffer.from([0, 0]), noQuery]) {
            const client = await connect();
            client.write(message);
            await once(client.resume(), "close");
        }
        assert.equal(server.counters.dropped, 2);
        assert.equal((await tcp(port, [asked], 1)).length, 1);
    });

    it("ends a connection that sends a byte now and then and never a whole message", async () => {
        await start({ idleMilliseconds: 100 });
        const client = await connect();
        // A byte always follows the last: any activity would keep a timer of activity from ending.
        const trickle = setInterval(() => client.write(Buffer.from([255])), 10);
        client.on("error", () => undefined);
        await once(client.resume(), "close");
        clearInterval(trickle);
        assert.deepEqual([server.counters.timedOut, server.counters.tcp], [1, 0]);
    });

    it("keeps a connection that asks again in time, and ends it when it no longer does", async () => {
        await start({ idleMilliseconds: 200 });
        const client = await connect();
        for (let at = 0; at < 3; at += 1) {
            client.write(asked);
            await once(client, "data");
        }
        await once(client, "close");
        assert.deepEqual([server.counters.tcp, server.counters.timedOut], [3, 1]);
    });

    it("stops reading a client that does not read, and ends it", async () => {
        await start({ idleMilliseconds: 200 });
        reply = manyAddresses(4000);
        const client = await connect();
        client.pause();
        client.on("error", () => undefined);
        const many = Buffer.concat(Array.from({ length: 2000 }, () => asked));
        client.write(many);
        const ended = once(client, "close");
        // Reading goes on only when the other side has gone: what it sent before is thrown away.
        await until(() => server.counters.timedOut === 1);
        client.resume();
        await ended;
        assert.ok(server.counters.tcp < 1000, `${server.counters.tcp} replies of 64 kB were made for nobody`);
    });

    it("refuses connections above its limit, and serves those that it has", async () => {
        await start({ maximumConnections: 2 });
        const [first] = [await connect(), await connect()];
        const third = net.connect(port, "127.0.0.1");
        clients.push(third);
        third.on("error", () => undefined);
        await once(third.resume(), "close");
        first.write(asked);
        const [bytes] = (await once(first, "data")) as [Buffer];
        assert.equal(packet.streamDecode(bytes).answers?.length, 1);
    });

    it("answers after any octets, over both transports, and counts every one of them", async () => {
        await start();
        const anything = fc.sample(fc.uint8Array({ maxLength: 300 }), { numRuns: 300, seed: 53 });
        const socket = dgram.createSocket("udp4");
        // One after the other: a socket that is full loses datagrams, and what is lost is not counted.
        for (const [at, octets] of anything.entries()) {
            socket.send(octets, port, "127.0.0.1");
            await until(() => server.counters.udp === at + 1);
        }
        socket.close();
        for (const octets of anything.slice(0, 60)) {
            const client = await connect();
            client.on("error", () => undefined);
            client.end(octets);
            await once(client.resume(), "close");
        }
        assert.equal((await tcp(port, [asked], 1)).length, 1);
        assert.equal((await udp(port, query("app.example.com"))).answers?.length, 1);
        const { udp: datagrams, tcp: messages, dropped, noerror, formerr, notimp, refused } = server.counters;
        assert.equal(datagrams, 301);
        assert.equal(dropped + noerror + formerr + notimp + refused, datagrams + messages);
    });

    it("goes on when a client goes away in the middle of a message", async () => {
        await start();
        const client = await connect();
        client.write(asked.subarray(0, 9));
        client.resetAndDestroy();
        assert.equal((await tcp(port, [asked], 1)).length, 1);
        assert.deepEqual([server.counters.tcp, server.counters.noerror], [1, 1]);
    });
});

async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
        await new Promise((resolve) => setImmediate(resolve));
    }
}
