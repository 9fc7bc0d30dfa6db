import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Band, Prediction } from "../../routing/prediction";
import { openBook } from "../../cost/book/open-book";
import type { Plan, PlanValue } from "../../plan/plan";
import { Journal, hashOf } from "../../gameday/journal";
import type { Progress } from "../../gameday/progress";
import type { Report } from "../../gameday/report";
import { reportProblems } from "../../gameday/report/write";
import { runDrill, type DrillOutcome, type DrillRun } from "../../gameday/run";
import { Interrupted } from "../../gameday/waiting";
import { findDrill } from "../../loadtest/drills/catalogue";
import { FakeTwin, home, survivor, type Behaviour } from "./fake-twin";

/** Sixty platform seconds of steady state pass in 600 ms. */
const factor = 100;

const behaviour: Behaviour = {
    detectMilliseconds: 300,
    ttlMilliseconds: 200,
    promotionMilliseconds: 200,
    lagMilliseconds: 60,
};

function plan(standbyMinimum = 2): Plan {
    const inputs: { [key: string]: PlanValue } = {
        name: "orders-test",
        domain: "example.com",
        mode: "active-passive",
        initialWriter: home,
        regions: {
            [home]: { role: "active", web: { min: 2, max: 6 } },
            [survivor]: { role: "warm", web: { min: standbyMinimum, max: 6 } },
        },
        traffic: {
            healthCheck: { path: "/healthz", intervalSeconds: 10, failureThreshold: 3 },
            evaluateTargetHealth: true,
        },
        promises: {
            readRtoSeconds: 120,
            writeRtoSeconds: 300,
            rpoSeconds: 10,
            p99Milliseconds: 250,
            availabilityPercent: 99.9,
        },
        assumptions: {
            replicationLagSeconds: 6,
            decideSeconds: 10,
            promotionSeconds: 20,
            bootSeconds: 10,
            healthToDnsSeconds: { min: 1, max: 5 },
        },
    };
    const resource = {
        urn: "urn:pulumi:test::antipode::antipode:platform:Platform::orders-test",
        type: "antipode:platform:Platform",
        name: "orders-test",
        custom: false,
        options: {},
        inputs,
        dependencies: [],
    };
    return { version: 1, project: "antipode", stack: "test", resources: [resource] };
}

const band: Band = { low: 1, p50: 40, p95: 60, p99: 70, high: 100 };
const prediction: Prediction = {
    runs: 10,
    seed: 1,
    phases: { detect: band, route: band, promote: band, recover: band },
    readRto: band,
    writeRto: band,
    inputs: [],
};

describe("gameday: a drill from preflight to report", function () {
    this.timeout(30_000);
    let directory = "";
    let twin = new FakeTwin(behaviour);

    beforeEach(() => {
        directory = mkdtempSync(join(tmpdir(), "antipode-gameday-"));
    });

    afterEach(async () => {
        await twin.stop();
        rmSync(directory, { recursive: true });
    });

    interface Change {
        readonly twin?: Partial<Behaviour>;
        readonly drill?: string;
        readonly run?: Partial<DrillRun>;
        readonly onPhase?: (name: string, control: AbortController) => void;
    }

    async function drill({ twin: change, drill: name = "region-loss", run, onPhase }: Change): Promise<DrillOutcome> {
        twin = new FakeTwin({ ...behaviour, ...change });
        const control = new AbortController();
        const journal = new Journal(join(directory, "journal.ndjson"));
        const progress: Progress = {
            phase: (phase) => onPhase?.(phase, control),
            note: () => undefined,
            end: () => undefined,
        };
        const whole: DrillRun = {
            id: "test-run",
            drill: findDrill(name),
            plan: plan(),
            prediction,
            workload: { rate: 50, clients: { honest: 2, "keep-alive": 1 }, seedOrders: 1, timeoutMilliseconds: 2000 },
            book: openBook("cost/book/prices"),
            factor,
            seed: 1,
            force: false,
            command: "antipode gameday run",
            directory,
            k6: "k6",
            scenarioFile: "orders.ts",
            machineSeconds: 2,
            ...run,
        };
        try {
            return await runDrill(whole, { twin, caFile: "ca.pem" }, { journal, progress, signal: control.signal });
        } finally {
            journal.close();
        }
    }

    async function reportOf(change: Change): Promise<Report> {
        const outcome = await drill(change);
        assert.equal(outcome.kind, "ran");
        assert.deepEqual(await reportProblems(outcome.report), []);
        return outcome.report;
    }

    function journalTypes(): string[] {
        return readFileSync(join(directory, "journal.ndjson"), "utf8")
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line) as { type: string; name?: string; phase?: string })
            .map(({ type, name, phase }) => [type, name ?? phase].filter(Boolean).join(" "));
    }

    it("passes, and leaves everything as it was", async () => {
        const report = await reportOf({});
        assert.deepEqual([report.verdict.result, report.verdict.reasons], ["PASS", []]);
        assert.ok(report.cost && report.cost.minutes > 1);
        assert.deepEqual(
            twin.calls.filter((call) => /^(break|heal|failover|switchover|rebuild)/.test(call)),
            [`break ${home}`, `failover ${survivor}`, `heal ${home}`, `rebuild ${home}`, `switchover ${home}`],
        );
        assert.equal(twin.running, 0);
        findsTheLostOrders(report);
        measuresWhatHappened(report);
        predictedBeforeTheFault(report);
    });

    function findsTheLostOrders({ loss }: Report): void {
        assert.ok(loss.lost > 0);
        assert.deepEqual(loss.foundOnOldPrimary, loss.lostOrders);
        const [low, high] = loss.rpo;
        assert.ok(low <= 6 && 6 <= high + 0.2 && high < 10, `recovery point ${low}-${high} s`);
    }

    function measuresWhatHappened({ phases, outages, timeline }: Report): void {
        assert.ok(timeline.lag.some(({ at, region }) => at < 0 && region === survivor));
        const [detect, route, promote] = phases.map(({ measured }) => measured ?? assert.fail());
        assert.ok(detect !== undefined && detect[0] <= 30 && detect[1] >= 30 && detect[1] < 40);
        assert.ok(route !== undefined && route[0] <= 50 && route[1] >= 50 && route[1] < 60);
        assert.ok(promote !== undefined && promote[1] > 50);
        assert.equal(outages.length, 4);
    }

    function predictedBeforeTheFault({ predictionSha256 }: Report): void {
        assert.equal(predictionSha256, hashOf(prediction));
        const types = journalTypes();
        const predicted = types.indexOf("prediction");
        assert.ok(predicted !== -1 && predicted < types.indexOf(`fact ${home} lost`));
        assert.ok(types.indexOf("phase steady state") < types.indexOf(`fact ${home} lost`));
        assert.equal(types.at(-1), "end");
    }

    it("refuses, with every red check, and breaks nothing", async () => {
        const outcome = await drill({ twin: { ill: survivor }, run: { plan: plan(1) } });
        assert.equal(outcome.kind, "refused");
        assert.deepEqual(
            outcome.rows.filter(({ passed }) => !passed).map(({ name }) => name),
            [`cell ${survivor} is healthy`, "the survivors can carry the load"],
        );
        assert.deepEqual(
            twin.calls.filter((call) => /^(break|start)/.test(call)),
            [],
        );
    });

    it("goes on past a red check when forced, and says so", async () => {
        const report = await reportOf({ run: { plan: plan(1), force: true } });
        assert.deepEqual(
            report.preflight.filter(({ forced }) => forced).map(({ name }) => name),
            ["the survivors can carry the load"],
        );
        assert.match(report.warnings.join(), /forced past preflight: the survivors can carry the load/);
    });

    it("ends by itself, with the reason, when clients never come back", async () => {
        const report = await reportOf({ twin: { detectMilliseconds: Infinity } });
        assert.equal(report.verdict.result, "FAIL");
        assert.match(report.verdict.reasons[0] ?? "", /Route 53 still answers app.example.com with eu-west-1/);
        assert.match(report.verdict.sentence, /reads did not come back, writes did not come back/);
        assert.deepEqual(
            report.promises.slice(0, 2).map(({ verdict }) => verdict),
            ["broken", "broken"],
        );
        assert.equal(twin.calls.includes(`failover ${survivor}`), false);
    });

    it("reports an order that vanished behind the app's back", async () => {
        const report = await reportOf({ twin: { loses: 3 } });
        assert.equal(report.verdict.result, "FAIL");
        assert.match(
            report.verdict.reasons.join("\n"),
            /1 acknowledged orders are lost and not on the old writer's disk/,
        );
    });

    it("fails when a client dropped iterations", async () => {
        const report = await reportOf({ twin: { dropped: 2 } });
        assert.equal(report.verdict.result, "FAIL");
        assert.match(report.verdict.reasons[0] ?? "", /dropped 2 iterations/);
    });

    it("loses nothing in a planned switchover", async () => {
        const none = { ...prediction, readRto: null, writeRto: null };
        const report = await reportOf({ drill: "switchover", run: { prediction: none } });
        assert.deepEqual([report.verdict.result, report.verdict.reasons], ["PASS", []]);
        assert.deepEqual([report.loss.lost, report.platform.lostRegion], [0, null]);
        assert.deepEqual(
            twin.calls.filter((call) => call.startsWith("switchover")),
            [`switchover ${survivor}`, `switchover ${home}`],
        );
    });

    for (const phase of ["start clients", "steady state", `${home} is lost`, `heal ${home}`, "clients come home"]) {
        it(`heals, ends its clients and has no verdict when interrupted in: ${phase}`, async () => {
            const report = await reportOf({
                onPhase: (name, control) => {
                    if (name === phase) {
                        setTimeout(() => control.abort(new Interrupted("SIGINT")), 50);
                    }
                },
            });
            assert.equal(report.verdict.result, "INCONCLUSIVE");
            assert.match(report.verdict.reasons[0] ?? "", /^the drill was interrupted .*SIGINT/);
            assert.equal(twin.calls.includes(`break ${home}`), twin.calls.includes(`heal ${home}`));
            assert.equal(twin.running, 0);
        });
    }

    it("has no verdict, and ends soon, when the twin dies in the middle", async () => {
        const report = await reportOf({ twin: { dies: true } });
        assert.equal(report.verdict.result, "INCONCLUSIVE");
        assert.match(report.verdict.reasons.join("\n"), /the twin has ended/);
    });

    it("fails when the platform does not get back to where it was", async () => {
        const report = await reportOf({ twin: { staysBroken: true }, run: { prediction } });
        assert.equal(report.verdict.result, "FAIL");
        assert.match(report.verdict.reasons.join("\n"), /Route 53 did not send clients home/);
    });
});
