import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { copyWriter } from "./birth";
import type { Cluster, Member } from "./cluster";
import { literal } from "./settings";
import { followWriter, reload, repoint } from "./standby";
import { until } from "./until";

export interface Succession {
    /** Wall-clock milliseconds at which the writer's name moved. */
    readonly at: number;
    readonly epoch: number;
}

const promotionLimitSeconds = 60;
const catchUpLimitMilliseconds = 60_000;
const sessionLimitMilliseconds = 10_000;

/**
 * Aurora's managed failover with data loss allowed: fences the old writer if it can be reached, takes the declared
 * time, promotes, raises the epoch, moves the name. What the standby had not received is lost.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html
 */
export async function failover(cluster: Cluster, region: string): Promise<Succession> {
    const asked = performance.now();
    const successor = successorIn(cluster, region);
    const former = cluster.writerMember;
    cluster.emit("failover asked", region);
    if (former.broken === undefined && former.server.running) {
        await former.server.stop("immediate");
        await startFenced(cluster, former);
    }
    await pause(Math.max(0, asked + cluster.scaled(cluster.model.promotionSeconds) - performance.now()));
    const succession = await promote(cluster, successor);
    former.role = "fenced";
    await followSuccessor(cluster, successor, former);
    return succession;
}

/**
 * Aurora's planned switchover: writes stop, the standby gets everything, the roles change, nothing is lost. The old
 * writer shuts down cleanly before the promotion, so that it can follow the new one without rewind or copy.
 */
export async function switchover(cluster: Cluster, region: string): Promise<Succession> {
    const successor = successorIn(cluster, region);
    const former = cluster.writerMember;
    if (former.broken !== undefined || !former.server.running) {
        throw new Error(`switchover to ${region}: the writer in ${cluster.writer} cannot be reached; use a failover`);
    }
    cluster.emit("switchover asked", region);
    try {
        await stopWrites(cluster, former);
        await waitForReplay(cluster, former, successor);
        await former.server.stop("fast");
        await waitForLastCheckpoint(cluster, former, successor);
    } catch (cause) {
        await allowWrites(cluster, former);
        throw new Error(`switchover to ${region} was given up, ${former.model.region} writes again`, { cause });
    }
    const succession = await promote(cluster, successor);
    former.role = "standby";
    await cluster.configureStandby(former);
    await cluster.withoutLag(former.model.region, async () => {
        await former.server.start();
        await followWriter(cluster, former);
    });
    cluster.emit("standby streams", former.model.region);
    await followSuccessor(cluster, successor, former);
    return succession;
}

/** Starts a former writer so that no client can reach it: read-only, and with a unix socket alone. */
export async function startFenced(cluster: Cluster, former: Member): Promise<void> {
    former.role = "fenced";
    await rm(path.join(former.server.site.dataDirectory, "standby.signal"), { force: true });
    await cluster.configure(former, { readOnly: true });
    await former.server.start();
    cluster.emit("fenced", former.model.region);
}

function successorIn(cluster: Cluster, region: string): Member {
    const successor = cluster.member(region);
    if (successor.role !== "standby" || !successor.server.running || successor.broken !== undefined) {
        const state = successor.broken === undefined ? successor.role : "cut off";
        throw new Error(`the database of ${region} cannot be promoted: expected a running standby, it is ${state}`);
    }
    return successor;
}

async function promote(cluster: Cluster, successor: Member): Promise<Succession> {
    const { model, server } = successor;
    const { promoted } = await server.row<{ promoted: boolean }>(
        `select pg_promote(true, ${promotionLimitSeconds}) as promoted`,
    );
    if (!promoted) {
        throw new Error(`the database of ${model.region} was not promoted within ${promotionLimitSeconds} s`);
    }
    successor.role = "writer";
    await rm(path.join(server.site.dataDirectory, "standby.signal"), { force: true });
    await cluster.configure(successor, {});
    const { epoch } = await server.row<{ epoch: string }>(
        "update writer_epoch set epoch = epoch + 1 returning epoch",
        cluster.model.databaseName,
    );
    cluster.epoch = Number(epoch);
    cluster.emit("promoted", model.region);
    cluster.writer = model.region;
    const at = Date.now();
    cluster.emit("writer name moved", model.region);
    cluster.options.onWriterMoved?.(model.region);
    return { at, epoch: cluster.epoch };
}

async function followSuccessor(cluster: Cluster, successor: Member, former: Member): Promise<void> {
    const rest = cluster.others(successor.model.region).filter((member) => member !== former);
    for (const standby of rest.filter(({ role, broken, server }) => role === "standby" && !broken && server.running)) {
        await join(cluster, standby);
    }
}

/** Makes a standby follow the new writer; one that has more than the new writer had cannot, and is copied anew. */
export async function join(cluster: Cluster, standby: Member): Promise<void> {
    const branch = await branchPoint(cluster.writerMember);
    const { ahead } = await standby.server.row<{ ahead: boolean }>(
        `select coalesce(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) > ${literal(branch)}::pg_lsn as ahead`,
    );
    await (ahead ? rebuild(cluster, standby) : repoint(cluster, standby));
}

/** Where the new writer's timeline leaves the old one, as the last line of its history file says. */
async function branchPoint(successor: Member): Promise<string> {
    const { history } = await successor.server.row<{ history: string }>(
        `select pg_read_file('pg_wal/' || name) as history from pg_ls_waldir()
        where name like '%.history' order by name desc limit 1`,
    );
    return history.trim().split("\n").at(-1)?.split("\t")[1] ?? "0/0";
}

/** Replaces a member's data by a base backup of the writer. */
export async function rebuild(cluster: Cluster, member: Member): Promise<void> {
    member.role = "rebuilding";
    cluster.emit("rebuilding", member.model.region);
    await member.server.stop("immediate");
    await cluster.withoutLag(member.model.region, () => copyWriter(cluster, member));
}

/** After this, no transaction can write: sessions from before are ended, sessions from now on are read-only. */
async function stopWrites(cluster: Cluster, writer: Member): Promise<void> {
    await cluster.configure(writer, { readOnly: true });
    await reload(writer, true);
    await until(`all sessions of the app in ${writer.model.region} have ended`, sessionLimitMilliseconds, async () => {
        const rows = await writer.server.query(
            `select pg_terminate_backend(pid) from pg_stat_activity
            where usename = $1 and backend_start < (select pg_conf_load_time())`,
            [cluster.model.user],
        );
        return rows.length === 0 ? true : undefined;
    });
    cluster.emit("writes stopped", writer.model.region);
}

async function allowWrites(cluster: Cluster, writer: Member): Promise<void> {
    await cluster.configure(writer, {});
    if (writer.server.running) {
        await reload(writer, false);
    } else {
        await writer.server.start();
    }
}

async function waitForReplay(cluster: Cluster, writer: Member, standby: Member): Promise<void> {
    const { position } = await writer.server.row<{ position: string }>("select pg_current_wal_lsn() as position");
    await replayed(cluster, standby, `>= ${literal(position)}`);
}

/** The shutdown checkpoint is the last thing a writer writes, and what makes its disk a prefix of the new timeline. */
async function waitForLastCheckpoint(cluster: Cluster, writer: Member, standby: Member): Promise<void> {
    const { program, dataDirectory } = writer.server.site;
    const control = path.join(path.dirname(program), "pg_controldata");
    const text = await cluster.places.run(writer.model.region, [control, dataDirectory], {
        name: `control-data-${writer.model.region}`,
        environment: { LC_ALL: "C" },
        unprivileged: true,
    });
    const position = /Latest checkpoint location:\s+(\S+)/.exec(text)?.[1];
    if (position === undefined || !/cluster state:\s+shut down\n/.test(text)) {
        throw new Error(`the writer in ${writer.model.region} did not shut down cleanly`);
    }
    // The position is where the record begins.
    await replayed(cluster, standby, `> ${literal(position)}`);
}

async function replayed(cluster: Cluster, standby: Member, condition: string): Promise<void> {
    const limit = cluster.scaled(cluster.model.replicationLagSeconds) + catchUpLimitMilliseconds;
    await until(`the database of ${standby.model.region} has replayed WAL ${condition}`, limit, async () => {
        const { done } = await standby.server.row<{ done: boolean | null }>(
            `select pg_last_wal_replay_lsn() ${condition}::pg_lsn as done`,
        );
        return done === true ? true : undefined;
    });
}
