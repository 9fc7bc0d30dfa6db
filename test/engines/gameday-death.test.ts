import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { drillMilliseconds, Home, quick, settings } from "./gameday-fixture";

const brief = [...quick, ...settings({ "traffic.healthCheck.failureThreshold": 1 })];

describe("a drill that is ended from outside", function () {
    this.timeout(drillMilliseconds);
    let home: Home;

    before(() => {
        home = new Home();
    });
    after(() => home.end());

    for (const phase of ["start clients", "eu-west-1 is lost", "switchover back to eu-west-1"]) {
        it(`leaves no process and no mount when its runner is killed by -9 in: ${phase}`, async () => {
            const drill = home.drill("region-loss", ...brief);
            await drill.phase(phase);
            const family = home.familyOf(drill.command);
            assert.ok(family.namespaces.size > 0, "the twin has namespaces of its own");
            await drill.command.kill();
            await home.isClean(family);
        });
    }

    it("leaves nothing, not even a run, when Ctrl-C ends it while the twin starts; exit 130", async () => {
        const before = home.runs();
        const drill = home.drill("region-loss", ...brief);
        await drill.command.says(/cells have their networks/);
        const family = home.familyOf(drill.command);
        drill.command.interrupt();
        const { code, stderr } = await drill.ended;
        assert.equal(code, 130, stderr);
        assert.doesNotMatch(stderr, /the twin is ready/);
        assert.deepEqual(home.runs(), before);
        await home.isClean(family);
    });

    it("has no verdict when Ctrl-C ends it in steady state; exit 130", async () => {
        const drill = home.drill("region-loss", ...brief);
        await drill.phase("steady state");
        const family = home.familyOf(drill.command);
        drill.command.interrupt();
        const { code, stderr } = await drill.ended;
        assert.equal(code, 130, stderr);
        const { verdict, loss } = drill.report();
        assert.equal(verdict.result, "INCONCLUSIVE");
        assert.match(verdict.reasons[0] ?? "", /interrupted before the fault: ended by SIGINT/);
        assert.equal(loss.lookUp, "none");
        await home.isClean(family);
    });

    it("heals, reports what it saw and has no verdict when Ctrl-C ends it in the outage; exit 130", async () => {
        const drill = home.drill("region-loss", ...brief);
        await drill.fact("failover to eu-central-1 ordered");
        const family = home.familyOf(drill.command);
        drill.command.interrupt();
        const { code, stdout } = await drill.ended;
        assert.equal(code, 130);
        assert.match(stdout, /INCONCLUSIVE[\s\S]*report\.html\n$/);
        const { verdict, loss, outages, promises } = drill.report();
        assert.equal(verdict.result, "INCONCLUSIVE");
        assert.match(verdict.reasons[0] ?? "", /interrupted after the fault: ended by SIGINT/);
        assert.ok(outages.some(({ failed }) => failed > 0));
        assert.equal(loss.lookUp, "none");
        assert.equal(promises.find(({ name }) => name === "rpoSeconds")?.verdict, "not measured");
        assert.ok(readdirSync(drill.directory).includes("report.html"));
        await home.isClean(family);
    });

    it("lets the next one pass: a region whose processes die", async () => {
        const drill = home.drill("region-refused", ...brief);
        const { code, stderr } = await drill.ended;
        assert.equal(code, 0, stderr);
        assert.equal(drill.report().verdict.result, "PASS");
        await home.isClean();
    });
});
