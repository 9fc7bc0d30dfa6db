import { join } from "node:path";
import { projectRoot } from "../root";
import type { Bench } from "./bench";
import { reportedTime } from "./process-time";

const root = projectRoot();
const runner = (...words: string[]): Promise<number> =>
    reportedTime(["--require", "tsx/cjs", join(root, "bin/bench/recording-run.ts"), ...words]);

function recording(name: string, words: string[], runs: number): Bench {
    return {
        name: `recording ${name}`,
        bar: 0.7,
        runs,
        subject: { name: "recordProgram", run: () => runner("record", ...words) },
        floor: { name: "the SDK as it comes", run: () => runner("bare", ...words) },
    };
}

export const benches: readonly Bench[] = [
    recording("staging", ["staging"], 5),
    recording("1,000 resources", ["1000"], 3),
    recording("3,000 resources", ["3000"], 2),
];
