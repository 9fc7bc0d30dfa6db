import type { TwinStatusRow } from "./api";
import type { Cell } from "./cell";
import type { Clients } from "./clients";
import type { DatabaseDriver } from "./database";
import type { engineNames } from "./engines";
import type { Instance } from "./instance";
import { internetAddresses } from "./network";
import { internet } from "./place";
import { treeMemory } from "./processes";
import type { Resolver } from "./resolvers";
import type { Route53Process } from "./route53";

export interface StatusParts {
    readonly cells: readonly Cell[];
    readonly database: DatabaseDriver | undefined;
    readonly route53: Route53Process;
    readonly resolvers: readonly Resolver[];
    readonly clients: Clients;
    readonly engines: Awaited<ReturnType<typeof engineNames>>;
}

type Row = Omit<TwinStatusRow, "memoryBytes">;

/** One row for each process that stands for something. */
export async function statusRows(parts: StatusParts): Promise<TwinStatusRow[]> {
    const cells = await Promise.all(parts.cells.map((cell) => cellRows(cell, parts.engines)));
    const database = parts.database?.processes().map(({ place, ...row }) => ({ cell: place, ...row })) ?? [];
    const rows: Row[] = [...cells.flat(), ...database, ...internetRows(parts)];
    const memory = treeMemory(rows.map(({ pid }) => pid));
    return rows.map((row) => ({ ...row, memoryBytes: row.pid === 0 ? 0 : (memory.get(row.pid) ?? 0) }));
}

async function cellRows(cell: Cell, engines: StatusParts["engines"]): Promise<Row[]> {
    const { model, balancer, instances, broken } = cell;
    const groups = model.balancers.flatMap(({ targetGroups }) => targetGroups);
    const lists =
        balancer === undefined
            ? []
            : await Promise.all(groups.map((group) => balancer.healthyTargets(group).catch(() => [])));
    const healthy = new Set(lists.flat());
    const cut = broken === "black-hole" ? "unhealthy: cut off from the internet" : undefined;
    const rows = model.balancers.map((one) => ({
        cell: model.region,
        kind: "balancer",
        name: one.name,
        engine: engines.balancer,
        pid: alive(balancer?.process),
        address: one.addresses.join(" "),
        health: alive(balancer?.process) === 0 ? "stopped" : (cut ?? balancerHealth(healthy.size, model.region)),
    }));
    const app = (instance: Instance): Row => ({
        cell: model.region,
        kind: "app",
        name: instance.options.id,
        engine: engines.node,
        pid: instance.pid ?? 0,
        address: instance.options.address,
        health: instanceHealth(instance, healthy),
    });
    return [...rows, ...instances.instances.map(app)];
}

function balancerHealth(targets: number, region: string): string {
    return targets > 0 ? "healthy" : `unhealthy: no healthy target in ${region}`;
}

function instanceHealth({ pid, options }: Instance, healthy: ReadonlySet<string>): string {
    if (pid === undefined) {
        return "stopped";
    }
    return healthy.has(options.address) ? "healthy" : "starting";
}

function internetRows({ route53, resolvers, clients, engines }: StatusParts): Row[] {
    const row = (kind: string, name: string, rest: Pick<Row, "engine" | "pid" | "address">): Row => ({
        cell: internet,
        kind,
        name,
        ...rest,
        health: rest.pid === 0 ? "stopped" : "healthy",
    });
    const { node: engine, resolver } = engines;
    return [
        row("route53", "route53", { engine, pid: alive(route53.process), address: internetAddresses.route53 }),
        ...resolvers.map(({ name, address, process }) =>
            row("resolver", name, { engine: resolver, pid: alive(process), address }),
        ),
        ...clients.processes.map(({ name, pid }) => row("client", name, { engine: "client", pid, address: "" })),
        row("host", "host", { engine, pid: process.pid, address: "" }),
    ];
}

/** The pid of a process that runs, else 0. */
function alive(
    child: { pid?: number | undefined; exitCode: number | null; signalCode: string | null } | undefined,
): number {
    return child?.exitCode === null && child.signalCode === null ? (child.pid ?? 0) : 0;
}
