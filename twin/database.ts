import { rm } from "node:fs/promises";
import type { DatabaseStatus } from "./api";
import { bearCluster, socketFolder } from "./database/birth";
import { Cluster, type DatabaseOptions } from "./database/cluster";
import { deleteOrder, findOrders } from "./database/orders";
import { regionBroke, regionHealed, regionHealing } from "./database/region";
import { status } from "./database/status";
import { failover, rebuild, switchover, type Succession } from "./database/succession";
import { internet, type DatabaseModel, type Places } from "./place";
import type { Manner } from "./relay";

/** A process of the driver, for the table of the twin's status. */
export interface DatabaseProcess {
    readonly place: string;
    readonly kind: "database" | "relay";
    readonly name: string;
    readonly engine: string;
    readonly pid: number;
    readonly address: string;
    readonly health: string;
}

/**
 * Aurora's global database as PostgreSQL servers that stream to each other across the relay.
 * Every call rejects with an Error of one line for a person; every wait has a limit.
 */
export interface DatabaseDriver {
    /** Resolves when the writer takes orders and every standby streams. */
    start(): Promise<void>;
    /** What a name of the database means to a process of that region (`internet` sees all directly); undefined for others' names. */
    addressOf(name: string, askingRegion: string): string | undefined;
    status(): Promise<DatabaseStatus>;
    processes(): DatabaseProcess[];
    failover(toRegion: string): Promise<Succession>;
    switchover(toRegion: string): Promise<Succession>;
    rebuildStandby(region: string): Promise<void>;
    findOrders(region: string, ids: readonly string[]): Promise<string[]>;
    deleteOrder(region: string, id: string): Promise<void>;
    /** To be called together with the network's fault: what crosses before it is not lost. */
    regionBroke(region: string, manner: Manner): Promise<void>;
    /** To be called before the region's network opens. */
    regionHealing(region: string): Promise<void>;
    /** To be called once the region's network is open. */
    regionHealed(region: string): Promise<void>;
    stop(): Promise<void>;
}

export function createDatabase(model: DatabaseModel, places: Places, options: DatabaseOptions): DatabaseDriver {
    const cluster = new Cluster(model, options, places);
    const oneAtATime = queue();
    let sockets: string | undefined;
    return {
        async start() {
            sockets = await socketFolder(options.directory);
            await bearCluster(cluster, sockets);
        },
        addressOf: (name, askingRegion) => addressOf(cluster, name, askingRegion),
        status: () => status(cluster),
        processes: () => processes(cluster),
        failover: (region) => oneAtATime(() => failover(cluster, region)),
        switchover: (region) => oneAtATime(() => switchover(cluster, region)),
        rebuildStandby: (region) => oneAtATime(() => rebuildStandby(cluster, region)),
        findOrders: (region, ids) => findOrders(cluster, region, ids),
        deleteOrder: (region, id) => deleteOrder(cluster, region, id),
        regionBroke: (region, manner) => regionBroke(cluster, region, manner),
        regionHealing: (region) => oneAtATime(() => regionHealing(cluster, region)),
        regionHealed: (region) => oneAtATime(() => regionHealed(cluster, region)),
        async stop() {
            await Promise.all([...cluster.members.values()].map(({ server }) => server.kill()));
            await cluster.relay?.stop();
            if (sockets !== undefined) {
                await rm(sockets, { recursive: true, force: true });
            }
        },
    };
}

async function rebuildStandby(cluster: Cluster, region: string): Promise<void> {
    const member = cluster.member(region);
    if (region === cluster.writer) {
        throw new Error(`the database of ${region} is the writer: there is nothing to rebuild it from`);
    }
    if (member.broken !== undefined) {
        throw new Error(`the database of ${region} cannot be rebuilt: heal the region first`);
    }
    await rebuild(cluster, member);
}

function addressOf(cluster: Cluster, name: string, askingRegion: string): string | undefined {
    const { model, options } = cluster;
    const asked = name.toLowerCase().replace(/\.$/, "");
    const region =
        asked === model.writerEndpoint.toLowerCase()
            ? cluster.writer
            : model.members.find(({ readerEndpoint }) => readerEndpoint.toLowerCase() === asked)?.region;
    if (region === undefined) {
        return undefined;
    }
    const direct = askingRegion === region || askingRegion === internet;
    return direct
        ? model.members.find((member) => member.region === region)?.address
        : options.relayAddress(askingRegion, region);
}

function processes(cluster: Cluster): DatabaseProcess[] {
    const servers = [...cluster.members.values()].map(({ model, server, role, broken }): DatabaseProcess => ({
        place: model.region,
        kind: "database",
        name: `database-${model.region} (${role})`,
        engine: server.engine,
        pid: server.pid,
        address: role === "fenced" ? "unix socket only" : `${model.address}:${cluster.model.port}`,
        health: server.running ? (broken === undefined ? "healthy" : "unhealthy: region lost") : "stopped",
    }));
    const relay = cluster.relay;
    if (relay === undefined) {
        return servers;
    }
    const row = { kind: "relay", name: "relay", engine: `Node.js ${process.versions.node}`, address: "" } as const;
    return [...servers, { ...row, place: internet, pid: relay.pid, health: relay.running ? "healthy" : "stopped" }];
}

/** Changes of the members' roles happen one after the other, in the order in which they were asked for. */
function queue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
    let last: Promise<unknown> = Promise.resolve();
    return (work) => {
        const result = last.then(work, work);
        last = result.catch(() => undefined);
        return result;
    };
}
