import type { Prediction } from "../routing/prediction";
import type { Twin } from "../twin/api";
import type { ClientLogs } from "./client-logs";
import type { ClientSpec, WorkloadNumbers } from "./clients";
import type { DrillDefinition } from "./drill";
import type { Journal } from "./journal";
import type { Limits } from "./limits";
import type { LookUp } from "./measure/ledger";
import { byStart } from "./measure/statistics";
import type { OutageRules } from "./measure/outages";
import type { PlatformFacts } from "./platform";
import type { Progress } from "./progress";
import { until } from "./waiting";

/** What a drill has seen so far; the report is made of it, however far the drill came. Instants are wall clock. */
export interface Findings {
    faultAt: number | null;
    /** When the region was restored; what happens from here on is not the failover's doing. */
    healedAt: number | null;
    /** The load that counts: from the proof of steady state to the last order to stop. */
    loadFrom: number | null;
    loadTo: number | null;
    readonly marks: { readonly at: number; readonly label: string }[];
    readonly lag: { readonly at: number; readonly region: string; readonly seconds: number }[];
    /** What was waited for in vain: facts about the platform. */
    readonly setbacks: string[];
    readonly warnings: string[];
    afterFailover: LookUp | null;
    afterFailBack: LookUp | null;
    oldPrimary: ReadonlySet<string> | null;
}

export function noFindings(): Findings {
    return {
        faultAt: null,
        healedAt: null,
        loadFrom: null,
        loadTo: null,
        marks: [],
        lag: [],
        setbacks: [],
        warnings: [],
        afterFailover: null,
        afterFailBack: null,
        oldPrimary: null,
    };
}

/** Everything that the steps of a drill share. */
export interface Drive {
    readonly twin: Twin;
    readonly drill: DrillDefinition;
    readonly facts: PlatformFacts;
    readonly prediction: Prediction;
    readonly limits: Limits;
    readonly factor: number;
    readonly workload: WorkloadNumbers;
    readonly clients: readonly ClientSpec[];
    readonly logs: ClientLogs;
    /** Of the clients' logs and outputs. */
    readonly directory: string;
    readonly journal: Journal;
    readonly progress: Progress;
    readonly signal: AbortSignal;
    readonly findings: Findings;
}

/** The region that the drill takes away, or moves the writer out of. */
export function leftRegion({ drill, facts }: Pick<Drive, "drill" | "facts">): string {
    return drill.fault.kind === "none" || drill.fault.region === "initial-writer"
        ? facts.initialWriter
        : drill.fault.region;
}

/** When a class of clients is back: every window as good as the stack promises over a month. */
export function outageRules(drive: Pick<Drive, "facts" | "limits">): OutageRules {
    return {
        windowSeconds: 1,
        holdSeconds: drive.limits.holdSeconds,
        goodRatio: drive.facts.promises.availabilityPercent / 100,
    };
}

/** Begins a phase: on the screen and in the journal. */
export function beginPhase(drive: Drive, name: string, limitSeconds: number): void {
    drive.progress.phase(name, limitSeconds);
    drive.journal.write({ type: "phase", phase: name, limitSeconds });
}

/** Something that the report's time line should show. */
export function mark(drive: Drive, label: string, at = Date.now()): void {
    drive.findings.marks.push({ at, label });
    drive.progress.note(label);
    drive.journal.write({ type: "fact", name: label, value: new Date(at).toISOString() });
}

/** What a step waits for. */
export interface Wait<Result> {
    readonly look: () => Promise<Result | undefined> | Result | undefined;
    /** What is missing, when the limit is over. */
    readonly describe: () => string;
    /** Real seconds that the machine may need besides the limit. @default what the limits say */
    readonly machineSeconds?: number;
}

/** Waits in a step: as long as the limit in platform seconds allows, looking a few times a second. */
export function waitFor<Result>(drive: Drive, limitSeconds: number, wait: Wait<Result>): Promise<Result> {
    const { look, describe, machineSeconds = drive.limits.machineSeconds } = wait;
    const limitMilliseconds = (limitSeconds * 1000) / drive.factor + machineSeconds * 1000;
    return until(look, { signal: drive.signal, limitMilliseconds, everyMilliseconds: pollMilliseconds }, describe);
}

/** Between two looks: finer than what is waited for, coarse enough to leave the processors to what is measured. */
export const pollMilliseconds = 200;

/** Order ids that clients have been told are kept, as far as the logs have been read. */
export function writtenOrders(drive: Drive): string[] {
    const writes = drive.logs.refresh().filter((line) => line.op === "write");
    return [...new Set(byStart(writes).map((line) => line.order))];
}
