import assert from "node:assert/strict";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { recordProgram } from "../plan/record";
import { ofType, twoRegions } from "./components/platforms";
import type { Plan } from "../plan/plan";

const program = join(__dirname, "..", "index.ts");

/** Runs index.ts as Pulumi's host does: with the stack's config set, by requiring it. */
function run(platform: unknown): Promise<Plan> {
    return recordProgram(
        () => {
            pulumi.runtime.setAllConfig({ "antipode:platform": JSON.stringify(platform) });
            // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the program runs when it is first loaded
            delete require.cache[program];
            // eslint-disable-next-line @typescript-eslint/no-require-imports -- as Pulumi's host loads it
            return require(program) as unknown;
        },
        { project: "antipode", stack: "staging" },
    );
}

describe("the program", () => {
    afterEach(() => pulumi.runtime.setAllConfig({}));

    it("builds the platform that the stack's config says", async () => {
        const recorded = await run(twoRegions());
        assert.equal(ofType(recorded, "antipode:platform:Cell").length, 2);
    });

    it("fails with the problems of the config and no stack of calls", async () => {
        const refused = run({ ...twoRegions(), domian: "x" });
        await assert.rejects(refused, (error) => {
            assert.ok(pulumi.RunError.isInstance(error));
            assert.match(
                error.message,
                /^Pulumi\.staging\.yaml is not valid:\n {2}- platform\.domian: expected one of/,
            );
            return true;
        });
    });
});
