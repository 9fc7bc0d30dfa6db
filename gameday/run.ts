import { join } from "node:path";
import type { PriceBook } from "../cost/book/price-book";
import type { Prediction } from "../routing/prediction";
import type { Plan } from "../plan/plan";
import type { Twin } from "../twin/api";
import { clientSpecs, stopClients, timeoutMilliseconds, type WorkloadNumbers } from "./clients";
import { ClientLogs } from "./client-logs";
import { compileReport, type RunFacts } from "./compile";
import type { DrillDefinition } from "./drill";
import { leftRegion, noFindings, type Drive } from "./drive";
import { awaitCaughtUp, comeHome, heal, lookUpAfterFailBack, lookUpAfterFailover } from "./fail-back";
import { breakAndWatch, messageOf } from "./failover";
import type { Journal } from "./journal";
import { watchLag } from "./lag";
import { limitsOf, longestDrillSeconds } from "./limits";
import { machineOf } from "./machine";
import { platformOf, type PlatformFacts } from "./platform";
import { predictionLines } from "./predict";
import { preflight } from "./preflight";
import { priceOf } from "./price";
import type { Progress } from "./progress";
import type { CheckRow, Report } from "./report";
import { proveSteadyState, startClients } from "./steady-state";
import { Interrupted, Unmet } from "./waiting";
import type { ClientSummary } from "./measure/validation";

/** What a drill is run on and with; nothing of it is looked up on the way. */
export interface DrillRun {
    readonly id: string;
    readonly drill: DrillDefinition;
    readonly plan: Plan;
    readonly prediction: Prediction;
    readonly workload: WorkloadNumbers;
    /** Prices what the drill would cost on AWS. */
    readonly book: PriceBook;
    readonly factor: number;
    readonly seed: number;
    readonly force: boolean;
    /** The command line that repeats the run. */
    readonly command: string;
    /** The run's folder. */
    readonly directory: string;
    readonly k6: string;
    readonly scenarioFile: string;
    /** Real seconds of slack for each step. @default 30 */
    readonly machineSeconds?: number;
}

/** A running target and what drills need to know of it besides its calls. */
export interface Target {
    readonly twin: Twin;
    /** PEM file of the authority that signed its certificates. */
    readonly caFile: string;
}

export interface RunTools {
    readonly journal: Journal;
    readonly progress: Progress;
    /** Aborted, with an {@link Interrupted}, when someone wants the drill to end. */
    readonly signal: AbortSignal;
}

export type DrillOutcome =
    | { readonly kind: "refused"; readonly rows: readonly CheckRow[] }
    | { readonly kind: "ran"; readonly report: Report };

/**
 * Runs one drill against a target that is up, from preflight to the report; leaves the target healed and running.
 * Whatever goes wrong on the way ends in an INCONCLUSIVE report that says so, not in an exception.
 */
export async function runDrill(run: DrillRun, { twin, caFile }: Target, tools: RunTools): Promise<DrillOutcome> {
    const { journal, progress } = tools;
    const facts = platformOf(run.plan);
    const startedAt = new Date().toISOString();
    journal.write({ type: "run", id: run.id, command: run.command, seed: run.seed });
    const checked = await checkTarget(run, twin, { facts, journal, progress });
    if (checked.rows.some(({ passed, forced }) => !passed && !forced)) {
        return { kind: "refused", rows: checked.rows };
    }
    const predictionSha256 = journal.predict(run.prediction);
    predictionLines(run.prediction).forEach((line) => progress.note(line));
    const drive = driveOf(run, twin, { ...tools, facts });
    drive.findings.warnings.push(...checked.warnings);
    const unfinished: string[] = [];
    const endLagWatch = watchLag(drive);
    try {
        await allSteps(drive, run, caFile);
    } catch (error) {
        unfinished.push(...reasonsOf(error, drive));
        await restore(drive);
    } finally {
        endLagWatch();
    }
    const summaries = await endClients(drive, unfinished);
    await finalLookUp(drive, unfinished);
    const endedAt = new Date().toISOString();
    const { machine, resolvers } = await machineOf(twin, run.k6);
    const runFacts: RunFacts = {
        run: { id: run.id, startedAt, endedAt, command: run.command, seed: run.seed, target: "twin" },
        stack: run.plan.stack,
        machine,
        preflight: checked.rows,
        predictionSha256,
        cost: priceOf(run, facts, { startedAt, endedAt }),
        summaries,
        unfinished,
        resolvers,
    };
    const report = compileReport(drive, runFacts);
    journal.write({ type: "end", result: report.verdict.result, reasons: report.verdict.reasons });
    progress.end();
    return { kind: "ran", report };
}

async function checkTarget(
    { drill, force }: DrillRun,
    twin: Twin,
    { facts, journal, progress }: Pick<RunTools, "journal" | "progress"> & { facts: PlatformFacts },
): Promise<{ readonly rows: readonly CheckRow[]; readonly warnings: readonly string[] }> {
    progress.phase("preflight", 0);
    const lostRegion = leftRegion({ drill, facts });
    const checked = await preflight(twin, { facts, lostRegion, breaks: drill.fault.kind !== "none", force });
    for (const { name, passed, detail } of checked.rows) {
        journal.write({ type: "preflight", name, passed, detail });
    }
    return checked;
}

function driveOf(run: DrillRun, twin: Twin, tools: RunTools & { facts: PlatformFacts }): Drive {
    const clients = clientSpecs(run.workload);
    const directory = join(run.directory, "clients");
    const names = clients.map(({ name }) => name);
    const { drill, prediction, factor, workload } = run;
    return {
        ...{ twin, drill, prediction, factor, workload, clients, directory, ...tools },
        limits: limitsOf(tools.facts, prediction, run.machineSeconds),
        logs: new ClientLogs(directory, names),
        findings: noFindings(),
    };
}

async function allSteps(drive: Drive, run: DrillRun, caFile: string): Promise<void> {
    await startClients(drive, {
        directory: drive.directory,
        k6: run.k6,
        scenarioFile: run.scenarioFile,
        workload: run.workload,
        factor: run.factor,
        targetUrl: `https://app.${drive.facts.domain}`,
        caFile,
        durationSeconds: longestDrillSeconds(drive.limits, run.factor),
    });
    drive.findings.loadFrom = await proveSteadyState(drive, { phase: "steady state" });
    await breakAndWatch(drive);
    await lookUpAfterFailover(drive);
    try {
        if (drive.drill.undo.heal === "restore-region") {
            await heal(drive);
        }
        await comeHome(drive);
    } catch (error) {
        if (!(error instanceof Unmet)) {
            throw error;
        }
        // The platform did not get back to where it was: a finding, not a failure of the runner.
        drive.findings.setbacks.push(error.message);
    }
}

function reasonsOf(error: unknown, drive: Drive): string[] {
    const when = drive.findings.faultAt === null ? "before the fault" : "after the fault";
    return [error instanceof Interrupted ? `the drill was interrupted ${when}: ${error.message}` : messageOf(error)];
}

/** Undoes the fault when a drill ends early. The target may be the reason, so it gets a moment and no more. */
async function restore(drive: Drive): Promise<void> {
    const { faultAt, healedAt } = drive.findings;
    if (faultAt === null || healedAt !== null || drive.drill.fault.kind === "none") {
        return;
    }
    drive.findings.healedAt = Date.now();
    const healed = drive.twin.healRegion(leftRegion(drive)).then(
        () => undefined,
        (error: unknown) => messageOf(error),
    );
    const problem = await Promise.race([healed, later(restoreMilliseconds, "it took too long")]);
    if (problem !== undefined) {
        drive.findings.warnings.push(`the region was not healed after the interruption: ${problem}`);
    }
}

const restoreMilliseconds = 5000;

/** Clients are told to end; whoever does not in this time is ended, and its last lines are missing. */
async function endClients(drive: Drive, unfinished: string[]): Promise<ClientSummary[]> {
    const patience = timeoutMilliseconds(drive.workload, drive.factor) + 3000;
    drive.findings.loadTo = Date.now() - patience / 4;
    const stopped = stopClients(drive.twin, drive.clients, {
        directory: drive.directory,
        graceMilliseconds: unfinished.length > 0 ? 500 : patience,
    });
    try {
        const summaries = await Promise.race([stopped, later(2 * patience, undefined)]);
        if (summaries !== undefined) {
            return summaries;
        }
        unfinished.push("the clients did not end");
    } catch (error) {
        unfinished.push(`the clients could not be ended: ${messageOf(error)}`);
    }
    return drive.clients.map(({ name }) => ({ client: name, iterations: null, dropped: null }));
}

async function finalLookUp(drive: Drive, unfinished: string[]): Promise<void> {
    if (unfinished.length > 0) {
        return;
    }
    try {
        await awaitCaughtUp(drive).catch((error: unknown) => {
            drive.findings.setbacks.push(messageOf(error));
        });
        await lookUpAfterFailBack(drive);
    } catch (error) {
        unfinished.push(`the last look-up failed: ${messageOf(error)}`);
    }
}

function later<Value>(milliseconds: number, value: Value): Promise<Value> {
    return new Promise((resolve) => {
        setTimeout(() => resolve(value), milliseconds).unref();
    });
}
