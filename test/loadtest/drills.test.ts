import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { drills, findDrill } from "../../loadtest/drills/catalogue";
import { steady } from "../../loadtest/workloads/steady";

const loadtest = join(__dirname, "..", "..", "loadtest");

describe("the drills", () => {
    it("can be told apart by name, and are found by it", () => {
        assert.equal(new Set(drills.map(({ name }) => name)).size, drills.length);
        for (const drill of drills) {
            assert.equal(findDrill(drill.name), drill);
        }
    });

    it("fails a name that does not exist with the names that do", () => {
        assert.throws(() => findDrill("region-los"), {
            message: 'drill: expected one of region-loss, region-refused, switchover, got "region-los"',
        });
    });

    for (const drill of drills) {
        it(`${drill.name} asks a question, with a scenario and a workload that exist`, () => {
            assert.match(drill.question, /\?$/);
            assert.ok(existsSync(join(loadtest, "scenarios", `${drill.scenario}.ts`)));
            assert.ok(existsSync(join(loadtest, "workloads", `${drill.workload}.ts`)));
        });
    }

    it("undo a lost region, and have nothing to restore when none was lost", () => {
        for (const { name, fault, undo } of drills) {
            assert.equal(undo.heal, fault.kind === "none" ? "none" : "restore-region", name);
        }
    });

    it("put one honest client at each of eight resolvers", () => {
        assert.deepEqual(steady.clients, { honest: 8, "keep-alive": 1 });
    });
});
