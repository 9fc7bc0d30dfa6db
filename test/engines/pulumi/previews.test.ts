import assert from "node:assert/strict";
import { readPlanInput } from "../../../plan/readers/read-plan-input";
import { sameEstimate } from "../../cost/same-estimate";
import { makePreviews, type Previews } from "./previews";

describe("our staging program, as Pulumi's command line tells of it", function () {
    this.timeout(600_000);
    let previews: Previews;
    before(async () => {
        previews = await makePreviews("staging");
    });

    for (const name of ["created", "same", "events", "exported"] as const) {
        it(`has the resources and the total of the plan in process: ${name}`, () => {
            const input = readPlanInput(previews[name], { name });
            assert.deepEqual(input.kind === "preview" ? input.errors : [], []);
            sameEstimate(input.after, previews.plan);
        });
    }
});
