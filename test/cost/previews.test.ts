import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readPlanInput } from "../../plan/readers/read-plan-input";
import { sameEstimate } from "./same-estimate";

/** Written by `npm run keep:previews`: Pulumi's own command line, our staging program, a stand-in for AWS. */
function kept(name: string): string {
    return gunzipSync(readFileSync(join(__dirname, "previews", `staging-${name}.json.gz`))).toString();
}

describe("what Pulumi says of our own program", () => {
    const recorded = readPlanInput(kept("plan"), { name: "plan" }).after;

    for (const name of ["created", "same", "events", "exported"]) {
        it(`has the resources and the total of the plan in process: ${name}`, () => {
            const input = readPlanInput(kept(name), { name });
            assert.equal(input.kind, name === "exported" ? "export" : "preview");
            sameEstimate(input.after, recorded);
        });
    }

    it("has both sides: nothing before it is created, all of it once it is", () => {
        const [created, same] = ["created", "same"].map((name) => readPlanInput(kept(name), { name }));
        assert.ok(created?.kind === "preview" && same?.kind === "preview");
        assert.equal(created.before.resources.length, 0);
        assert.ok([...created.changes.values()].every(({ kind }) => kind === "create"));
        sameEstimate(same.before, recorded);
        assert.equal(same.changes.size, 0);
        assert.equal(same.changesOnly, false);
    });
});
