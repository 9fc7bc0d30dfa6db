import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { DrillDefinition } from "../../gameday/drill";
import type { Report } from "../../gameday/report";
import type { DrillOutcome, DrillRun } from "../../gameday/run";
import type { RunningTwin } from "../../twin/start";
import { CommandError } from "../exit";
import { watchSignals, type Signals } from "../interruption";
import { projectRoot } from "../root";
import { createRunFolder, removeIfEmpty, runsFolder, twinsFolder } from "../state-folder";

export interface RunOptions {
    readonly stack: string;
    readonly target: "twin" | "aws";
    /** Divides every configured time; 1 is the real clock. */
    readonly clock: number;
    readonly force: boolean;
    /** Leaves the twin up after the drill, until Ctrl-C. */
    readonly keep: boolean;
    readonly set: readonly string[];
    readonly seed?: number;
    readonly format: "summary" | "json";
}

/**
 * `antipode gameday run`: one drill on a twin of its own. Exit code 0 for PASS, 1 for FAIL, INCONCLUSIVE and a refusal
 * by preflight, 130 or 143 after a signal.
 */
export async function runGameday(name: string, options: RunOptions): Promise<void> {
    const drill = await drillNamed(name);
    if (options.target === "aws") {
        throw new CommandError(
            `drills on AWS are not built yet; the twin is: antipode gameday run ${name} --stack ${options.stack}`,
            3,
        );
    }
    const seed = options.seed ?? Math.floor(Math.random() * 2 ** 31);
    const [{ recordStack }, { prepareEngines }] = await Promise.all([
        import("../stack.js"),
        import("../setup/engines.js"),
    ]);
    const plan = await recordStack(options.stack, options.set);
    await prepareEngines();
    const identity = { drill, plan, seed, ...createRunFolder(drill.name) };
    const signals = watchSignals();
    let interrupted = true;
    try {
        interrupted = await runOnTwin(await drillRun(identity, options), signals, options);
    } catch (error) {
        if (!signals.signal.aborted) {
            throw error;
        }
        process.stderr.write(`antipode: ${error instanceof Error ? error.message : String(error)}\n`);
    } finally {
        signals.release();
        removeIfEmpty(identity.directory);
    }
    process.exitCode = (interrupted ? signals.exitCode() : undefined) ?? process.exitCode ?? 0;
}

/** Whether a signal ended the drill; one that ends a twin which was kept for a person does not. */
async function runOnTwin(run: DrillRun, signals: Signals, options: RunOptions): Promise<boolean> {
    const twin = await startTwin(run, signals.signal);
    try {
        const outcome = await drive(run, twin, signals.signal);
        await finish(run, outcome, options);
        const interrupted = signals.signal.aborted;
        if (options.keep && !interrupted) {
            process.stderr.write(`antipode: the twin stays up in ${twin.directory}; Ctrl-C ends it\n`);
            await Promise.race([twin.closed, signals.given]);
        }
        return interrupted;
    } finally {
        await twin.stop();
    }
}

async function drillNamed(name: string): Promise<DrillDefinition> {
    const { findDrill } = await import("../../loadtest/drills/catalogue.js");
    try {
        return findDrill(name);
    } catch (error) {
        throw new CommandError(error instanceof Error ? error.message : String(error), 2, { cause: error });
    }
}

type RunIdentity = Pick<DrillRun, "id" | "drill" | "plan" | "seed" | "directory">;

async function drillRun(identity: RunIdentity, options: RunOptions): Promise<DrillRun> {
    const { steady } = await import("../../loadtest/workloads/steady.js");
    const { openBook } = await import("../../cost/book/open-book.js");
    const { find } = await import("../setup/debian.js");
    const k6 = find("k6");
    if (k6 === undefined) {
        throw new CommandError("k6 is not on PATH: run antipode setup", 3);
    }
    const clock = options.clock === 1 ? "real" : `${options.clock}x`;
    const command = [
        ...["antipode gameday run", identity.drill.name, "--stack", options.stack, "--clock", clock],
        ...["--seed", String(identity.seed), ...options.set.flatMap((setting) => ["--set", setting])],
        ...(options.force ? ["--force"] : []),
    ].join(" ");
    return {
        ...identity,
        prediction: await predictionOf(identity, { factor: options.clock, workload: steady }),
        workload: steady,
        book: openBook(join(projectRoot(), "cost/book/prices")),
        factor: options.clock,
        force: options.force,
        command,
        k6,
        scenarioFile: join(projectRoot(), "loadtest", "scenarios", `${identity.drill.scenario}.ts`),
    };
}

async function predictionOf(
    { drill, plan, seed }: RunIdentity,
    { factor, workload }: Pick<DrillRun, "factor" | "workload">,
): Promise<DrillRun["prediction"]> {
    const { predictDrill } = await import("../../gameday/predict.js");
    return predictDrill({ drill, plan, seed, factor, workload });
}

async function startTwin(run: DrillRun, signal: AbortSignal): Promise<RunningTwin> {
    const { startTwin: start } = await import("../../twin/start.js");
    const began = Date.now();
    const twin = await start({
        plan: run.plan,
        clock: { factor: run.factor },
        directory: join(twinsFolder(), `gameday-${run.plan.stack}`),
        seed: String(run.seed),
        onProgress: (line) => process.stderr.write(`    ${line}\n`),
        signal,
    });
    process.stderr.write(`the twin is ready after ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
    return twin;
}

async function drive(run: DrillRun, twin: RunningTwin, signal: AbortSignal): Promise<DrillOutcome> {
    const [{ runDrill }, { Journal }, { createProgress }] = await Promise.all([
        import("../../gameday/run.js"),
        import("../../gameday/journal.js"),
        import("../../gameday/progress.js"),
    ]);
    const journal = new Journal(join(run.directory, "journal.ndjson"));
    const progress = createProgress(process.stderr, run.factor);
    try {
        return await runDrill(run, { twin, caFile: twin.caFile }, { journal, progress, signal });
    } finally {
        progress.end();
        journal.close();
    }
}

async function finish(run: DrillRun, outcome: DrillOutcome, options: RunOptions): Promise<void> {
    if (outcome.kind === "refused") {
        const red = outcome.rows.filter(({ passed }) => !passed).map(({ name, detail }) => `  - ${name}: ${detail}`);
        throw new CommandError(["preflight refuses the drill (--force goes on):", ...red].join("\n"), 1);
    }
    const { report } = outcome;
    const { drawDiagrams, writeReport, summaryLines } = await import("../../gameday/report/index.js");
    const files = await writeReport(report, await drawDiagrams(run.plan), run.directory);
    show(report, files.html, { format: options.format, summary: summaryLines(report) });
    process.exitCode = report.verdict.result === "PASS" ? 0 : 1;
}

/** The verdict, then the path of the report as the last line; or the report itself. */
function show(
    report: Report,
    html: string,
    { format, summary }: { format: RunOptions["format"]; summary: readonly string[] },
): void {
    if (format === "json") {
        process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
        return;
    }
    process.stdout.write(`${summary.join("\n")}\n${relative(process.cwd(), html) || html}\n`);
}

/** `antipode gameday list`. */
export async function listDrills({ format }: { readonly format: "table" | "json" }): Promise<void> {
    const { drills } = await import("../../loadtest/drills/catalogue.js");
    if (format === "json") {
        process.stdout.write(`${JSON.stringify(drills, null, 2)}\n`);
        return;
    }
    const width = Math.max(...drills.map(({ name }) => name.length));
    process.stdout.write(drills.map(({ name, question }) => `${name.padEnd(width)}  ${question}\n`).join(""));
}

/** `antipode gameday report [RUN]`: shows the report of a run again, made anew from its report.json; the last one without a name. */
export async function showReport(
    run: string | undefined,
    { format }: { readonly format: RunOptions["format"] },
): Promise<void> {
    const directory = join(runsFolder(), run ?? lastRun());
    const file = join(directory, "report.json");
    if (!existsSync(file)) {
        throw new CommandError(
            `run: expected one with a report, such as ${runsWithReport().at(-1) ?? "none yet"}, got ${run ?? ""}`,
            2,
        );
    }
    const { readDiagrams, reportProblems, writeReport, summaryLines } = await import("../../gameday/report/index.js");
    const report = JSON.parse(readFileSync(file, "utf8")) as Report;
    const problems = await reportProblems(report);
    if (problems.length > 0) {
        throw new CommandError([`${file} is not valid:`, ...problems.map((problem) => `  - ${problem}`)].join("\n"), 2);
    }
    const files = await writeReport(report, readDiagrams(directory), directory);
    show(report, files.html, { format, summary: summaryLines(report) });
}

function runsWithReport(): string[] {
    const folder = runsFolder();
    const runs = existsSync(folder) ? readdirSync(folder).sort() : [];
    return runs.filter((name) => existsSync(join(folder, name, "report.json")));
}

function lastRun(): string {
    const last = runsWithReport().at(-1);
    if (last === undefined) {
        throw new CommandError("no drill has ended with a report yet: antipode gameday run region-loss", 2);
    }
    return last;
}
