import { join } from "node:path";
import { projectRoot } from "../root";
import { atMost, type Bench, type Finding } from "./bench";
import { runChild } from "./child";
import { completeRun, type CompleteRun } from "./runner";

/** Each decides the phases of checkers and caches, and with them how long detection takes. */
const seeds = [1, 2];
const barSeconds = 90;

/** Whole drills, warm: bundles and engines are there, as they are from the second run on. */
async function measure(signal: AbortSignal): Promise<Finding[]> {
    await runChild([process.execPath, join(projectRoot(), "bin/antipode"), "setup"], { signal });
    const runs: CompleteRun[] = [];
    for (const seed of seeds) {
        runs.push(await completeRun(seed, signal));
    }
    const names = [...new Set(runs.flatMap(({ phases }) => phases.map(({ name }) => name)))];
    const ofPhase = (name: string) =>
        runs.map(({ phases }) =>
            phases.filter((phase) => phase.name === name).reduce((sum, { seconds }) => sum + seconds, 0),
        );
    return [
        {
            name: "gameday run region-loss --clock 10x",
            unit: "s",
            values: runs.map(({ seconds }) => seconds),
            bar: atMost(barSeconds),
        },
        ...names.map((name) => ({ name: `  ${name}`, unit: "s", values: ofPhase(name) })),
    ];
}

export const benches: readonly Bench[] = [{ name: "gameday", measure }];
