import type { CheckRow, Interval, LossReport, OutageRow, PhaseRow, PromiseRow, Report } from "../report";
import { orderRegions } from "../../plan/colours";
import type { Status } from "../../plan/page-look";
import { band, bandOr, clientsLabel, count, declared, intervalOr, quantity } from "./format";

export { lossIsExplained, lossSentence, mostIdsOpen, oldPrimarySentence } from "./loss-words";

/** A fact sheet that the page, the Markdown and the terminal all print. */
export interface Table {
    readonly caption: string;
    readonly columns: readonly Column[];
    readonly rows: readonly (readonly Cell[])[];
    /** Said in place of a table without rows. */
    readonly empty: string;
}

export interface Column {
    readonly title: string;
    /** Numbers stand at the right, words at the left. */
    readonly align: "left" | "right";
    /** Left out on a terminal, where the width is short. */
    readonly detail?: boolean;
    /** Speaks for itself where a narrow window has no headings. */
    readonly plain?: boolean;
}

/** A cell with a status is drawn with a shape beside its word: never by colour alone. */
export type Cell = string | { readonly text: string; readonly status: Status };

/** The shape of each status where only characters can be drawn. */
export const shapes: { readonly [status in Status]: string } = { good: "✔", bad: "✘", unknown: "?" };

export function cellText(cell: Cell): string {
    return typeof cell === "string" ? cell : `${shapes[cell.status]} ${cell.text}`;
}

const left = (title: string): Column => ({ title, align: "left" });
const right = (title: string): Column => ({ title, align: "right" });
const plain = (title: string): Column => ({ title, align: "left", plain: true });
const detail = (title: string): Column => ({ title, align: "left", detail: true });

export function promisesTable({ promises, prediction }: Report): Table {
    return {
        caption: "Promises",
        columns: [
            left("Promise"),
            right("Promised"),
            right("Predicted"),
            right("Measured"),
            left("Verdict"),
            { ...detail("Note"), plain: true },
        ],
        rows: promises.map((row) => promiseCells(row, isPredicted(prediction))),
        empty: "The stack declares no promise that this drill could measure.",
    };
}

function promiseCells(row: PromiseRow, isPredicted: boolean): Cell[] {
    const unpredicted = isPredicted && row.name.endsWith("RtoSeconds") ? "never" : "–";
    return [
        row.label,
        declared(row.promised, row.unit),
        bandOr(row.predicted, row.unit, unpredicted),
        intervalOr(row.measured, row.unit, row.verdict === "broken" ? "never" : "–"),
        { text: row.verdict, status: promiseStatus(row) },
        row.note,
    ];
}

function promiseStatus({ verdict }: PromiseRow): Status {
    return verdict === "kept" ? "good" : verdict === "broken" ? "bad" : "unknown";
}

export function outagesTable({ outages }: Report): Table {
    const perClient = ["p50", "p95", "p99", "max"] as const;
    return {
        caption: "Recovery time by client class and operation",
        columns: [
            left("Clients"),
            right("n"),
            right("RTO of the class"),
            ...perClient.map((name) => right(name)),
            right("Requests"),
            right("Failed"),
            right("Slow"),
        ],
        rows: inOrder(outages).map((row) => [
            clientsLabel(row),
            count(row.clients),
            intervalOr(row.rto, "s", "never"),
            ...perClient.map((name) => overClients(row, name)),
            count(row.requests),
            count(row.failed),
            count(row.brownOut),
        ]),
        empty: "No client sent a request.",
    };
}

/** Classes together, reads before writes. */
function inOrder(outages: Report["outages"]): readonly OutageRow[] {
    return outages.toSorted((a, b) => (clientsLabel(a) < clientsLabel(b) ? -1 : 1));
}

function overClients(row: OutageRow, name: "p50" | "p95" | "p99" | "max"): string {
    const value = row[name];
    return value === null ? "never" : quantity(value, "s");
}

export function phasesTable({ phases, prediction }: Report): Table {
    const unpredicted = isPredicted(prediction) ? "never" : "–";
    return {
        caption: "Phases, measured against predicted",
        columns: [left("Phase"), right("Predicted"), right("Measured"), left("Inside the band"), detail("Ends at")],
        rows: phases.map((row) => [
            row.phase,
            bandOr(row.predicted, "s", unpredicted),
            intervalOr(row.measured, "s", unpredicted),
            phaseCell(row),
            phaseEnds[row.phase],
        ]),
        empty: "Nothing failed over, so there are no phases.",
    };
}

/** A drill in which nothing breaks has nothing to predict: "never" would say that it was predicted to last. */
export function isPredicted({ runs }: Report["prediction"]): boolean {
    return runs > 0;
}

const phaseEnds: { readonly [phase in PhaseRow["phase"]]: string } = {
    detect: "first reply of a survivor through any resolver",
    route: "first reply of a survivor through the last resolver",
    promote: "first write acknowledged with the new epoch",
    recover: "from here on the promise held for 30 s",
};

function phaseCell({ inside }: PhaseRow): Cell {
    if (inside === null) {
        return { text: "not comparable", status: "unknown" };
    }
    return inside ? { text: "inside", status: "good" } : { text: "outside", status: "bad" };
}

type LossCount = { [key in keyof LossReport]: LossReport[key] extends number ? key : never }[keyof LossReport];

const lossMeanings: readonly (readonly [key: LossCount, label: string, meaning: string])[] = [
    ["acknowledged", "acknowledged", "orders that a client was told are written"],
    ["failed", "failed", "refused or answered with an error"],
    ["unknown", "unknown", "no reply in time: written or not, the client cannot know"],
    ["lostAfterFailover", "lost after failover", "acknowledged, and absent from the new writer"],
    ["late", "late", "absent after failover, present after fail-back"],
    ["lost", "lost", "acknowledged, and absent after fail-back"],
    ["recovered", "recovered", "not acknowledged, yet present"],
    ["phantom", "phantom", "present, and never sent by a client"],
    ["duplicate", "duplicate", "acknowledged twice with different commits"],
    ["splitBrain", "split brain", "acknowledged by the old epoch after the new one had begun"],
];

/** Counts that only a look-up gives. */
const foundByLookUp: readonly LossCount[] = ["lostAfterFailover", "late", "lost", "recovered"];

/** Counts that are a fault of the platform or of the measurement whenever they are not zero. */
const neverExpected: readonly LossCount[] = ["phantom", "duplicate", "splitBrain"];

export function lossTable({ loss }: Report): Table {
    return {
        caption: "Orders, by what became of them",
        columns: [left("Orders"), right("Count"), plain("Meaning")],
        rows: lossMeanings.map(([key, label, meaning]) => [
            neverExpected.includes(key) ? { text: label, status: loss[key] === 0 ? "good" : "bad" } : label,
            loss.lookUp === "none" && foundByLookUp.includes(key) ? "not looked up" : count(loss[key]),
            meaning,
        ]),
        empty: "",
    };
}

export function preflightTable({ preflight }: Report): Table {
    return {
        caption: "Preflight",
        columns: [left("Check"), left("Result"), plain("Detail")],
        rows: preflight.map((row) => [row.name, checkCell(row), row.detail]),
        empty: "No check ran before the fault.",
    };
}

function checkCell({ passed, forced }: CheckRow): Cell {
    if (passed) {
        return { text: "passed", status: "good" };
    }
    return { text: forced ? "failed, forced" : "failed", status: "bad" };
}

export function realismTable({ realism }: Report): Table {
    return {
        caption: "What is real here, and what is imitated",
        columns: [left("Part"), left("Real"), left("Imitated"), left("Source")],
        rows: realism.map(({ part, real, imitated, source }) => [part, real, imitated, source]),
        empty: "Nothing was imitated.",
    };
}

export function inputsTable({ prediction }: Report): Table {
    return {
        caption: "What the prediction took as given",
        columns: [left("Input"), plain("Value"), left("Source")],
        rows: prediction.inputs.map(({ name, value, source }) => [name, value, source]),
        empty: "The prediction names no inputs.",
    };
}

export function repeatTable(report: Report): Table {
    const { run, clock, machine, predictionSha256, prediction, platform } = report;
    const roles = new Map(platform.regions.map(({ region, role }) => [region, role]));
    const regions = orderRegions(platform.regions, platform.initialWriter)
        .map((region) => `${region} (${roles.get(region) ?? ""})`)
        .join(", ");
    const engines = Object.entries(machine.versions).map(([engine, version]) => [engine, version]);
    return {
        caption: "Run, clock and versions",
        columns: [left("What"), plain("Value")],
        rows: [
            ["run", run.id],
            ["stack", `${platform.name}, ${platform.stack}, ${platform.mode}`],
            ["regions", regions],
            ["clock", clock.note],
            ["seed", `${run.seed.toFixed()} (drill), ${prediction.seed.toFixed()} (prediction)`],
            [
                "prediction",
                `${isPredicted(prediction) ? `${count(prediction.runs)} simulated runs` : "none: nothing breaks"}, SHA-256 ${predictionSha256}`,
            ],
            [
                "machine",
                `${machine.cores.toFixed()} cores, ${quantity(machine.memoryGiB, "bare")} GiB, kernel ${machine.kernel.replace(/^Linux /, "")}`,
            ],
            ...engines,
        ],
        empty: "",
    };
}

/** Recovery time as the simulation had it, for the page's phases section. */
export function predictionSentence({ prediction }: Report): string {
    if (!isPredicted(prediction)) {
        return "Nothing breaks in this drill, so nothing was predicted.";
    }
    const parts = [
        prediction.readRto === null ? "reads never" : `reads ${band(prediction.readRto, "s")}`,
        prediction.writeRto === null ? "writes never" : `writes ${band(prediction.writeRto, "s")}`,
    ];
    const never = prediction.never === undefined ? "" : `: ${prediction.never.replace(/\.$/, "")}`;
    return `Predicted before the fault: ${parts.join(", ")}${never}.`;
}

export function resultStatus(result: Report["verdict"]["result"]): Status {
    return result === "PASS" ? "good" : result === "FAIL" ? "bad" : "unknown";
}

export function outageWords([from, to]: Interval): string {
    return `${quantity(from, "s")} to ${quantity(to, "s")}`;
}
