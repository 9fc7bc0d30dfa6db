import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { internet } from "../place";
import type { Route } from "../relay";
import { RelayControl, type RelayProgram } from "../relay-control";
import { portOffset, replicationUser, superuser, type Cluster, type Member } from "./cluster";
import { Server } from "./server";
import { accessText, identifier, literal } from "./settings";
import { followWriter } from "./standby";

const execute = promisify(execFile);

// sun_path holds 108 bytes with its final zero (unix(7)); the longest name inside is `.s.PGSQL.65535.lock`.
const longestSocketDirectory = 107 - ".s.PGSQL.65535.lock".length - "/00".length;
/** The one that initdb makes beside its templates. */
const initialDatabase = "postgres";
const debianDirectory = "/usr/lib/postgresql";

/** Brings up the relay, the writer and its standbys; resolves when every standby streams. */
export async function bearCluster(cluster: Cluster, sockets: string): Promise<void> {
    const { options, model, places } = cluster;
    const binaries = options.binDirectory ?? (await newestBinaries());
    const names = [model.writerEndpoint, ...model.members.map(({ readerEndpoint }) => readerEndpoint)];
    const version = await versionOf(binaries);
    await mkdir(options.directory, { recursive: true, mode: 0o700 });
    await writeFile(cluster.accessFile, accessText(model.databaseName, model.user, replicationUser), { mode: 0o600 });
    for (const [index, member] of model.members.entries()) {
        const socketDirectory = path.join(sockets, String(index));
        await mkdir(socketDirectory, { recursive: true, mode: 0o700 });
        const dataDirectory = path.join(options.directory, member.region);
        const program = path.join(binaries, "postgres");
        const place = { region: member.region, dataDirectory, socketDirectory, port: model.port };
        const site = { ...place, program, engine: `PostgreSQL ${version}`, superuser };
        const role = member.region === model.initialWriter ? "writer" : "standby";
        const state = { upstream: undefined, broken: undefined };
        cluster.members.set(member.region, { model: member, server: new Server(site, places), role, ...state });
    }
    const relay = { command: options.relayCommand, socketPath: path.join(sockets, "relay") };
    const [certificate] = await Promise.all([
        options.authority.issue(names),
        openRoutes(cluster, relay),
        layTemplate(cluster, binaries, version),
    ]);
    cluster.certificate = certificate;
    await bearWriter(cluster);
    await Promise.all(cluster.others(cluster.writer).map((standby) => copyWriter(cluster, standby)));
    for (const { name, delay } of routes(cluster)) {
        await cluster.relay?.send({ command: "set-delay", name, delay });
    }
}

/** A folder for unix sockets that is short enough; inside the twin's own folder when its path allows. */
export async function socketFolder(directory: string): Promise<string> {
    const inside = path.join(directory, "s");
    return inside.length <= longestSocketDirectory ? inside : mkdtemp(path.join(os.tmpdir(), "antipode-"));
}

/** A real base backup of the writer into the member's (empty) data directory, and a standby on it that streams. */
export async function copyWriter(cluster: Cluster, standby: Member): Promise<void> {
    const { region } = standby.model;
    const { dataDirectory, program } = standby.server.site;
    await rm(dataDirectory, { recursive: true, force: true });
    const backup = path.join(path.dirname(program), "pg_basebackup");
    const source = cluster.upstream(region, cluster.writer, "apps");
    const command = [backup, "-d", source, "-D", dataDirectory, "-X", "stream", "-c", "fast", "--no-sync"];
    // Unsynced: the server syncs what it finds when it starts.
    await cluster.places.run(region, command, { name: `base-backup-${region}`, unprivileged: true });
    await cluster.configureStandby(standby);
    await standby.server.start();
    await followWriter(cluster, standby);
    standby.role = "standby";
    cluster.emit("standby streams", region);
}

/** Opens the ways between the cells, without any delay yet: nobody waits for a birth on the real clock. */
async function openRoutes(cluster: Cluster, program: RelayProgram): Promise<void> {
    const relay = await RelayControl.start(cluster.places, program);
    cluster.relay = relay;
    const delay = { there: 0, back: 0 };
    await Promise.all(routes(cluster).map((route) => relay.send({ command: "open", route: { ...route, delay } })));
}

/** From each region to each other one: a way for apps and base backups, and one for WAL. */
function routes(cluster: Cluster): Route[] {
    const { model, options } = cluster;
    const pairs = model.members.flatMap((from) =>
        model.members.filter((to) => to !== from).map((to) => ({ from, to })),
    );
    return pairs.flatMap(({ from, to }) =>
        (["apps", "wal"] as const).map((kind) => ({
            name: cluster.routeName(from.region, to.region, kind),
            from: from.region,
            to: to.region,
            listen: { address: options.relayAddress(from.region, to.region), port: model.port + portOffset[kind] },
            target: { address: to.address, port: model.port },
            delay: cluster.delay(from.region, to.region, kind === "wal" ? model.replicationLagSeconds : 0),
        })),
    );
}

/** The writer's data directory: a copy of a fresh one, which is quicker than initdb and the same. */
async function layTemplate(cluster: Cluster, binaries: string, version: string): Promise<void> {
    const { options } = cluster;
    const target = cluster.writerMember.server.site.dataDirectory;
    const folder = options.cacheDirectory ?? options.directory;
    const template = path.join(folder, `postgresql-${version}-${superuser}`);
    if (!existsSync(template)) {
        await mkdir(folder, { recursive: true });
        const fresh = await mkdtemp(path.join(folder, "fresh-"));
        const command = [path.join(binaries, "initdb"), "-D", fresh, "-U", superuser, "--auth=trust", "--no-sync"];
        const choices = ["-E", "UTF8", "--locale=C.UTF-8", "--wal-segsize=4"];
        await cluster.places.run(internet, [...command, ...choices], { name: "initdb", unprivileged: true });
        await appendFile(path.join(fresh, "postgresql.conf"), "include = 'antipode.conf'\n");
        // Another twin may have been quicker: theirs is as good.
        await rename(fresh, template).catch(() => rm(fresh, { recursive: true }));
    }
    await rm(target, { recursive: true, force: true });
    await execute("cp", ["--archive", "--reflink=auto", template, target]);
}

async function bearWriter(cluster: Cluster): Promise<void> {
    const { model, writerMember: writer } = cluster;
    await cluster.configure(writer, {});
    await writer.server.start();
    const owner = identifier(model.user);
    const password = literal(cluster.replicationPassword);
    await writer.server.query(`create role ${owner} login password ${literal(model.password)}`);
    await writer.server.query(`create role ${identifier(replicationUser)} login replication password ${password}`);
    // Renamed, not created: a copy of three hundred files would be written, synced and backed up for nothing.
    if (model.databaseName !== initialDatabase) {
        await writer.server.query(`alter database ${initialDatabase} rename to ${identifier(model.databaseName)}`);
    }
    await writer.server.query(`alter database ${identifier(model.databaseName)} owner to ${owner}`);
    // As the app creates it: who comes second finds it there.
    await writer.server.query(
        `set role ${owner};
        create table if not exists writer_epoch (
            only_row boolean primary key default true check (only_row),
            epoch bigint not null
        );
        insert into writer_epoch (epoch) values (1) on conflict do nothing;`,
        [],
        model.databaseName,
    );
    cluster.epoch = 1;
    cluster.emit("writer ready", cluster.writer);
}

/** `postgres (PostgreSQL) 15.18 (Debian ...)` is version 15.18. */
async function versionOf(binaries: string): Promise<string> {
    const { stdout } = await execute(path.join(binaries, "postgres"), ["--version"]);
    return /\(PostgreSQL\) (\S+)/.exec(stdout)?.[1] ?? "unknown";
}

async function newestBinaries(): Promise<string> {
    const versions = existsSync(debianDirectory) ? await readdir(debianDirectory) : [];
    const newest = versions.filter((version) => /^\d+$/.test(version)).sort((a, b) => Number(b) - Number(a))[0];
    if (newest === undefined) {
        throw new Error(`no PostgreSQL in ${debianDirectory} (Debian: apt-get install postgresql)`);
    }
    return path.join(debianDirectory, newest, "bin");
}
