import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ZoneState } from "../../routing/zone";
import { query, udp } from "../routing/dns-clients";
import { address, alias, zone } from "../routing/zones";

const root = join(__dirname, "../..");

const balancer = "lb.eu-west-1.elb.amazonaws.com";
const sides = (port: number) =>
    zone(
        [
            address("app.example.com", "10.0.0.1", { Failover: "PRIMARY", SetIdentifier: "p", HealthCheckId: "p" }),
            address("app.example.com", "10.0.0.2", { Failover: "SECONDARY", SetIdentifier: "s" }),
            address("near.example.com", "10.0.0.3", { GeoLocation: { ContinentCode: "EU" }, SetIdentifier: "e" }),
            address("near.example.com", "10.0.0.4", { GeoLocation: { CountryCode: "*" }, SetIdentifier: "d" }),
            alias("lb.example.com", { to: balancer, balancer: true }),
            alias("lb2.example.com", { to: "other.elb.amazonaws.com", balancer: true }),
        ],
        {
            p: { Type: "TCP", IPAddress: "127.0.0.1", Port: port, RequestInterval: 10, FailureThreshold: 1 },
            far: { IPAddress: "192.0.2.1", Port: 443 },
            unknown: { FullyQualifiedDomainName: "other.elb.amazonaws.com" },
            metadata: { IPAddress: "169.254.169.254" },
            named: { FullyQualifiedDomainName: "lb.example.com", Port: port, Type: "TCP" },
        },
    );

/** The command as a person types it, with its lines as they come. */
class Served {
    readonly lines: string[] = [];
    readonly child: ChildProcess;
    private readonly watchers = new Set<() => void>();

    constructor(words: readonly string[]) {
        this.child = spawn(process.execPath, [join(root, "bin/antipode"), "routing", "serve", ...words], {
            env: { ...process.env, NO_COLOR: "1" },
            stdio: ["ignore", "pipe", "pipe"],
        });
        for (const stream of [this.child.stdout, this.child.stderr]) {
            assert.ok(stream);
            createInterface(stream).on("line", (line) => {
                this.lines.push(line);
                this.watchers.forEach((look) => look());
            });
        }
    }

    /** The first line that matches, from the first on or a later one; fails when the command ends without it. */
    line(pattern: RegExp, from = 0): Promise<string> {
        return new Promise((resolve, reject) => {
            const look = () => {
                const found = this.lines.slice(from).find((line) => pattern.test(line));
                if (found !== undefined) {
                    this.watchers.delete(look);
                    resolve(found);
                }
            };
            this.watchers.add(look);
            this.child.once("close", () => {
                look();
                reject(new Error(`ended without ${String(pattern)}: ${this.lines.join("\n")}`));
            });
            look();
        });
    }

    async end(signal: NodeJS.Signals = "SIGINT"): Promise<number | null> {
        const closed = once(this.child, "close") as Promise<[number | null]>;
        this.child.kill(signal);
        return (await closed)[0];
    }
}

describe("antipode routing serve", function () {
    this.timeout(60_000);
    let folder: string;
    let served: Served | undefined;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "antipode-serve-"));
    });

    afterEach(async () => {
        if (served?.child.exitCode === null && served.child.signalCode === null) {
            await served.end("SIGKILL");
        }
        served = undefined;
        rmSync(folder, { recursive: true });
    });

    function write(name: string, content: unknown): string {
        const file = join(folder, name);
        // As editors do: a new file in the place of the old one.
        writeFileSync(`${file}.new`, typeof content === "string" ? content : JSON.stringify(content));
        renameSync(`${file}.new`, file);
        return file;
    }

    async function start(...words: readonly string[]): Promise<{ dns: number; http: number }> {
        served = new Served(["--format", "json", ...words]);
        const line = await served.line(/"listening"/);
        const { dns, http } = JSON.parse(line) as Record<"dns" | "http", { port: number } | undefined>;
        return { dns: dns?.port ?? 0, http: http?.port ?? 0 };
    }

    async function first(port: number, name: string): Promise<string | undefined> {
        const { answers: [record] = [] } = await udp(port, query(name));
        return record?.type === "A" ? record.data : undefined;
    }

    it("answers a zone file, reads its state again when it changes, and keeps the last that was one", async () => {
        const state = write("state.json", {} satisfies ZoneState);
        const { dns } = await start("--zone", write("zone.json", sides(1)), "--state", state);
        assert.equal(await first(dns, "app.example.com"), "10.0.0.1");
        write("state.json", { healthChecks: { p: "unhealthy" } } satisfies ZoneState);
        await served?.line(/^antipode: state read from /);
        assert.equal(await first(dns, "app.example.com"), "10.0.0.2");
        // A file with its size and time unchanged is read at SIGHUP.
        const read = served?.lines.length ?? 0;
        served?.child.kill("SIGHUP");
        await served?.line(/^antipode: state read from /, read);
        write("state.json", '{"healthChecks"');
        await served?.line(/^antipode: state kept: .*state\.json is not a state file/);
        assert.equal(await first(dns, "app.example.com"), "10.0.0.2");
        write("state.json", { healthChecks: { q: "unhealthy" } });
        await served?.line(/^antipode: state kept: .*expected the id of a health check of the zone/);
    });

    it("knows clients by their networks, divides TTLs, and prints its counters at Ctrl-C", async () => {
        const log = join(folder, "log");
        const { dns, http } = await start(
            ...["--zone", write("zone.json", sides(1)), "--doh", "127.0.0.1:0", "--log", log, "--clock", "10x"],
            ...["--from", "us-east-1", "--from-subnet", "192.0.2.0/24=IE", "--address", `${balancer}=127.0.0.9`],
        );
        assert.equal(await first(dns, "near.example.com"), "10.0.0.4");
        assert.equal(await first(dns, "lb.example.com"), "127.0.0.9");
        const response = await fetch(
            `http://127.0.0.1:${http}/resolve?name=near.example.com&edns_client_subnet=192.0.2.0/24`,
        );
        const { Answer } = (await response.json()) as { Answer: { data: string; TTL: number }[] };
        assert.deepEqual([Answer[0]?.data, Answer[0]?.TTL], ["10.0.0.3", 3]);
        assert.equal(await served?.end(), 0);
        const counters = JSON.parse((await served?.line(/"counters"/)) ?? "{}") as Record<string, unknown>;
        assert.deepEqual([counters["udp"], counters["https"], counters["noerror"]], [2, 1, 3]);
        const logged = readFileSync(log, "utf8").trimEnd().split("\n");
        assert.deepEqual(
            logged.map((line) => (JSON.parse(line) as { name: string }).name),
            ["near.example.com", "lb.example.com", "near.example.com"],
        );
    });

    it("probes with --probe, what is near only, and answers by what it finds", async () => {
        const endpoint = net.createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
        await once(endpoint, "listening");
        const { port } = endpoint.address() as AddressInfo;
        const { dns } = await start(
            "--zone",
            write("zone.json", sides(port)),
            ...["--probe", "--clock", "1000x", "--address", `${balancer}=127.0.0.1`],
        );
        await served?.line(/^antipode: checks that are asked: p, named$/);
        await served?.line(/no loopback or private address is known for them: far, unknown, metadata$/);
        endpoint.close();
        await once(endpoint, "close");
        await served?.line(/^antipode: check p is unhealthy, [0-2] of 16 checkers: /);
        assert.equal(await first(dns, "app.example.com"), "10.0.0.2");
    });

    it("goes on without its log when the disk is full", async () => {
        const { dns } = await start("--zone", write("zone.json", sides(1)), "--log", "/dev/full");
        assert.equal(await first(dns, "app.example.com"), "10.0.0.1");
        await served?.line(/^antipode: --log \/dev\/full: .*; no more queries are logged$/);
        assert.equal(await first(dns, "app.example.com"), "10.0.0.1");
        assert.equal(await served?.end("SIGTERM"), 0);
        const { noerror, logLeftOut } = JSON.parse((await served?.line(/"counters"/)) ?? "{}") as Record<
            string,
            unknown
        >;
        assert.deepEqual([noerror, logLeftOut], [2, 1]);
    });

    const wrong: readonly (readonly [string, readonly string[], number, RegExp])[] = [
        ["an address without a port", ["--listen", "127.0.0.1"], 2, /expected address:port/],
        ["a network that is none", ["--from-subnet", "10.0.0.0=eu-west-1"], 2, /expected network=place/],
        ["a network of no address", ["--from-subnet", "999.0.0.0/8=eu-west-1"], 2, /expected network=place/],
        ["an address that is none", ["--address", `${balancer}=1.2.3`], 2, /expected name=address/],
        ["a place that nobody knows", ["--from", "atlantis"], 2, /expected a region, a location.*got atlantis/],
        ["a zone that Route 53 would refuse", ["--zone", "bad.json"], 2, /app\.example\.com/],
        [
            "a log in a folder that is not there",
            ["--log", "/nowhere/log"],
            2,
            /--log \/nowhere\/log: expected a file that can be written; there is no folder \/nowhere/,
        ],
        ["a state of another zone", ["--state", "other.json"], 2, /expected the id of a health check of the zone/],
        [
            "an address of another machine",
            ["--listen", "192.0.2.1:0"],
            3,
            /^antipode: --listen 192\.0\.2\.1:0: expected .*; this machine has no such address$/m,
        ],
        [
            "the same for HTTP",
            ["--doh", "192.0.2.1:0"],
            3,
            /^antipode: --doh 192\.0\.2\.1:0: expected .*; this machine has no such address$/m,
        ],
    ];
    for (const [title, words, code, message] of wrong) {
        it(`fails with ${code} on ${title}`, async () => {
            write("bad.json", zone([address("app.example.com", "10.0.0.1"), address("app.example.com", "10.0.0.2")]));
            write("other.json", { healthChecks: { x: "unhealthy" } });
            const file = write("zone.json", sides(1));
            served = new Served([
                "--zone",
                file,
                ...words.map((word) => word.replace(/^(bad|other)\.json$/, (name) => join(folder, name))),
            ]);
            const [ended] = (await once(served.child, "close")) as [number | null];
            assert.equal(ended, code);
            assert.match(served.lines.join("\n"), message);
        });
    }
});
