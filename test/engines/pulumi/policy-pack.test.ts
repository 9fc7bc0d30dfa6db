import assert from "node:assert/strict";
import { join } from "node:path";
import { parsePlatform } from "../../../config";
import { definePlatform } from "../../../platform";
import { twoRegions, type RawPlatform } from "../../components/platforms";
import { startEngine } from "./engine";

const pack = join(__dirname, "../../../policy/pack/antipode-policy");

/** What a preview with the pack prints, and whether the engine would go on. */
async function preview(raw: RawPlatform): Promise<{ readonly passed: boolean; readonly printed: string }> {
    const engine = await startEngine(() => Promise.resolve({ ...definePlatform(parsePlatform(raw)) }));
    let printed = "";
    try {
        await engine.stack.preview({ policyPacks: [pack], onOutput: (text) => (printed += text) });
        return { passed: true, printed };
    } catch (error) {
        if (error instanceof Error && /polic/i.test(error.message)) {
            return { passed: false, printed };
        }
        throw error;
    } finally {
        engine.close();
    }
}

describe("the policy pack, run by Pulumi's own command line", function () {
    this.timeout(300_000);

    it("prints the estimate and what no rule can judge yet, and lets a sound platform pass", async () => {
        const { passed, printed } = await preview({ ...twoRegions(), budgetMonthlyUsd: 100_000 });
        assert.ok(passed, printed);
        assert.match(printed, /\[advisory\] +estimate/);
        assert.match(printed, /\$\d+\.\d\d a month \(\$\d+\.\d\d to \$\d+\.\d\d\)/);
        assert.match(printed, /policy is not known before deployment \(\d+\): .*bucket-takes-plain/);
        assert.doesNotMatch(printed, /\[mandatory\]/);
    });

    it("stops a platform that costs more than its budget", async () => {
        const { passed, printed } = await preview({ ...twoRegions(), budgetMonthlyUsd: 1 });
        assert.ok(!passed, printed);
        assert.match(printed, /\[mandatory\] +over-budget/);
        assert.match(printed, /USD a month, of 1\.00 USD/);
    });
});
