import assert from "node:assert/strict";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RequestLine } from "../../gameday/client-log";
import { ClientLogs } from "../../gameday/client-logs";
import { hashOf } from "../../gameday/journal";
import { validateLogs, type LogFindings } from "../../gameday/measure/validation";
import type { Report } from "../../gameday/report";
import { reportProblems } from "../../gameday/report/index";
import type { Family } from "../../bin/bench/leavings";
import { drillMilliseconds, Home, messages, type Drill, type Ended } from "./gameday-fixture";

const clients = [...Array.from({ length: 8 }, (_, index) => `honest-${index.toFixed()}`), "keep-alive-0"];
const files = ["junit.xml", "report.html", "report.json", "report.md"];

describe("the region-loss drill on staging, as it stands", function () {
    this.timeout(drillMilliseconds);
    let home: Home;
    let drill: Drill;
    let second: Ended;
    let family: Family;
    let ended: Ended;
    let report: Report;

    before("run it, and try another one meanwhile", async () => {
        home = new Home();
        drill = home.drill("region-loss");
        await drill.phase("fill the resolvers' caches");
        second = await home.run(["gameday", "run", "region-loss"]);
        await drill.phase("clients come home");
        family = home.familyOf(drill.command);
        ended = await drill.ended;
        report = drill.report();
    });
    after(() => home.end());

    it("passes, and says where its four files are", () => {
        assert.deepEqual([ended.code, report.verdict.result, report.verdict.reasons], [0, "PASS", []], ended.stderr);
        assert.match(ended.stdout, /PASS .*\n.*report\.html\n$/);
        const written = readdirSync(drill.directory);
        assert.deepEqual(
            files.filter((file) => !written.includes(file)),
            [],
        );
    });

    it("writes a report as its schema has it", async () => {
        assert.deepEqual(await reportProblems(report), []);
    });

    it("has its prediction and hash in the journal before the fault, and the same in the report", () => {
        const journal = drill.journal();
        const predicted = journal.findIndex(({ type }) => type === "prediction");
        const fault = journal.findIndex((entry) => entry.type === "fact" && entry.name === "eu-west-1 lost");
        assert.ok(predicted >= 0 && predicted < fault, `${predicted.toFixed()} before ${fault.toFixed()}`);
        const entry = journal[predicted];
        assert.ok(entry?.type === "prediction");
        const hashes = [hashOf(entry.prediction), report.predictionSha256, hashOf(report.prediction)];
        assert.deepEqual(new Set(hashes), new Set([entry.sha256]));
    });

    it("sees clients of every class fail, and come back from the survivor", () => {
        const classes = report.outages.map(({ class: of, operation }) => `${of} ${operation}`);
        assert.deepEqual(classes.sort(), ["honest read", "honest write", "keep-alive read", "keep-alive write"]);
        assert.ok(report.outages.every(({ failed, rto }) => failed > 0 && rto !== null));
        const answered = report.timeline.series.flatMap((row) => Object.keys(row.answeredBy));
        assert.deepEqual([...new Set(answered)].sort(), ["eu-central-1", "eu-west-1"]);
    });

    it("holds the loss promise with the declared lag of 0.5 s; what is lost is on the fenced old primary's disk", () => {
        const { lookUp, lostOrders, foundOnOldPrimary, rpo, declaredLag } = report.loss;
        const promise = report.promises.find(({ name }) => name === "rpoSeconds");
        assert.deepEqual([lookUp, declaredLag, promise?.verdict], ["after-fail-back", 0.5, "kept"]);
        // On a fast clock the machine's own milliseconds count tenfold, in the interval's upper end: the lower one decides.
        assert.ok(rpo[0] <= 1 && rpo[0] <= rpo[1], `${rpo[0].toFixed(2)}-${rpo[1].toFixed(2)} s`);
        assert.deepEqual(foundOnOldPrimary, lostOrders);
    });

    it("refuses a second drill on the same twin, in one line, and is not disturbed by it", () => {
        assert.deepEqual([second.code, second.stdout, messages(second).length], [2, "", 1], second.stderr);
        assert.match(second.stderr, /a twin runs in .*gameday-staging already/);
        assert.equal(home.runs().length, 1, "the second one left no run");
    });

    it("leaves no process and no mount", async () => {
        await home.isClean(family);
    });

    it("shows the report again, whatever of it was lost", async () => {
        const name = home.runs().at(-1) ?? "";
        for (const file of ["report.html", "report.md", "junit.xml"]) {
            rmSync(join(drill.directory, file));
        }
        const again = await home.run(["gameday", "report", name]);
        assert.deepEqual([again.code, again.stdout], [0, ended.stdout], again.stderr);
        const written = readdirSync(drill.directory);
        assert.ok(files.every((file) => written.includes(file)));
        assert.deepEqual(JSON.parse((await home.run(["gameday", "report", "--format", "json"])).stdout), report);
        const unknown = await home.run(["gameday", "report", "monday"]);
        assert.deepEqual([unknown.code, messages(unknown).length], [2, 1]);
        assert.ok(unknown.stderr.includes(`such as ${name}, got monday`), unknown.stderr);
    });

    it("notices a clock that was set in the middle of a client's log, and nothing in the logs as they are", () => {
        const lines = new ClientLogs(join(drill.directory, "clients"), clients).refresh();
        assert.deepEqual(findingsOf(lines).invalid, []);
        const own = lines.filter(({ client }) => client === "honest-3").map(({ start }) => start);
        const middle = (Math.min(...own) + Math.max(...own)) / 2;
        for (const shift of [2000, -2000]) {
            const moved = lines.map((line) =>
                line.client === "honest-3" && line.start > middle
                    ? { ...line, start: line.start + shift, end: line.end + shift }
                    : line,
            );
            assert.match(findingsOf(moved).invalid.join("\n"), /honest-3.*clock/);
        }
    });
});

/** What the measuring code says of logs, in the time in which every client ran. */
function findingsOf(lines: readonly RequestLine[]): LogFindings {
    const times = clients.map((name) => lines.filter(({ client }) => client === name).map(({ start }) => start));
    return validateLogs(lines, {
        clients: clients.map((client) => ({ client, iterations: null, dropped: null })),
        timeoutMilliseconds: 2000,
        from: Math.max(...times.map((starts) => Math.min(...starts))),
        to: Math.min(...times.map((starts) => Math.max(...starts))) - 2000,
    });
}
