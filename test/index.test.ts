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
    const said: string[] = [];
    const { log } = console;
    beforeEach(() => {
        said.length = 0;
        // Where Pulumi logs to when no engine listens.
        console.log = (line: unknown) => said.push(String(line));
    });
    afterEach(() => {
        console.log = log;
        pulumi.runtime.setAllConfig({});
    });

    it("builds the platform that the stack's config says", async () => {
        const recorded = await run(twoRegions());
        assert.equal(ofType(recorded, "antipode:platform:Cell").length, 2);
    });

    it("says whom to delegate the domain to as soon as the zone is there: the certificates wait for that", async () => {
        await run(twoRegions());
        assert.match(
            said.join("\n"),
            /antipode\.example must be delegated to \S+Zone::orders#nameServers\[0\]\}, \S+.*: its certificates wait for that\./,
        );
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
