import assert from "node:assert/strict";
import type { HealthCheckConfig } from "@aws-sdk/client-route-53";
import type { Probe } from "../../routing/health-checks/probe";
import { createProber, type CheckVerdict } from "../../routing/health-checks/prober";
import { TestClock } from "../../routing/health-checks/rehearsal";
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
        const probe: Probe = (_, done) => clock.after(100, () => done({ passed: false, reason: "refused" }));
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

    it("asks a name's address before every request, names other ports, and goes to no private address", () => {
        const clock = new TestClock();
        const addresses = ["192.0.2.1", "192.0.2.2", "10.0.0.1"];
        const asked: string[] = [];
        const probe: Probe = (request, done) => {
            asked.push(`${request.address} ${request.protocol === "HTTP" ? request.host : ""}`);
            return clock.after(0, () => done({ passed: true }));
        };
        const one = { ...config, Port: 8443, Regions: ["eu-west-1", "us-east-1", "us-west-2"] } as const;
        const { HealthChecks } = zone([], { a: { ...one, Regions: [...one.Regions] } });
        const resolve = () => addresses.shift() ?? "127.0.0.1";
        const prober = createProber({ ...options, checks: HealthChecks, clock, probe, resolve });
        prober.start();
        clock.advance(9_999);
        assert.deepEqual(asked, ["192.0.2.1 a.example.com:8443", "192.0.2.2 a.example.com:8443"]);
        assert.match(prober.verdicts()[0]?.lastFailure ?? "", /127\.0\.0\.1 is not an address/);
        prober.stop();
    });

    it("leaves nothing behind when it is stopped by its own verdict", () => {
        const clock = new TestClock();
        const { HealthChecks } = zone([], { a: config });
        const probe: Probe = (_, done) => clock.after(0, () => done({ passed: false, reason: "refused" }));
        const prober = createProber({
            ...options,
            checks: HealthChecks,
            clock,
            probe,
            onVerdict: () => prober.stop(),
        });
        prober.start();
        clock.advance(60_000);
        // The publication of the verdict itself is asked for behind the call.
        assert.ok(clock.pending <= 1, `${clock.pending} timers`);
    });

    for (const [title, wrong, message] of [
        ["an address of its own network", { IPAddress: "10.0.0.1" }, /"a": IPAddress: expected no private/],
        ["too few regions", { Regions: ["eu-west-1", "us-east-1"] }, /"a": Regions: expected 3 or more, got 2/],
        ["an unknown region", { Regions: ["eu-west-1", "us-east-1", "eu-north-1"] }, /Regions: .* got eu-north-1/],
        ["a string match check without a string", { Type: "HTTP_STR_MATCH" }, /SearchString: expected one/],
        ["a long string", { Type: "HTTP_STR_MATCH", SearchString: "x".repeat(256) }, /at most 255 characters, got 256/],
        ["an interval of 20 s", { RequestInterval: 20 }, /RequestInterval: expected 10 or 30, got 20/],
        ["a threshold of 11", { FailureThreshold: 11 }, /FailureThreshold: expected 1 to 10, got 11/],
        ["a port that is none", { Port: 70000 }, /Port: expected 1 to 65535, got 70000/],
        ["no endpoint", { FullyQualifiedDomainName: undefined }, /expected an address or a domain name/],
    ] as const) {
        it(`fails on ${title}`, () => {
            const { HealthChecks } = zone([], { a: { ...config, ...wrong } as HealthCheckConfig });
            assert.throws(() => createProber({ ...options, checks: HealthChecks }), { code: "invalid-zone", message });
        });
    }
});
