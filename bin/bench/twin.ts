import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../plan/plan";
import { startTwin } from "../../twin/start";
import { projectRoot } from "../root";
import { atMost, takeTurns, type Bench, type Finding } from "./bench";
import { runChild } from "./child";
import { engineStarts } from "./engine-starts";

const runs = 3;
const readySeconds = 10;
const memoryMegabytes = 1500;
const clock = { factor: 10 };

/** The whole of staging beside what it cannot be quicker than: the start of its slowest engine, alone. */
async function measure(signal: AbortSignal): Promise<Finding[]> {
    const plan = await stagingPlan(signal);
    const folder = join(projectRoot(), ".antipode", "twins");
    mkdirSync(folder, { recursive: true });
    const directory = mkdtempSync(join(folder, "bench-"));
    const memory: number[] = [];
    const engines = await engineStarts(signal);
    const twin = {
        name: "twin of staging, ready",
        run: async () => {
            const { seconds, megabytes } = await oneTwin(plan, directory, signal);
            memory.push(megabytes);
            return seconds;
        },
    };
    try {
        const [values = [], ...starts] = await takeTurns([twin, ...engines.contestants], { runs }, signal);
        const alone = engines.contestants.map(({ name }, index) => ({ name, values: starts[index] ?? [] }));
        const slowest = alone.reduce((a, b) => (Math.min(...b.values) > Math.min(...a.values) ? b : a));
        return [
            { name: twin.name, unit: "s", values, floor: slowest, bar: atMost(readySeconds) },
            { name: "its memory, ready", unit: "MB", values: memory.slice(1), bar: atMost(memoryMegabytes) },
            ...alone.map((engine) => ({ ...engine, unit: "s" })),
        ];
    } finally {
        engines.remove();
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Seconds until it is ready, and what all its processes hold then: shared pages divided among those that share them. */
async function oneTwin(
    plan: Plan,
    directory: string,
    signal: AbortSignal,
): Promise<{ seconds: number; megabytes: number }> {
    const started = performance.now();
    const twin = await startTwin({ plan, clock, directory, seed: "bench" });
    const seconds = (performance.now() - started) / 1000;
    try {
        signal.throwIfAborted();
        const rows = await twin.status();
        return { seconds, megabytes: rows.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0) / 1e6 };
    } finally {
        await twin.stop();
    }
}

/** As the command writes it; the command also builds the app's bundle. */
export async function stagingPlan(signal: AbortSignal): Promise<Plan> {
    const command = [join(projectRoot(), "bin/antipode"), "plan", "--stack", "staging", "--format", "json"];
    return JSON.parse((await runChild([process.execPath, ...command], { signal })).stdout) as Plan;
}

export const benches: readonly Bench[] = [{ name: "twin", measure }];
