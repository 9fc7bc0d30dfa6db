import type { DrillCost } from "../cost/drill";
import type { Prediction } from "../routing/prediction";
import type { Drive, Findings } from "./drive";
import { leftRegion, outageRules } from "./drive";
import { auditLedger, type Audit } from "./measure/ledger";
import { measureOutages, type Relapse } from "./measure/outages";
import { measurePhases, type MeasuredPhases } from "./measure/phases";
import { position, type Scale } from "./measure/scale";
import { steadyLatency } from "./measure/steady";
import { bucketRequests, bucketWidth, dnsBands } from "./measure/timeline";
import { validateLogs, type ClientSummary, type LogFindings } from "./measure/validation";
import { timeoutMilliseconds } from "./clients";
import { judgePromises } from "./promises";
import { realism } from "./realism";
import type { CheckRow, OutageRow, Report, Timeline } from "./report";
import { judgeDrill, phaseRows } from "./verdict";
import type { RequestLine } from "./client-log";

/** What the report says beside what was found. */
export interface RunFacts {
    readonly run: Report["run"];
    readonly stack: string;
    readonly machine: Report["machine"];
    readonly preflight: readonly CheckRow[];
    readonly predictionSha256: string;
    readonly cost: DrillCost;
    readonly summaries: readonly ClientSummary[];
    /** Why the drill did not go to its end, cause first. */
    readonly unfinished: readonly string[];
    /** Names of the resolvers, by index. */
    readonly resolvers: readonly string[];
}

/** What the logs and look-ups say, before anyone judges it. */
interface Measured {
    readonly lines: readonly RequestLine[];
    readonly scale: Scale;
    /** Null in a planned switchover. */
    readonly lostRegion: string | null;
    readonly rows: readonly OutageRow[];
    readonly relapses: readonly Relapse[];
    readonly phases: MeasuredPhases;
    readonly audit: Audit;
    readonly lookedUp: boolean;
    readonly logs: LogFindings;
    /** Platform seconds from the fault to the heal. */
    readonly watchedSeconds: number;
}

/** Everything that clients saw and the ledger holds, as a report; also of a drill that was cut short. */
export function compileReport(drive: Drive, facts: RunFacts): Report {
    const measured = measure(drive, facts);
    const { promises, phases, verdict } = judge(drive, facts, measured);
    return {
        schema: "antipode/report/1",
        run: facts.run,
        drill: drive.drill,
        platform: platformOfReport(drive, facts.stack, measured.lostRegion),
        verdict,
        clock: clockOf(drive.factor),
        machine: facts.machine,
        preflight: facts.preflight,
        promises,
        outages: measured.rows,
        phases,
        loss: measured.audit.loss,
        prediction: drive.prediction,
        predictionSha256: facts.predictionSha256,
        timeline: timelineOf(measured, drive.findings, resolverNames(drive, facts)),
        cost: facts.cost,
        realism: realism(drive.facts, drive.factor),
        warnings: [
            ...drive.findings.warnings,
            ...measured.logs.warnings,
            ...relapseWarnings(measured.relapses),
            ...estimateWarnings(phases, drive.factor === 1),
            ...preflightWarnings(facts.preflight),
        ],
    };
}

function measure(drive: Drive, facts: RunFacts): Measured {
    const { findings, factor } = drive;
    const { faultAt, loadFrom, loadTo } = findings;
    const lines = drive.logs.refresh();
    const lostRegion = drive.drill.fault.kind === "none" ? null : leftRegion(drive);
    const end = Date.parse(facts.run.endedAt);
    // Without a fault everything is before it: the time line then ends at zero.
    const scale: Scale = { origin: faultAt ?? end, factor };
    const until = findings.healedAt ?? end;
    const { rows, relapses } =
        faultAt === null ? { rows: [], relapses: [] } : measureOutages(lines, { scale, until }, outageRules(drive));
    const expectation = {
        clients: facts.summaries,
        timeoutMilliseconds: timeoutMilliseconds(drive.workload, factor) + 1000,
        from: loadFrom ?? end,
        to: loadTo ?? end,
    };
    return {
        ...{ lines, scale, lostRegion, rows, relapses },
        phases: measurePhases(lines, { scale, until, lostRegion, outages: rows }),
        audit: auditOf(drive, scale),
        lookedUp: findings.afterFailover !== null || findings.afterFailBack !== null,
        // Before the load counted, its logs may be in any state.
        logs: loadFrom === null ? { invalid: [], failures: [], warnings: [] } : validateLogs(lines, expectation),
        watchedSeconds: Math.max(0, position(scale, until)),
    };
}

function judge(drive: Drive, facts: RunFacts, measured: Measured): Pick<Report, "promises" | "phases" | "verdict"> {
    const { lines, scale, rows, watchedSeconds, lostRegion, logs } = measured;
    const exact = drive.factor === 1;
    const audit = measured.lookedUp ? measured.audit : null;
    const counted = lines.filter((line) => line.start >= (drive.findings.loadFrom ?? Infinity));
    const promises = judgePromises({
        promises: drive.facts.promises,
        prediction: drive.prediction,
        exact,
        outages: rows,
        audit,
        steady: steadyLatency(counted, scale),
        watchedSeconds,
    });
    const phases = phaseRows(measured.phases, drive.prediction);
    const verdict = judgeDrill({
        ...{ stack: facts.stack, lostRegion, exact, promises, phases, outages: rows, audit, logs },
        unfinished: facts.unfinished,
        setbacks: drive.findings.setbacks,
    });
    return { promises, phases, verdict };
}

function auditOf({ logs, findings, facts }: Drive, scale: Scale): Audit {
    const declaredLag = facts.assumptions.replicationLagSeconds;
    const { afterFailover, afterFailBack, oldPrimary } = findings;
    return auditLedger(logs.lines, { afterFailover, afterFailBack, oldPrimary, declaredLag }, scale);
}

function platformOfReport({ facts }: Drive, stack: string, lostRegion: string | null): Report["platform"] {
    const regions = Object.entries(facts.regions).map(([region, { role }]) => ({ region, role }));
    const { name, mode, initialWriter } = facts;
    return { name, stack, mode, regions, initialWriter, lostRegion };
}

function clockOf(factor: number): Report["clock"] {
    const note =
        factor === 1
            ? "real: a second is a second, and times decide promises"
            : `${factor}x: every configured time is divided by ${factor}; times are estimates, in platform seconds, and break a promise only when the whole interval lies beyond it`;
    return { factor, exact: factor === 1, note };
}

/** Ends of phases as clients saw them, then what the runner did; sorted by time. */
function timelineOf(
    { lines, scale, rows, phases: measured, watchedSeconds }: Measured,
    findings: Findings,
    resolvers: (client: string) => string,
): Timeline {
    const labels = { detect: "detected", route: "routed", promote: "promoted", recover: "recovered" } as const;
    const seen = Object.entries(labels).flatMap(([phase, label]) => {
        const interval = measured[phase as keyof typeof labels];
        return interval === null ? [] : [{ at: interval[1], label }];
    });
    const done = findings.marks.map(({ at, label }) => ({ at: position(scale, at), label }));
    // Orders that are written before the load begins are not load.
    const load = lines.filter(({ start }) => start >= (findings.loadFrom ?? -Infinity));
    const starts = load.map((line) => position(scale, line.start));
    const [first, last] = [starts.reduce((a, b) => Math.min(a, b), 0), starts.reduce((a, b) => Math.max(a, b), 0)];
    const bucket = bucketWidth(last - first);
    const hurt = rows.some((row) => row.failed > 0);
    return {
        bucket,
        marks: [...seen, ...done].sort((a, b) => a.at - b.at),
        outage: hurt ? [0, measured.recover?.[1] ?? watchedSeconds] : null,
        series: bucketRequests(load, scale, bucket),
        dns: dnsBands(load, scale, resolvers),
        lag: findings.lag.map(({ at, region, seconds }) => ({ at: position(scale, at), region, seconds })),
    };
}

function resolverNames(drive: Drive, facts: RunFacts): (client: string) => string {
    const names = new Map(
        drive.clients.map(({ name, resolver }) => [name, facts.resolvers[resolver] ?? `resolver ${resolver}`]),
    );
    return (client) => names.get(client) ?? client;
}

function relapseWarnings(relapses: readonly Relapse[]): string[] {
    return relapses.map(({ client, series, from, end }) => {
        const back = end === null ? "and was not served again" : `until ${end[1].toFixed(1)} s`;
        return `${client} lost service again after it had come back (${series}): from ${from.toFixed(1)} s ${back}`;
    });
}

function estimateWarnings(phases: Report["phases"], exact: boolean): string[] {
    const outside = phases.filter(({ inside }) => inside === false).map(({ phase }) => phase);
    return exact || outside.length === 0
        ? []
        : [`phase ${outside.join(", ")} lies outside its predicted band; on a compressed clock that decides nothing`];
}

function preflightWarnings(rows: readonly CheckRow[]): string[] {
    return rows.filter(({ forced }) => forced).map(({ name, detail }) => `forced past preflight: ${name}: ${detail}`);
}

/** A drill in which nothing breaks has nothing to predict. */
export function noPrediction(seed: number): Prediction {
    const phases = { detect: null, route: null, promote: null, recover: null };
    return { runs: 0, seed, phases, readRto: null, writeRto: null, inputs: [] };
}
