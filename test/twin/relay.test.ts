import assert from "node:assert/strict";
import net from "node:net";
import { once } from "node:events";
import fc from "fast-check";
import { Relay, type Route } from "../../twin/relay";

const delay = { there: 20, back: 60 };
/** Timers are good to a millisecond; the rest is a busy machine. */
const slackMilliseconds = 25;

describe("the relay between regions", () => {
    let relay: Relay;
    let server: net.Server;
    let atServer: net.Socket[];
    let route: Route;

    beforeEach(async () => {
        relay = new Relay();
        atServer = [];
        server = net.createServer({ allowHalfOpen: true }, (socket) => {
            socket.on("error", () => undefined);
            atServer.push(socket);
        });
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        const listen = { address: "127.0.0.1", port: await freePort() };
        const target = { address: "127.0.0.1", port: portOf(server) };
        route = { name: "standby>writer", from: "standby", to: "writer", listen, target, delay };
        await relay.open(route);
    });
    afterEach(() => {
        relay.close();
        atServer.forEach((socket) => socket.destroy());
        server.close();
    });

    async function connect(): Promise<{ client: net.Socket; serverSide: net.Socket }> {
        const client = net.connect({ host: route.listen.address, port: route.listen.port, noDelay: true });
        client.on("error", () => undefined);
        const [serverSide] = (await once(server, "connection")) as [net.Socket];
        // The handshake's round trip is over when something sent there has arrived.
        client.write("?");
        await once(serverSide, "data");
        return { client, serverSide };
    }

    it("delays each direction as declared", async () => {
        const { client, serverSide } = await connect();
        for (const [from, to, expected] of [
            [client, serverSide, delay.there],
            [serverSide, client, delay.back],
        ] as const) {
            const sent = performance.now();
            from.write("x");
            await once(to, "data");
            const took = performance.now() - sent;
            assert.ok(took >= expected && took < expected + slackMilliseconds, `${took} ms instead of ${expected}`);
        }
    });

    it("lets the first byte wait for the round trip of a handshake", async () => {
        const started = performance.now();
        await connect();
        const took = performance.now() - started;
        assert.ok(took >= 3 * delay.there && took < 3 * delay.there + slackMilliseconds, `${took} ms`);
    });

    it("keeps bytes in order and complete, whatever their sizes", async () => {
        const { client, serverSide } = await connect();
        await fc.assert(
            fc.asyncProperty(
                fc.array(fc.uint8Array({ minLength: 1, maxLength: 70_000 }), { maxLength: 8 }),
                async (parts) => {
                    const sent = Buffer.concat(parts);
                    const received = collect(client, sent.length);
                    parts.forEach((part) => serverSide.write(part));
                    assert.ok((await received).equals(sent));
                },
            ),
            { numRuns: 10 },
        );
    });

    it("holds order when the delay becomes shorter in between", async () => {
        const { client, serverSide } = await connect();
        const received = collect(client, 2);
        serverSide.write("1");
        await new Promise((resolve) => setImmediate(resolve));
        relay.setDelay(route.name, { there: 0, back: 0 });
        serverSide.write("2");
        assert.equal((await received).toString(), "12");
    });

    it("passes on an end, behind the bytes before it", async () => {
        const { client, serverSide } = await connect();
        const received = collect(client, 4);
        serverSide.end("last");
        assert.equal((await received).toString(), "last");
        await once(client, "end");
    });

    it("resets the client when nobody listens at the target", async () => {
        server.close();
        const client = net.connect({ host: route.listen.address, port: route.listen.port });
        const [error] = (await once(client, "error")) as [NodeJS.ErrnoException];
        assert.equal(error.code, "ECONNRESET");
    });

    it("drops what had not left a region that falls into a black hole, and stalls in silence", async () => {
        const { client, serverSide } = await connect();
        let received = "";
        let closed = false;
        client.on("data", (bytes: Buffer) => (received += bytes.toString()));
        client.on("close", () => (closed = true));
        serverSide.write("early");
        await once(client, "data");
        serverSide.write("late");
        await arrivedInRelay();
        relay.cut("writer", "black-hole");
        serverSide.write("never");
        await elapsed(delay.back + slackMilliseconds);
        assert.deepEqual({ received, closed }, { received: "early", closed: false });
    });

    it("swallows new connections to a black hole, and serves again once healed", async () => {
        relay.cut("writer", "black-hole");
        const client = net.connect({ host: route.listen.address, port: route.listen.port });
        await once(client, "connect");
        client.write("anyone?");
        await elapsed(3 * delay.there + slackMilliseconds);
        assert.equal(atServer.length, 0);
        const reset = once(client, "error");
        relay.heal("writer");
        assert.equal(((await reset) as [NodeJS.ErrnoException])[0].code, "ECONNRESET");
        await connect();
        assert.equal(atServer.length, 1);
    });

    it("resets connections of a region that refuses, old and new", async () => {
        const { client } = await connect();
        const reset = once(client, "error");
        relay.cut("standby", "refused");
        assert.equal(((await reset) as [NodeJS.ErrnoException])[0].code, "ECONNRESET");
        const next = net.connect({ host: route.listen.address, port: route.listen.port });
        assert.equal(((await once(next, "error")) as [NodeJS.ErrnoException])[0].code, "ECONNRESET");
        assert.equal(atServer.length, 1);
    });

    it("leaves other regions alone", async () => {
        const { client, serverSide } = await connect();
        relay.cut("elsewhere", "refused");
        serverSide.write("still here");
        const [bytes] = (await once(client, "data")) as [Buffer];
        assert.equal(bytes.toString(), "still here");
    });

    it("fails to set the delay of a route that it does not have", () => {
        assert.throws(() => relay.setDelay("nowhere", delay), /no route nowhere; it has: standby>writer/);
    });
});

/** Time has to pass where the claim is that nothing happens in it. */
function elapsed(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Longer than the loopback needs, shorter than the declared delay. */
function arrivedInRelay(): Promise<void> {
    return elapsed(delay.back / 3);
}

function collect(socket: net.Socket, length: number): Promise<Buffer> {
    return new Promise((resolve) => {
        const parts: Buffer[] = [];
        let missing = length;
        const take = (bytes: Buffer): void => {
            parts.push(bytes);
            missing -= bytes.length;
            if (missing <= 0) {
                socket.off("data", take);
                resolve(Buffer.concat(parts));
            }
        };
        socket.on("data", take);
        if (length === 0) {
            socket.off("data", take);
            resolve(Buffer.alloc(0));
        }
    });
}

function portOf(server: net.Server): number {
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    return address.port;
}

async function freePort(): Promise<number> {
    const probe = net.createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const port = portOf(probe);
    await new Promise((resolve) => probe.close(resolve));
    return port;
}
