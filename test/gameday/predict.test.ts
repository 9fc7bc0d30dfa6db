import assert from "node:assert/strict";
import { noPrediction } from "../../gameday/compile";
import { predictionLines } from "../../gameday/predict";
import { createProgress } from "../../gameday/progress";
import { shapeOf } from "../../gameday/report/charts/shape";
import { bandOf } from "../../routing/recovery/band";
import { failoverModel } from "../../routing/recovery/from-plan";
import { predict } from "../../routing/recovery/predict";
import { planOf, type PlanOptions } from "../routing/plans";

function linesFor(plan: PlanOptions): string[] {
    const model = failoverModel(planOf(plan), {
        ...{ lostRegion: "eu-west-1", manner: "refused", resolvers: 8, staggered: true },
        ...{ probesPerSecond: 10, timeoutSeconds: 2 },
    });
    return predictionLines(predict(model, { seed: 1, runs: 2000 }));
}

describe("what a drill says before it breaks anything", () => {
    it("is each phase with its median and 99th percentile", () => {
        const [heading, ...rows] = linesFor({});
        assert.match(heading ?? "", /^predicted by 2,000 simulated runs/);
        assert.deepEqual(
            rows.map((row) => row.slice(0, 9).trim()),
            ["detect", "route", "promote", "recover", "read RTO", "write RTO"],
        );
        assert.ok(rows.every((row) => /p50 +\d+\.\d {2}p99 +\d+\.\d$/.test(row)));
    });

    it("is one line with the reason when clients are never served again, and nothing when nothing breaks", () => {
        const lines = linesFor({ healthCheck: "none" });
        assert.equal(lines.length, 1);
        assert.match(lines[0] ?? "", /^predicted: clients are never served again: .*no health check watches/);
        assert.deepEqual(predictionLines(noPrediction(1)), []);
    });

    for (const isTTY of [true, false]) {
        it(`stands whole in ${isTTY ? "a terminal" : "a pipe"}`, () => {
            let written = "";
            const progress = createProgress({ write: (text) => (written += text), isTTY, columns: 80 }, 10);
            progress.phase("preflight", 0);
            const lines = linesFor({});
            lines.forEach((line) => progress.note(line));
            progress.end();
            assert.ok(lines.every((line) => written.includes(`    ${line}\n`)));
        });
    }
});

describe("the shape of a predicted distribution", () => {
    it("is highest where runs lie closest, and reaches from one end of the band to the other", () => {
        // Dense in the middle: the sum of two even draws.
        const sample = Float64Array.from({ length: 10_000 }, (_, at) => (at % 100) + Math.floor(at / 100));
        const band = bandOf(sample);
        const pieces = shapeOf("detect", band);
        assert.equal(pieces.length, 20);
        assert.deepEqual([pieces[0]?.low, pieces.at(-1)?.high], [band.low, band.high]);
        const tallest = pieces.findIndex(({ level }) => level === Math.max(...pieces.map((piece) => piece.level)));
        assert.ok(tallest >= 5 && tallest <= 14, `tallest piece is ${tallest}`);
        assert.ok((pieces[0]?.level ?? 9) < 6);
    });

    it("is nothing for a band of an older report, which has no quantiles", () => {
        assert.deepEqual(shapeOf("detect", { low: 1, p50: 2, p95: 3, p99: 4, high: 5 }), []);
    });
});
