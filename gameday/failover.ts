import type { DatabaseStatus } from "../twin/api";
import { isGood } from "./measure/statistics";
import { measureOutages } from "./measure/outages";
import { beginPhase, leftRegion, mark, outageRules, waitFor, type Drive } from "./drive";
import { operate } from "./operator";
import { describeLine } from "./steady-state";
import { Interrupted, Unmet, unlessInterrupted } from "./waiting";

/** Breaks what the drill breaks and watches until clients have been served again for a while, or for as long as it may take. */
export async function breakAndWatch(drive: Drive): Promise<void> {
    const region = leftRegion(drive);
    const { fault, recovery } = drive.drill;
    beginPhase(drive, fault.kind === "none" ? "switchover" : `${region} is lost`, drive.limits.watchSeconds);
    const control = new AbortController();
    const signal = AbortSignal.any([drive.signal, control.signal]);
    const work = fault.kind === "none" ? moveWriter(drive) : loseRegion(drive, fault.manner);
    const operator = work.then(() =>
        recovery === "managed-failover" && leavesWriter(drive) ? operate(drive, signal) : undefined,
    );
    const trouble = operator.then(
        () => undefined,
        (error: unknown) => {
            if (!(error instanceof Interrupted)) {
                drive.findings.setbacks.push(`the database did not fail over: ${messageOf(error)}`);
            }
        },
    );
    try {
        await unlessInterrupted(work, drive.signal);
        await watch(drive);
    } finally {
        control.abort(new Interrupted("the watch is over"));
        await trouble;
    }
}

function leavesWriter(drive: Drive): boolean {
    return leftRegion(drive) === drive.facts.initialWriter;
}

async function loseRegion(drive: Drive, manner: "refused" | "black-hole"): Promise<void> {
    const region = leftRegion(drive);
    drive.findings.faultAt = await drive.twin.breakRegion(region, manner);
    mark(drive, `${region} lost`, drive.findings.faultAt);
}

async function moveWriter(drive: Drive): Promise<void> {
    const from = leftRegion(drive);
    const to = Object.keys(drive.facts.regions).find((region) => region !== from);
    if (to === undefined) {
        throw new Error(`a switchover needs a second region; ${drive.facts.name} has only ${from}`);
    }
    drive.findings.faultAt = Date.now();
    mark(drive, `switchover to ${to} ordered`, drive.findings.faultAt);
    const { epoch } = await drive.twin.switchover(to);
    mark(drive, `${to} writes, epoch ${epoch}`);
}

async function watch(drive: Drive): Promise<void> {
    try {
        await waitFor(drive, drive.limits.watchSeconds, {
            look: () => (isBack(drive) ? true : undefined),
            describe: () => "not every client was served again",
            // The limit is far beyond promise and prediction: more would only delay the answer.
            machineSeconds: 0,
        });
        mark(drive, "every client is served again");
    } catch (error) {
        if (!(error instanceof Unmet)) {
            throw error;
        }
        drive.findings.setbacks.push(await whyNotBack(drive));
    }
}

function isBack(drive: Drive): boolean {
    const { faultAt } = drive.findings;
    const scale = { origin: faultAt ?? Infinity, factor: drive.factor };
    const { rows } = measureOutages(drive.logs.refresh(), { scale, until: Infinity }, outageRules(drive));
    // Without an outage so far there is nothing to come back from, but a fault takes a moment to be felt.
    const passed = faultAt === null ? 0 : ((Date.now() - faultAt) / 1000) * drive.factor;
    return rows.length > 0 && passed > drive.limits.holdSeconds && rows.every(({ rto }) => rto !== null);
}

/** The first cause that can be named, from where clients are sent back to who should answer them. */
async function whyNotBack(drive: Drive): Promise<string> {
    const lost = leftRegion(drive);
    const app = `app.${drive.facts.domain}`;
    const [answer, checks, status, database] = await Promise.all([
        drive.twin.answer(app, lost),
        drive.twin.healthChecks(),
        drive.twin.status(),
        drive.twin.database(),
    ]);
    const waited = `clients were not all served again within ${drive.limits.watchSeconds.toFixed(0)} s`;
    const red = checks.filter(({ healthy }) => !healthy).map(({ region }) => region);
    if (answer.region === lost || answer.region === undefined) {
        const open = answer.failOpen ? ", failing open because no cell counts as healthy" : "";
        const state = red.length > 0 ? `health checks are red in ${red.join(" and ")}` : "no health check is red";
        return `${waited}: Route 53 still answers ${app} with ${answer.region ?? "no region"}${open}; ${state}`;
    }
    const instances = status.filter((row) => row.cell === answer.region && row.kind === "app");
    if (!instances.some((row) => row.health === "healthy")) {
        return `${waited}: Route 53 sends them to ${answer.region}, where no instance is healthy (${instances.length} run)`;
    }
    return `${waited}: they are sent to ${answer.region}; ${writerState(database)}; ${lastFailure(drive)}`;
}

function writerState({ writer, epoch, members }: DatabaseStatus): string {
    return `the writer is ${writer} (epoch ${epoch}), members ${members.map(({ region, role }) => `${region} ${role}`).join(", ")}`;
}

function lastFailure(drive: Drive): string {
    const failed = drive.logs.refresh().findLast((line) => !isGood(line));
    return failed === undefined ? "no request failed" : `the last failure is ${describeLine(failed)}`;
}

export function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
