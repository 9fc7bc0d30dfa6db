import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { recordStack } from "../../bin/stack";
import type { PlanValue } from "../../plan/plan";

const document = readFileSync(join(__dirname, "../../docs/layers.md"), "utf8");
const commands = document.split("\n").filter((line) => line.startsWith("npx antipode plan "));

/** Words as a shell would tell them apart. */
function words(line: string): string[] {
    return (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));
}

function valuesOf(option: string, line: string): string[] {
    const all = words(line);
    return all.filter((_, index) => all[index - 1] === option);
}

describe("docs/layers.md", function () {
    this.timeout(60_000);

    it("shows a plan of each layer, by commands that work", async () => {
        const kinds: (PlanValue | undefined)[] = [];
        for (const line of commands) {
            const [stack = ""] = valuesOf("--stack", line);
            const { resources } = await recordStack(stack, valuesOf("--set", line));
            const root = resources.find(({ type }) => type === "antipode:platform:Platform");
            assert.ok(resources.length > 20, line);
            kinds.push((root?.inputs["layer"] as Readonly<Record<string, PlanValue>>)["kind"]);
        }
        assert.deepEqual(kinds, ["foundation", "cell", "traffic"]);
    });
});
