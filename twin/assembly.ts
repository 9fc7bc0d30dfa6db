import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createAuthority, type Authority } from "./authority";
import { CellBalancer } from "./balancer";
import { instancesListen, type Cell } from "./cell";
import { Clients } from "./clients";
import { createDatabase, type DatabaseDriver } from "./database";
import { engineNames } from "./engines";
import { EventLog } from "./event-log";
import { CellInstances, instanceAddresses } from "./instances";
import type { CellModel, ListenerModel } from "./model";
import { CellNetworks, internetAddresses, vpcResolverAddress } from "./network";
import { internet } from "./place";
import { NamespacePlaces } from "./places";
import { programFile } from "./programs";
import { resolverCount, startResolvers, writeResolvConf } from "./resolvers";
import { Route53Process } from "./route53";
import type { Loaded } from "./settings";
import type { StatusParts } from "./status";
import { TargetWatch } from "./target-watch";
import { bareName, twinZone } from "./zone";
import { unrun, unrunText } from "./unrun";
import { unrunOfBalancers } from "./unrun-balancer";
import { unrunOfChecks } from "./unrun-checks";

/** A started twin: every engine runs, every instance serves. */
export interface Assembly extends StatusParts {
    readonly loaded: Loaded;
    readonly networks: CellNetworks;
    readonly places: NamespacePlaces;
    readonly log: EventLog;
    /** True once every resolver's cache has been filled at its own moment. */
    readonly primed: () => boolean;
}

export interface AssemblyOptions {
    readonly directory: string;
    readonly loaded: Loaded;
    readonly onProgress: (line: string) => void;
}

/** Starts everything, what does not depend on each other at once. */
export async function assemble({ directory, loaded, onProgress }: AssemblyOptions): Promise<Assembly> {
    const { model, plan, settings } = loaded;
    const namespaces = join(directory, "namespaces");
    const places = new NamespacePlaces(directory, namespaces);
    const log = new EventLog(directory);
    const networks = new CellNetworks(model.cells, namespaces, places);
    const [authority, engines] = await Promise.all([
        createAuthority(join(directory, "authority")),
        engineNames(),
        networks.create(addressesOf(loaded)),
    ]);
    const without = unrunText([...unrun(plan), ...unrunOfBalancers(plan)]);
    if (without !== "") {
        onProgress(`leaves out what a twin does not run yet: ${without}`);
    }
    const unknown = unrunText(unrunOfChecks(plan));
    if (unknown !== "") {
        onProgress(`cannot know what Route 53 reads elsewhere: ${unknown}`);
    }
    onProgress(`${model.cells.length.toFixed()} cells have their networks`);

    let primed = false;
    const onPrimed = () => {
        primed = true;
        log.note({ type: "process", name: "resolvers", state: "ready" });
    };
    const route53 = new Route53Process({ directory, root: settings.root, emit: log.emit, onPrimed });
    const zone = bareName(twinZone(plan, settings.seed).HostedZone.Name);
    const regions = model.cells.map(({ region }) => region);
    const resolvers = startResolvers({ directory, places, zones: [zone], regions });
    const database = databaseOf(loaded, { directory, places, authority, log, route53 });
    await Promise.all([database?.start().then(() => onProgress("the database streams")), route53.started()]);
    tellNames(loaded, database, route53);

    const cells = await Promise.all(
        model.cells.map((cell) => createCell(cell, { directory, loaded, places, log, authority })),
    );
    await Promise.all(cells.map(startCell));
    await new TargetWatch({ cells, log, publish: (targets) => route53.targets(targets) }).start();
    route53.open();
    onProgress("every instance serves");
    const clients = new Clients(places, resolvers, log);
    return {
        loaded,
        networks,
        places,
        log,
        cells,
        database,
        route53,
        resolvers,
        clients,
        engines,
        primed: () => primed,
    };
}

async function startCell(cell: Cell): Promise<void> {
    cell.instances.start();
    await instancesListen(cell);
    await cell.balancer?.start("healthy");
}

interface Shared {
    readonly directory: string;
    readonly places: NamespacePlaces;
    readonly log: EventLog;
    readonly authority: Authority;
}

async function createCell(cell: CellModel, shared: Shared & { readonly loaded: Loaded }): Promise<Cell> {
    const { directory, places, log, authority, loaded } = shared;
    const { model, settings } = loaded;
    const clock = { factor: settings.factor };
    const secure = cell.balancers.flatMap(({ listeners }) =>
        listeners.filter((one) => one.certificateNames !== undefined),
    );
    const issue = async (one: ListenerModel) =>
        [one, (await authority.issue(one.certificateNames ?? [])).pemFile] as const;
    const certificates = new Map(await Promise.all(secure.map(issue)));
    const parts = {
        balancers: cell.balancers,
        clock,
        certificate: (listener: ListenerModel) => certificates.get(listener) ?? "",
        targets: ({ id }: { readonly id: string }) =>
            cell.groups.filter(({ targetGroups }) => targetGroups.includes(id)).flatMap(instanceAddresses),
    };
    const { region } = cell;
    mkdirSync(join(directory, "instances", region), { recursive: true });
    const resolvConf = writeResolvConf(join(directory, "instances", `${region}.resolv.conf`), vpcResolverAddress(cell));
    const root = settings.root;
    const { caFile } = authority;
    return {
        model: cell,
        balancer: cell.balancers.length > 0 ? new CellBalancer({ region, directory, places, parts }) : undefined,
        instances: new CellInstances({ model, cell, directory, root, clock, places, log, resolvConf, caFile }),
        broken: undefined,
    };
}

type DatabaseParts = Shared & { readonly route53: Route53Process };

function databaseOf(loaded: Loaded, parts: DatabaseParts): DatabaseDriver | undefined {
    const { model, settings } = loaded;
    if (model.database === undefined) {
        return undefined;
    }
    const pairs = relayPairs(loaded);
    const driver = createDatabase(model.database, parts.places, {
        clock: { factor: settings.factor },
        directory: join(parts.directory, "database"),
        cacheDirectory: join(settings.root, ".antipode", "cache"),
        authority: parts.authority,
        relayAddress: (from, to) => pairs.get(`${from} ${to}`) ?? "",
        relayCommand: [process.execPath, programFile(settings.root, "relay")],
        emit: parts.log.emit,
        onWriterMoved: () => tellNames(loaded, driver, parts.route53),
    });
    return driver;
}

/** Gives every cell the database's names as it must see them: direct at home, through the relay elsewhere. */
function tellNames({ model }: Loaded, database: DatabaseDriver | undefined, route53: Route53Process): void {
    const { writerEndpoint, members = [] } = model.database ?? {};
    const names = [writerEndpoint, ...members.map(({ readerEndpoint }) => readerEndpoint)];
    for (const { region } of model.cells) {
        const seen = names.flatMap((name) => {
            const address = name === undefined ? undefined : database?.addressOf(name, region);
            return name === undefined || address === undefined ? [] : [[name.toLowerCase(), address] as const];
        });
        route53.names(region, Object.fromEntries(seen));
    }
}

/** The relay has an address for traffic from each region to each other one. */
function relayPairs({ model }: Loaded): ReadonlyMap<string, string> {
    const regions = model.cells.map(({ region }) => region);
    const pairs = regions.flatMap((from) => regions.filter((to) => to !== from).map((to) => `${from} ${to}`));
    return new Map(pairs.map((pair, i) => [pair, internetAddresses.relay(i)]));
}

function addressesOf(loaded: Loaded): { [place: string]: string[] } {
    const { cells, database } = loaded.model;
    const inCells = cells.map((cell) => [
        cell.region,
        [
            ...cell.balancers.flatMap(({ addresses }) => addresses),
            ...cell.groups.flatMap(instanceAddresses),
            ...(database?.members ?? []).filter(({ region }) => region === cell.region).map(({ address }) => address),
        ],
    ]);
    const resolvers = Array.from({ length: resolverCount }, (_, i) => internetAddresses.resolver(i));
    return {
        ...(Object.fromEntries(inCells) as { [region: string]: string[] }),
        [internet]: [internetAddresses.route53, ...resolvers, ...relayPairs(loaded).values()],
    };
}
