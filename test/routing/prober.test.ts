import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { socketProbe, type Probe, type ProbeRequest } from "../../routing/health-checks/probe";
import { createProber, type CheckVerdict } from "../../routing/health-checks/prober";
import { route53Rules, type CheckerRules } from "../../routing/health-checks/verdict";
import { detections, TestClock } from "../../routing/health-checks/rehearsal";
import { zone } from "./zones";

const config = {
    Type: "HTTPS",
    FullyQualifiedDomainName: "a.example.com",
    RequestInterval: 10,
    FailureThreshold: 3,
} as const;
const options = { clockFactor: 1, seed: 1, healthToDnsSeconds: { min: 1, max: 5 }, resolve: () => "192.0.2.1" };

describe("prober", () => {
    it("starts healthy, and publishes a change between min and max after the verdict", () => {
        const clock = new TestClock();
        const heard: { what: string; verdict: CheckVerdict; at: number }[] = [];
        const hear = (what: string) => (verdict: CheckVerdict) => heard.push({ what, verdict, at: clock.now() });
        const probe: Probe = (_, done) => clock.after(100, () => done(false));
        const { HealthChecks } = zone([], { a: config });
        const prober = createProber({
            ...options,
            checks: HealthChecks,
            clock,
            probe,
            onVerdict: hear("verdict"),
            onPublished: hear("published"),
        });
        prober.start();
        assert.deepEqual(prober.verdicts(), [{ check: "a", healthy: true, votes: 16, checkers: 16, at: 0 }]);
        clock.advance(60_000);
        prober.stop();
        const [verdict, published] = heard;
        assert.deepEqual(
            heard.map(({ what, verdict: { healthy, votes } }) => [what, healthy, votes]),
            [
                ["verdict", false, 2],
                ["published", false, 2],
            ],
        );
        const delay = (published?.at ?? 0) - (verdict?.at ?? 0);
        assert.ok(delay >= 1000 && delay <= 5000, `published after ${delay} ms`);
        assert.equal(clock.pending, 0);
    });

    it("fails a name without an address, and does not probe a disabled or calculated check", () => {
        const clock = new TestClock();
        const { HealthChecks } = zone([], { a: config, b: { ...config, Disabled: true }, c: { Type: "CALCULATED" } });
        const probe: Probe = () => assert.fail("nothing to ask");
        const prober = createProber({ ...options, checks: HealthChecks, clock, probe, resolve: () => undefined });
        prober.start();
        clock.advance(60_000);
        assert.deepEqual(
            prober.verdicts().map(({ check, healthy, votes }) => [check, healthy, votes]),
            [["a", false, 0]],
        );
        prober.stop();
    });

    it("fails on a string match check, by name", () => {
        const { HealthChecks } = zone([], { a: { ...config, Type: "HTTP_STR_MATCH" } });
        assert.throws(() => createProber({ ...options, checks: HealthChecks }), {
            code: "not-built",
            message: /"a": HTTP_STR_MATCH/,
        });
    });

    it("takes I*14/17 + f + (N-1)(I+f) to notice, and I*3/17 + f + (N-1)(I+f) to see it back", () => {
        const { down } = detections({ count: 400, failureSeconds: 4, threshold: 3, rules: route53Rules });
        near(mean(down), 10 * (14 / 17) + 4 + 2 * 14);
        const refused = detections({ count: 400, failureSeconds: 0, threshold: 3, rules: route53Rules });
        near(mean(refused.down), 10 * (14 / 17) + 2 * 10);
        near(mean(refused.up), 10 * (3 / 17) + 2 * 10);
    });

    for (const [title, rules] of [
        [
            "half of the checkers as quorum",
            { ...route53Rules, quorum: (votes: number, all: number) => votes > all / 2 },
        ],
        ["intervals from request to request", { ...route53Rules, intervalFrom: "request" }],
    ] satisfies [string, CheckerRules][]) {
        it(`is caught with ${title}: its mean over 50 detections is off by more than a second`, () => {
            const { down } = detections({ count: 50, failureSeconds: 4, threshold: 3, rules });
            assert.ok(Math.abs(mean(down) - (10 * (14 / 17) + 4 + 2 * 14)) > 1);
        });
    }
});

describe("probe over a socket", () => {
    it("passes 2xx and 3xx, fails other statuses, a status that is late, and a port that refuses", async () => {
        const server = http.createServer((request, response) => {
            const status = Number(request.url?.slice(1));
            if (status > 0) {
                response.writeHead(status).end();
            }
        });
        const port = await listen(server);
        assert.deepEqual(
            await Promise.all(["/204", "/302", "/404", "/503", "/late"].map((path) => ask({ port, path }))),
            [true, true, false, false, false],
        );
        assert.deepEqual([await ask({ port, protocol: "TCP" }), await ask({ port, protocol: "HTTPS" })], [true, false]);
        server.closeAllConnections();
        server.close();
        await once(server, "close");
        assert.equal(await ask({ port, protocol: "TCP" }), false);
    });

    it("passes an HTTPS endpoint whatever its certificate, and names the server when SNI is on", async () => {
        const names: (string | false)[] = [];
        const server = https.createServer(selfSigned(), (_, response) => response.end());
        server.on("secureConnection", ({ servername }: TLSSocket) => names.push(servername ?? false));
        const port = await listen(server);
        assert.equal(await ask({ port, protocol: "HTTPS", responseMilliseconds: 2000 }), true);
        assert.equal(await ask({ port, protocol: "HTTPS", responseMilliseconds: 2000, serverName: false }), true);
        assert.deepEqual(names, ["a.example.com", false]);
        server.closeAllConnections();
        server.close();
    });

    it("calls nobody back once it is cancelled", async () => {
        const server = net.createServer((socket) => socket.on("error", () => socket.destroy()));
        const port = await listen(server);
        const ended = once(server, "connection").then(([socket]) => once(socket as net.Socket, "close"));
        const cancel = socketProbe({ ...request, port }, () => assert.fail("cancelled"));
        await once(server, "connection");
        cancel();
        await ended;
        server.close();
    });
});

const request: ProbeRequest = {
    protocol: "HTTP",
    address: "127.0.0.1",
    port: 0,
    host: "a.example.com",
    serverName: true,
    path: "/",
    connectMilliseconds: 2000,
    responseMilliseconds: 200,
};

/** A key and a certificate that nobody trusts. */
function selfSigned(): { key: string; cert: string } {
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
    const both = execFileSync(
        "openssl",
        ["req", "-x509", ...curve, "-subj", "/CN=other", "-keyout", "-", "-out", "-"],
        {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "ignore"],
        },
    );
    return { key: both, cert: both };
}

function ask(fields: Partial<ProbeRequest>): Promise<boolean> {
    return new Promise((resolve) => void socketProbe({ ...request, ...fields }, resolve));
}

async function listen(server: net.Server): Promise<number> {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function near(value: number, expected: number): void {
    assert.ok(Math.abs(value - expected) < 0.15, `expected ${expected}, got ${value}`);
}
