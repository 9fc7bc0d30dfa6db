import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { projectRoot } from "../root";
import { runChild } from "./child";

const drill = "region-loss";

/** `antipode gameday run region-loss --clock 10x`, as a person types it. */
export function gamedayCommand(seed: number): string[] {
    const command = join(projectRoot(), "bin/antipode");
    return [process.execPath, command, "gameday", "run", drill, "--clock", "10x", "--seed", seed.toFixed()];
}

/** Seconds of wall time of a complete run, and where they went. */
export interface CompleteRun {
    readonly seconds: number;
    readonly phases: readonly { readonly name: string; readonly seconds: number }[];
}

/** @throws Error when the drill does not end with PASS */
export async function completeRun(seed: number, signal: AbortSignal): Promise<CompleteRun> {
    const startedAt = Date.now();
    const { stdout } = await runChild(gamedayCommand(seed), { cwd: projectRoot(), signal });
    const endedAt = Date.now();
    // The path of the report is the last line.
    const report = stdout.trim().split("\n").at(-1) ?? "";
    const journal = join(dirname(resolve(projectRoot(), report)), "journal.ndjson");
    return {
        seconds: (endedAt - startedAt) / 1000,
        phases: phasesOf(readFileSync(journal, "utf8"), { startedAt, endedAt }),
    };
}

interface Line {
    readonly at: string;
    readonly type: string;
    readonly phase?: string;
}

/** Seconds between the beginnings of phases in a journal, with what lies before and after the drill. */
export function phasesOf(
    journal: string,
    { startedAt, endedAt }: { readonly startedAt: number; readonly endedAt: number },
): { readonly name: string; readonly seconds: number }[] {
    const lines = journal.split("\n").filter(Boolean);
    const begins = lines.flatMap((line) => {
        const { at, type, phase } = JSON.parse(line) as Line;
        const name = { run: "preflight", phase, end: "write the report, end the twin" }[type];
        return name === undefined ? [] : [{ name, at: Date.parse(at) }];
    });
    const all = [{ name: "record the plan, predict, start the twin", at: startedAt }, ...begins];
    return all.map(({ name, at }, index) => ({ name, seconds: ((all[index + 1]?.at ?? endedAt) - at) / 1000 }));
}
