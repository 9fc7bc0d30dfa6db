import assert from "node:assert/strict";
import type { PromiseRow, Report } from "../../gameday/report";
import { Home, drillMilliseconds, messages, quick, settings, type Drill } from "./gameday-fixture";

/** How long clients are watched follows from the longest promise. */
const impatient = settings({ "promises.writeRtoSeconds": 120 });

describe("a drill on staging with one value changed", function () {
    this.timeout(drillMilliseconds);
    let home: Home;

    before(() => {
        home = new Home();
    });
    after(() => home.end());
    afterEach("nothing was left", () => home.isClean());

    async function failed(drill: Drill): Promise<Report> {
        const { code, stderr } = await drill.ended;
        assert.equal(code, 1, stderr);
        const report = drill.report();
        assert.equal(report.verdict.result, "FAIL");
        return report;
    }

    it("breaks the read promise, beyond its whole interval, with a failure threshold of 10", async () => {
        const report = await failed(
            home.drill("region-loss", ...quick, ...settings({ "traffic.healthCheck.failureThreshold": 10 })),
        );
        const { measured, promised } = promise(report, "readRtoSeconds");
        assert.deepEqual(broken(report), ["readRtoSeconds"]);
        assert.ok(measured !== null && measured[0] > promised, `${String(measured?.[0])} s of ${promised.toFixed()} s`);
    });

    it("breaks the loss promise with a lag of 2 s, and loses what the fenced old primary's disk holds", async () => {
        const report = await failed(
            home.drill("region-loss", ...quick, ...settings({ "assumptions.replicationLagSeconds": 2 })),
        );
        assert.deepEqual(broken(report), ["rpoSeconds"]);
        const { lost, lostOrders, foundOnOldPrimary, late, phantom, duplicate, splitBrain, rpo } = report.loss;
        assert.ok(lost > 0 && rpo[1] > 1, `${lost.toFixed()} lost, ${rpo[1].toFixed(2)} s`);
        assert.deepEqual([lostOrders.length, foundOnOldPrimary], [lost, lostOrders]);
        assert.deepEqual([late, phantom, duplicate, splitBrain], [0, 0, 0, 0]);
    });

    it("leaves clients without service when nothing tells Route 53 of a dead cell, and says why", async () => {
        const unseen = settings({ "traffic.healthCheck": "none", "traffic.evaluateTargetHealth": false });
        const report = await failed(home.drill("region-loss", ...quick, ...impatient, ...unseen));
        assert.ok(report.outages.every(({ class: of, rto }) => of !== "honest" || rto === null));
        assert.deepEqual(broken(report), ["readRtoSeconds", "writeRtoSeconds"]);
        assert.match(causes(report), /Route 53 still answers app\.\S+ with eu-west-1; no health check is red/);
        assert.match(report.warnings.join("\n"), /Route 53 will keep answering with a dead cell/);
    });

    it("leaves clients without service when the standby is empty and the drill is forced, and says why", async () => {
        const empty = settings({ "regions.eu-central-1.web.min": 0 });
        const report = await failed(home.drill("region-loss", ...quick, ...impatient, ...empty, "--force"));
        assert.ok(report.outages.every(({ rto }) => rto === null));
        assert.deepEqual(broken(report), ["readRtoSeconds", "writeRtoSeconds"]);
        assert.match(causes(report), /failing open because no cell counts as healthy|no instance is healthy/);
        const forced = report.preflight.filter((row) => row.forced).map(({ name }) => name);
        assert.ok(forced.includes("another cell runs instances"), forced.join());
        assert.match(report.warnings.join("\n"), /forced past preflight: another cell runs instances/);
    });

    it("keeps the standby red when the routing check touches the writer, and says so", async () => {
        const report = await failed(
            home.drill("region-loss", ...quick, ...impatient, ...settings({ "traffic.healthCheck.path": "/readyz" })),
        );
        assert.ok(report.outages.every(({ rto }) => rto === null));
        assert.match(causes(report), /health checks are red in eu-central-1 and eu-west-1/);
        assert.match(report.warnings.join("\n"), /\/readyz, which touches the writer/);
    });

    it("is refused in preflight when the standby cannot carry the lost peer's load", async () => {
        const drill = home.drill("region-loss", ...settings({ "regions.eu-central-1.web.min": 1 }));
        const ended = await drill.ended;
        assert.equal(ended.code, 1, ended.stderr);
        assert.equal(messages(ended).length, 1);
        assert.match(
            ended.stderr,
            /preflight refuses the drill.*\n {2}- the survivors can carry the load: eu-central-1: 1 instances at least, 2 /,
        );
        assert.ok(!drill.journal().some(({ type }) => type === "fact" || type === "phase"), "nothing was broken");
    });
});

function promise({ promises }: Report, name: string): PromiseRow {
    const row = promises.find((one) => one.name === name);
    assert.ok(row !== undefined);
    return row;
}

function broken({ promises }: Report): string[] {
    return promises.filter(({ verdict }) => verdict === "broken").map(({ name }) => name);
}

function causes({ verdict }: Report): string {
    return verdict.reasons.join("\n");
}
