import type { Band, Prediction } from "../routing/prediction";
import type { Operation } from "./client-log";
import { count } from "./report/format";
import type { Audit } from "./measure/ledger";
import type { SteadyLatency } from "./measure/steady";
import type { Promises } from "./platform";
import type { Interval, OutageRow, PromiseRow } from "./report";

export interface PromiseEvidence {
    readonly promises: Promises;
    readonly prediction: Prediction;
    /** True on the real clock only. */
    readonly exact: boolean;
    readonly outages: readonly OutageRow[];
    /** Null when no look-up was made. */
    readonly audit: Audit | null;
    readonly steady: SteadyLatency;
    /** Platform seconds from the fault until the heal: what had not recovered by then never did. */
    readonly watchedSeconds: number;
}

/** Fewer requests than this have no 99th percentile worth naming: five would lie beyond it. */
const fewestRequestsForP99 = 500;

/** Each promise of the stack against what clients saw; a stack of one region promises nothing about its loss. */
export function judgePromises(evidence: PromiseEvidence): PromiseRow[] {
    const { readRtoSeconds, writeRtoSeconds, rpoSeconds } = evidence.promises;
    return [
        ...(readRtoSeconds === undefined ? [] : [recoveryTime(evidence, "read", readRtoSeconds)]),
        ...(writeRtoSeconds === undefined ? [] : [recoveryTime(evidence, "write", writeRtoSeconds)]),
        ...(rpoSeconds === undefined ? [] : [recoveryPoint(evidence, rpoSeconds)]),
        latency(evidence),
        availability(evidence),
    ];
}

/**
 * The three-way rule. Wholly within the promise: kept. Wholly beyond: broken. Across it: broken on the real clock, where
 * whoever promises must prove it; kept, and called an estimate, on a compressed one, where times that do not scale
 * (a TCP retransmission, a disk) may have pushed the upper end across.
 */
export function judgeInterval([low, high]: Interval, promised: number, exact: boolean): "kept" | "broken" {
    return high <= promised || (!exact && low <= promised) ? "kept" : "broken";
}

/** Every class of clients was promised service, so the last of them counts. */
function recoveryTime(evidence: PromiseEvidence, operation: Operation, promised: number): PromiseRow {
    const { prediction, exact, outages, watchedSeconds } = evidence;
    const [name, label, predicted] =
        operation === "read"
            ? (["readRtoSeconds", "Reads are back", prediction.readRto] as const)
            : (["writeRtoSeconds", "Writes are back", prediction.writeRto] as const);
    const row = { name, label, promised, unit: "s", predicted } as const;
    const rtos = outages.filter((outage) => outage.operation === operation).map(({ rto }) => rto);
    if (rtos.length === 0) {
        return { ...row, measured: null, verdict: "not measured", note: "no client asked" };
    }
    if (rtos.includes(null)) {
        const watched = `not back within the ${watchedSeconds.toFixed(0)} s before the heal`;
        return watchedSeconds > promised
            ? { ...row, measured: null, verdict: "broken", note: watched }
            : { ...row, measured: null, verdict: "not measured", note: `${watched}, which is less than was promised` };
    }
    const known = rtos.filter((rto) => rto !== null);
    const measured: Interval = [Math.max(...known.map(([low]) => low)), Math.max(...known.map(([, high]) => high))];
    const across = measured[0] <= promised && measured[1] > promised;
    return {
        ...row,
        measured,
        verdict: judgeInterval(measured, promised, exact),
        note: exact
            ? ""
            : across
              ? "estimate; the interval lies across the promise, only the real clock decides"
              : "estimate",
    };
}

/** What was lost was lost on any clock. How old it was is a time like others: a stall of this machine is ten times as long at 10x. */
function recoveryPoint({ audit, exact }: PromiseEvidence, promised: number): PromiseRow {
    const row = {
        name: "rpoSeconds",
        label: "Loss at most",
        promised,
        unit: "s",
        predicted: null,
    } as const;
    if (audit === null) {
        return { ...row, measured: null, verdict: "not measured", note: "the orders were never looked up" };
    }
    const { lost, acknowledged, rpo } = audit.loss;
    const counted =
        lost === 0 ? "exact: nothing is lost" : `${count(lost)} of ${count(acknowledged)} acknowledged orders are lost`;
    return {
        ...row,
        measured: rpo,
        verdict: judgeInterval(rpo, promised, exact),
        note: exact || lost === 0 ? counted : `${counted}; their age is an estimate`,
    };
}

function latency({ promises, exact, steady }: PromiseEvidence): PromiseRow {
    const row = {
        name: "p99Milliseconds",
        label: "99 % of requests within",
        promised: promises.p99Milliseconds,
        unit: "ms",
        predicted: null as Band | null,
    } as const;
    if (!exact) {
        const note = "work does not run faster on a compressed clock, so its latency is not the platform's";
        return { ...row, measured: null, verdict: "not measured", note };
    }
    const { p99Milliseconds, requests } = steady;
    if (p99Milliseconds === null || requests < fewestRequestsForP99) {
        const note = `only ${requests} requests in steady state, expected at least ${fewestRequestsForP99}`;
        return { ...row, measured: null, verdict: "not measured", note };
    }
    const measured: Interval = [p99Milliseconds, p99Milliseconds];
    const note = `steady state, ${requests} requests of keep-alive clients on this machine`;
    return { ...row, measured, verdict: judgeInterval(measured, promises.p99Milliseconds, true), note };
}

/** A month's share cannot be read off minutes; what the outage costs of the month's budget can. */
function availability({ promises, outages }: PromiseEvidence): PromiseRow {
    const budgetSeconds = 30 * 86_400 * (1 - promises.availabilityPercent / 100);
    const rtos = outages.map(({ rto }) => rto);
    const worst = rtos.reduce((longest, rto) => Math.max(longest, rto?.[1] ?? 0), 0);
    const share = ((100 * worst) / budgetSeconds).toFixed(0);
    const spent = rtos.includes(null)
        ? "an outage that did not end has no share of it"
        : `one such outage spends ${share} % of 30 days' ${count(budgetSeconds)} s`;
    return {
        name: "availabilityPercent",
        label: "Available",
        promised: promises.availabilityPercent,
        unit: "%",
        predicted: null,
        measured: null,
        verdict: "not measured",
        note: `a promise over a month; ${spent}`,
    };
}
