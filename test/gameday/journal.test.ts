import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { canonicalJson, hashOf, Journal } from "../../gameday/journal";

describe("gameday: journal", () => {
    it("hashes equal values equally, whatever the order of their keys", () => {
        assert.equal(canonicalJson({ b: [1, { d: 2, c: 3 }], a: null }), '{"a":null,"b":[1,{"c":3,"d":2}]}');
        // printf '%s' '{"a":1}' | sha256sum
        assert.equal(hashOf({ a: 1 }), "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
    });

    it("hashes different values differently", () => {
        fc.assert(
            fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
                assert.equal(hashOf(one) === hashOf(other), canonicalJson(one) === canonicalJson(other));
            }),
        );
    });

    it("appends: one line an entry, also when a run is opened again", () => {
        const directory = mkdtempSync(join(tmpdir(), "antipode-journal-"));
        const file = join(directory, "run", "journal.ndjson");
        const prediction = { runs: 1 };
        for (const phase of ["first", "second"]) {
            const journal = new Journal(file);
            journal.write({ type: "phase", phase, limitSeconds: 1 });
            assert.equal(journal.predict(prediction), hashOf(prediction));
            journal.close();
        }
        const lines = readFileSync(file, "utf8").trimEnd().split("\n");
        const entries = lines.map((line) => JSON.parse(line) as { at: string; type: string; sha256?: string });
        assert.deepEqual(
            entries.map(({ type }) => type),
            ["phase", "prediction", "phase", "prediction"],
        );
        assert.equal(entries[1]?.sha256, hashOf(prediction));
        assert.ok(entries.every(({ at }) => !Number.isNaN(Date.parse(at))));
        rmSync(directory, { recursive: true });
    });
});
