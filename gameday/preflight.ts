import type { CheckRow } from "./report";
import type { Twin } from "../twin/api";
import { survivorsOf, type PlatformFacts } from "./platform";

/** What preflight asks the target; a part of the twin's calls. */
export type PreflightTarget = Pick<Twin, "status" | "database" | "healthChecks" | "answer">;

export interface PreflightQuestion {
    readonly facts: PlatformFacts;
    /** The region that the drill takes away or moves the writer out of. */
    readonly lostRegion: string;
    /** True when the region really breaks, so that its peers must carry its load. */
    readonly breaks: boolean;
    readonly force: boolean;
}

type Finding = Pick<CheckRow, "name" | "passed" | "detail"> & { readonly warning?: string };

/** Rows for the report, and warnings: what the drill itself will show to be a mistake, which is a good reason to run it. */
export interface PreflightResult {
    readonly rows: readonly CheckRow[];
    readonly warnings: readonly string[];
}

/**
 * Whether a drill may begin: everything that could make it dangerous or its result worthless, all at once. A failed
 * check refuses the drill unless it is forced, and then the row says so.
 */
export async function preflight(target: PreflightTarget, question: PreflightQuestion): Promise<PreflightResult> {
    const findings = [
        ...(await healthOfCells(target, question.facts)),
        await replication(target, question.facts),
        ...(question.breaks ? [capacity(question.facts, question.lostRegion)] : []),
        standby(question),
        routingCheck(question.facts),
        await routedHome(target, question.facts),
    ];
    const rows = findings.map(({ name, passed, detail, warning }) => ({
        name,
        passed,
        detail: warning === undefined ? detail : `warning: ${warning}`,
        forced: !passed && question.force,
    }));
    return { rows, warnings: findings.flatMap(({ warning }) => warning ?? []) };
}

async function healthOfCells(target: PreflightTarget, facts: PlatformFacts): Promise<Finding[]> {
    const [rows, checks] = await Promise.all([target.status(), target.healthChecks()]);
    return Object.entries(facts.regions).map(([region, { web }]) => {
        const cell = rows.filter((row) => row.cell === region);
        const ill = cell.filter((row) => row.health !== "healthy").map((row) => `${row.name} ${row.health}`);
        const instances = cell.filter((row) => row.kind === "app").length;
        const red = checks
            .filter((check) => check.region === region && !check.healthy)
            .map((check) => `health check ${check.check} is red (${check.votes} of ${check.checkers} checkers)`);
        const none = web.min === 0 ? ["no instance runs, so nobody would answer"] : [];
        const short = web.min > instances ? [`${instances} of ${web.min} instances run`] : [];
        const problems = [...none, ...short, ...ill, ...red];
        return {
            name: `cell ${region} is healthy`,
            passed: problems.length === 0,
            detail: problems.length === 0 ? `${cell.length} processes, ${instances} instances` : problems.join("; "),
        };
    });
}

/** Lag may be the declared one and half as much again, plus a second for what the sample itself takes. */
async function replication(target: PreflightTarget, facts: PlatformFacts): Promise<Finding> {
    const { writer, members } = await target.database();
    const bound = facts.assumptions.replicationLagSeconds * 1.5 + 1;
    const problems = members.flatMap(({ region, role, lagSeconds }) => {
        if (region === writer) {
            return role === "writer" ? [] : [`${region} should be the writer and is ${role}`];
        }
        if (role !== "standby") {
            return [`${region} is ${role}, expected standby`];
        }
        return lagSeconds !== undefined && lagSeconds > bound
            ? [`${region} trails by ${lagSeconds.toFixed(1)} s, expected at most ${bound.toFixed(1)} s`]
            : [];
    });
    const lags = members.flatMap(({ region, lagSeconds }) =>
        lagSeconds === undefined ? [] : [`${region} trails by ${lagSeconds.toFixed(2)} s`],
    );
    return {
        name: "replication has caught up",
        passed: problems.length === 0,
        detail: problems.length === 0 ? [`writer ${writer}`, ...lags].join(", ") : problems.join("; "),
    };
}

/**
 * Active-passive: the standbys' minimum against the active cell's, because that many carry the load today.
 * Active-active: every cell serves, so the survivors' maximum against what all run today; they have to scale to it.
 */
function capacity(facts: PlatformFacts, lostRegion: string): Finding {
    const survivors = survivorsOf(facts, lostRegion);
    const serving = survivors.some(({ role }) => role === "active");
    const sum = (count: (cell: { min: number; max: number }) => number): number =>
        survivors.reduce((total, cell) => total + count(cell), 0);
    const lost = facts.regions[lostRegion]?.web.min ?? 0;
    const needed = serving ? lost + sum(({ min }) => min) : lost;
    const there = serving ? sum(({ max }) => max) : sum(({ min }) => min);
    const names = survivors.map(({ region }) => region).join(", ");
    return {
        name: "the survivors can carry the load",
        passed: there >= needed && needed > 0,
        detail:
            `${names || "no survivor"}: ${there} instances at ${serving ? "most" : "least"}, ` +
            `${needed} carry the load today (web.min of ${serving ? "all cells" : lostRegion})`,
    };
}

function standby({ facts, lostRegion }: PreflightQuestion): Finding {
    const survivors = survivorsOf(facts, lostRegion).filter(({ min }) => min > 0);
    return {
        name: "another cell runs instances",
        passed: survivors.length > 0,
        detail: survivors.map(({ region }) => region).join(", ") || "no other cell runs an instance",
    };
}

/** A check that asks the writer keeps a standby red until it is promoted: then Route 53 has nowhere to send clients. */
function routingCheck(facts: PlatformFacts): Finding {
    const { healthCheck, evaluateTargetHealth } = facts.traffic;
    const finding = { name: "Route 53 notices a dead cell, and only that", passed: true };
    if (healthCheck === "none") {
        const detail = "no health check; evaluateTargetHealth alone";
        const warning =
            "there is no health check and evaluateTargetHealth is off: Route 53 will keep answering with a dead cell";
        return evaluateTargetHealth ? { ...finding, detail } : { ...finding, detail: warning, warning };
    }
    const { path, intervalSeconds, failureThreshold } = healthCheck;
    const detail = `${path} every ${intervalSeconds} s, ${failureThreshold} in a row`;
    const warning = `the health check asks ${path}, which touches the writer: with its region every standby turns red too`;
    return path === "/readyz" ? { ...finding, detail, warning } : { ...finding, detail };
}

async function routedHome(target: PreflightTarget, facts: PlatformFacts): Promise<Finding> {
    const name = `app.${facts.domain}`;
    const { addresses, region, failOpen } = await target.answer(name, facts.initialWriter);
    const home = region !== undefined && facts.regions[region]?.role === "active" && !failOpen;
    return {
        name: "clients are routed to an active cell",
        passed: home && addresses.length > 0,
        detail: `${name} is ${addresses.join(", ") || "nothing"} in ${region ?? "no region"}${failOpen ? ", failing open" : ""}`,
    };
}
