import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../bin/root";
import { createRunFolder, removeIfEmpty, runsFolder, twinsFolder } from "../../bin/state-folder";

describe("state folder", () => {
    const before = process.env["ANTIPODE_HOME"];
    let home: string;

    beforeEach(() => {
        home = mkdtempSync(join(tmpdir(), "antipode-home-"));
        process.env["ANTIPODE_HOME"] = home;
    });
    afterEach(() => {
        rmSync(home, { recursive: true });
        if (before === undefined) {
            delete process.env["ANTIPODE_HOME"];
        } else {
            process.env["ANTIPODE_HOME"] = before;
        }
    });

    it("is .antipode of the project, unless ANTIPODE_HOME names another", () => {
        assert.deepEqual([twinsFolder(), runsFolder()], [join(home, "twins"), join(home, "runs")]);
        process.env["ANTIPODE_HOME"] = "";
        assert.equal(runsFolder(), join(projectRoot(), ".antipode", "runs"));
    });

    it("gives two runs that begin in one second a folder each", () => {
        const now = new Date("2026-05-04T03:02:01.900Z");
        const ids = [createRunFolder("switchover", now), createRunFolder("switchover", now)].map(({ id }) => id);
        assert.deepEqual(ids, ["2026-05-04T030201-switchover", "2026-05-04T030201-switchover-2"]);
    });

    it("removes a run's folder only when nothing is in it", () => {
        const [empty, used] = [createRunFolder("one"), createRunFolder("two")];
        writeFileSync(join(used.directory, "journal.ndjson"), "");
        [empty, used].forEach(({ directory }) => removeIfEmpty(directory));
        assert.deepEqual(
            [empty, used].map(({ directory }) => existsSync(directory)),
            [false, true],
        );
    });
});
