import assert from "node:assert/strict";
import dgram from "node:dgram";
import packet, { type PacketOpt } from "dns-packet";
import { emptyReply, type DnsClient, type Resolve } from "../../routing/dns/reply";
import { createDnsServer, type DnsServer } from "../../routing/dns/server";
import { createZoneResolver } from "../../routing/dns/zone-resolver";
import type { ZoneState } from "../../routing/zone";
import { query, rcode, tcp, udp } from "./dns-clients";
import { address, tree } from "./zones";

const addresses = { "eu-west-1.elb.amazonaws.com": ["10.1.0.1"], "eu-central-1.elb.amazonaws.com": ["10.2.0.1"] };
const soa = {
    Name: "example.com.",
    Type: "SOA" as const,
    TTL: 900,
    ResourceRecords: [{ Value: "ns. host. 1 7200 900 1209600 86400" }],
};
const text = { Name: "example.com.", Type: "TXT" as const, TTL: 60, ResourceRecords: [{ Value: '"a b" "c"' }] };
const many = {
    ...address("many.example.com", ""),
    ResourceRecords: Array.from({ length: 40 }, (_, at) => ({ Value: `10.9.0.${at}` })),
};
const zone = { ...tree(), ResourceRecordSets: [...tree().ResourceRecordSets, soa, text, many] };

describe("DNS server", () => {
    const clients: DnsClient[] = [];
    let state: { version: number; state: ZoneState; addresses: typeof addresses };
    let evaluations = 0;
    let server: DnsServer;
    let port: number;

    beforeEach(async () => {
        state = { version: 1, state: {}, addresses };
        evaluations = 0;
        clients.length = 0;
        const resolve = createZoneResolver({
            zone,
            clockFactor: 10,
            now: () => state,
            from: (client) => {
                clients.push(client);
                return "here";
            },
            random: () => 0,
            onEvaluated: () => (evaluations += 1),
        });
        server = createDnsServer({ resolve });
        ({ port } = await server.listen({ address: "127.0.0.1", port: 0 }));
    });

    afterEach(() => server.close());

    it("answers over UDP with authority, in the question's letters, TTL divided by the clock", async () => {
        const reply = await udp(port, query("aPP.Example.com"));
        assert.deepEqual(
            reply.answers?.map(({ name, ...rest }) => [name, "ttl" in rest && rest.ttl, "data" in rest && rest.data]),
            [["aPP.Example.com", 6, "10.1.0.1"]],
        );
        assert.deepEqual([reply.flag_aa, reply.flag_rd, reply.flag_qr, reply.id], [true, true, true, 7]);
    });

    it("answers over TCP, several queries in one connection, split anywhere", async () => {
        const bytes = Buffer.concat([
            packet.streamEncode(query("app.example.com")),
            packet.streamEncode(query("none.example.com")),
        ]);
        const replies = await tcp(port, [bytes.subarray(0, 5), bytes.subarray(5)], 2);
        assert.deepEqual(
            replies.map((reply) => [reply.answers?.length, rcode(reply)]),
            [
                [1, 0],
                [0, 3],
            ],
        );
    });

    it("says NXDOMAIN with the SOA, an empty answer for another type, REFUSED outside", async () => {
        const missing = await udp(port, query("none.example.com"));
        assert.deepEqual(
            [rcode(missing), missing.authorities?.[0]?.type, missing.authorities?.[0]?.name],
            [3, "SOA", "example.com"],
        );
        const empty = await udp(port, query("app.example.com", "AAAA"));
        assert.deepEqual([rcode(empty), empty.answers?.length, empty.authorities?.length], [0, 0, 1]);
        const foreign = await udp(port, query("example.org"));
        assert.deepEqual([rcode(foreign), foreign.flag_aa], [5, false]);
    });

    it("sends texts and the SOA", async () => {
        const [answer] = (await udp(port, query("example.com", "TXT"))).answers ?? [];
        assert.deepEqual(answer?.type === "TXT" && answer.data, [Buffer.from("a b"), Buffer.from("c")]);
        const [first] = (await udp(port, query("example.com", "SOA"))).answers ?? [];
        assert.equal(first?.type === "SOA" && first.data.minimum, 86400);
    });

    it("cuts what is above 512 bytes, or the client's size, and sends the whole over TCP", async () => {
        const plain = await udp(port, query("many.example.com"));
        assert.deepEqual([plain.flag_tc, plain.answers?.length], [true, 0]);
        assert.equal((await udp(port, query("many.example.com", "A", { size: 4096 }))).answers?.length, 40);
        const [whole] = await tcp(port, [packet.streamEncode(query("many.example.com"))], 1);
        assert.equal(whole?.answers?.length, 40);
        assert.equal(server.counters.truncated, 1);
    });

    it("hands the client's subnet to the resolver and repeats it with its whole scope", async () => {
        const option: PacketOpt = { code: 8, family: 1, sourcePrefixLength: 24, scopePrefixLength: 0, ip: "192.0.2.0" };
        const reply = await udp(port, query("app.example.com", "A", { size: 1232, options: [option] }));
        assert.deepEqual(clients, [{ address: "127.0.0.1", subnet: "192.0.2.0" }]);
        const opt = reply.additionals?.find((record) => record.type === "OPT");
        const [sent] = (opt?.type === "OPT" && opt.options) || [];
        assert.deepEqual(sent && "ip" in sent && [sent.ip, sent.sourcePrefixLength, sent.scopePrefixLength], [
            "192.0.2.0",
            24,
            24,
        ]);
    });

    it("evaluates a question once for each state", async () => {
        await udp(port, query("app.example.com"));
        await udp(port, query("APP.example.com"));
        assert.equal(evaluations, 1);
        state = { ...state, version: 2, state: { healthChecks: { "eu-west-1": "unhealthy" } } };
        const [answer] = (await udp(port, query("app.example.com"))).answers ?? [];
        assert.deepEqual([evaluations, answer?.type === "A" && answer.data], [2, "10.2.0.1"]);
    });

    it("answers garbage with FORMERR or nothing, other kinds of query with NOTIMP, and goes on", async () => {
        const good = packet.encode(query("app.example.com"));
        const broken = Buffer.concat([good.subarray(0, 14), Buffer.from([0xff, 0xff])]);
        assert.equal(rcode(await udp(port, broken)), 1);
        const update = Buffer.from(good);
        update[2] = 5 << 3;
        assert.equal(rcode(await udp(port, update)), 4);
        const reply = Buffer.from(good);
        reply[2] = 0x80;
        const before = server.counters.udp;
        const socket = dgram.createSocket("udp4");
        socket.send(reply, port, "127.0.0.1");
        socket.send(Buffer.from([1, 2, 3]), port, "127.0.0.1");
        assert.equal((await udp(port, query("app.example.com"))).answers?.length, 1);
        socket.close();
        assert.deepEqual([server.counters.udp - before, server.counters.dropped, server.counters.formerr], [3, 2, 1]);
    });

    it("says SERVFAIL when the resolver throws, and tells why", async () => {
        const errors: unknown[] = [];
        const resolve: Resolve = () => {
            throw new Error("broken zone");
        };
        const failing = createDnsServer({ resolve, onError: (error) => errors.push(error) });
        const bound = await failing.listen({ address: "127.0.0.1", port: 0 });
        assert.equal(rcode(await udp(bound.port, query("app.example.com"))), 2);
        assert.equal(errors.length, 1);
        await failing.close();
    });

    it("goes on after a query from port 0, to which nothing can be sent, and after errors of its socket", async () => {
        const errors: unknown[] = [];
        const made: dgram.Socket[] = [];
        const { createSocket } = dgram;
        dgram.createSocket = ((options: dgram.SocketOptions) => {
            made.push(createSocket(options));
            return made.at(-1);
        }) as typeof createSocket;
        const forged = createDnsServer({
            resolve: () => emptyReply("NXDOMAIN"),
            onError: (error) => errors.push(error),
        });
        const bound = await forged.listen({ address: "127.0.0.1", port: 0 }).finally(() => {
            dgram.createSocket = createSocket;
        });
        const from = { address: "127.0.0.1", port: 0, family: "IPv4", size: 0 };
        made[0]?.emit("message", packet.encode(query("app.example.com")), from);
        made[0]?.emit("error", new Error("unreachable"));
        assert.equal(rcode(await udp(bound.port, query("app.example.com"))), 3);
        assert.deepEqual([forged.counters.socketErrors, errors.length, forged.counters.nxdomain], [2, 2, 2]);
        await forged.close();
    });

    it("takes another port when one is free for TCP and not for UDP", async () => {
        const { createSocket } = dgram;
        let attempts = 0;
        dgram.createSocket = ((options: dgram.SocketOptions) => {
            attempts += 1;
            const socket = createSocket(options);
            if (attempts < 3) {
                socket.bind = () => {
                    setImmediate(() => socket.emit("error", new Error("in use")));
                    return socket;
                };
            }
            return socket;
        }) as typeof createSocket;
        const other = createDnsServer({ resolve: () => emptyReply("NXDOMAIN") });
        const bound = await other.listen({ address: "127.0.0.1", port: 0 }).finally(() => {
            dgram.createSocket = createSocket;
        });
        assert.equal(rcode(await udp(bound.port, query("app.example.com"))), 3);
        assert.equal(attempts, 3);
        await other.close();
    });

    it("fails to listen where another does", async () => {
        const second = createDnsServer({ resolve: () => assert.fail("never asked") });
        await assert.rejects(second.listen({ address: "127.0.0.1", port }), { code: "EADDRINUSE" });
        await second.close();
    });
});
