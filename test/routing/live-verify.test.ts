import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findingsTable } from "../../bin/commands/routing/verify";
import { createDnsServer, type DnsServer } from "../../routing/dns/server";
import { createZoneResolver } from "../../routing/dns/zone-resolver";
import { verifiableNames, verify, type Finding, type VerifyInput } from "../../routing/live/verify";
import { nameServerWitness } from "../../routing/live/witness";
import { seededRandom } from "../../routing/random";
import type { Zone } from "../../routing/zone";
import { body, startReplies } from "./route53-replies";
import { address, alias, zone } from "./zones";

const program = join(__dirname, "../../bin/antipode");

const live = zone([
    address("www.example.com.", "192.0.2.1"),
    address("geo.example.com.", "192.0.2.2", { SetIdentifier: "ie", GeoLocation: { CountryCode: "IE" } }),
    address("geo.example.com.", "192.0.2.3", { SetIdentifier: "any", GeoLocation: { CountryCode: "*" } }),
    address("\\052.wild.example.com.", "www.example.com.", { Type: "CNAME" }),
    alias("alias.example.com.", { to: "www.example.com" }),
    address("text.example.com.", '"not asked"', { Type: "TXT" }),
    // Too long for a packet of 1,232 octets: the answer comes over TCP.
    address("long.example.com.", "", {
        ResourceRecords: Array.from({ length: 100 }, (_, at) => ({ Value: `198.51.100.${at}` })),
    }),
]);

describe("a live zone beside what its name servers say", () => {
    const servers: DnsServer[] = [];
    let folder: string;

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-verify-"));
    });

    afterEach(async () => {
        await Promise.all(servers.splice(0).map((server) => server.close()));
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    /** Serves a zone, with clients of 203.0.113.0/24 in Ireland and all others in France. */
    async function serve(served: Zone): Promise<{ name: string; address: string; port: number }> {
        const server = createDnsServer({
            resolve: createZoneResolver({
                zone: served,
                clockFactor: 1,
                now: () => ({ version: 1, state: {}, addresses: {} }),
                from: ({ subnet }) => (subnet?.startsWith("203.0.113.") === true ? "IE" : "FR"),
                random: seededRandom(1),
            }),
        });
        servers.push(server);
        const endpoint = await server.listen({ address: "127.0.0.1", port: 0 });
        return { name: `127.0.0.1:${endpoint.port}`, ...endpoint };
    }

    async function verified(served: Zone, input: Partial<VerifyInput> = {}): Promise<Finding[]> {
        const witnesses = [nameServerWitness(await serve(served))];
        const resolve = () => Promise.resolve([]);
        const all = { zone: live, state: {}, names: verifiableNames(live), places: [{}], witnesses, resolve, ...input };
        return verify(all, () => undefined);
    }

    const summary = (findings: readonly Finding[]) => findings.map(({ name, type, verdict }) => [name, type, verdict]);

    it("agrees on every name, also where the answer comes over TCP, and asks a wildcard by a name that it covers", async () => {
        assert.deepEqual(summary(await verified(live)), [
            ["www.example.com", "A", "agree"],
            ["geo.example.com", "A", "undecidable"],
            ["any-name.wild.example.com", "CNAME", "agree"],
            ["alias.example.com", "A", "agree"],
            ["long.example.com", "A", "agree"],
        ]);
    });

    it("sends a client's subnet, so that places decide", async () => {
        const places = [
            { from: "IE", address: "203.0.113.7" },
            { from: "FR", address: "198.51.100.7" },
        ];
        const findings = await verified(live, { names: ["geo.example.com"], places });
        assert.deepEqual(
            findings.map(({ from, answers, verdict }) => [from, answers, verdict]),
            [
                ["IE", ["192.0.2.2"], "agree"],
                ["FR", ["192.0.2.3"], "agree"],
            ],
        );
    });

    it("disagrees with a server that answers otherwise, and prints both answers", async () => {
        const other = zone([address("www.example.com.", "192.0.2.99")]);
        const findings = await verified(other, { names: ["www.example.com", "alias.example.com"] });
        assert.deepEqual(summary(findings), [
            ["www.example.com", "A", "disagree"],
            ["alias.example.com", "A", "disagree"],
        ]);
        const table = findingsTable(findings, false);
        assert.match(
            table,
            /disagree +192\.0\.2\.99 +\(192\.0\.2\.99 is no answer of the zone in this state\)\n +computed: 192\.0\.2\.1/,
        );
        assert.match(table, /2 answers: 0 agree, 2 disagree, 0 undecidable$/);
    });

    it("prints what it found within 100 columns, however much was answered", () => {
        const answers = Array.from({ length: 20 }, (_, at) => `198.51.100.${at}`);
        const finding = { name: "long.example.com", type: "A", witness: "ns-2048.awsdns-64.com", verdict: "disagree" };
        const reason = `${answers.join(", ")} is no answer of the zone in this state`;
        const table = findingsTable([{ ...finding, answers, expected: answers, reason } as Finding], false);
        assert.deepEqual(
            table.split("\n").filter((line) => line.length > 100),
            [],
        );
        assert.match(table, /^ {2}ns-2048\.awsdns-64\.com {2}disagree +\n {6}198\.51\.100\.0, /m);
    });

    it("takes our own server's stand-ins for the balancers that they stand for, without asking anybody", async () => {
        const balanced = zone([
            alias("a.example.com.", { to: "a.eu-west-1.elb.amazonaws.com", balancer: true }),
            alias("b.example.com.", { to: "b.eu-west-1.elb.amazonaws.com", balancer: true }),
        ]);
        const resolve = () => Promise.reject(new Error("nobody is asked"));
        const input = { zone: balanced, names: verifiableNames(balanced), resolve };
        const witness = (last: number) => ({
            name: "imitation",
            ask: () => Promise.resolve({ rcode: "NOERROR", answers: [`198.18.0.${last}`] }),
        });
        assert.deepEqual(summary(await verified(balanced, { ...input, witnesses: [witness(1)] })), [
            ["a.example.com", "A", "agree"],
            ["b.example.com", "A", "disagree"],
        ]);
    });

    it("fails when no name server answers", async () => {
        const gone = await serve(live);
        await Promise.all(servers.splice(0).map((server) => server.close()));
        await assert.rejects(verified(live, { witnesses: [nameServerWitness(gone)] }), {
            code: 3,
            message: /nobody answers: .*ECONNREFUSED/,
        });
    });

    it("is a command, with an exit code that says whether anything disagrees", async () => {
        const replies = await startReplies((url) =>
            body(
                "TestDNSAnswerResponse",
                `<Nameserver>ns</Nameserver><RecordName>${url.searchParams.get("recordname") ?? ""}</RecordName><RecordType>A</RecordType>` +
                    "<RecordData><RecordDataEntry>192.0.2.1</RecordDataEntry></RecordData><ResponseCode>NOERROR</ResponseCode><Protocol>UDP</Protocol>",
            ),
        );
        const { name: server } = await serve(live);
        const file = join(folder, "zone.json");
        writeFileSync(file, JSON.stringify(live));
        const environment = {
            PATH: process.env["PATH"] ?? "",
            AWS_ACCESS_KEY_ID: "nobody",
            AWS_SECRET_ACCESS_KEY: "nothing",
            NODE_NO_WARNINGS: "1",
        };
        const run = (...words: readonly string[]) =>
            new Promise<[code: number, stdout: string]>((resolve) =>
                execFile(
                    process.execPath,
                    [program, "routing", "verify", "--zone", file, "--endpoint", replies.endpoint, ...words],
                    { env: environment },
                    (error, stdout) => resolve([typeof error?.code === "number" ? error.code : 0, stdout]),
                ),
            );
        try {
            const both = ["--ask", "both", "--name-servers", server, "--format", "json"];
            const [same, wrong] = await Promise.all([
                run("--name", "www.example.com", ...both),
                run("--name", "long.example.com", ...both),
            ]);
            const [code, stdout] = same;
            assert.equal(code, 0, stdout);
            const { findings } = JSON.parse(stdout) as { findings: Finding[] };
            assert.deepEqual(
                findings.map(({ witness, verdict }) => [witness, verdict]),
                [
                    ["TestDNSAnswer", "agree"],
                    [server, "agree"],
                ],
            );
            assert.equal(wrong[0], 1, wrong[1]);
        } finally {
            replies.close();
        }
    });
});
