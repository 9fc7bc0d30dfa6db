import type { DatabaseMember } from "../twin/api";
import { beginPhase, leftRegion, mark, waitFor, writtenOrders, type Drive } from "./drive";
import type { LookUp } from "./measure/ledger";
import { proveSteadyState } from "./steady-state";
import { Unmet, until, unlessInterrupted } from "./waiting";

/** Looks every order up that clients ever sent, in every region that can be reached. */
async function lookUp(drive: Drive, regions: readonly string[]): Promise<LookUp> {
    const orders = writtenOrders(drive);
    const { writer } = await drive.twin.database();
    const found = await Promise.all(
        regions.map(async (region): Promise<[string, ReadonlySet<string>]> => [
            region,
            new Set(await unlessInterrupted(drive.twin.findOrders(region, orders), drive.signal)),
        ]),
    );
    drive.journal.write({ type: "fact", name: "orders looked up", value: orders.length });
    return { writer, asked: new Set(orders), found: Object.fromEntries(found) };
}

export async function lookUpAfterFailover(drive: Drive): Promise<void> {
    const lost = drive.drill.fault.kind === "none" ? undefined : leftRegion(drive);
    beginPhase(drive, "look up every order in the survivors", 0);
    drive.findings.afterFailover = await lookUp(
        drive,
        Object.keys(drive.facts.regions).filter((region) => region !== lost),
    );
}

/** Restores the region; reads the old primary's disk before anything is rebuilt over it. */
export async function heal(drive: Drive): Promise<void> {
    const region = leftRegion(drive);
    beginPhase(drive, `heal ${region}`, drive.limits.healSeconds);
    drive.findings.healedAt = Date.now();
    await unlessInterrupted(drive.twin.healRegion(region), drive.signal);
    mark(drive, `${region} healed`, drive.findings.healedAt);
    const old = await memberOf(drive, region);
    if (old?.role === "fenced") {
        const orders = writtenOrders(drive);
        drive.findings.oldPrimary = new Set(
            await unlessInterrupted(drive.twin.findOrders(region, orders), drive.signal),
        );
        drive.progress.note(`read the fenced old writer's disk for ${orders.length} orders`);
    }
    if (old?.role === "fenced" || old?.role === "stopped") {
        await unlessInterrupted(drive.twin.rebuildStandby(region), drive.signal);
        mark(drive, `${region} rebuilt as standby`);
    }
}

/** Brings clients and writer back to where they were before the drill, and proves that all is well again. */
export async function comeHome(drive: Drive): Promise<void> {
    const home = leftRegion(drive);
    await awaitRouting(drive, home);
    const { writer } = await drive.twin.database();
    if (writer !== home && drive.drill.undo.failBack === "switchover") {
        beginPhase(drive, `switchover back to ${home}`, drive.limits.switchoverSeconds);
        await awaitCaughtUp(drive);
        // What the move home interrupts is part of the undo and not of the outage.
        drive.findings.healedAt ??= Date.now();
        const { epoch } = await unlessInterrupted(drive.twin.switchover(home), drive.signal);
        mark(drive, `failed back: ${home} writes, epoch ${epoch}`);
    }
    const passive = drive.facts.mode === "active-passive";
    await proveSteadyState(drive, { phase: "steady state again", ...(passive ? { region: home } : {}) });
}

async function awaitRouting(drive: Drive, home: string): Promise<void> {
    beginPhase(drive, "clients come home", drive.limits.homeSeconds);
    const app = `app.${drive.facts.domain}`;
    let seen = "nothing";
    await waitFor(drive, drive.limits.homeSeconds, {
        look: async () => {
            const [{ region }, checks] = await Promise.all([drive.twin.answer(app, home), drive.twin.healthChecks()]);
            // Another cell may have been red from the beginning, in a drill that was forced.
            const red = checks.filter((check) => check.region === home && !check.healthy).map((check) => check.region);
            seen = `${app} is ${region ?? "nowhere"}, ${red.length > 0 ? `red: ${red.join(", ")}` : "all checks green"}`;
            return region === home && red.length === 0 ? true : undefined;
        },
        describe: () => `Route 53 did not send clients home to ${home}: ${seen}`,
    });
}

/** Waits until every standby has all that its writer wrote: nothing is lost by moving then, and every region can be asked. */
export async function awaitCaughtUp(drive: Drive): Promise<void> {
    const bound = drive.facts.assumptions.replicationLagSeconds * 2 + 1;
    let seen = "nothing";
    await waitFor(drive, 60, {
        look: async () => {
            const { members } = await drive.twin.database();
            const behind = members.filter(
                ({ role, lagSeconds = 0 }) => role !== "writer" && (role !== "standby" || lagSeconds > bound),
            );
            seen = behind
                .map(({ region, role, lagSeconds = 0 }) => `${region} ${role} ${lagSeconds.toFixed(1)} s`)
                .join(", ");
            return behind.length === 0 ? true : undefined;
        },
        describe: () => `the standbys did not catch up: ${seen}`,
    });
}

/**
 * Looks everything up a last time, in all regions. Clients have stopped, so a standby that lacks an order has not
 * received it yet; after a few seconds it never will.
 */
export async function lookUpAfterFailBack(drive: Drive): Promise<void> {
    beginPhase(drive, "look up every order in every region", 0);
    const regions = Object.keys(drive.facts.regions);
    let last: LookUp | undefined;
    try {
        drive.findings.afterFailBack = await until(
            async () => {
                last = await lookUp(drive, regions);
                const counts = Object.values(last.found).map((ids) => ids.size);
                return counts.every((count) => count === counts[0]) ? last : undefined;
            },
            { signal: drive.signal, limitMilliseconds: drive.limits.machineSeconds * 250, everyMilliseconds: 250 },
            () => "regions differ",
        );
    } catch (error) {
        if (!(error instanceof Unmet)) {
            throw error;
        }
        drive.findings.afterFailBack = last ?? null;
    }
}

async function memberOf(drive: Drive, region: string): Promise<DatabaseMember | undefined> {
    const { members } = await drive.twin.database();
    return members.find((member) => member.region === region);
}
