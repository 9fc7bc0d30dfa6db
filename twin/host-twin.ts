import type { ClientProcess, DatabaseStatus, Twin, TwinStatusRow } from "./api";
import type { Assembly } from "./assembly";
import type { Cell } from "./cell";
import { realMilliseconds } from "./clock";
import type { DatabaseDriver } from "./database";
import { statusRows } from "./status";

/** Health checks of a healed region get this long after the boot before healing counts as failed, platform seconds. */
const healthySeconds = 300;

/** The calls of a running twin, inside its namespaces. */
export class HostTwin implements Twin {
    /** @param onStop Ends the host's process, and with it everything. */
    constructor(
        private readonly assembly: Assembly,
        private readonly onStop: () => void,
    ) {}

    status(): Promise<TwinStatusRow[]> {
        return statusRows(this.assembly);
    }

    async database(): Promise<DatabaseStatus> {
        return this.driver.status();
    }

    async breakRegion(region: string, manner: "refused" | "black-hole"): Promise<number> {
        const cell = this.cell(region);
        if (cell.broken !== undefined) {
            throw new Error(`${region} is broken already (${cell.broken}): heal it first`);
        }
        if (!["refused", "black-hole"].includes(manner)) {
            throw new Error(`expected the manner refused or black-hole, got ${manner}`);
        }
        cell.broken = manner;
        const { log, networks, places, database } = this.assembly;
        const at = Date.now();
        const relayCut = database?.regionBroke(region, manner);
        if (manner === "refused") {
            cell.instances.lose();
            await places.killAll(region);
        } else {
            await networks.dropPackets(region);
        }
        await relayCut;
        log.emit({ at, type: "fault", region, manner });
        return at;
    }

    async healRegion(region: string): Promise<number> {
        const cell = this.cell(region);
        const { broken } = cell;
        if (broken === undefined) {
            throw new Error(`${region} is not broken: there is nothing to heal`);
        }
        const { log, networks, database } = this.assembly;
        // The database learns what it is now before anyone can reach it.
        await database?.regionHealing(region);
        const at = Date.now();
        if (broken === "black-hole") {
            await networks.passPackets(region);
        }
        await database?.regionHealed(region);
        if (broken === "refused") {
            await cell.balancer?.start("unknown");
            cell.instances.replace();
        }
        cell.broken = undefined;
        log.emit({ at, type: "healed", region });
        await this.targetsHealthy(cell);
        return at;
    }

    /** Resolves when every balancer of a cell that should have targets has a healthy one. */
    private async targetsHealthy(cell: Cell): Promise<void> {
        const { model, settings } = this.assembly.loaded;
        const limit = model.assumptions.bootSeconds + healthySeconds;
        const deadline = Date.now() + realMilliseconds(limit, settings);
        const expected = cell.model.groups.some(({ minimum }) => minimum > 0);
        while (expected && cell.broken === undefined) {
            const found = (await cell.balancer?.health().catch(() => undefined)) ?? [];
            if (found.every(({ healthy }) => healthy)) {
                return;
            }
            if (Date.now() > deadline) {
                throw new Error(`${cell.model.region} has no healthy target ${limit.toFixed()} s after it was healed`);
            }
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
    }

    failover(toRegion: string): Promise<{ at: number; epoch: number }> {
        return this.driver.failover(this.cell(toRegion).model.region);
    }

    switchover(toRegion: string): Promise<{ at: number; epoch: number }> {
        return this.driver.switchover(this.cell(toRegion).model.region);
    }

    rebuildStandby(region: string): Promise<void> {
        return this.driver.rebuildStandby(this.cell(region).model.region);
    }

    findOrders(region: string, orders: readonly string[]): Promise<string[]> {
        return this.driver.findOrders(this.cell(region).model.region, orders);
    }

    deleteOrder(region: string, order: string): Promise<void> {
        return this.driver.deleteOrder(this.cell(region).model.region, order);
    }

    answer(name: string, fromRegion: string): ReturnType<Twin["answer"]> {
        return this.assembly.route53.answer(name, fromRegion);
    }

    async healthChecks(): ReturnType<Twin["healthChecks"]> {
        const verdicts = await this.assembly.route53.verdicts();
        return verdicts.map(({ check, region, healthy, votes, checkers }) => ({
            check,
            region,
            healthy,
            votes,
            checkers,
        }));
    }

    resolvers(): ReturnType<Twin["resolvers"]> {
        const primed = this.assembly.primed();
        return Promise.resolve(this.assembly.resolvers.map(({ address, region }) => ({ address, region, primed })));
    }

    startClient(client: ClientProcess): Promise<{ pid: number }> {
        return Promise.resolve(this.assembly.clients.start(client));
    }

    clientEnded(name: string, graceMilliseconds?: number): Promise<{ code: number }> {
        return this.assembly.clients.ended(name, graceMilliseconds);
    }

    async stop(): Promise<void> {
        await this.assembly.database?.stop();
        // The caller's answer goes out first.
        setTimeout(this.onStop, 20);
    }

    private get driver(): DatabaseDriver {
        if (this.assembly.database === undefined) {
            throw new Error("the plan has no global database");
        }
        return this.assembly.database;
    }

    private cell(region: string): Cell {
        const found = this.assembly.cells.find(({ model }) => model.region === region);
        if (found === undefined) {
            const known = this.assembly.cells.map(({ model }) => model.region).join(", ");
            throw new Error(`no cell ${region}: expected one of ${known}`);
        }
        return found;
    }
}
