import assert from "node:assert/strict";
import packet from "dns-packet";
import type { QueryLogEntry } from "../../routing/dns/query-log";
import { queryLine } from "../../routing/dns/query-log";
import { createDnsServer, type DnsServer } from "../../routing/dns/server";
import { createZoneResolver } from "../../routing/dns/zone-resolver";
import { query } from "./dns-clients";
import { address, zone } from "./zones";

const stored = (Type: "SOA" | "CNAME" | "TXT", Name: string, Value: string) => ({
    Name,
    Type,
    TTL: 900,
    ResourceRecords: [{ Value }],
});
const regions = (["eu-west-1", "us-east-1"] as const).map((Region) =>
    address("near.example.com", `10.0.0.${Region.length}`, { Region, SetIdentifier: Region }),
);
const one = zone([
    stored("SOA", "example.com", "ns. host. 1 7200 900 1209600 86400"),
    stored("CNAME", "www.example.com", "app.example.com"),
    stored("TXT", "example.com", '"a b" "c"'),
    address("app.example.com", "10.0.0.1"),
    ...regions,
]);

describe("DNS over HTTP", () => {
    let server: DnsServer;
    let root: string;
    const entries: QueryLogEntry[] = [];

    before(async () => {
        const resolve = createZoneResolver({
            zone: one,
            clockFactor: 1,
            now: () => ({ version: 1, state: { latency: { eu: { "eu-west-1": 1 } } }, addresses: {} }),
            from: ({ subnet }) => (subnet === "192.0.2.0" ? "eu" : "elsewhere"),
            random: () => 0,
        });
        server = createDnsServer({ resolve, onQuery: (entry) => entries.push(entry) });
        const { port } = await server.listenHttp({ address: "127.0.0.1", port: 0 });
        root = `http://127.0.0.1:${port}`;
    });

    after(() => server.close());

    async function ask(path: string, options?: RequestInit): Promise<{ status: number; text: string }> {
        const response = await fetch(`${root}${path}`, options);
        return { status: response.status, text: await response.text() };
    }

    it("answers in the JSON of public resolvers, with TTLs", async () => {
        const { text } = await ask("/resolve?name=APP.example.com.&type=a");
        assert.deepEqual(JSON.parse(text), {
            Status: 0,
            TC: false,
            RD: true,
            RA: false,
            AD: false,
            CD: false,
            Question: [{ name: "APP.example.com.", type: 1 }],
            Answer: [{ name: "APP.example.com.", type: 1, TTL: 30, data: "10.0.0.1" }],
        });
    });

    it("takes a type by its number, and A when there is none; names end in a dot, texts are quoted", async () => {
        const read = async (path: string) => (JSON.parse((await ask(path)).text) as { Answer: unknown }).Answer;
        assert.deepEqual(await read("/resolve?name=www.example.com"), [
            { name: "www.example.com.", type: 5, TTL: 900, data: "app.example.com." },
        ]);
        assert.deepEqual(await read("/resolve?name=example.com&type=16"), [
            { name: "example.com.", type: 16, TTL: 900, data: '"a b" "c"' },
        ]);
    });

    it("says NXDOMAIN with the SOA", async () => {
        const { status, text } = await ask("/resolve?name=none.example.com");
        const { Status, Authority, Answer } = JSON.parse(text) as Record<string, unknown>;
        assert.deepEqual(
            [status, Status, Answer, Authority],
            [
                200,
                3,
                undefined,
                [{ name: "example.com.", type: 6, TTL: 900, data: "ns. host. 1 7200 900 1209600 86400" }],
            ],
        );
    });

    it("hands the client's subnet on, and says for whom the answer holds", async () => {
        const read = async (name: string) => {
            const { text } = await ask(`/resolve?name=${name}&edns_client_subnet=192.0.2.0/24`);
            const { Answer, edns_client_subnet: subnet } = JSON.parse(text) as {
                Answer: { data: string }[];
                edns_client_subnet: string;
            };
            return [Answer[0]?.data, subnet];
        };
        assert.deepEqual(await read("near.example.com"), ["10.0.0.9", "192.0.2.0/24"]);
        assert.deepEqual(await read("app.example.com"), ["10.0.0.1", "192.0.2.0/0"]);
    });

    it("answers messages of RFC 8484 by GET and POST", async () => {
        const message = packet.encode({ ...query("app.example.com"), id: 0 });
        const asked = [
            fetch(`${root}/dns-query?dns=${message.toString("base64url")}`),
            fetch(`${root}/dns-query`, {
                method: "POST",
                headers: { "content-type": "application/dns-message" },
                body: Uint8Array.from(message),
            }),
        ];
        for (const response of await Promise.all(asked)) {
            assert.equal(response.headers.get("content-type"), "application/dns-message");
            const [answer] = packet.decode(Buffer.from(await response.arrayBuffer())).answers ?? [];
            assert.equal(answer?.type === "A" && answer.data, "10.0.0.1");
        }
    });

    const post = (body: string, type: string): RequestInit => ({
        method: "POST",
        headers: { "content-type": type },
        body,
    });
    const wrong: readonly (readonly [string, number, RegExp, RequestInit?])[] = [
        ["/resolve", 400, /^name: expected a domain name, got nothing\n$/],
        ["/resolve?name=a..b", 400, /^name: "a\.\.b": expected labels of 1 to 63 octets\n$/],
        ["/resolve?name=a&type=B", 400, /^type: expected a record type such as A or 28, got "B"\n$/],
        ["/resolve?name=a&type=65536", 400, /^type: /],
        [
            "/resolve?name=a&edns_client_subnet=here",
            400,
            /^edns_client_subnet: expected such as 192\.0\.2\.0\/24, got "here"/,
        ],
        ["/resolve?name=a&edns_client_subnet=10.0.0.0/33", 400, /^edns_client_subnet: /],
        ["/resolve?name=a", 405, /^expected GET, got POST\n$/, post("", "text/plain")],
        ["/dns-query?dns=@", 400, /^dns: expected a message in base64url\n$/],
        ["/dns-query?dns=AAAA", 400, /^expected a DNS query, got something else\n$/],
        [
            "/dns-query",
            415,
            /^content-type: expected application\/dns-message, got text\/plain\n$/,
            post("", "text/plain"),
        ],
        ["/dns-query", 413, /^expected at most 65535 bytes\n$/, post("a".repeat(70_000), "application/dns-message")],
        ["/elsewhere", 404, /^expected \/resolve\?name=&type= or \/dns-query\n$/],
    ];
    for (const [path, status, line, options] of wrong) {
        it(`fails with ${status} and one line: ${options?.method ?? "GET"} ${path}`, async () => {
            const answered = await ask(path, options);
            assert.equal(answered.status, status);
            assert.match(answered.text, line);
        });
    }

    it("counts and logs what it answers", async () => {
        const before = { ...server.counters };
        entries.length = 0;
        await ask("/resolve?name=near.example.com&edns_client_subnet=192.0.2.0/24");
        assert.deepEqual([server.counters.https - before.https, server.counters.noerror - before.noerror], [1, 1]);
        const [line] = entries.map(queryLine);
        assert.deepEqual(
            { ...line, at: 0 },
            {
                at: 0,
                transport: "https",
                client: "127.0.0.1",
                subnet: "192.0.2.0",
                name: "near.example.com",
                type: "A",
                rcode: "NOERROR",
                answers: ["10.0.0.9"],
                ttlMilliseconds: 30_000,
                setIdentifier: "eu-west-1",
            },
        );
    });
});
