import assert from "node:assert/strict";
import type { Audit } from "../../gameday/measure/ledger";
import type { PhaseRow, PromiseRow } from "../../gameday/report";
import { judgeDrill, phaseRows, type VerdictEvidence } from "../../gameday/verdict";
import type { Band, Prediction } from "../../routing/prediction";
import { audit, loss } from "./nothing-lost";

const read: PromiseRow = {
    name: "readRtoSeconds",
    label: "Reads are back",
    promised: 120,
    unit: "s",
    predicted: null,
    measured: [71.2, 71.4],
    verdict: "kept",
    note: "",
};
const write: PromiseRow = {
    ...read,
    name: "writeRtoSeconds",
    label: "Writes are back",
    promised: 300,
    measured: [148.1, 149],
};
const band: Band = { low: 40, p50: 50, p95: 60, p99: 65, high: 70 };
const outside: PhaseRow = { phase: "detect", predicted: band, measured: [70.5, 71], inside: false };
const evidence: VerdictEvidence = {
    stack: "staging",
    lostRegion: "eu-west-1",
    exact: true,
    promises: [read, write],
    phases: [],
    outages: [],
    audit,
    logs: { invalid: [], failures: [], warnings: [] },
    unfinished: [],
    setbacks: [],
};

const judged = (change: Partial<VerdictEvidence>) => judgeDrill({ ...evidence, ...change });

describe("gameday: verdict", () => {
    it("answers the drill's question with its numbers", () => {
        assert.deepEqual(judged({}), {
            result: "PASS",
            sentence:
                "Staging kept its promises when eu-west-1 disappeared: reads came back after 71.2–71.4 s, " +
                "writes came back after 148.1–149.0 s, no order of 5,912 was lost.",
            reasons: [],
        });
    });

    it("fails with the promise that broke", () => {
        const broken: PromiseRow = { ...read, verdict: "broken", measured: [130, 131] };
        const { result, sentence, reasons } = judged({ promises: [broken, write] });
        assert.equal(result, "FAIL");
        assert.match(sentence, /^Staging broke a promise when eu-west-1 disappeared: reads came back after \S+ s/);
        assert.deepEqual(reasons, ["Reads are back: promised 120 s, measured 130–131 s"]);
    });

    it("lets a phase outside its band decide on the real clock only", () => {
        assert.deepEqual(judged({ phases: [outside] }).reasons, [
            "phase detect took 70.5–71.0 s, outside the predicted 40–70 s",
        ]);
        assert.equal(judged({ phases: [outside], exact: false }).result, "PASS");
    });

    it("fails for each loss that a declared lag does not explain", () => {
        const cases: Partial<Audit>[] = [
            { unexplained: ["a"] },
            { holes: ["a"] },
            { notReplicated: { "eu-central-1": 1 } },
            { loss: { ...loss, phantom: 1 } },
            { loss: { ...loss, duplicate: 1 } },
            { loss: { ...loss, splitBrain: 1 } },
        ];
        const verdicts = cases.map((change) => judged({ audit: { ...audit, ...change } }));
        assert.deepEqual(
            verdicts.map(({ result, reasons }) => [result, reasons.length]),
            cases.map(() => ["FAIL", 1]),
        );
        assert.equal(new Set(verdicts.flatMap(({ reasons }) => reasons)).size, cases.length);
    });

    it("fails for dropped iterations and for what was waited for in vain, cause first", () => {
        const logs = { invalid: [], failures: ["dropped"], warnings: [] };
        assert.deepEqual(judged({ logs, setbacks: ["not home"] }), {
            ...judged({}),
            result: "FAIL",
            sentence: judged({ setbacks: ["x"] }).sentence,
            reasons: ["not home", "dropped"],
        });
        assert.match(judged({ setbacks: ["x"] }).sentence, /^Staging failed when/);
    });

    it("has no verdict when the logs are worthless or the drill did not finish, whatever the numbers", () => {
        const logs = { invalid: ["honest-0: its wall clock was moved"], failures: [], warnings: [] };
        assert.equal(judged({ logs }).result, "INCONCLUSIVE");
        const cut = judged({ unfinished: ["interrupted"], promises: [{ ...read, verdict: "broken" }] });
        assert.equal(cut.result, "INCONCLUSIVE");
        assert.equal(cut.sentence, "No verdict on staging when eu-west-1 disappeared: interrupted.");
        assert.equal(cut.reasons[0], "interrupted");
    });

    it("speaks of a planned move, of service that never stopped and of losses", () => {
        const still: PromiseRow = { ...read, measured: [0, 0] };
        const some = { ...audit, loss: { ...loss, lost: 12, rpo: [0.41, 0.62] as const } };
        assert.equal(
            judged({ lostRegion: null, promises: [still, write], audit: some }).sentence,
            "Staging kept its promises when its writer was moved: reads never stopped, writes came back after 148.1–149.0 s, " +
                "12 of 5,912 orders were lost, the oldest committed 0.41–0.62 s before the loss.",
        );
    });

    it("puts measured beside predicted: inside when the interval touches the band", () => {
        const prediction = {
            phases: { detect: band, route: band, promote: null, recover: band },
        } as unknown as Prediction;
        const rows = phaseRows({ detect: [38, 40], route: [70.1, 71], promote: [1, 2], recover: null }, prediction);
        assert.deepEqual(
            rows.map(({ inside }) => inside),
            [true, false, null, null],
        );
    });
});
