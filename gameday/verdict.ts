import type { Prediction } from "../routing/prediction";
import { phases } from "../routing/prediction";
import type { Audit } from "./measure/ledger";
import type { MeasuredPhases } from "./measure/phases";
import type { LogFindings } from "./measure/validation";
import { interval } from "./report/format";
import type { Interval, OutageRow, PhaseRow, PromiseRow, Report } from "./report";

/** Measured beside predicted; a phase is inside when the interval that holds it touches the 99.9 % band. */
export function phaseRows(measured: MeasuredPhases, prediction: Prediction): PhaseRow[] {
    return phases.map((phase) => {
        const band = prediction.phases[phase];
        const seen = measured[phase];
        const inside = band === null || seen === null ? null : seen[0] <= band.high && band.low <= seen[1];
        return { phase, predicted: band, measured: seen, inside };
    });
}

export interface VerdictEvidence {
    readonly stack: string;
    /** Null in a planned switchover. */
    readonly lostRegion: string | null;
    /** True on the real clock only. */
    readonly exact: boolean;
    readonly promises: readonly PromiseRow[];
    readonly phases: readonly PhaseRow[];
    readonly outages: readonly OutageRow[];
    readonly audit: Audit | null;
    readonly logs: LogFindings;
    /** Why the drill did not go to its end (an interruption, a target that died), cause first. */
    readonly unfinished: readonly string[];
    /** What the drill waited for in vain, cause first: a fact about the platform. */
    readonly setbacks: readonly string[];
}

/**
 * PASS only when everything was seen and every promise that could be measured was kept. What makes the numbers
 * worthless makes the drill INCONCLUSIVE, never PASS, and comes before what the numbers say.
 */
export function judgeDrill(evidence: VerdictEvidence): Report["verdict"] {
    const broken = brokenReasons(evidence);
    const worthless = [...evidence.unfinished, ...evidence.logs.invalid];
    const result = worthless.length > 0 ? "INCONCLUSIVE" : broken.length > 0 ? "FAIL" : "PASS";
    return { result, sentence: sentenceOf(evidence, result), reasons: [...worthless, ...broken] };
}

function brokenReasons(evidence: VerdictEvidence): string[] {
    return [
        ...evidence.setbacks,
        ...evidence.logs.failures,
        ...lossReasons(evidence.audit),
        ...evidence.promises.filter(({ verdict }) => verdict === "broken").map(promiseReason),
        ...(evidence.exact ? evidence.phases.filter(({ inside }) => inside === false).map(phaseReason) : []),
    ];
}

/** Whatever happened to orders beyond the loss that a declared replication lag explains. */
function lossReasons(audit: Audit | null): string[] {
    if (audit === null) {
        return [];
    }
    const { unexplained, holes, notReplicated, loss } = audit;
    const counts: readonly (readonly [number, string])[] = [
        [
            unexplained.length,
            "acknowledged orders are lost and not on the old writer's disk either: something else lost them",
        ],
        [
            holes.length,
            "acknowledged orders are lost although younger ones survived: something else than the failover lost them",
        ],
        [loss.phantom, "orders exist that no client sent"],
        [loss.duplicate, "orders were acknowledged twice with different commits"],
        [loss.splitBrain, "writes were acknowledged by an old writer after the new one had begun"],
        ...Object.entries(notReplicated).map(([region, count]) => [count, `orders never reached ${region}`] as const),
    ];
    return counts.filter(([count]) => count > 0).map(([count, text]) => `${count} ${text}`);
}

function promiseReason({ label, promised, unit, measured, note }: PromiseRow): string {
    const found = measured === null ? note : `measured ${bare(measured)} ${unit}`;
    return `${label}: promised ${promised} ${unit}, ${found}`;
}

function phaseReason({ phase, predicted, measured }: PhaseRow): string {
    const band = predicted === null ? "" : `${bare([predicted.low, predicted.high])} s`;
    return `phase ${phase} took ${measured === null ? "" : bare(measured)} s, outside the predicted ${band}`;
}

/** The report's first line: the drill's question answered with its numbers. */
function sentenceOf(evidence: VerdictEvidence, result: Report["verdict"]["result"]): string {
    const { stack, lostRegion, promises, unfinished, logs } = evidence;
    const name = stack.charAt(0).toUpperCase() + stack.slice(1);
    const event = lostRegion === null ? "when its writer was moved" : `when ${lostRegion} disappeared`;
    if (result === "INCONCLUSIVE") {
        return `No verdict on ${stack} ${event}: ${unfinished[0] ?? logs.invalid[0] ?? "the drill did not finish"}.`;
    }
    const broken = promises.filter(({ verdict }) => verdict === "broken").length;
    const kept = `${name} ${result === "PASS" ? "kept its promises" : broken > 0 ? `broke ${broken === 1 ? "a promise" : `${broken} promises`}` : "failed"}`;
    return `${kept} ${event}: ${back(evidence, "read")}, ${back(evidence, "write")}, ${losses(evidence.audit)}.`;
}

function back({ promises, outages }: VerdictEvidence, operation: "read" | "write"): string {
    const row = promises.find(({ name }) => name === `${operation}RtoSeconds`);
    const never = outages.some((outage) => outage.operation === operation && outage.rto === null);
    if (never || row?.measured === null || row === undefined) {
        return `${operation}s did not come back`;
    }
    return row.measured[1] === 0
        ? `${operation}s never stopped`
        : `${operation}s came back after ${bare(row.measured)} s`;
}

function losses(audit: Audit | null): string {
    if (audit === null) {
        return "and no order was looked up";
    }
    const { lost, acknowledged, rpo } = audit.loss;
    const all = acknowledged.toLocaleString("en-GB");
    return lost === 0
        ? `no order of ${all} was lost`
        : `${lost.toLocaleString("en-GB")} of ${all} orders were lost, the oldest committed ${bare(rpo)} s before the loss`;
}

function bare(value: Interval): string {
    return interval(value, "bare");
}
